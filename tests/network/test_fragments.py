"""Fragments, islands and traps: what is a place to start from, and what only looks like one."""

from pathlib import Path

import numpy as np
import pytest

from support.toy import Town, road

CLOSE = pytest.approx

# The street a-b is 1 200 m; the untied aisle c-d 100 m lies 100 m beside it.
AISLE = "a...........b\n....1cd......"


def test_an_untied_aisle_gives_way_to_a_real_street_within_the_limit(tmp_path: Path) -> None:
    town = Town(AISLE, {"ab": road(), "cd": road()}).built(tmp_path)
    assert town.findings["road_fragment"].examples == ("w2",)
    # From 1 (100 m from the street, 18 s at 20 km/h) 800 m to b: 80 s.
    assert town.seconds("1", "b", limit_m=150) == CLOSE(98.0, abs=0.1)


def test_beyond_the_limit_the_aisle_is_better_than_nothing(tmp_path: Path) -> None:
    town = Town(AISLE, {"ab": road(), "cd": road()}).built(tmp_path)
    assert town.seconds("c", "d", limit_m=50) == CLOSE(10.0, abs=0.1)


def test_a_far_island_is_a_network_of_its_own(tmp_path: Path) -> None:
    #  c-d lies 400 m from the street: no aisle, an island
    town = Town("a...........b\n.\n.\n.\n....cd......", {"ab": road(), "cd": road()}).built(
        tmp_path
    )
    assert "road_fragment" not in town.findings
    assert town.seconds("c", "d", limit_m=1_000) == CLOSE(10.0, abs=0.1)
    assert town.seconds("c", "b", limit_m=1_000) == np.inf


def test_a_village_of_short_streets_alone_is_no_fragment(tmp_path: Path) -> None:
    town = Town("a.b\n...\nc.d", {"ab": road(), "cd": road()}).built(tmp_path)
    assert town.network.is_target.all()


def test_a_one_way_stub_is_a_trap_only_beside_a_real_road(tmp_path: Path) -> None:
    #  a-b is 1 200 m and goes both ways; e-f leads off it, one-way, to nowhere. 2 is 200 m out.
    stub = {"aeb": road(), "ef": road(oneway="yes")}
    town = Town("a....e......b\n.............\n.....2.......\n.....f.......", stub).built(tmp_path)
    assert town.seconds("a", "2") == CLOSE(70.0, abs=0.1)
    assert town.seconds("2", "a") == np.inf
    assert town.seconds("a", "f") == CLOSE(80.0, abs=0.1)
