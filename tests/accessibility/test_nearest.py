"""The nearest services: rank, metres of that way, ferries, ties. 100 metres take 10 seconds."""

from pathlib import Path

import numpy as np
import pytest

from support.toy import BuiltTown, Town, ferry, road
from tillganglighet.accessibility.travel.metric import length, travel_time
from tillganglighet.accessibility.travel.nearest import NearestServices, nearest_services
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.units import UNREACHED

CLOSE = pytest.approx


def snapped(town: BuiltTown, signs: str, limit_m: float = 1_000.0) -> Snapping:
    lon, lat = np.array([town.town.places[sign] for sign in signs]).T
    return Snapper(town.network).snap(
        *project(lon, lat, town.network.crs), max_access_distance_m=limit_m
    )


def found(town: BuiltTown, origins: str, services: str, k: int = 2) -> NearestServices:
    return nearest_services(
        travel_time(town.network), snapped(town, origins), snapped(town, services), k=k
    )


def test_the_two_nearest_and_their_metres(tmp_path: Path) -> None:
    #  a is 200 m from the shop b and 600 m from the shop d
    town = Town("a.b.c.d", {"abcd": road()}).built(tmp_path)
    nearest = found(town, "a", "db")
    assert nearest.service.tolist() == [[1, 0]]
    assert nearest.impedance[0] / 1000 == CLOSE([20.0, 60.0], rel=1e-3)
    assert nearest.length_m[0] == CLOSE([200.0, 600.0], rel=1e-3)
    assert not nearest.via_ferry.any()


def test_where_there_is_but_one_service_the_second_is_none(tmp_path: Path) -> None:
    town = Town("a.b", {"ab": road()}).built(tmp_path)
    nearest = found(town, "a", "b")
    assert nearest.service.tolist() == [[0, -1]]
    assert nearest.impedance[0, 1] == UNREACHED
    assert nearest.length_m[0, 1] == np.inf


def test_services_on_the_same_road_and_at_the_same_place(tmp_path: Path) -> None:
    #  1, 2 and 3 lie on one road; 2 is nearer to 1 than 3 is, and 1 is a service itself
    town = Town("a.1.2..3.b", {"ab": road()}).built(tmp_path)
    nearest = found(town, "1", "321", k=3)
    assert nearest.service.tolist() == [[2, 1, 0]]
    assert nearest.impedance[0] / 1000 == CLOSE([0.0, 20.0, 50.0], abs=0.05)


def test_of_equally_near_services_the_first_wins(tmp_path: Path) -> None:
    #  Two services in one building, at c.
    town = Town("a.b.c", {"abc": road()}).built(tmp_path)
    assert found(town, "a", "cc").service.tolist() == [[0, 1]]


def test_the_time_is_towards_the_service(tmp_path: Path) -> None:
    #  One-way from a to b; back is by c: 200 + 200 m
    #  a.b
    #  ..c   (c lies 200 m below b, 283 m from a)
    ways = {"ab": road(oneway="yes"), "bc": road(), "ca": road()}
    town = Town("a.b\n...\n..c", ways).built(tmp_path)
    assert found(town, "a", "b").impedance[0, 0] / 1000 == CLOSE(20.0, rel=1e-3)
    assert found(town, "b", "a").impedance[0, 0] / 1000 == CLOSE(20.0 + 28.28, rel=1e-3)


def test_a_way_over_the_water_is_told(tmp_path: Path) -> None:
    ways = {"ab": road(), "bc": ferry(duration="00:05"), "cd": road()}
    town = Town("a.b......c.d", ways).built(tmp_path)
    nearest = found(town, "ac", "d", k=1)
    assert nearest.via_ferry.tolist() == [[True], [False]]
    assert nearest.length_m[0, 0] == CLOSE(1_100.0, rel=1e-3)


def test_the_shortest_way_may_be_to_another_service_than_the_quickest(tmp_path: Path) -> None:
    #  b is 400 m away at 36 km/h, c is 600 m away at 90 km/h
    ways = {"ab": road(), "ac": {"highway": "primary", "maxspeed": "90"}}
    town = Town("b...a.....c", ways).built(tmp_path)
    assert found(town, "a", "bc").service[0, 0] == 1
    shortest = nearest_services(length(town.network), snapped(town, "a"), snapped(town, "bc"), k=1)
    assert shortest.service[0, 0] == 0
    assert shortest.length_m[0, 0] == CLOSE(400.0, rel=1e-3)


def test_a_village_a_kilometre_from_the_road_is_on_it_and_one_beyond_is_not(
    tmp_path: Path,
) -> None:
    #  1 and 2 lie 990 m and 1 010 m below the road: 99 and 101 squares of 10 m
    drawing = "a.b\n" + ".\n" * 98 + ".1\n" + ".\n" + ".2"
    town = Town(drawing, {"ab": road()}, metres=10.0).built(tmp_path)
    nearest = found(town, "12", "b", k=1)
    assert nearest.service.tolist() == [[0], [-1]]
    # 990 m at 20 km/h are 178.2 s; 10 m along the road 1 s.
    assert nearest.impedance[0, 0] / 1000 == CLOSE(179.2, rel=1e-3)
