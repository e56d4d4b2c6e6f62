"""Cutting and contraction: what a way is cut at, and that cutting changes no time.

36 km/h is 10 metres a second: 100 metres, one character of the drawings, take 10 seconds.
"""

from pathlib import Path

import numpy as np
import pytest

from support.toy import Town, built_from, private, road
from tillganglighet.pipeline.networks import travel_times

CLOSE = pytest.approx


def test_nodes_between_junctions_are_contracted_and_keep_their_time(tmp_path: Path) -> None:
    #  a.b      a-b-c-d-e is 100 + 100 + 100 + 100 m: 40 s; b, c and d are mere bends
    #    .c
    #    d.e    (c stands below and beside b, so b-c is 141 m and c-d too)
    town = Town("ab\n.c\n.de", {"abcde": road()}).built(tmp_path)
    assert len(town.network.roads) == 1
    assert town.seconds("a", "e") == CLOSE(40.0, abs=0.05)


def test_two_ways_that_meet_end_to_end_stay_two_roads(tmp_path: Path) -> None:
    town = Town("a.b.c", {"ab": road(), "bc": road()}).built(tmp_path)
    assert len(town.network.roads) == 2
    assert town.seconds("a", "c") == CLOSE(40.0, abs=0.05)


def test_a_missing_node_splits_its_way(tmp_path: Path) -> None:
    # X is not in the drawing, so nobody knows how c joins b
    town = Town("a.b.c.d", {"abXcd": road()}).built(tmp_path)
    assert town.seconds("a", "b") == CLOSE(20.0, abs=0.05)
    assert town.seconds("c", "d") == CLOSE(20.0, abs=0.05)
    assert town.seconds("a", "c") == np.inf
    assert town.findings["node_missing"].examples == ("w1",)


def test_a_way_that_loses_all_but_one_node_is_no_road(tmp_path: Path) -> None:
    town = Town("a.b.c", {"ab": road(), "Xc": road(), "c": road()}).built(tmp_path)
    assert len(town.network.roads) == 1
    assert town.findings["way_too_short"].examples == ("w2", "w3")


def test_a_node_named_twice_in_a_row_is_there_once(tmp_path: Path) -> None:
    town = Town("a.b.c", {"abbbc": road()}).built(tmp_path)
    assert town.seconds("a", "c") == CLOSE(40.0, abs=0.05)
    assert town.findings["node_repeated"].count == 2


def test_a_loop_is_driven_either_way_round(tmp_path: Path) -> None:
    #  b.c    a loop of 4 x 200 m that begins and ends at a; c is two sides from a
    #  ...    either way, d is one
    #  a.d
    town = Town("b.c\n...\na.d", {"abcda": road()}).built(tmp_path)
    assert town.seconds("a", "c") == CLOSE(40.0, abs=0.05)
    assert town.seconds("b", "d") == CLOSE(40.0, abs=0.05)


def test_a_one_way_loop_is_driven_one_way_round(tmp_path: Path) -> None:
    town = Town("b.c\n...\na.d", {"abcda": road(oneway="yes")}).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(60.0, abs=0.05)
    assert town.seconds("d", "a") == CLOSE(20.0, abs=0.05)
    assert town.seconds("d", "c") == CLOSE(60.0, abs=0.05)  # within the one piece, but ahead


def test_a_way_that_crosses_itself_is_a_junction_there(tmp_path: Path) -> None:
    #  d.c    a-b-c-d-b-e: b is passed twice, so a to e need not take the round b-c-d-b
    #  ...
    #  a.b.e
    town = Town("..d.c\n.....\na.b.e", {"abcdbe": road()}).built(tmp_path)
    assert town.seconds("a", "e") == CLOSE(40.0, abs=0.05)


def test_nodes_in_one_place_make_a_road_without_length(tmp_path: Path) -> None:
    nodes = "".join(
        f"<node id='{at}' lon='{lon}' lat='60'/>"
        for at, lon in ((1, 15.0), (2, 15.01), (3, 15.01), (4, 15.02))
    )
    ways = "".join(
        f"<way id='{at}'><nd ref='{at}'/><nd ref='{at + 1}'/>"
        "<tag k='highway' v='primary'/><tag k='maxspeed' v='36'/></way>"
        for at in (1, 2, 3)
    )
    network = built_from(f"<osm version='0.6'>{nodes}{ways}</osm>", tmp_path)
    # 0.01 degrees of longitude at 60 north are 557.99 m; the middle road costs the least: 1 ms
    seconds = travel_times(network, [(15.0, 60.0)], [(15.02, 60.0)])
    assert seconds[0, 0] == CLOSE(2 * 55.799, abs=0.01)


def test_a_bollard_cuts_the_road(tmp_path: Path) -> None:
    town = Town("a.b.c", {"abc": road()}, nodes={"b": {"barrier": "bollard"}}).built(tmp_path)
    assert town.seconds("a", "c") == np.inf
    assert town.findings["barrier_barred"].examples == (f"n{ord('b')}",)


def test_a_bollard_on_a_junction_cuts_every_road_there(tmp_path: Path) -> None:
    #  a.b.c
    #    d
    ways = {"abc": road(), "bd": road()}
    town = Town("a.b.c\n..d", ways, nodes={"b": {"barrier": "bollard"}}).built(tmp_path)
    assert town.seconds("a", "c") == np.inf
    assert town.seconds("a", "d") == np.inf


def test_a_private_gate_carries_nobody_through_but_in_and_out(tmp_path: Path) -> None:
    #  a.b.c.d    the gate c on the short way; round by e and f it is 200 + 400 + 200 m
    #  ..e.f.
    gate = {"c": {"barrier": "gate", "access": "private"}}
    around = {"abcd": road(), "befd": road()}
    through = Town("a.b.c.d\n.......\n..e...f", around, nodes=gate).built(tmp_path)
    assert through.seconds("a", "d") == CLOSE(100.0, abs=0.05)
    # With no way round, d is a yard behind its gate: 60 s and a few ms for gate and layers.
    yard = Town("a.b.c.d", {"abcd": road()}, nodes=gate).built(tmp_path)
    assert yard.seconds("a", "d") == CLOSE(60.0, abs=0.05)
    assert yard.seconds("d", "a") == CLOSE(60.0, abs=0.05)


def test_a_private_drive_behind_a_private_gate(tmp_path: Path) -> None:
    #  a.b.c.d, from b private, gate at c
    gate = {"c": {"barrier": "gate", "access": "private"}}
    town = Town("a.b.c.d", {"ab": road(), "bcd": private()}, nodes=gate).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(60.0, abs=0.05)
    assert town.seconds("d", "a") == CLOSE(60.0, abs=0.05)


def test_a_gate_on_a_one_way_street(tmp_path: Path) -> None:
    gate = {"b": {"barrier": "gate", "access": "private"}}
    town = Town("a.b.c", {"abc": road(oneway="yes")}, nodes=gate).built(tmp_path)
    assert town.seconds("a", "c") == CLOSE(40.0, abs=0.05)
    assert town.seconds("c", "a") == np.inf
