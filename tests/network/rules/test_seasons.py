"""Ice roads, unploughed roads and closures by month, judged in mid-January and mid-July."""

import pytest

from support.tagging import tags, use, ways_open
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.network.rules.seasons import condition_holds
from tillganglighet.network.rules.way_use import Dropped
from tillganglighet.network.rules.ways import interpret_way

SUMMER = shipped_profile("car")
WINTER = SUMMER.replace(season="winter")


@pytest.mark.parametrize(
    ("line", "summer", "winter"),
    [
        ("ice_road=yes", "no", "both"),  # OSRM 4575: Kuttainen across the border river in July
        ("winter_road=yes", "no", "both"),
        ("ice_road=no", "both", "both"),
        ("snowplowing=no", "both", "no"),
        ("winter_service=no", "both", "no"),
        ("snowplowing=yes", "both", "both"),
        ("seasonal=no", "both", "both"),
        ("seasonal=winter", "no", "both"),
        ("seasonal=summer", "both", "no"),
        ("seasonal=spring;summer;autumn", "both", "no"),
        ("seasonal=yes", "both", "no"),
        ("seasonal=wet_season", "both", "both"),
        ("access:conditional=no @ (Nov-Apr)", "both", "no"),
        ("access:conditional=no @ winter", "both", "no"),
        ("motor_vehicle:conditional=no @ (Dec 1-Mar 15)", "both", "no"),
        ("motor_vehicle:conditional=no @ (Oct 15 - May 31)", "both", "no"),
        ("motor_vehicle:conditional=private @ (Nov-Apr)", "both", "(both)"),
        ("motor_vehicle:forward:conditional=no @ (Nov-Apr)", "both", "backward"),
        ("access=no, access:conditional=yes @ (Jun-Sep)", "both", "no"),
        ("access=no, motorcar:conditional=yes @ (May-June)", "no", "no"),  # neither mid-month day
        ("access:conditional=no @ (May-Jun)", "both", "both"),
        ("access:conditional=no @ (Jun 20-Aug 10); no @ (Dec 20-Feb 1)", "no", "no"),
        ("access:conditional=no @ (22:00-06:00)", "both", "both"),
        ("access:conditional=no @ (Nov-Apr 22:00-06:00)", "both", "both"),
        ("access:conditional=no @ snow", "both", "both"),
        ("access:conditional=no", "both", "both"),
        ("hgv:conditional=no @ (Nov-Apr)", "both", "both"),
        ("oneway:conditional=yes @ (Jun-Aug)", "forward", "both"),
    ],
)
def test_a_road(line: str, summer: str, winter: str) -> None:
    road = f"highway=unclassified, {line}"
    assert (ways_open(road, SUMMER), ways_open(road, WINTER)) == (summer, winter)


def test_a_ferry_has_seasons_too() -> None:
    ferry = "route=ferry, motorcar=yes, seasonal=spring;summer;autumn"
    assert (ways_open(ferry, SUMMER), ways_open(ferry, WINTER)) == ("both", "no")


def test_a_closed_season_is_told() -> None:
    found = interpret_way(tags("highway=track, ice_road=yes"), SUMMER)
    assert found == Dropped("winter_only", "ice_road=yes")


def test_a_doubt_is_told_of_a_closed_road_too() -> None:
    line = "highway=tertiary, access=no, access:conditional=yes @ (06:00-22:00)"
    assert interpret_way(tags(line), SUMMER) == Dropped(
        "access", "access=no", ("conditional_ignored",)
    )


def test_walkers_need_no_plough() -> None:
    foot = shipped_profile("foot").replace(season="winter")
    assert ways_open("highway=unclassified, snowplowing=no", foot) == "both"


@pytest.mark.parametrize(
    ("line", "doubts"),
    [
        ("access:conditional=no @ (22:00-06:00)", ("conditional_ignored",)),
        ("maxspeed=70, maxspeed:conditional=30 @ (Mo-Fr 07:00-17:00)", ("conditional_ignored",)),
        ("access:conditional=no @ (Nov-Apr)", ()),
        ("hgv:conditional=no @ (22:00-06:00)", ()),  # not about cars
        ("seasonal=yes", ("seasonal_assumed_summer",)),
        ("seasonal=wet_season", ("seasonal_unclear",)),
    ],
)
def test_what_was_assumed_is_told(line: str, doubts: tuple[str, ...]) -> None:
    assert use(f"highway=unclassified, {line}", SUMMER).doubts == doubts


@pytest.mark.parametrize(
    ("condition", "summer", "winter"),
    [
        ("Nov-Apr", False, True),
        ("(Nov - Apr)", False, True),
        ("Nov 1-Apr 30", False, True),
        ("November-April", False, True),
        ("Jun-Sep", True, False),
        ("Jul", True, False),
        ("Jul 15", True, False),
        ("Jul 16", False, False),
        ("Jul 1-20", True, False),
        ("Jan 16-Jan 31", False, False),
        ("Jan, Jul", True, True),
        ("summer", True, False),
        ("2024 Nov-2025 Apr", None, None),
        ("Mo-Fr", None, None),
        ("weight>3.5", None, None),
        ("winter AND length>12", None, None),
        ("", None, None),
    ],
)
def test_a_condition(condition: str, summer: bool | None, winter: bool | None) -> None:  # noqa: FBT001 -- the row's values
    assert condition_holds(condition, "summer") is summer
    assert condition_holds(condition, "winter") is winter
