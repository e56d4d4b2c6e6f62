"""Nodes of public transport: the rule, and what nobody knows."""

import numpy as np
import pytest

from tillganglighet.domain.timetable import Stops
from tillganglighet.structure.levels import Verdict
from tillganglighet.structure.node_rules import shipped_rules
from tillganglighet.structure.transit import Transit, transit_nodes

UNKNOWN = float("nan")


def transit(
    *rows: tuple[int, float, float, float, float], kommuner: tuple[str, ...] = ("2080",)
) -> Transit:
    """Compare stops of rows (place, trips, in the lesser direction, evening, weekend)."""
    place, weekday, least, evening, weekend = np.array(rows, dtype=np.float64).reshape(-1, 5).T
    count = len(rows)
    stops = Stops(
        id=np.array([str(at) for at in range(count)]), name=np.full(count, "Hpl"),
        lines=np.full(count, ""), x=np.zeros(count), y=np.zeros(count), weekday=weekday,
        least_direction=least, evening=evening, saturday=weekend, sunday=np.zeros(count),
    )  # fmt: skip
    return transit_nodes(
        stops, place.astype(np.int32), np.array(kommuner), shipped_rules().transit
    )


def said(verdict: Verdict) -> str:
    return "".join(
        "+" if met else "?" if unknown else "-"
        for met, unknown in zip(verdict.met, verdict.unknown, strict=True)
    )


@pytest.mark.parametrize(
    ("trips", "least", "answer"),
    [
        (14, 7, "+"),  # seven double trips
        (13, 6, "-"),
        (40, 6, "-"),  # many, but six in one direction
        (14, 0, "+"),  # fourteen round the same way
        (13.8, 0, "-"),
        (14, UNKNOWN, "+"),  # directions unknown: fourteen in all
        (13, UNKNOWN, "-"),
    ],
)
def test_double_trips_or_as_many_one_way(trips: float, least: float, answer: str) -> None:
    assert said(transit((0, trips, least, 1, 1)).node) == answer


def test_every_condition_must_hold_and_any_stop_may_meet_it() -> None:
    assert said(transit((0, 20, 10, 0, 1)).node) == "-"
    assert said(transit((0, 20, 10, 1, 0)).node) == "-"
    assert said(transit((0, 20, 10, 0, 0), (0, 2, 1, 1, 1)).node) == "+"


def test_unknown_hours_leave_it_open_unless_something_else_fails() -> None:
    found = transit((0, 20, UNKNOWN, UNKNOWN, 1))
    assert said(found.node) == "?"
    assert said(found.conditions["evening"]) == "?"
    assert said(transit((0, 5, UNKNOWN, UNKNOWN, 1)).node) == "-"
    # One stop is known to be served in the evening: what the other does is no matter.
    assert said(transit((0, 20, 10, 1, 1), (0, 20, 10, UNKNOWN, 1)).node) == "+"


def test_a_place_without_a_stop_is_none_where_the_timetable_reaches_its_kommun() -> None:
    found = transit((0, 20, 10, 1, 1), kommuner=("2080", "2080", "2081"))
    assert said(found.node) == "+-?"
    assert found.busiest.tolist() == [0, -1, -1]


def test_stops_outside_all_places_belong_to_none() -> None:
    found = transit((-1, 20, 10, 1, 1))
    assert said(found.node) == "?"


def test_the_busiest_stop_is_named_the_first_of_equals() -> None:
    assert transit((0, 5, 2, 1, 1), (0, 9, 2, 1, 1), (0, 9, 4, 1, 1)).busiest.tolist() == [1]
