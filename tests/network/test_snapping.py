"""Snapping: the nearest point of the road, ties by what is public and by the smaller way id."""

from pathlib import Path

import numpy as np
import pytest

from support.toy import BuiltTown, Town, private, road
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping

CLOSE = pytest.approx


def snapped(town: BuiltTown, signs: str, limit_m: float = 1_000.0) -> Snapping:
    lon, lat = np.array([town.town.places[sign] for sign in signs]).T
    return Snapper(town.network).snap(
        *project(lon, lat, town.network.crs), max_access_distance_m=limit_m
    )


def way_of(town: BuiltTown, sign: str) -> int:
    return int(town.network.roads.way_id[snapped(town, sign).road[0]])


def test_a_point_meets_the_road_at_its_nearest_place(tmp_path: Path) -> None:
    #  1 lies 100 m below the middle of a-b, 200 m from a
    town = Town("a...b\n..1..", {"ab": road()}).built(tmp_path)
    met = snapped(town, "1")
    assert met.fraction[0] == CLOSE(0.5, abs=1e-3)
    assert met.access_distance_m[0] == CLOSE(100.0, rel=1e-3)
    assert met.access_ms[0] == CLOSE(18_000, rel=1e-3)  # 100 m at 20 km/h


def test_the_limit_is_a_limit(tmp_path: Path) -> None:
    town = Town("a...b\n..1..", {"ab": road()}).built(tmp_path)
    assert snapped(town, "1", 99.0).road[0] == -1
    assert snapped(town, "1", 101.0).road[0] == 0
    assert snapped(town, "1", 99.0).access_distance_m[0] == np.inf


def test_between_two_roads_the_smaller_way_id_wins(tmp_path: Path) -> None:
    drawing = "a...b\n..1..\nc...d"
    # 1 lies 100 m from either; drawn exactly, the two differ by less than a centimetre.
    for first, second in (("ab", "cd"), ("cd", "ab")):
        town = Town(drawing, {first: road(), second: road()}, metres=10.0).built(tmp_path)
        assert way_of(town, "1") == 1


def test_at_a_crossing_a_public_road_goes_first_then_the_smaller_id(tmp_path: Path) -> None:
    ways = {"ax": private(), "xb": road(), "xc": road()}
    town = Town("a.x.b\n.....\n..c..", ways).built(tmp_path)
    assert way_of(town, "x") == 2


def test_nobody_meets_a_motorway_or_its_ramp(tmp_path: Path) -> None:
    ways = {
        "ab": {"highway": "motorway"},
        "bc": {"highway": "motorway_link"},
        "cd": road(),
    }
    town = Town("a..b\n1..c\n...d", ways).built(tmp_path)
    assert way_of(town, "1") == 3
    assert way_of(town, "a") == 3


def test_points_nowhere_meet_nothing(tmp_path: Path) -> None:
    town = Town("a.b", {"ab": road()}).built(tmp_path)
    nowhere = Snapper(town.network).snap(
        np.array([np.nan, np.inf]), np.array([0.0, 0.0]), max_access_distance_m=100.0
    )
    assert nowhere.road.tolist() == [-1, -1]


def test_a_place_at_a_crossing_may_take_any_road_from_it(tmp_path: Path) -> None:
    #  The one-way a-x has the smallest id, so x is snapped to its end; still x leaves towards c
    #  and is reached from c, and one who lives at x need not have come from a.
    ways = {"ax": road(oneway="yes"), "xc": road()}
    town = Town("a.x.c", ways).built(tmp_path)
    assert way_of(town, "x") == 1
    assert town.seconds("x", "c") == CLOSE(20.0, abs=0.05)
    assert town.seconds("c", "x") == CLOSE(20.0, abs=0.05)
    assert town.seconds("x", "a") == np.inf
