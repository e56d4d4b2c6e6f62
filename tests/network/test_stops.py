"""Signals, signs and greater roads in toy towns, driven by `bil_verklig`.

A signed 36 km/h is driven at four fifths, 8 metres a second: 100 metres take 12.5 seconds.
A signal takes 2 s, a stop 2 s, giving way 1 s, a change of rank 4.75 s.
"""

from pathlib import Path

import numpy as np
import pytest

from support.toy import BuiltTown, Tags, Town, ferry, road

SIGNAL = {"highway": "traffic_signals"}


def lane() -> Tags:
    return road(highway="residential")


def drawn(
    folder: Path, drawing: str, ways: dict[str, Tags], nodes: dict[str, Tags] | None = None
) -> BuiltTown:
    return Town(drawing, ways, nodes or {}).built(folder, "bil_verklig")


def close(seconds: float) -> object:
    return pytest.approx(seconds, abs=0.05)


def test_a_signal_delays_who_drives_into_it(tmp_path: Path) -> None:
    #  b is a mere bend of the road a-c: 400 m, 50 s, and the signal either way
    town = drawn(tmp_path, "a.b.c", {"abc": road()}, {"b": SIGNAL})
    assert town.seconds("a", "c") == close(52.0)
    assert town.seconds("c", "a") == close(52.0)


def test_a_signal_for_one_direction_delays_only_that(tmp_path: Path) -> None:
    signal = {**SIGNAL, "traffic_signals:direction": "forward"}
    town = drawn(tmp_path, "a.b.c", {"abc": road()}, {"b": signal})
    assert town.seconds("a", "c") == close(52.0)
    assert town.seconds("c", "a") == close(50.0)


def test_a_signal_at_a_junction_delays_each_approach_once(tmp_path: Path) -> None:
    #    d      b is the end of one way and the middle of another
    #  a.b.c
    town = drawn(tmp_path, "..d\na.b.c", {"abc": road(), "db": road()}, {"b": SIGNAL})
    assert town.seconds("a", "c") == close(52.0)
    assert town.seconds("a", "d") == close(37.5 + 2)
    assert town.seconds("d", "c") == close(37.5 + 2)


@pytest.mark.parametrize(("sign", "delay"), [("stop", 2.0), ("give_way", 1.0)])
def test_a_sign_is_for_those_who_come_to_its_junction(
    tmp_path: Path, sign: str, delay: float
) -> None:
    #  s stands right before the junction at j: who turns into j-a from it does not meet the sign
    #  a..b.sj    (b and s are mere points)
    town = drawn(
        tmp_path,
        "a..b.sj\n......k",
        {"absj": road(), "jk": road(), "jz": road()},
        {"s": {"highway": sign}},
    )
    assert town.seconds("a", "j") == close(75.0 + delay)
    assert town.seconds("j", "a") == close(75.0)


def test_turning_off_and_on_to_a_greater_road(tmp_path: Path) -> None:
    #    d      residential d-b-e meets the primary a-b-c, 200 m each
    #    .
    #  a.b.c    from a to d: 400 m, 50 s, and one change of rank; d to e crosses: two of them
    #    .
    #    e
    ways = {"abc": road(), "dbe": lane()}
    town = drawn(tmp_path, "..d\n...\na.b.c\n...\n..e", ways)
    assert town.seconds("a", "d") == close(54.75)
    assert town.seconds("d", "c") == close(54.75)
    assert town.seconds("d", "e") == close(59.5)
    assert town.seconds("a", "c") == close(50.0)


def test_where_a_street_merely_goes_on_as_a_greater_one_nobody_waits(tmp_path: Path) -> None:
    town = drawn(tmp_path, "a.b.c", {"ab": lane(), "bc": road()})
    assert town.seconds("a", "c") == close(50.0)


def test_a_ramp_is_joined_at_speed(tmp_path: Path) -> None:
    #  a.b.c primary, d-b a ramp at the same 36 km/h
    ways = {"abc": road(), "db": road(highway="primary_link")}
    town = drawn(tmp_path, "..d\n...\na.b.c", ways)
    assert town.seconds("d", "c") == close(50.0)


def test_ferries_and_closed_directions_stay_what_they_are(tmp_path: Path) -> None:
    #  a signal where the boat is boarded, at the end of a one-way street
    ways = {"ab": road(oneway="yes"), "bc": ferry(duration="00:10"), "cd": road()}
    town = drawn(tmp_path, "a.b.c.d", ways, {"b": SIGNAL})
    assert town.seconds("a", "d") == close(25.0 + 2 + 600 + 25)
    assert town.seconds("d", "a") == np.inf


def test_posted_speed_knows_no_stops(tmp_path: Path) -> None:
    #  the default profile: 36 km/h is 10 metres a second, whatever stands at b
    town = Town("..d\na.b.c", {"abc": road(), "db": lane()}, {"b": SIGNAL}).built(tmp_path)
    assert town.seconds("a", "d") == close(30.0)
