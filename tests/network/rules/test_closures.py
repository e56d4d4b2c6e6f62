"""Ways that no access tag opens; rows from OSRM's construction.feature and others."""

import pytest

from support.tagging import tags, ways_open
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.network.rules.way_use import Dropped
from tillganglighet.network.rules.ways import interpret_way

CAR, BICYCLE, FOOT = (shipped_profile(name) for name in ("car", "bicycle", "foot"))


@pytest.mark.parametrize(
    ("line", "dropped"),
    [
        ("highway=construction", Dropped("construction", "highway=construction")),
        ("highway=construction, access=yes", Dropped("construction", "highway=construction")),
        ("highway=proposed, proposed=secondary", Dropped("proposed", "highway=proposed")),
        ("highway=abandoned", Dropped("abandoned", "highway=abandoned")),
        ("highway=disused", Dropped("disused", "highway=disused")),
        ("highway=razed", Dropped("razed", "highway=razed")),
        ("highway=primary, construction=yes", Dropped("construction", "construction=yes")),
        ("highway=primary, disused=yes", Dropped("disused", "disused=yes")),
        ("highway=primary, abandoned=yes", Dropped("abandoned", "abandoned=yes")),
        ("highway=primary, area=yes", Dropped("area", "area=yes")),
        ("highway=primary, impassable=yes", Dropped("impassable", "impassable=yes")),
        ("highway=primary, status=impassable", Dropped("impassable", "status=impassable")),
        ("highway=trunk, smoothness=impassable", Dropped("impassable", "smoothness=impassable")),
        ("highway=primary, width=1.8", Dropped("too_narrow", "width=1.8")),
        ("highway=primary, access=no", Dropped("access", "access=no")),
        ("highway=primary, motor_vehicle=forestry", Dropped("access", "motor_vehicle=forestry")),
        ("highway=runway", Dropped("highway_unknown", "highway=runway")),
        ("highway=åäö", Dropped("highway_unknown", "highway=åäö")),
        ("highway=bus_stop", None),
        ("highway=rest_area", None),
        ("highway=footway", None),
        ("highway=footway, width=1", None),
        ("abandoned:highway=primary", None),
        ("building=yes", None),
        ("", None),
    ],
)
def test_a_car_is_told_why(line: str, dropped: Dropped | None) -> None:
    assert interpret_way(tags(line), CAR) == dropped


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("construction=no", "both"),
        ("construction=minor", "both"),
        ("construction=widening", "both"),
        ("proposed=yes", "both"),
        ("proposed=secondary", "both"),
        ("area=no", "both"),
        ("narrow=yes", "both"),
        ("width=narrow", "both"),
        ("width=1.9", "no"),
        ("width=2.0", "both"),
        ("width=1m", "no"),
        ("width=3 m", "both"),
        ("width=6'2\"", "no"),  # 1.88 m
        ("width=6'3\"", "both"),  # 1.905 m
        ("maxwidth=1", "no"),
        ("maxwidth=3", "both"),
        ("maxwidth:physical=1", "no"),
        ("maxwidth:physical=3, width=1", "both"),  # what was measured at the gap decides
        ("est_width=1", "no"),
        ("maxheight=1", "no"),
        ("maxheight=3", "both"),
        ("maxheight:physical=1", "no"),
        ("maxheight=default", "both"),
        ("maxheight=none", "both"),
        ("maxheight=no-sign", "both"),
        ("smoothness=very_horrible", "both"),
        ("smoothness=nonsense", "both"),
        ("tracktype=nonsense", "both"),
        ("smoothness=impassable, access=yes", "no"),
    ],
)
def test_car_on_a_primary_road(line: str, expected: str) -> None:
    assert ways_open(f"highway=primary, {line}", CAR) == expected


@pytest.mark.parametrize(
    ("line", "bicycle", "foot"),
    [
        ("highway=primary, width=1", "both", "both"),
        ("highway=pedestrian, area=yes", "both", "both"),
        ("highway=path, smoothness=impassable", "no", "both"),  # said of wheels
        ("highway=path, impassable=yes", "no", "no"),
        ("highway=construction, foot=yes", "no", "no"),
    ],
)
def test_other_modes(line: str, bicycle: str, foot: str) -> None:
    assert (ways_open(line, BICYCLE), ways_open(line, FOOT)) == (bicycle, foot)
