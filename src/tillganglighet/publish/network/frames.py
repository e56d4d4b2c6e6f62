"""A network as GeoDataFrames: its roads and the nodes where they meet, for QGIS and analysts."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.network.network import Network
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.passage import Passage
from tillganglighet.units import KPH_PER_MPS, MS_PER_S, UNREACHED

FloatArray = npt.NDArray[np.float64]


def network_frames(network: Network) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the nodes and the roads of a network, in its metric CRS.

    Each road stands once, with both directions beside each other; `forward` is the direction of
    its line. `roads.to_file("network.gpkg", layer="roads")` makes a layer that QGIS opens.

    Returns
    -------
    nodes : GeoDataFrame
        Index `node`; `osm_id` (parts of a node where a barrier cuts the way share it),
        `road_ends` (how many ends of roads meet there) and `geometry`, a point.
    roads : GeoDataFrame
        Index `road`; `way_id, from_node, to_node, highway`; `forward, backward` (`public`,
        `private` or `barred`); `forward_kph, backward_kph, forward_s, backward_s` (missing where
        barred; the seconds of a ferry include the wait where one boards, and so does its speed);
        `speed_rule` (what set the speed); `length_m` (along the ground); `is_ferry`; `network`
        (number by falling length, -1 between networks); `is_fragment` (a short stretch beside a
        real network: points go there only if nothing else is near); and `geometry`, a line,
        missing for the gate at a private barrier, which has no extent.
    """
    roads = network.roads
    x, y = node_points(roads, roads.x, roads.y)
    nodes = gpd.GeoDataFrame(
        {"osm_id": roads.node_id, "road_ends": road_ends(roads)},
        geometry=gpd.points_from_xy(x, y),
        crs=network.crs,
    )
    columns = {
        "way_id": roads.way_id,
        "from_node": roads.from_node,
        "to_node": roads.to_node,
        "highway": _of_use(roads, [use.highway for use in roads.uses]),
        **_lane_columns(roads),
        "speed_rule": _of_use(roads, [use.speed_rule for use in roads.uses]),
        "length_m": roads.length_m,
        "is_ferry": roads.is_ferry,
        "network": network.network_of_road,
        "is_fragment": roads.is_snappable & ~network.is_target,
    }
    lines = road_lines(roads, roads.x, roads.y)
    frame = gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(lines, crs=network.crs))
    return nodes.rename_axis("node"), frame.rename_axis("road")


def _of_use(roads: Roads, values: list[str]) -> npt.NDArray[np.object_]:
    return np.array(values, dtype=object)[roads.use]


def _lane_columns(roads: Roads) -> dict[str, npt.NDArray[np.generic]]:
    names = np.array([each.name.lower() for each in Passage], dtype=object)
    passage, kph, seconds = names[roads.passage], lane_kph(roads), lane_seconds(roads)
    return {
        f"{direction}{unit}": values[:, column]
        for unit, values in (("", passage), ("_kph", kph), ("_s", seconds))
        for column, direction in enumerate(("forward", "backward"))
    }


def lane_seconds(roads: Roads) -> FloatArray:
    """Return (road_count, 2) the seconds forward and backward, nan where barred."""
    time = roads.travel_time_ms
    return np.where(time == UNREACHED, np.nan, time / MS_PER_S)


def lane_kph(roads: Roads) -> FloatArray:
    """Return (road_count, 2) km/h forward and backward, nan where barred.

    What the rules say; of a ferry, what length and time make.
    """
    by_use = np.array([(use.forward_kph, use.backward_kph) for use in roads.uses])
    kph = by_use.reshape(-1, 2)[roads.use]
    # A gate can be passed both ways, even at the end of a one-way road.
    kph = np.where(kph == 0, kph.max(axis=1, initial=0, keepdims=True), kph)
    seconds = lane_seconds(roads)
    sailed = roads.length_m[:, None] / seconds * KPH_PER_MPS
    return np.where(np.isnan(seconds), np.nan, np.where(roads.is_ferry[:, None], sailed, kph))


def road_ends(roads: Roads) -> npt.NDArray[np.int64]:
    """Return (node_count,) how many ends of roads meet at each node; a loop has two."""
    ends = np.concatenate([roads.from_node, roads.to_node])
    return np.bincount(ends, minlength=len(roads.node_id))


def node_points(roads: Roads, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return (node_count,) coordinates of the nodes, given those of the roads' points."""
    point = np.zeros(len(roads.node_id), dtype=np.int64)
    point[roads.from_node] = roads.first_point[:-1]
    point[roads.to_node] = roads.first_point[1:] - 1
    return x[point], y[point]


def road_lines(roads: Roads, x: FloatArray, y: FloatArray) -> npt.NDArray[np.object_]:
    """Return (road_count,) lines through the points given; None where a road has no extent.

    Also where a point lies too far away for its CRS to hold it.
    """
    count = np.diff(roads.first_point)
    lost = ~(np.isfinite(x) & np.isfinite(y))
    lost_count = np.bincount(np.repeat(np.arange(len(roads)), count), lost, minlength=len(roads))
    drawn = (count > 1) & (lost_count == 0)
    lines = np.full(len(roads), None, dtype=object)
    if drawn.any():
        points = np.column_stack([x, y])[np.repeat(drawn, count)]
        lines[drawn] = shapely.linestrings(
            points, indices=np.repeat(np.arange(drawn.sum()), count[drawn])
        )
    return lines
