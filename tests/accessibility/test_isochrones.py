"""Isochrones: how far along the road, how wide, and whose ground. 100 metres take 10 seconds."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from support.toy import BuiltTown, Town, road
from tillganglighet.accessibility.areas.isochrones import isochrones
from tillganglighet.accessibility.travel.journeys import Direction, Journeys, journeys
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.pipeline.region import Region
from tillganglighet.units import MS_PER_S

CLOSE = pytest.approx
ACCESS_MPS = 20 / 3.6  # of the car's access leg


def places(town: BuiltTown, signs: str) -> np.ndarray:
    lon, lat = np.array([town.town.places[sign] for sign in signs]).T
    return np.column_stack(project(lon, lat, town.network.crs))


def to_goal(town: BuiltTown, signs: str, direction: Direction = "to") -> Journeys:
    goals = Snapper(town.network).snap(*places(town, signs).T, max_access_distance_m=1_000.0)
    return journeys(travel_time(town.network), goals, direction)


def extent(area: shapely.Geometry, around: np.ndarray) -> list[float]:
    """Return how far the area reaches west, south, east and north of a place."""
    west, south, east, north = shapely.bounds(area)
    return [around[0] - west, around[1] - south, east - around[0], north - around[1]]


def test_a_straight_road_is_cut_where_the_time_is_up(tmp_path: Path) -> None:
    #  a.........b.........c      2 km; 60 s lead 600 m from b, each way, to a point.
    #  At b a minute is left: 333 m at 20 km/h, but the region allows 200 m.
    town = Town("a.........b.........c", {"abc": road()}).built(tmp_path)
    (area,) = isochrones(to_goal(town, "b"), [60.0], max_access_m=200.0)
    assert extent(area, places(town, "b")[0]) == CLOSE([600, 200, 600, 200], rel=0.01)
    # 36 s are left at 240 m from b, and 36 s make 200 m: from there on it narrows to the cut.
    # Two rectangles of 240 m by 400 m, two triangles of 360 m by 400 m.
    assert area.area == CLOSE(2 * 240 * 400 + 2 * 360 * 400 / 2, rel=0.01)
    assert shapely.is_valid(area)


def test_bands_touch_and_do_not_overlap(tmp_path: Path) -> None:
    #  a.........b.........c
    #  |                   |      round the block; its middle stays a hole
    #  d---------e---------f
    drawing = "a.........b.........c\n" + ".....................\n" * 8 + "d.........e.........f"
    town = Town(drawing, {"abc": road(), "cfed": road(), "da": road()}).built(tmp_path)
    inner, outer = isochrones(to_goal(town, "b"), [100.0, 400.0], max_access_m=150.0)
    assert shapely.is_valid([inner, outer]).all()
    assert shapely.coverage_is_valid(np.array([inner, outer]))
    assert shapely.area(shapely.intersection(inner, outer)) == 0.0
    whole = shapely.union(inner, outer)
    # The block is 2 000 by 900 m along its roads; 150 m of it belong to them on each side.
    (hole,) = [
        shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors
    ]
    assert hole.area == CLOSE(1_700 * 600, rel=0.02)


def test_the_far_shore_belongs_to_its_own_road(tmp_path: Path) -> None:
    #  a....b       600 m apart; from d it is a long way round by e
    #  d....e
    drawing = "a....b" + "\n......" * 5 + "\nd....e" + "\n......" * 40 + "\nf....g"
    town = Town(drawing, {"ab": road(), "bgf": road(), "fd": road(), "de": road()}).built(tmp_path)
    (area,) = isochrones(to_goal(town, "a"), [300.0], max_access_m=1_000.0)
    a, d = (shapely.Point(place) for place in places(town, "ad"))
    assert area.contains(a)
    # Within 1 000 m of a and in time from there, but d's own road is nearer and 10 minutes away.
    assert not area.contains(d)
    assert area.distance(d) == CLOSE(300, abs=15)


def test_one_way_streets_count_by_direction(tmp_path: Path) -> None:
    #  a ->- b ->- c      towards b one comes from a, from b one drives to c;
    #  d-----------e      back it is 5 km
    drawing = "a.........b.........c" + "\n....................." * 15 + "\nd...................e"
    one_way = road(oneway="yes")
    town = Town(drawing, {"ab": one_way, "bc": one_way, "ceda": road()}).built(tmp_path)
    b = places(town, "b")[0]
    (towards,) = isochrones(to_goal(town, "b"), [60.0], max_access_m=50.0)
    (away,) = isochrones(to_goal(town, "b", "from"), [60.0], max_access_m=50.0)
    assert extent(towards, b)[0] == CLOSE(600, rel=0.02)
    # Right behind b the nearest road leads away from it, and that way it is far.
    assert extent(towards, b)[2] == CLOSE(0, abs=1)
    assert extent(away, b)[0] == CLOSE(0, abs=1)
    assert extent(away, b)[2] == CLOSE(600, rel=0.02)


def test_nothing_in_reach_gives_empty_bands(tmp_path: Path) -> None:
    town = Town("a..b", {"ab": road()}).built(tmp_path)
    nowhere = Snapper(town.network).snap(
        np.array([0.0]), np.array([0.0]), max_access_distance_m=10.0
    )
    found = isochrones(
        journeys(travel_time(town.network), nowhere), [60.0, 120.0], max_access_m=100.0
    )
    assert [band.is_empty for band in found] == [True, True]


@pytest.mark.parametrize("direction", ["to", "from"])
def test_inside_is_what_a_village_there_would_be_told(
    example_region: Region, direction: Direction
) -> None:
    network = example_region.network
    centre = int(np.nanargmax(example_region.villages.population))
    goal = example_region.village_snapping.chosen(np.array([centre]))
    towards = journeys(travel_time(network), goal, direction)
    limits = [300.0, 600.0, 900.0]
    areas = isochrones(towards, limits, max_access_m=1_000.0)

    west, south, east, north = shapely.total_bounds(areas)
    random = np.random.default_rng(2026)
    x, y = random.uniform(west, east, 4_000), random.uniform(south, north, 4_000)
    snapped: Snapping = Snapper(network).snap(x, y, max_access_distance_m=1_000.0)
    seconds = np.where(snapped.road < 0, np.inf, towards.impedance(snapped) / MS_PER_S)
    told = np.searchsorted(limits, seconds)
    points = shapely.points(x, y)
    shapely.prepare(areas)
    inside = [shapely.contains(area, points) for area in areas]
    drawn = np.select(inside, list(range(len(limits))), len(limits))
    border = np.min([shapely.distance(shapely.boundary(area), points) for area in areas], axis=0)
    differs = told != drawn
    # Cells of pieces of 50 m, and arcs of straight lines: a house's width at most.
    assert differs.mean() < 0.01
    assert border[differs & (border > 30.0)].size <= 2


def test_ground_outside_is_left_out(tmp_path: Path) -> None:
    town = Town("a.........b.........c", {"abc": road()}).built(tmp_path)
    b = places(town, "b")[0]
    west = shapely.box(b[0] - 5_000, b[1] - 5_000, b[0], b[1] + 5_000)
    (area,) = isochrones(to_goal(town, "b"), [60.0], max_access_m=200.0, within=west)
    assert extent(area, b)[2] == CLOSE(0.0, abs=0.1)
    # Half of 336 000 square metres: see the straight road above.
    assert area.area == CLOSE(168_000, rel=0.01)
