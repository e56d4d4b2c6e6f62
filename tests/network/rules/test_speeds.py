"""The speed of a road and the rule that set it."""

import pytest

from support.tagging import use
from tillganglighet.network.rules.profile import profile_from_toml, shipped_profile
from tillganglighet.network.rules.ways import interpret_way

CAR, BICYCLE, FOOT, REAL = (
    shipped_profile(name) for name in ("car", "bicycle", "foot", "bil_verklig")
)
WINTER = CAR.replace(season="winter")


@pytest.mark.parametrize(
    ("line", "kph", "rule"),
    [
        # Signs: the posted speed is the speed.
        ("highway=trunk, maxspeed=60", 60, "maxspeed"),
        ("highway=residential, maxspeed=90", 90, "maxspeed"),
        ("highway=living_street, maxspeed=20", 20, "maxspeed"),
        ("highway=service, maxspeed=30", 30, "maxspeed"),
        ("highway=primary, maxspeed=50 mph", 80.467, "maxspeed"),
        ("highway=motorway, maxspeed=none", 130, "maxspeed:none"),  # the speed Germany advises
        ("highway=trunk_link, maxspeed=none", 130, "maxspeed:none"),
        ("highway=motorway, maxspeed=140", 130, "maxspeed"),  # no faster than the profile's top
        ("highway=trunk, maxspeed=FR:urban", 50, "implicit:FR:urban"),
        ("highway=trunk, maxspeed=CH:rural", 80, "implicit:CH:rural"),
        ("highway=trunk, maxspeed=CH:motorway", 120, "implicit:CH:motorway"),
        ("highway=tertiary, maxspeed=SE:rural", 70, "implicit:SE:rural"),
        ("highway=tertiary, maxspeed=urban", 50, "implicit:SE:urban"),
        ("highway=living_street, maxspeed=walk", 7, "maxspeed"),
        ("highway=primary, maxspeed=90, maxspeed:advisory=70", 70, "advisory"),
        ("highway=primary, maxspeed=70, maxspeed:advisory=90", 70, "maxspeed"),
        ("highway=primary, maxspeed=70, maxspeed:motorcar=60", 60, "maxspeed"),
        # A remark on the kind of limit, when there is no number.
        ("highway=tertiary, source:maxspeed=SE:urban", 50, "implicit:SE:urban"),
        ("highway=tertiary, maxspeed:type=DE:zone30", 30, "implicit:DE:zone30"),
        ("highway=tertiary, zone:maxspeed=SE:30", 30, "implicit:SE:30"),
        ("highway=tertiary, zone:maxspeed=30", 30, "zone:maxspeed"),
        ("highway=tertiary, zone:traffic=SE:urban", 50, "implicit:SE:urban"),
        ("highway=tertiary, maxspeed=40, source:maxspeed=SE:urban", 40, "maxspeed"),
        ("highway=tertiary, source:maxspeed=survey", 70, "default:SE:rural:tertiary"),
        # The law, where no sign is mapped: SE 50 in built-up places, 70 outside, 90, 110.
        ("highway=motorway", 110, "default:SE:motorway:motorway"),
        ("highway=trunk", 90, "default:SE:trunk:trunk"),
        ("highway=primary", 70, "default:SE:rural:primary"),
        ("highway=secondary", 70, "default:SE:rural:secondary"),
        ("highway=tertiary", 70, "default:SE:rural:tertiary"),
        ("highway=tertiary, lit=yes", 50, "default:SE:urban:tertiary"),
        ("highway=secondary, sidewalk=both", 50, "default:SE:urban:secondary"),
        ("highway=trunk, lit=yes", 90, "default:SE:trunk:trunk"),  # lit junctions are no towns
        ("highway=unclassified", 50, "default:SE:rural:unclassified"),
        ("highway=residential", 40, "default:SE:urban:residential"),
        ("highway=living_street", 7, "default:SE:living_street:living_street"),
        ("highway=service", 20, "default:SE:rural:service"),
        ("highway=service, service=driveway", 15, "default:SE:rural:service"),
        ("highway=service, service=parking_aisle", 10, "default:SE:rural:service"),
        ("highway=road", 40, "default:SE:rural:road"),
        # A track is loose ground: 20 km/h x 0.8, 30 on the hard grade 1.
        ("highway=track", 16, "default:SE:rural:track"),
        ("highway=track, tracktype=grade1", 30, "default:SE:rural:track"),
        ("highway=track, tracktype=grade5", 5, "default:SE:rural:track"),  # never below 5
        # The ground bounds every speed (OSRM, surface.feature), signed or not.
        ("highway=primary, maxspeed=100, surface=asphalt", 100, "maxspeed"),
        ("highway=primary, maxspeed=100, surface=compacted", 80, "surface:compacted"),
        ("highway=primary, maxspeed=100, surface=paving_stones", 60, "surface:paving_stones"),
        ("highway=primary, maxspeed=100, surface=paving_stones:30", 60, "surface:paving_stones"),
        ("highway=primary, maxspeed=100, surface=gravel", 60, "surface:gravel"),
        ("highway=primary, maxspeed=100, surface=sett", 40, "surface:sett"),
        ("highway=primary, maxspeed=100, surface=cobblestone", 30, "surface:cobblestone"),
        ("highway=primary, maxspeed=100, surface=sand", 20, "surface:sand"),
        ("highway=primary, maxspeed=100, surface=mud", 10, "surface:mud"),
        ("highway=primary, maxspeed=100, surface=asphalt;gravel", 60, "surface:gravel"),
        ("highway=primary, maxspeed=100, surface=nonsense", 100, "maxspeed"),
        ("highway=primary, maxspeed=50, surface=gravel", 50, "maxspeed"),
        ("highway=primary, maxspeed=100, tracktype=grade2", 40, "tracktype:grade2"),
        ("highway=primary, maxspeed=100, smoothness=bad", 40, "smoothness:bad"),
        ("highway=primary, maxspeed=100, smoothness=very_horrible", 5, "smoothness:very_horrible"),
        (
            "highway=primary, maxspeed=100, tracktype=grade5, surface=asphalt",
            20,
            "tracktype:grade5",
        ),
        ("highway=service, tracktype=grade5, surface=mud", 10, "surface:mud"),
        ("highway=tertiary, ford=yes", 10, "ford"),
        # Unsigned and unpaved: 70 x 0.8.
        ("highway=tertiary, surface=gravel", 56, "default:SE:rural:tertiary"),
        ("highway=unclassified, surface=gravel", 40, "default:SE:rural:unclassified"),
        # One lane changes nothing at posted speed.
        ("highway=primary, maxspeed=60, lanes=1", 60, "maxspeed"),
    ],
)
def test_car(line: str, kph: float, rule: str) -> None:
    road = use(line, CAR)
    assert road.forward_kph == pytest.approx(kph, abs=0.001)
    assert road.speed_rule == rule


