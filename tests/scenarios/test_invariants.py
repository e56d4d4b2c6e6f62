"""What must hold of every scenario, on random towns.

A town is a grid of nine crossings, 1.5 km from one to the next, of whose streets some are missing
and some are one-way:

    a-b-c
    | | |
    d-e-f
    | | |
    g-h-i
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.scenario_towns import built_at_once, town_baseline
from support.toy import BuiltTown, Tags, Town, road
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.network.snapping import Snapping
from tillganglighet.scenarios.changes.reading import read_scenario_mapping
from tillganglighet.scenarios.effects.customers import customers
from tillganglighet.scenarios.effects.outcome import Outcome, run
from tillganglighet.scenarios.effects.world import Baseline, arrays_of

DRAWING = "a.b.c\n.....\nd.e.f\n.....\ng.h.i"
SIDE_M = 750.0
STREETS = ("ab", "bc", "de", "ef", "gh", "hi", "ad", "be", "cf", "dg", "eh", "fi")
CATEGORIES = ("dagligvaror", "apotek")
few = settings(max_examples=15, deadline=None)


@st.composite
def streets(draw: st.DrawFn) -> dict[str, Tags]:
    chosen = draw(st.lists(st.sampled_from(STREETS), min_size=6, unique=True))
    oneway = draw(st.sets(st.sampled_from(chosen), max_size=2))
    return {each: road(oneway="yes") if each in oneway else road() for each in chosen}


@st.composite
def shops(draw: st.DrawFn) -> dict[str, tuple[str, str]]:
    spots = draw(st.lists(st.sampled_from("abcdefghi"), min_size=3, max_size=6, unique=True))
    offers = {f"s{spot}": ("dagligvaror", spot) for spot in spots}
    return offers | {f"p{spots[0]}": ("apotek", spots[0])}


def baseline(ways: dict[str, Tags], offers: dict[str, tuple[str, str]]) -> Baseline:
    town = built_at_once(Town(DRAWING, ways, metres=SIDE_M))
    return town_baseline(town, "abcdefghi", offers)


def after(start: Baseline, *changes: dict[str, Any]) -> Outcome:
    scenario = read_scenario_mapping({"name": "x", "change": list(changes)})
    return run(scenario, start, CATEGORIES)


def named(table: AccessTable, ids: np.ndarray) -> dict[str, np.ndarray]:
    """Return the arrays of a table, services by their ids."""
    with_none = np.append(ids, "")
    arrays = {name: getattr(table, name) for name in arrays_of()}
    for name in ("service", "shortest_service"):
        arrays[name] = with_none[arrays[name]]
    return arrays


def assert_same(one: Outcome) -> None:
    """Check that nothing has changed, to the bit."""
    before = named(one.answers.before, one.baseline.world.services.id)
    now = named(one.answers.after, one.resolved.offer.services.id)
    for name, values in before.items():
        np.testing.assert_array_equal(now[name], values, err_msg=name)


@few
@given(ways=streets(), offers=shops())
def test_an_empty_scenario_is_the_baseline(
    ways: dict[str, Tags], offers: dict[str, tuple[str, str]]
) -> None:
    assert_same(after(baseline(ways, offers)))


@few
@given(ways=streets(), offers=shops(), data=st.data())
def test_closing_never_shortens_and_is_as_if_it_had_never_been(
    ways: dict[str, Tags], offers: dict[str, tuple[str, str]], data: st.DataObject
) -> None:
    start = baseline(ways, offers)
    closed = data.draw(st.sampled_from(sorted(offers)))
    outcome = after(start, {"type": "close_service", "service": closed})
    was, now = outcome.answers.before, outcome.answers.after
    assert (now.travel_time_s >= was.travel_time_s).all()
    # Lengths are searched in whole centimetres: what ties may differ by less.
    assert (now.shortest_m >= was.shortest_m - 0.01).all()

    rest = {key: offer for key, offer in offers.items() if key != closed}
    never = after(baseline(ways, rest))
    expected = named(never.answers.before, never.baseline.world.services.id)
    for name, values in named(now, outcome.resolved.offer.services.id).items():
        np.testing.assert_array_equal(values, expected[name], err_msg=name)


@few
@given(ways=streets(), offers=shops(), spot=st.sampled_from("abcdefghi"))
def test_opening_never_lengthens(
    ways: dict[str, Tags], offers: dict[str, tuple[str, str]], spot: str
) -> None:
    start = baseline(ways, offers)
    opened = {"type": "open_service", "category": "dagligvaror", "at": {"village": spot}}
    outcome = after(start, opened)
    assert (outcome.answers.after.travel_time_s <= outcome.answers.before.travel_time_s).all()
    # The place itself has one at its door.
    here = "abcdefghi".index(spot)
    if outcome.baseline.world.village_snapping.road[here] >= 0:
        assert outcome.answers.after.travel_time_s[here, 0, 0] < 0.01


@few
@given(ways=streets(), offers=shops(), data=st.data())
def test_undoing_leaves_no_trace(
    ways: dict[str, Tags], offers: dict[str, tuple[str, str]], data: st.DataObject
) -> None:
    start = baseline(ways, offers)
    shop = data.draw(st.sampled_from(sorted(offers)))
    assert_same(
        after(
            start,
            {"type": "close_service", "service": shop},
            {"type": "open_service", "service": shop},
        )
    )
    assert_same(after(start, {"type": "move_service", "service": shop, "to": {"service": shop}}))


@few
@given(ways=streets(), offers=shops(), data=st.data())
def test_a_closed_road_is_as_if_it_had_never_been_built(
    ways: dict[str, Tags], offers: dict[str, tuple[str, str]], data: st.DataObject
) -> None:
    start = baseline(ways, offers)
    street = data.draw(st.sampled_from(sorted(ways)))
    number = list(ways).index(street) + 1
    outcome = after(start, {"type": "close_road", "road": number})
    assert (outcome.answers.after.shortest_m >= outcome.answers.before.shortest_m - 0.01).all()

    rest = {key: tags for key, tags in ways.items() if key != street}
    ids = {key: at for at, key in enumerate(ways, start=1)}
    town = built_at_once(Town(DRAWING, rest, metres=SIDE_M, way_ids=ids))
    rebuilt = town_baseline(town, "abcdefghi", offers)
    same = same_road(outcome.answers.after_world.village_snapping, start, rebuilt, town)
    same_shops = same_road(outcome.answers.after_world.service_snapping, start, rebuilt, town)
    if not same_shops.all():
        return
    expected = rebuilt.access(CATEGORIES)
    # A crossing of two streets is none when one of them is gone: a rounding less.
    np.testing.assert_allclose(
        outcome.answers.after.travel_time_s[same], expected.travel_time_s[same], atol=0.02
    )


@few
@given(ways=streets(), offers=shops(), data=st.data())
def test_a_prepared_network_gives_the_same_answers(
    ways: dict[str, Tags], offers: dict[str, tuple[str, str]], data: st.DataObject
) -> None:
    town = built_at_once(Town(DRAWING, ways, metres=SIDE_M))
    number = list(ways).index(data.draw(st.sampled_from(sorted(ways)))) + 1
    changes = (
        {"type": "slow_road", "road": number, "factor": 0.5},
        {"type": "close_road", "road": number},
    )
    for change in changes:
        plain, prepared = (
            after(town_baseline(town, "abcdefghi", offers, is_prepared=each), change)
            for each in (False, True)
        )
        for name in arrays_of():
            np.testing.assert_array_equal(
                getattr(prepared.answers.after, name), getattr(plain.answers.after, name)
            )


def same_road(
    snapping: Snapping, start: Baseline, rebuilt: Baseline, town: BuiltTown
) -> np.ndarray:
    """Return which places meet the same way at the same spot in a rebuilt town."""
    count = len(rebuilt.world.villages)
    again = (
        rebuilt.world.village_snapping
        if len(snapping) == count
        else rebuilt.world.service_snapping
    )
    ends = []
    for roads, found in ((start.world.network.roads, snapping), (town.network.roads, again)):
        lines = roads.lines(np.maximum(found.road, 0))
        spots = [
            line.interpolate(f, normalized=True)
            for line, f in zip(lines, found.fraction, strict=True)
        ]
        ends.append(np.array([(spot.x, spot.y) for spot in spots]))
    met = (snapping.road >= 0) & (again.road >= 0)
    return met & (np.abs(ends[0] - ends[1]).max(axis=1) < 0.01)


@few
@given(ways=streets(), offers=shops(), data=st.data())
def test_nobody_is_lost_and_everybody_has_one_nearest(
    ways: dict[str, Tags], offers: dict[str, tuple[str, str]], data: st.DataObject
) -> None:
    start = baseline(ways, offers)
    shop, home, to = (
        data.draw(st.sampled_from(each)) for each in (sorted(offers), "abcdefghi", "abcdefghi")
    )
    outcome = after(
        start,
        {"type": "close_service", "service": shop},
        {"type": "move_people", "from": {"village": home}, "to": {"village": to}, "persons": 4},
    )
    people = outcome.residents
    assert people.persons.sum() == 90.0
    told = customers(outcome)
    for column in range(len(CATEGORIES)):
        for table, origin, counted, rows in (
            (outcome.answers.before, people.before, told.before, told.before_row),
            (outcome.answers.after, people.after, told.after, told.after_row),
        ):
            nearest = table.service[origin, column, 0]
            served = people.persons[nearest >= 0].sum()
            listed = rows[(told.category == column) & (rows >= 0)]
            others = people.persons[(nearest >= 0) & ~np.isin(nearest, listed)].sum()
            assert counted[told.category == column].sum() + others == pytest.approx(served)


@few
@given(ways=streets(), offers=shops(), data=st.data())
def test_a_new_road_moves_only_those_who_take_it(
    ways: dict[str, Tags], offers: dict[str, tuple[str, str]], data: st.DataObject
) -> None:
    town = built_at_once(Town(DRAWING, ways, metres=SIDE_M))
    start = town_baseline(town, "abcdefghi", offers)
    first, last = (data.draw(st.sampled_from(sorted(ways))) for _ in range(2))
    spots = [town.town.places[sign] for sign in first + last]
    if any(np.ptp(degrees) < 0.001 for degrees in zip(*spots, strict=True)):
        return  # the new road would lie upon the old ones
    line = [middle(town, first), middle(town, last)]
    outcome = after(start, {"type": "add_road", "line": line, "kph": 36})
    was, now = outcome.answers.before, outcome.answers.after
    # Halves of a street may be a millisecond longer than the whole; who takes the road gains more.
    changed = (now.travel_time_s != was.travel_time_s).any(axis=(1, 2))
    assert (now.travel_time_s[changed] <= was.travel_time_s[changed] + 0.003).all()
    by_foot = named(was, start.world.services.id), named(now, outcome.resolved.offer.services.id)
    slower = ~(now.travel_time_s < was.travel_time_s - 0.01).any(axis=(1, 2))
    slower &= ~(now.shortest_m < was.shortest_m - 0.1).any(axis=1)
    slower &= (by_foot[0]["service"] == by_foot[1]["service"]).all(axis=(1, 2))
    for name in ("travel_time_s", "length_m", "via_ferry"):
        np.testing.assert_array_equal(by_foot[1][name][slower], by_foot[0][name][slower])


def middle(town: BuiltTown, street: str) -> list[float]:
    ends = np.array([town.town.places[sign] for sign in street])
    return [float(each) for each in ends.mean(axis=0)]
