"""Ferries: durations, shared and split, and the wait ashore. 100 metres take 10 seconds by road.

a.b......c.d      a-b and c-d are roads of 200 m, b-c is a ferry of 700 m
"""

from pathlib import Path

import numpy as np
import pytest

from support.toy import Relation, Town, ferry, road

CLOSE = pytest.approx
LAKE = "a.b......c.d"
SHORES = {"ab": road(), "cd": road()}


def test_a_ferry_takes_its_duration(tmp_path: Path) -> None:
    town = Town(LAKE, SHORES | {"bc": ferry(duration="00:05")}).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(20 + 300 + 20, abs=0.1)


def test_half_the_interval_is_waited_for_at_the_quay(tmp_path: Path) -> None:
    town = Town(LAKE, SHORES | {"bc": ferry(duration="00:05", interval="00:20")}).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(20 + 600 + 300 + 20, abs=0.1)
    assert town.seconds("d", "a") == CLOSE(20 + 600 + 300 + 20, abs=0.1)


def test_a_duration_repeated_on_the_parts_of_a_crossing_is_one(tmp_path: Path) -> None:
    parts = {each: ferry(duration="00:05", interval="00:20") for each in ("bx", "xy", "yc")}
    town = Town("a.b.x..y.c.d", SHORES | parts).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(20 + 600 + 300 + 20, abs=0.1)


def test_parts_with_durations_of_their_own_add_up(tmp_path: Path) -> None:
    parts = {"bx": ferry(duration="00:02"), "xc": ferry(duration="00:03")}
    town = Town("a.b..x...c.d", SHORES | parts).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(20 + 120 + 180 + 20, abs=0.1)


def test_a_duration_on_the_route_is_shared_by_its_ways(tmp_path: Path) -> None:
    #  b-x says 2 of the 5 minutes itself; x-y-c, two ways, share the other 3 by length
    parts = {"bx": ferry(duration="00:02"), "xy": ferry(), "yc": ferry()}
    route = Relation(
        {"type": "route", "route": "ferry", "duration": "00:05"},
        [("", "bx"), ("", "xy"), ("", "yc")],
    )
    town = Town("a.b.x..y.c.d", SHORES | parts, relations=[route]).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(20 + 120 + 180 + 20, abs=0.1)
    assert "ferry_no_duration" not in town.findings


def test_a_way_that_only_its_route_calls_a_ferry(tmp_path: Path) -> None:
    route = Relation(
        {"type": "route", "route": "ferry", "motor_vehicle": "yes", "duration": "00:05"},
        [("", "bc"), ("", "cd")],  # c-d is a road, member by mistake
    )
    town = Town(LAKE, SHORES | {"bc": {}}, relations=[route]).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(20 + 300 + 20, abs=0.1)


def test_without_a_duration_the_whole_crossing_sets_the_speed(tmp_path: Path) -> None:
    #  Two parts of 700 m each: 1.4 km, so 14 km/h and not the 8 of crossings below 1 km
    parts = {"bx": ferry(), "xc": ferry()}
    town = Town("a.b......x......c.d", SHORES | parts).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(20 + 1_400 * 3.6 / 14 + 20, abs=0.2)
    assert town.findings["ferry_no_duration"].examples == ("w3", "w4")


@pytest.mark.parametrize("duration", ["-1", "soon", "0", "999:00:00"])
def test_an_impossible_duration_is_no_duration(duration: str, tmp_path: Path) -> None:
    town = Town(LAKE, SHORES | {"bc": ferry(duration=duration)}).built(tmp_path)
    assert 0 < town.seconds("a", "d") - 40 < 4_000_000
    if duration != "999:00:00":  # the shortest crossings may be as slow as they like
        assert town.seconds("a", "d") == CLOSE(20 + 700 * 3.6 / 8 + 20, abs=0.2)


def test_nobody_boards_at_sea(tmp_path: Path) -> None:
    #  1 lies on the ferry's course, farther than the limit from either shore
    town = Town("a.b...1..c.d", SHORES | {"bc": ferry()}).built(tmp_path)
    assert town.seconds("1", "a") == np.inf


def test_a_ferry_for_walkers_carries_no_car(tmp_path: Path) -> None:
    town = Town(LAKE, SHORES | {"bc": {"route": "ferry", "foot": "yes"}}).built(tmp_path)
    assert town.seconds("a", "d") == np.inf
