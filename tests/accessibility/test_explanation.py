"""A number taken apart: legs in order that sum to it. 100 metres take 10 seconds."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from support.toy import BuiltTown, Town, ferry, private, road
from tillganglighet.accessibility.explanation.explanation import Explanation, LegKind, explain
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.accessibility.travel.no_way import NoWay, why_no_way
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping

CLOSE = pytest.approx
ACCESS, ROAD, FERRY, GATE = LegKind


def place(town: BuiltTown, sign: str) -> tuple[np.ndarray, np.ndarray]:
    lon, lat = town.town.places[sign]
    return project(np.array([lon]), np.array([lat]), town.network.crs)


def snapped(town: BuiltTown, sign: str) -> Snapping:
    return Snapper(town.network).snap(*place(town, sign), max_access_distance_m=1_000.0)


def explained(town: BuiltTown, village: str, service: str) -> Explanation:
    """Explain a number, having seen that it is the one that is measured."""
    metric, ends = travel_time(town.network), (snapped(town, village), snapped(town, service))
    places = tuple(np.concatenate(place(town, sign)) for sign in (village, service))
    found = explain(metric, *ends, (places[0], places[1]))
    assert found is not None
    measured = nearest_services(metric, *ends, k=1)
    assert found.legs.time_ms.sum() == found.recomputed_ms == measured.impedance[0, 0]
    assert found.legs.length_m.sum() == CLOSE(measured.length_m[0, 0])
    lines = [line for line in found.legs.line if line is not None]
    for line, following in pairwise(lines):
        assert line.coords[-1] == CLOSE(following.coords[0], abs=0.2)
    assert lines[0].coords[0] == CLOSE(tuple(places[0]), abs=0.2)
    assert lines[-1].coords[-1] == CLOSE(tuple(places[1]), abs=0.2)
    return found


def around(town: BuiltTown, village: str, service: str, limit_m: float = 1_000.0) -> NoWay:
    at = Snapper(town.network).snap(*place(town, village), max_access_distance_m=limit_m)
    services_at = np.array(place(town, service))
    return why_no_way(
        town.network,
        at,
        snapped(town, service),
        np.concatenate(place(town, village)),
        services_at,
    )


def test_parts_of_roads_whole_roads_and_access_legs(tmp_path: Path) -> None:
    #  .1          From 1, 100 m off the road: 18 s at 20 km/h; 300 m to b and 400 m to c are
    #  a...b...c   one road; 2 lies 100 m down the next one, which goes on to d.
    #          2
    drawing = ".1......\na...b...c\n........2\n.........\n........d"
    built = Town(drawing, {"abc": road(), "cd": road()}).built(tmp_path)
    legs = explained(built, "1", "2").legs
    assert legs.kind.tolist() == [ACCESS, ROAD, ROAD, ACCESS]
    assert legs.length_m == CLOSE([100, 700, 100, 0], abs=1.5)
    assert legs.time_ms / 1000 == CLOSE([18, 70, 10, 0], abs=0.2)
    assert legs.speed_kph.tolist() == [20, 36, 36, 20]
    assert not legs.added_ms.any()


def test_a_trip_on_one_road_backward(tmp_path: Path) -> None:
    town = Town("a.1.2.b", {"ab": road()}).built(tmp_path)
    legs = explained(town, "2", "1").legs
    assert legs.kind.tolist() == [ACCESS, ROAD, ACCESS]
    assert legs.lane[1] & 1 == 1
    assert legs.length_m[1] == CLOSE(200, rel=0.01)


def test_a_ferry_with_its_wait(tmp_path: Path) -> None:
    #  Five minutes across, an hour between departures: half an hour of waiting, the longest told.
    ways = {"ab": road(), "bc": ferry(duration="00:05", interval="01:00"), "cd": road()}
    legs = explained(Town("a.b......c.d", ways).built(tmp_path), "a", "d").legs
    assert legs.kind.tolist() == [ACCESS, ROAD, FERRY, ROAD, ACCESS]
    assert legs.time_ms[2] / 60_000 == CLOSE(35.0, abs=0.01)
    assert legs.wait_ms[2] / 60_000 == CLOSE(30.0, abs=0.01)
    assert legs.wait_ms[[0, 1, 3, 4]].sum() == 0
    assert legs.crossing_waits_ms == [30 * 60_000]


def test_a_ferry_without_an_interval_has_no_known_wait(tmp_path: Path) -> None:
    ways = {"ab": road(), "bc": ferry(duration="00:05"), "cd": road()}
    legs = explained(Town("a.b......c.d", ways).built(tmp_path), "a", "d").legs
    assert legs.crossing_waits_ms == [0]


def test_from_a_private_road_through_a_gate(tmp_path: Path) -> None:
    town = Town("a.b.c", {"ab": private(), "bc": road()}).built(tmp_path)
    legs = explained(town, "a", "c").legs
    assert legs.kind.tolist() == [ACCESS, ROAD, GATE, ROAD, ACCESS]
    assert legs.time_ms[2] == 1
    assert legs.line[2] is None


def test_what_a_signal_adds_is_told(tmp_path: Path) -> None:
    drawing, ways = "a.....b.....c", {"ab": road(), "bc": road()}
    town = Town(drawing, ways, {"b": {"highway": "traffic_signals"}}).built(
        tmp_path, "bil_verklig"
    )
    legs = explained(town, "a", "c").legs
    assert legs.added_ms.sum() > 1_000
    plain = Town(drawing, ways).built(tmp_path, "bil_verklig")
    before = explained(plain, "a", "c").legs
    assert legs.time_ms.sum() - before.time_ms.sum() == legs.added_ms.sum() - before.added_ms.sum()


def test_without_a_way_there_is_nothing_to_explain(tmp_path: Path) -> None:
    town = Town("a.b...c.d", {"ab": road(), "cd": road()}).built(tmp_path)
    metric, ends = travel_time(town.network), (snapped(town, "a"), snapped(town, "d"))
    nowhere = np.zeros(2)
    assert explain(metric, *ends, (nowhere, nowhere)) is None


def test_why_there_is_no_way(tmp_path: Path) -> None:
    #  Two networks of 2 km and of 1.4 km; the shop is at d, 3 km off.
    town = Town("a..................b..........c.............d", {"ab": road(), "cd": road()})
    found = around(town.built(tmp_path), "a", "d")
    assert (found.network, found.is_fragment) == (0, False)
    assert found.network_m == CLOSE(1_900, rel=0.01)
    assert (found.services, found.on_network, found.off_road) == (1, 0, 0)
    assert found.nearest_m == CLOSE(4_400, rel=0.01)


def test_a_stub_that_nothing_ties_is_a_fragment(tmp_path: Path) -> None:
    #  a............b   c lies at the end of a stub of 900 m that begins 200 m from a road of
    #  .                1.2 km, farther from that road than villages may be.
    #  d
    #  c
    drawing = "a............b\n.............\nd" + "\n............." * 8 + "\nc"
    town = Town(drawing, {"ab": road(), "cd": road()}).built(tmp_path)
    found = around(town, "c", "b")
    assert found.is_fragment
    assert found.on_network == 0
    assert found.road_m == CLOSE(0, abs=0.1)


def test_a_road_beyond_the_limit_is_found_all_the_same(tmp_path: Path) -> None:
    drawing = "a...........b" + "\n............." * 16 + "\n1"
    town = Town(drawing, {"ab": road()}).built(tmp_path)
    found = around(town, "1", "b")
    assert found.road_m == CLOSE(1_700, rel=0.01)
    assert (found.is_fragment, found.on_network) == (False, 1)
