"""Node levels: every rule by hand, and what is not known is said, not guessed."""

from dataclasses import replace

import numpy as np
import pytest

from tillganglighet.accessibility.levels.place_services import PlaceServices
from tillganglighet.structure.levels import (
    NodeLevels,
    PlaceFacts,
    commercial_nodes,
    job_nodes,
    node_levels,
)
from tillganglighet.structure.node_rules import Measure, shipped_rules

RULES = shipped_rules()
EVERYTHING = dict.fromkeys(
    (
        *("drivmedel", "posttjanster", "dagligvaror_fullsortiment", "sjukhus_akut"),
        *("vardcentral", "apoteksvaror", "grundskola", "gymnasieskola", "hogskola"),
    ),
    1,
)
# Without hospital and college, but three of each class.
REGIONAL = {
    **{key: n for key, n in EVERYTHING.items() if key not in {"sjukhus_akut", "hogskola"}},
    "grundskola": 2,
    "vardcentral": 2,
}
SHOP = {"drivmedel": 1}


def facts(
    *places: dict[str, int],
    population: float = 1000.0,
    day: float = np.nan,
    unknown: tuple[str, ...] = (),
) -> PlaceFacts:
    count = np.array([[place.get(key, 0) for key in RULES.categories] for place in places])
    known = np.array([key not in unknown for key in RULES.categories])
    return PlaceFacts(
        services=PlaceServices(RULES.categories, np.empty(0, np.int32), count.astype(np.int32)),
        is_known=np.tile(known, (len(places), 1)),
        is_complete=np.tile(known, (len(places), 1)),
        population=np.full(len(places), population),
        day_population=np.full(len(places), day),
    )


def levels(*places: dict[str, int], **given: float | tuple[str, ...]) -> NodeLevels:
    return node_levels(facts(*places, **given), RULES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("services", "population", "day", "level"),
    [
        (EVERYTHING, 1000.0, 500.0, 1),
        (REGIONAL, 1000.0, 500.0, 2),
        # Two of each class, whatever their categories.
        ({"drivmedel": 2, "grundskola": 2, "apoteksvaror": 2}, 1000.0, 500.0, 3),
        # One of each, and 200 of 1000 persons by day: 0.20.
        ({"drivmedel": 1, "grundskola": 1, "apoteksvaror": 1}, 1000.0, 200.0, 4),
        # The same with 199 by day is too few for level 4, and for the 200 of level 5.
        ({"drivmedel": 1, "grundskola": 1, "apoteksvaror": 1}, 1000.0, 199.0, 6),
        (SHOP, 1000.0, 200.0, 5),
        ({}, 100.0, 500.0, 6),
        ({}, 99.0, 500.0, 7),
    ],
)
def test_the_first_rule_from_the_top_that_is_met_decides(
    services: dict[str, int], population: float, day: float, level: int
) -> None:
    found = levels(services, population=population, day=day)
    assert found.level.tolist() == found.proved.tolist() == [level]
    assert not found.is_preliminary.any()


def test_a_place_says_which_rule_it_met_and_what_would_raise_it() -> None:
    found = levels({key: n for key, n in EVERYTHING.items() if key != "hogskola"}, day=500.0)
    # Without a college it is no storregional node; of education it has two, so no regional
    # either: two of each class make a delregional one.
    rule = found.rule(0)
    assert rule is not None
    assert (found.level[0], rule.key) == (3, "delregional_nod")
    assert [(each.measure, each.key, each.least) for each in found.missing(0)] == [
        (Measure.CLASS, "skola", 3.0)
    ]
    assert found.unknown(0) == ()


def test_without_day_population_the_level_is_preliminary_and_says_why() -> None:
    found = levels({"drivmedel": 1, "grundskola": 1, "apoteksvaror": 1}, SHOP, {})
    assert found.level.tolist() == [4, 5, 6]
    assert found.proved.tolist() == [6, 6, 6]
    assert found.is_preliminary.tolist() == [True, True, False]
    assert [each.measure for each in found.unknown(0)] == [Measure.DAY_PER_NIGHT]
    assert Measure.DAY_POPULATION in {each.measure for each in found.unknown(1)}


def test_what_nobody_knows_of_keeps_a_level_possible_but_not_given() -> None:
    # Of what tells a storregional from a regional node, hospital and college, nothing is known.
    found = levels(REGIONAL, day=500.0, unknown=("sjukhus_akut", "hogskola"))
    assert (found.level[0], found.proved[0], found.possible[0]) == (2, 2, 1)
    assert {each.key for each in found.unknown(0)} == {"sjukhus_akut", "hogskola"}


def test_half_of_what_tells_a_level_is_not_enough() -> None:
    # Hospital there, college unknown: one of two is less than 0.6.
    here = {**REGIONAL, "sjukhus_akut": 1}
    assert levels(here, day=500.0, unknown=("hogskola",)).level.tolist() == [2]
    assert levels(here, day=500.0).possible.tolist() == [2]  # known to be missing: ruled out


def test_unknown_population_makes_no_residential_place() -> None:
    found = levels({}, population=np.nan)
    assert (found.level[0], found.possible[0]) == (7, 6)
    assert [each.measure for each in found.unknown(0)] == [Measure.POPULATION]


def test_moving_one_health_centre_changes_the_right_places_only() -> None:
    before = facts(REGIONAL, {**REGIONAL, "vardcentral": 1}, SHOP, day=500.0)
    count = before.services.count.copy()
    at = RULES.categories.index("vardcentral")
    count[0, at] -= 2
    count[1, at] += 2
    after = replace(before, services=replace(before.services, count=count))
    # The first keeps a pharmacy, one of the class; the second rises to four; the third stays.
    assert node_levels(before, RULES).level.tolist() == [2, 3, 5]
    assert node_levels(after, RULES).level.tolist() == [4, 2, 5]


def test_theme_nodes() -> None:
    both = {"drivmedel": 1, "kontantuttag": 1}
    given = facts(both, {"drivmedel": 1}, {}, day=100.0, unknown=("posttjanster",))
    commercial = commercial_nodes(given, RULES)
    assert commercial.met.tolist() == [True, False, False]
    # The second may have a post; the third lacks groceries and fuel, whatever else there is.
    assert commercial.unknown.tolist() == [False, True, False]
    assert job_nodes(given, RULES).met.all()
    assert job_nodes(facts({}), RULES).unknown.all()


def test_every_rule_is_told_from_the_one_below_by_something() -> None:
    assert [rule.level for rule in RULES.levels] == [1, 2, 3, 4, 5, 6]
    assert all(rule.telling for rule in RULES.levels)
    telling = {each.key for each in RULES.levels[0].telling}
    assert telling == {"sjukhus_akut", "hogskola"}
