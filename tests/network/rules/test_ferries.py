"""Whom a ferry carries, how long it takes, how long one waits."""

import pytest

from support.tagging import tags, use, ways_open
from tillganglighet.network.rules.ferries import ferry_kph, ferry_seconds, with_relation_tags
from tillganglighet.network.rules.profile import profile_from_toml, shipped_profile
from tillganglighet.network.rules.way_use import Dropped
from tillganglighet.network.rules.ways import interpret_way

CAR, BICYCLE, FOOT = (shipped_profile(name) for name in ("car", "bicycle", "foot"))


@pytest.mark.parametrize(
    ("line", "car", "bicycle", "foot"),
    [
        ("route=ferry", "both", "both", "both"),  # a guess, and told
        ("route=ferry, motorcar=yes", "both", "both", "both"),
        ("route=ferry, motor_vehicle=yes, foot=yes", "both", "both", "both"),
        ("route=ferry, motor_vehicle=yes, foot=yes, bicycle=yes", "both", "both", "both"),
        ("route=ferry, vehicle=yes", "both", "both", "both"),
        ("route=ferry, hgv=yes, foot=yes", "both", "both", "both"),
        ("route=ferry, access=yes", "both", "both", "both"),
        ("route=ferry, motorcar=no", "no", "both", "both"),
        ("route=ferry, motor_vehicle=no", "no", "both", "both"),
        ("route=ferry, foot=yes", "no", "both", "both"),
        ("route=ferry, bicycle=yes", "no", "both", "both"),
        ("route=ferry, foot=no", "both", "both", "no"),
        ("route=ferry, bicycle=no", "both", "no", "both"),
        ("route=ferry, foot=designated, motor_vehicle=designated", "both", "both", "both"),
        ("route=ferry, access=no", "no", "no", "no"),
        ("route=ferry, access=no, vehicle=yes", "both", "both", "no"),
        ("route=ferry, access=private", "(both)", "(both)", "(both)"),
        ("route=ferry, motor_vehicle=customers", "both", "both", "both"),  # who pays
        ("route=ferry, oneway=yes", "forward", "forward", "forward"),
        ("route=ferry, ferry=no", "no", "no", "no"),
        ("route=ferry;road", "both", "both", "both"),
        ("route=shuttle_train, motorcar=yes, bicycle=no", "both", "no", "both"),
        ("route=bus", "no", "no", "no"),
        ("route=ferry, highway=primary, motor_vehicle=yes", "both", "both", "both"),
    ],
)
def test_whom_it_carries(line: str, car: str, bicycle: str, foot: str) -> None:
    found = tuple(ways_open(line, profile) for profile in (CAR, BICYCLE, FOOT))
    assert found == (car, bicycle, foot)


def test_every_guess_is_told() -> None:
    assert use("route=ferry, duration=10", CAR).doubts == ("ferry_access_guessed",)
    assert use("route=ferry, motorcar=yes, duration=10", CAR).doubts == ()
    found = interpret_way(tags("route=ferry, foot=yes, duration=10"), CAR)
    assert found == Dropped(
        "ferry_for_foot_guessed", "no tag for motor vehicles", ("ferry_access_guessed",)
    )


@pytest.mark.parametrize("profile", [CAR, BICYCLE, FOOT])
def test_no_journey_begins_on_board(profile: object) -> None:
    assert isinstance(profile, type(CAR))
    ferry = use("route=ferry, access=yes", profile)
    assert ferry.is_ferry
    assert not ferry.snappable
    assert ferry.highway == "ferry"


