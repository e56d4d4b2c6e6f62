"""Each change on a town small enough to add up by hand; roads take 100 m in 10 seconds.

v.a.b.......c       a-b-c is one road; v lies at its end
.
.
x.y                 an island; a ferry a-x that takes 5 minutes runs in some tests
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from support.scenario_towns import at, town_baseline
from support.toy import BuiltTown, Town, ferry, road
from tillganglighet.network.road_names import RoadNames
from tillganglighet.scenarios.changes.reading import read_scenario_mapping
from tillganglighet.scenarios.changes.scenario import Assumptions, scenario_id, scenario_mapping
from tillganglighet.scenarios.effects.customers import customers
from tillganglighet.scenarios.effects.effects import tally
from tillganglighet.scenarios.effects.mobile import mobile_access
from tillganglighet.scenarios.effects.outcome import Outcome, run
from tillganglighet.scenarios.effects.world import Baseline

DRAWING = "v.a.b.......c\n.\n.\n.\n.\n.\n.\n.\n.\n.\n.\n.\nx.y"
WAYS = {"vabc": road(), "xy": road(), "ax": ferry(duration="00:05")}
OFFERS = {
    "n1/d": ("dagligvaror", "b"),
    "n1/p": ("posttjanster", "b"),
    "n2": ("dagligvaror", "c"),
    "n3/a": ("apotek", "c"),
    "n3/v": ("apoteksvaror", "c"),
}


@pytest.fixture
def town(tmp_path: Path) -> BuiltTown:
    return Town(DRAWING, WAYS).built(tmp_path)


@pytest.fixture
def start(town: BuiltTown) -> Baseline:
    return town_baseline(town, "vx", OFFERS, persons=[100, 20])


def after(start: Baseline, *changes: dict[str, Any]) -> Outcome:
    return run(read_scenario_mapping({"name": "x", "change": list(changes)}), start)


def seconds(outcome: Outcome, category: str = "dagligvaror") -> list[float]:
    """Return the seconds of v and x to the nearest service."""
    column = [each.key for each in outcome.categories].index(category)
    return outcome.answers.after.travel_time_s[:2, column, 0].tolist()


def close(*expected: float) -> object:
    return pytest.approx(list(expected), rel=2e-3)


def test_closing_leaves_the_next_one_and_other_categories_alone(start: Baseline) -> None:
    # v-b 400 m, v-c 1200 m; x: 300 s by ferry to a, then 200 m or 1000 m.
    outcome = after(start, {"type": "close_service", "service": "n1"})
    assert [each.key for each in outcome.categories] == ["dagligvaror", "posttjanster"]
    assert seconds(outcome) == close(120, 400)
    assert np.isinf(seconds(outcome, "posttjanster")).all()
    one = after(
        start, {"type": "close_service", "service": {"id": "n1", "category": "posttjanster"}}
    )
    assert [each.key for each in one.categories] == ["posttjanster"]


def test_closing_a_building_takes_all_that_share_it(start: Baseline) -> None:
    outcome = after(start, {"type": "close_place", "service": "n2"})
    assert set(outcome.resolved.offer.services.id) == {"n1"}
    assert [each.key for each in outcome.categories] == ["dagligvaror", "apoteksvaror", "apotek"]


def test_a_pharmacy_counts_as_apoteksvaror_too(start: Baseline) -> None:
    outcome = after(start, {"type": "open_service", "category": "apotek", "at": {"village": "v"}})
    assert [each.key for each in outcome.categories] == ["apoteksvaror", "apotek"]
    assert seconds(outcome, "apoteksvaror")[0] == pytest.approx(0, abs=0.01)


def test_moving_takes_all_that_is_offered(start: Baseline, town: BuiltTown) -> None:
    outcome = after(start, {"type": "move_service", "service": "n1", "to": at(town, "a")})
    assert seconds(outcome) == close(20, 300)
    assert seconds(outcome, "posttjanster") == close(20, 300)


def test_merging_offers_everything_in_one_place(start: Baseline) -> None:
    merged = {"type": "merge_services", "services": ["n1"], "into": "n2"}
    outcome = after(start, merged)
    assert seconds(outcome) == close(120, 400)
    assert seconds(outcome, "posttjanster") == close(120, 400)
    new = after(
        start, {"type": "merge_services", "services": ["n1", "n3"], "at": {"village": "v"}}
    )
    categories = {each.key for each in new.categories}
    assert categories == {"dagligvaror", "posttjanster", "apotek", "apoteksvaror"}
    assert set(new.resolved.offer.services.id) == {"n2", "ny:1"}


def test_changing_category_keeps_the_rest(start: Baseline) -> None:
    changed = {"type": "change_service", "service": "n3", "category": "dagligvaror"}
    offer = after(start, changed).resolved.offer.services
    assert offer.category[offer.id == "n3"].tolist() == ["dagligvaror"]
    swapped = changed | {"service": "n1", "category": "apotek", "instead_of": "posttjanster"}
    offer = after(start, swapped).resolved.offer.services
    assert sorted(offer.category[offer.id == "n1"]) == ["apotek", "apoteksvaror", "dagligvaror"]


def test_customers_stand_against_capacity(start: Baseline) -> None:
    outcome = after(
        start,
        {"type": "close_service", "service": "n1"},
        {"type": "change_service", "service": "n2", "capacity": 110},
    )
    told = customers(outcome)
    rows = {
        (outcome.categories[c].key, int(b), int(a)): (before, now, room)
        for c, b, a, before, now, room in zip(
            told.category,
            told.before_row,
            told.after_row,
            told.before,
            told.after,
            told.capacity,
            strict=True,
        )
    }
    assert rows["dagligvaror", 0, -1][:2] == (120.0, 0.0)
    assert rows["dagligvaror", 2, 0] == (0.0, 120.0, 110.0)


def test_a_mobile_service_is_told_beside_the_fixed_ones(start: Baseline) -> None:
    stop = {"at": {"village": "v"}, "weekday": "tisdag", "time": "13-14", "every_weeks": 4}
    bus = {"type": "mobile_service", "name": "Buss", "category": "dagligvaror", "stops": [stop]}
    outcome = after(start, bus)
    assert not outcome.effects.better.any()
    (access,) = mobile_access(outcome)
    assert access.access.travel_time_s[0, 0, 0] == pytest.approx(0, abs=0.01)
    assert access.stops.visits_per_month[0] == pytest.approx(365.25 / 7 / 12 / 4)
    assert access.times == ("tisdag 13-14",)


def test_a_closed_road_a_slow_one_and_all_speeds(start: Baseline) -> None:
    shut = after(start, {"type": "close_road", "road": "w1"})
    # v and the shops stand on the road that closes; the other roads are too far to snap to.
    assert np.isinf(seconds(shut)).all()
    slow = after(start, {"type": "slow_road", "road": 1, "kph": 18})
    assert seconds(slow) == close(80, 340)
    halved = after(start, {"type": "speed_factor", "factor": 0.5})
    assert seconds(halved) == close(80, 340)
    winter = after(start, {"type": "season", "season": "winter", "paved_factor": 0.8})
    assert seconds(winter) == close(50, 325)


def test_a_ferry_out_of_service_moves_only_those_who_take_it(start: Baseline) -> None:
    outcome = after(start, {"type": "ferry_out"})
    via = outcome.answers.before.via_ferry[:, 0, 0]
    assert via.tolist() == [False, True]
    assert outcome.effects.lost[:, 0].tolist() == [False, True]
    named = after(start, {"type": "ferry_out", "ferry": "w3"})
    assert named.effects.lost[:, 0].tolist() == [False, True]


def test_a_new_road_joins_where_it_is_drawn(start: Baseline, town: BuiltTown) -> None:
    # A bridge from the island to the road at v: 1200 m in 120 s, then 400 m.
    bridge = {"type": "add_road", "line": [at(town, "x"), at(town, "v")], "kph": 36}
    outcome = after(start, bridge)
    assert seconds(outcome) == close(40, 160)
    assert (
        outcome.answers.after.travel_time_s[0] == outcome.answers.before.travel_time_s[0]
    ).all()
    oneway = after(start, bridge | {"line": bridge["line"][::-1], "oneway": True})
    assert seconds(oneway) == close(40, 320)


def test_people_move_and_their_ages_with_them(town: BuiltTown) -> None:
    groups = {"65+": [50, 0], "80+": [20, 0], "man": [40, 10]}
    start = town_baseline(town, "vx", OFFERS, persons=[100, 20], groups=groups)
    moved = {"type": "move_people", "from": {"village": "v"}, "to": {"village": "x"}}
    outcome = after(start, moved | {"persons": 10, "group": "80+"})
    people = outcome.residents
    assert people.persons.tolist() == [90, 20, 10]
    # All ten are 65+ as well; four of ten people in v are men, of whatever age.
    assert people.group_persons[2].tolist() == [10, 10, 4]
    assert people.group_persons.sum(axis=0).tolist() == [50, 20, 50]
    # They have 40 s to the shop before, 320 s after.
    assert outcome.effects.minutes[2, 0] == pytest.approx(280 / 60, rel=2e-3)


def test_sums_a_year_double_with_the_trips_and_need_them(start: Baseline) -> None:
    outcome = after(start, {"type": "close_service", "service": "n1"})
    persons = outcome.residents.persons
    none = tally(outcome.effects, 0, persons, None, Assumptions())
    # 120 persons, 80 s and 800 m farther each.
    assert none.person_minutes == pytest.approx(160, rel=2e-3)
    assert none.km_per_year is none.co2_kg_per_year is none.kr_per_year is None
    assumed = Assumptions(co2_g_per_km=100, kr_per_km=2, kr_per_hour=60)
    once, twice = (tally(outcome.effects, 0, persons, trips, assumed) for trips in (50.0, 100.0))
    assert once.km_per_year == pytest.approx(120 * 0.8 * 2 * 50, rel=2e-3)
    assert twice.km_per_year == pytest.approx(2 * once.km_per_year)
    assert once.co2_kg_per_year == pytest.approx(0.1 * once.km_per_year)
    assert once.kr_per_year == pytest.approx(2 * once.km_per_year + once.minutes_per_year)
    assert once.worse == once.persons == 120
    assert once.newly_over == 0


def test_roads_go_by_name_and_number(town: BuiltTown) -> None:
    names = RoadNames(np.array([1, 2]), np.array(["Storgatan", "Kajen"]), np.array(["E 45", ""]))
    start = town_baseline(town, "vx", OFFERS, names=names)
    by_number = after(start, {"type": "close_road", "road": {"name": "e45"}})
    assert np.isinf(seconds(by_number)).all()


def test_the_id_is_that_of_the_changes_and_the_region(start: Baseline) -> None:
    change = {"type": "close_service", "service": "n1"}
    one = read_scenario_mapping({"name": "one", "author": "A", "change": [change]})
    other = read_scenario_mapping({"name": "other", "change": [change]})
    assert scenario_id(one, "r") == scenario_id(other, "r") != scenario_id(one, "s")
    assert read_scenario_mapping(scenario_mapping(one)) == one
    assert after(start, change).id == scenario_id(one, "town")