@pytest.mark.parametrize(
    ("line", "forward", "backward"),
    [
        ("maxspeed:forward=60", 60, 70),  # the other way: the law's 70
        ("maxspeed:backward=60", 70, 60),
        ("maxspeed=15, maxspeed:forward=60", 60, 15),
        ("maxspeed=15, maxspeed:backward=60", 15, 60),
        ("maxspeed=15, maxspeed:forward=30, maxspeed:backward=60", 30, 60),
    ],
)
def test_each_direction_has_its_own_sign(line: str, forward: float, backward: float) -> None:
    road = use(f"highway=primary, {line}", CAR)
    assert (road.forward_kph, road.backward_kph) == (forward, backward)


@pytest.mark.parametrize(
    ("line", "kph", "doubt"),
    [
        ("maxspeed=0", 70, "maxspeed_unparsed"),
        ("maxspeed=9999", 70, "maxspeed_unparsed"),
        ("maxspeed=fast", 70, "maxspeed_unparsed"),
        ("maxspeed=signals", 70, "maxspeed_variable"),
        ("maxspeed=variable", 70, "maxspeed_variable"),
        ("maxspeed=none", 70, "maxspeed_none_doubted"),  # no secondary road is without a limit
        ("maxspeed=fast, source:maxspeed=SE:urban", 50, "maxspeed_unparsed"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_law_holds(line: str, kph: float, doubt: str) -> None:
    road = use(f"highway=secondary, {line}", CAR)
    assert (road.forward_kph, road.doubts) == (kph, (doubt,))


@pytest.mark.parametrize(
    ("country", "line", "kph"),
    [
        ("NO", "highway=primary", 80),
        ("DK", "highway=motorway", 130),
        ("FI", "highway=motorway", 120),
        ("DE", "highway=primary", 90),  # the law's 100, but the class is worth 90
        ("DE", "highway=living_street", 7),
        ("BR", "highway=residential", 40),
        ("", "highway=primary", 90),
        ("", "highway=living_street", 10),
    ],
)
def test_the_law_is_the_country_s(country: str, line: str, kph: float) -> None:
    assert use(line, CAR.replace(country=country)).forward_kph == kph


@pytest.mark.parametrize(("built_up", "kph"), [(True, 50), (False, 70), (None, 70)])
def test_who_knows_the_place_may_say_so(built_up: bool | None, kph: float) -> None:  # noqa: FBT001 -- the row's value
    road = interpret_way({"highway": "tertiary"}, CAR, built_up=built_up)
    assert road is not None
    assert getattr(road, "forward_kph", 0) == kph


@pytest.mark.parametrize(
    ("line", "kph"),
    [
        ("maxspeed=70, surface=asphalt", 63),  # 70 x 0.9
        ("maxspeed=70, surface=gravel", 48),  # bounded to 60, x 0.8
        ("maxspeed=100, maxspeed:seasonal:winter=80", 72),  # the Finnish winter sign, x 0.9
        ("maxspeed=100, maxspeed:conditional=80 @ (Nov-Mar)", 72),
        ("maxspeed=100, maxspeed:conditional=120 @ summer", 90),
    ],
)
def test_winter_is_slower(line: str, kph: float) -> None:
    assert use(f"highway=primary, {line}", WINTER).forward_kph == pytest.approx(kph)


@pytest.mark.parametrize(
    ("line", "kph"),
    [
        # A sign: four fifths, as in OSRM's features/car/maxspeed.feature.
        ("highway=trunk, maxspeed=60", 48),
        ("highway=trunk, maxspeed=FR:urban", 40),
        ("highway=trunk, maxspeed=CH:rural", 64),
        ("highway=trunk, maxspeed=CH:motorway", 96),
        ("highway=residential, maxspeed=90", 72),
        ("highway=primary, maxspeed=15", 12),
        ("highway=primary, maxspeed=30, lanes=1, oneway=yes", 24),  # nobody comes against
        ("highway=primary, maxspeed=30, lanes=2", 24),
        # No sign: car.lua's speed of the class, never above four fifths of the law's 70, 90, 110.
        ("highway=motorway", 88),
        ("highway=trunk", 72),
        ("highway=primary", 56),
        ("highway=secondary", 55),
        ("highway=tertiary", 40),
        ("highway=unclassified", 25),
        ("highway=residential", 25),
        ("highway=service", 15),
        ("highway=living_street", 5.6),  # 7 km/h is Sweden's walking pace
        # One lane or 3 m for both directions: 0.85 of it.
        ("highway=primary, lanes=1", 47.6),
        ("highway=primary, width=3", 47.6),
        ("highway=primary, maxspeed=60, lanes=1", 40.8),
        # The ground: four fifths of what it allows.
        ("highway=motorway, surface=gravel", 40),
        ("highway=motorway, surface=compacted", 64),
        ("highway=motorway, surface=paving_stones", 48),
        ("highway=motorway, surface=cobblestone", 24),
        ("highway=motorway, surface=mud", 8),
        ("highway=motorway, tracktype=grade1", 48),
        ("highway=motorway, tracktype=grade5", 16),
        ("highway=motorway, smoothness=intermediate", 64),
        ("highway=motorway, smoothness=bad", 32),
    ],
)
def test_the_realistic_car_is_osrms(line: str, kph: float) -> None:
    # Within 0.5 km/h, since the class speeds over the factor are rounded to whole ones.
    assert use(line, REAL).forward_kph == pytest.approx(kph, abs=0.5)


@pytest.mark.parametrize(
    ("line", "kph", "rule"),
    [
        ("highway=primary", 15, "default:bicycle:primary"),
        ("highway=primary, maxspeed=10", 10, "maxspeed"),
        ("highway=primary, maxspeed=90", 15, "default:bicycle:primary"),
        ("highway=path", 12, "default:bicycle:path"),
        ("highway=cycleway, surface=gravel", 12, "surface:gravel"),
        ("highway=cycleway, surface=sand", 4, "surface:sand"),
        ("highway=track, tracktype=grade5", 8, "tracktype:grade5"),
        ("highway=service", 14, "default:bicycle:service"),
        ("highway=footway, bicycle=yes", 10, "default:bicycle:footway"),
        # With the bicycle at hand: walking pace, under the rules for walkers (OSRM, pushing).
        ("highway=footway", 4, "dismount"),
        ("highway=pedestrian", 4, "dismount"),
        ("highway=pedestrian, oneway=yes", 4, "dismount"),
        ("highway=steps", 2, "dismount"),
        ("highway=primary, bicycle=dismount", 4, "dismount"),
        ("highway=footway, vehicle=no", 4, "dismount"),
        ("railway=platform", 4, "dismount"),
        ("man_made=pier", 4, "dismount"),
    ],
)
def test_bicycle(line: str, kph: float, rule: str) -> None:
    road = use(line, BICYCLE)
    assert (road.forward_kph, road.speed_rule) == (kph, rule)


@pytest.mark.parametrize(
    ("line", "kph"),
    [
        ("highway=primary", 5),
        ("highway=primary, maxspeed=walk", 5),
        ("highway=living_street", 5),
        ("highway=steps", 3),
        ("highway=path, surface=sand", 2.5),
        ("highway=path, surface=mud", 2.5),
    ],
)
def test_foot(line: str, kph: float) -> None:
    assert use(line, FOOT).forward_kph == kph


def test_one_factor_slows_every_road() -> None:
    slow = profile_from_toml("factor = 0.5", "slow.toml")
    assert use("highway=primary, maxspeed=80", slow).forward_kph == 40


def test_a_class_may_have_a_factor_of_its_own() -> None:
    careful = profile_from_toml("[class_factor]\ntertiary = 0.5", "careful.toml")
    assert use("highway=tertiary, maxspeed=80", careful).forward_kph == 40
    assert use("highway=primary, maxspeed=80", careful).forward_kph == 80