@pytest.mark.parametrize(
    ("line", "duration", "rule", "doubts"),
    [
        ("duration=00:45", 2_700, "ferry:duration", ()),
        ("duration=PT1M", 60, "ferry:duration", ()),
        ("duration=45", 2_700, "ferry:duration", ()),
        ("", None, "ferry:length", ("ferry_no_duration",)),
        ("duration=-1", None, "ferry:length", ("ferry_no_duration", "duration_unparsed")),
        ("duration=soon", None, "ferry:length", ("ferry_no_duration", "duration_unparsed")),
    ],
)
def test_the_duration(
    line: str, duration: float | None, rule: str, doubts: tuple[str, ...]
) -> None:
    ferry = use(f"route=ferry, motorcar=yes, {line}".rstrip(", "), CAR)
    assert (ferry.duration_s, ferry.speed_rule, ferry.doubts) == (duration, rule, doubts)


@pytest.mark.parametrize(
    ("line", "wait", "doubts"),
    [
        ("", 0, ()),
        ("interval=00:20", 600, ()),  # half of 20 minutes
        ("interval=02:00", 1_800, ()),  # half would be an hour; the cap is half an hour
        ("interval=10-20", 600, ()),
        ("interval=on demand", 0, ("interval_unparsed",)),
    ],
)
def test_the_wait(line: str, wait: float, doubts: tuple[str, ...]) -> None:
    ferry = use(f"route=ferry, motorcar=yes, duration=10, {line}".rstrip(", "), CAR)
    assert (ferry.wait_s, ferry.doubts) == (wait, doubts)


def test_the_wait_is_the_profile_s() -> None:
    patient = profile_from_toml("[ferry]\nwait_share = 1.0\nwait_cap_s = 7200", "patient.toml")
    assert use("route=ferry, motorcar=yes, interval=01:00", patient).wait_s == 3_600
    at_once = profile_from_toml("[ferry]\nwait_without_interval_s = 300", "at_once.toml")
    assert use("route=ferry, motorcar=yes", at_once).wait_s == 300


@pytest.mark.parametrize(
    ("length_m", "kph"),
    [(300, 8), (1_000, 8), (3_000, 14), (8_000, 16), (17_000, 22), (40_000, 28), (900_000, 32)],
)
def test_longer_crossings_are_faster(length_m: float, kph: float) -> None:
    assert ferry_kph(length_m, CAR) == kph


@pytest.mark.parametrize(
    ("length_m", "duration_s", "seconds", "doubt"),
    [
        (7_000, 1_500, 1_500, None),  # 16.8 km/h
        (7_000, None, 1_575, "ferry_no_duration"),  # 7 km at 16 km/h
        (7_000, 60, 1_575, "ferry_duration_absurd"),  # 420 km/h
        (7_000, 86_400, 1_575, "ferry_duration_absurd"),  # 0.3 km/h: 24:00 for 24 minutes
        (100, 720, 720, None),  # 0.5 km/h, still a real ferry (GraphHopper, testFerry)
    ],
)
def test_an_impossible_duration_is_refused(
    length_m: float, duration_s: float | None, seconds: float, doubt: str | None
) -> None:
    found_s, found_doubt = ferry_seconds(length_m, duration_s, CAR)
    assert found_s == pytest.approx(seconds)
    assert found_doubt == doubt


def test_a_route_relation_lends_its_tags() -> None:
    way = tags("route=ferry, name=Leden")
    relation = tags("type=route, route=ferry, duration=00:20, motor_vehicle=yes, name=Linjen")
    assert with_relation_tags(way, relation) == tags(
        "route=ferry, name=Leden, duration=00:20, motor_vehicle=yes"
    )


def test_a_bus_route_lends_nothing() -> None:
    way = tags("route=ferry")
    assert with_relation_tags(way, tags("route=bus, duration=00:20")) == way


def test_a_road_in_the_relation_stays_a_road() -> None:
    quay = tags("highway=service, surface=asphalt")
    assert with_relation_tags(quay, tags("route=ferry, duration=00:20")) == quay


def test_a_way_s_own_word_on_travellers_stands_alone() -> None:
    merged = with_relation_tags(
        tags("foot=yes"), tags("route=ferry, motor_vehicle=yes, interval=20")
    )
    assert merged == tags("route=ferry, foot=yes, interval=20")
