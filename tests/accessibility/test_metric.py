"""Trips on one road and towards nodes, in time and in length. 100 metres take 10 seconds."""

from pathlib import Path

import numpy as np
import pytest

from support.toy import BuiltTown, Town, road
from tillganglighet.accessibility.travel.metric import (
    arriving,
    direct,
    leaving,
    length,
    travel_time,
)
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.units import UNREACHED

CLOSE = pytest.approx
STREET = "a.1.2.b"  # 1 and 2 lie at one third and two thirds of 600 m


def snapped(town: BuiltTown, signs: str) -> Snapping:
    lon, lat = np.array([town.town.places[sign] for sign in signs]).T
    return Snapper(town.network).snap(
        *project(lon, lat, town.network.crs), max_access_distance_m=1_000.0
    )


def test_a_trip_on_one_road_passes_no_node(tmp_path: Path) -> None:
    town = Town(STREET, {"ab": road()}).built(tmp_path)
    assert town.seconds("1", "2") == CLOSE(20.0, abs=0.05)
    assert town.seconds("2", "1") == CLOSE(20.0, abs=0.05)
    assert town.seconds("1", "1") == CLOSE(0.0, abs=0.05)


def test_against_a_one_way_street_one_drives_round(tmp_path: Path) -> None:
    #  a.1.2.b     600 m one-way, back over c and d: 200 + 600 + 200 m
    #  c.....d
    ways = {"ab": road(oneway="yes"), "bdca": road()}
    town = Town("a.1.2.b\n.......\nc.....d", ways).built(tmp_path)
    assert town.seconds("1", "2") == CLOSE(20.0, abs=0.05)
    assert town.seconds("2", "1") == CLOSE(20 + 100 + 20, abs=0.05)


def test_against_a_one_way_street_without_a_way_round_nobody_comes(tmp_path: Path) -> None:
    town = Town(STREET, {"ab": road(oneway="yes")}).built(tmp_path)
    assert town.seconds("1", "2") == CLOSE(20.0, abs=0.05)
    assert town.seconds("2", "1") == np.inf


def test_entries_end_at_both_nodes_of_a_two_way_road(tmp_path: Path) -> None:
    town = Town(STREET, {"ab": road()}).built(tmp_path)
    points = snapped(town, "1a")
    for metric, per_metre in ((travel_time(town.network), 100), (length(town.network), 100)):
        for entries in (leaving(metric, points), arriving(metric, points)):
            assert entries.point.tolist() == [0, 0, 1]  # a is a node: one way in, at no cost
            expected = [200 * per_metre, 400 * per_metre, 0]
            assert sorted(entries.impedance[:2]) == CLOSE(sorted(expected[:2]), abs=20)
            assert entries.impedance[2] == CLOSE(0, abs=2)
            np.testing.assert_allclose(
                entries.length_m, entries.impedance / per_metre, rtol=1e-3, atol=0.1
            )


def test_the_access_leg_counts_at_its_own_speed(tmp_path: Path) -> None:
    #  1 lies 100 m below the street: 18 s at 20 km/h, 100 m of length
    town = Town("a...b\n..1..", {"ab": road()}).built(tmp_path)
    origin, service = snapped(town, "1"), snapped(town, "b")
    assert town.seconds("1", "b", limit_m=150.0) == CLOSE(38.0, abs=0.1)
    trip = direct(length(town.network), origin, service)
    assert trip.impedance[0] == CLOSE(30_000, rel=1e-3)
    assert trip.length_m[0] == CLOSE(300.0, rel=1e-3)


def test_points_without_a_road_have_no_entries(tmp_path: Path) -> None:
    town = Town("a.b", {"ab": road()}).built(tmp_path)
    nowhere = Snapper(town.network).snap(
        np.array([0.0]), np.array([0.0]), max_access_distance_m=100.0
    )
    metric = travel_time(town.network)
    assert len(leaving(metric, nowhere).point) == len(arriving(metric, nowhere).point) == 0
    assert len(direct(metric, nowhere, nowhere).origin) == 0


def test_a_barred_lane_is_unreached_in_both_metrics(tmp_path: Path) -> None:
    town = Town("a.b", {"ab": road(oneway="yes")}).built(tmp_path)
    for metric in (travel_time(town.network), length(town.network)):
        assert metric.lane[1] == UNREACHED
        assert metric.lane[0] == CLOSE(20_000, rel=1e-3)  # 20 s, or 200 m
