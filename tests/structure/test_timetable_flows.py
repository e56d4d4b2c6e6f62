"""Trips of a timetable on the roads, added up by hand."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from support.toy import BuiltTown, Town, road
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.domain.timetable import Legs, Lines
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper
from tillganglighet.structure.settings import shipped_settings
from tillganglighet.structure.timetable_flows import RoadTrips, trips_along_lines, trips_of_legs

SETTINGS = shipped_settings()

# 2 km between letters: a-b-c straight on, and x only by way of e, 4 km south of b.
TOWN = Town(
    """
a 1 b 2 c   x







    e
""",
    {"abc": road(), "be": road(), "xe": road()},
    metres=500.0,
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> BuiltTown:
    return TOWN.built(tmp_path_factory.mktemp("buses"))


def points(built: BuiltTown, letters: str) -> np.ndarray:
    lon, lat = np.array([built.town.places[each] for each in letters]).T
    return np.column_stack(project(lon, lat, built.network.crs))


def carried(built: BuiltTown, starts: str, ends: str, *trips: float) -> RoadTrips:
    start, end = points(built, starts), points(built, ends)
    snap = Snapper(built.network).snap
    snapped = [snap(*each.T, max_access_distance_m=50.0) for each in (start, end)]
    legs = Legs(start, end, np.array(trips))
    return trips_of_legs(travel_time(built.network), legs, *snapped, SETTINGS)


def on(built: BuiltTown, found: np.ndarray) -> dict[str, float]:
    """Return what the roads carry by the letters of their ends."""
    roads = built.network.roads
    ends = [(chr(roads.node_id[a]), chr(roads.node_id[b]))
            for a, b in zip(roads.from_node, roads.to_node, strict=True)]  # fmt: skip
    return {"".join(pair): amount for pair, amount in zip(ends, found.tolist(), strict=True)}


def test_trips_of_legs_add_up_in_both_directions(town: BuiltTown) -> None:
    found = carried(town, "acb", "cae", 10, 4, 3)
    assert on(town, found.trips) == pytest.approx({"ab": 14, "bc": 14, "be": 3, "xe": 0})
    assert found.unplaced == 0


def test_a_stop_along_the_road_does_not_count_the_road_twice(town: BuiltTown) -> None:
    # a-1 and 1-2 and 2-c: the same buses all the way; and one leg that stays on a road.
    found = carried(town, "a12", "12c", 10, 10, 10)
    assert on(town, found.trips) == pytest.approx({"ab": 10, "bc": 10, "be": 0, "xe": 0}, abs=1e-3)
    half = carried(town, "a", "1", 10)
    assert on(town, half.trips)["ab"] == pytest.approx(5, abs=1e-3)


def test_a_way_too_slow_for_any_bus_belongs_to_another_road(town: BuiltTown) -> None:
    # x lies 2 km from c, but by e it is 2 + 4 + 5.7 km at 10 m/s: 1166 s. As slow as 10 km/h
    # over 2 km with 4 minutes to spare are 960 s.
    found = carried(town, "ca", "xb", 9, 1)
    assert on(town, found.trips) == pytest.approx({"ab": 1, "bc": 0, "be": 0, "xe": 0})
    assert found.unplaced == pytest.approx(0.9)


def test_stops_off_the_roads_are_no_matter(town: BuiltTown) -> None:
    start, end = points(town, "ab"), points(town, "bc")
    start[1] += 5_000.0
    snap = Snapper(town.network).snap
    snapped = [snap(*each.T, max_access_distance_m=50.0) for each in (start, end)]
    legs = Legs(start, end, np.array([2.0, 5.0]))
    found = trips_of_legs(travel_time(town.network), legs, *snapped, SETTINGS)
    assert on(town, found.trips) == pytest.approx({"ab": 2, "bc": 0, "be": 0, "xe": 0})
    assert found.unplaced == 0


def test_no_legs_carry_nothing(town: BuiltTown) -> None:
    none = np.empty((0, 2))
    snapped = Snapper(town.network).snap(*none.T, max_access_distance_m=50.0)
    found = trips_of_legs(
        travel_time(town.network), Legs(none, none, np.empty(0)), snapped, snapped, SETTINGS
    )
    assert not found.trips.any()


def test_lines_carry_the_roads_that_they_lie_along(town: BuiltTown) -> None:
    # Drawn eight metres beside the road from a to c, and on to e: the side road is not on it.
    beside = points(town, "abc") + 8.0
    lines = Lines(
        np.array([shapely.LineString(beside), shapely.LineString(points(town, "abe"))]),
        np.array([6.0, 2.0]),
    )
    found = trips_along_lines(town.network, lines, SETTINGS)
    assert on(town, found) == pytest.approx({"ab": 8, "bc": 6, "be": 2, "xe": 0})
    strict = trips_along_lines(town.network, lines, replace(SETTINGS, line_near_m=5))
    assert on(town, strict) == pytest.approx({"ab": 2, "bc": 0, "be": 2, "xe": 0})


def test_long_lines_are_cut_in_pieces_that_meet(town: BuiltTown) -> None:
    # 301 points: several pieces; a line of two parts counts once where they overlap.
    along = np.linspace(points(town, "a")[0], points(town, "c")[0], 301)
    twice = shapely.MultiLineString([along[:200], along[100:]])
    found = trips_along_lines(town.network, Lines(np.array([twice]), np.array([6.0])), SETTINGS)
    assert on(town, found) == pytest.approx({"ab": 6, "bc": 6, "be": 0, "xe": 0})
