"""Isochrones as areas: all ground from which a goal is reached within some minutes.

Ground belongs to the road that is nearest to it, as villages do, and what is left of the time at
that road decides how far from it the area reaches, at the speed of the access leg and no farther
than villages are snapped. So a point lies inside exactly when a village placed there would be
told as much time or less (see `snapping`; roads of a fragment count for nothing here).

Method: the roads are cut into pieces of `PIECE_M`. The ground of a piece is its cell of the
Voronoi diagram of their middles; of that the area takes what lies within a buffer round the part
of the piece that is reached in time, as wide at each end as the time left there allows. An edge
reached in part is cut at the exact place, where the width is nothing. Buffers round the reached
part of the network are the first method of Marciuska and Gamper; the cells keep the buffer of one
road from taking ground that belongs to another, such as the far shore of a lake.

References
----------
S. Marciuska, J. Gamper: Determining objects within isochrones in spatial network databases.
ADBIS 2010, LNCS 6295, pp. 392-405. doi:10.1007/978-3-642-15576-5_30
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import KDTree, Voronoi

from tillganglighet.accessibility.areas.bands import GRID_M, bands
from tillganglighet.accessibility.areas.road_pieces import RoadPieces, on_road, road_pieces
from tillganglighet.accessibility.travel.journeys import Journeys
from tillganglighet.units import KPH_PER_MPS, MS_PER_S

Int32Array = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Polygons = npt.NDArray[np.object_]

PIECE_M = 50.0
_ARC_STEPS = 8  # of a quarter circle: a round end is at most half a percent too narrow


def isochrones(
    journeys: Journeys,
    limits_s: Sequence[float],
    *,
    max_access_m: float,
    within: shapely.Geometry | None = None,
) -> Polygons:
    """Return bands of travel time as multi-polygons that do not overlap.

    Parameters
    ----------
    journeys : Journeys
        Of travel time, to or from a point or all services of a category: the nearest counts.
    limits_s : sequence of float
        Ascending; band `i` is the ground beyond limit `i - 1` and within limit `i`.
    max_access_m : float
        How far from a road villages may lie.
    within : shapely geometry, optional
        Ground outside is left out.

    Returns
    -------
    (limit_count,) object
        Valid multi-polygons in the network's CRS, with their holes; empty where there is nothing.
    """
    limits_ms = np.array(limits_s, dtype=np.float64) * MS_PER_S
    road = _roads_near(journeys, limits_ms[-1], max_access_m)
    if within is not None:
        road = road[_touching(journeys, road, shapely.buffer(within, 2 * max_access_m))]
    pieces = _once(road_pieces(journeys, road, PIECE_M))
    pieces, cells = _with_cells(pieces, limits_ms[-1], max_access_m)
    per_ms = journeys.metric.network.access_speed_kph / KPH_PER_MPS / MS_PER_S
    areas = _areas(pieces, cells, limits_ms, per_ms, max_access_m)
    if within is not None:
        areas = [shapely.intersection(area, within, grid_size=GRID_M) for area in areas]
    return bands(areas)


def _touching(journeys: Journeys, road: Int32Array, ground: shapely.Geometry) -> Mask:
    shapely.prepare(ground)
    lines = journeys.metric.network.roads.lines(road)
    return np.asarray(shapely.intersects(ground, lines))


def _roads_near(journeys: Journeys, limit: float, max_access_m: float) -> Int32Array:
    """Return roads reached within the limit, and all whose ground may border on theirs."""
    network = journeys.metric.network
    usable = np.flatnonzero(network.is_target & network.roads.has_line).astype(np.int32)
    ends = [journeys.impedance(on_road(usable, np.full(len(usable), end))) for end in (0.0, 1.0)]
    reached = (np.minimum(*ends) <= limit) | np.isin(usable, journeys.goals.road)
    if not reached.any():
        return usable[:0]
    boxes = shapely.bounds(network.roads.lines(usable))
    reach = 2 * (max_access_m + PIECE_M)
    west, south = boxes[reached, :2].min(axis=0) - reach
    east, north = boxes[reached, 2:].max(axis=0) + reach
    near: Mask = (boxes[:, 0] < east) & (boxes[:, 2] > west)
    near &= (boxes[:, 1] < north) & (boxes[:, 3] > south)
    return usable[near]


def _once(pieces: RoadPieces) -> RoadPieces:
    """Return pieces with different middles: of roads drawn twice the smaller way id counts."""
    _, first = np.unique(np.round(pieces.middle / GRID_M), axis=0, return_index=True)
    return pieces.chosen(np.sort(first))


def _with_cells(
    pieces: RoadPieces, limit: float, max_access_m: float
) -> tuple[RoadPieces, Polygons]:
    """Return the pieces reached at either end, and the ground that is nearest to each."""
    is_reached: Mask = pieces.time.min(axis=1) <= limit
    if not is_reached.any():
        return pieces.chosen(is_reached), np.empty(0, dtype=object)
    reach = 2 * (max_access_m + PIECE_M)
    distance, _ = KDTree(pieces.middle[is_reached]).query(
        pieces.middle, distance_upper_bound=reach
    )
    near = pieces.chosen(np.isfinite(distance))
    reached = np.flatnonzero(near.time.min(axis=1) <= limit)
    # Four points far away, so that every other cell is finite.
    low, high = near.middle.min(axis=0), near.middle.max(axis=0)
    far = (low + high) / 2 + (high - low + reach).max() * 4 * np.array(
        [[1, 0], [0, 1], [-1, 0], [0, -1]]
    )
    diagram = Voronoi(np.vstack([near.middle, far]))
    return near.chosen(reached), _cells(diagram, reached)


def _cells(diagram: Voronoi, at: npt.NDArray[np.intp]) -> Polygons:
    regions = [diagram.regions[each] for each in diagram.point_region[at]]
    owner = np.repeat(np.arange(len(at)), [len(each) for each in regions])
    corners = shapely.multipoints(diagram.vertices[np.concatenate(regions)], indices=owner)
    return np.asarray(shapely.convex_hull(corners))


def _areas(
    pieces: RoadPieces,
    cells: Polygons,
    limits: FloatArray,
    metres_per_ms: float,
    max_access_m: float,
) -> list[shapely.Geometry]:
    """Return all ground within each limit."""
    areas = []
    wide: shapely.Geometry = shapely.MultiPolygon()
    is_open = np.ones(len(pieces), dtype=bool)
    for limit in limits:
        width = np.clip((limit - pieces.time) * metres_per_ms, 0.0, max_access_m)
        # Where the strip is as wide as it may be, more time adds nothing.
        is_wide = is_open & (width == max_access_m).all(axis=1)
        wide = _merged(wide, _buffered(cells, pieces.end, width, is_wide))
        is_open &= ~is_wide
        areas.append(_merged(wide, _tapering(pieces, cells, limit, width, is_open)))
    return areas


def _merged(area: shapely.Geometry, parts: Polygons) -> shapely.Geometry:
    whole = shapely.union_all([area, *parts])
    return shapely.set_precision(whole, GRID_M)


def _tapering(
    pieces: RoadPieces,
    cells: Polygons,
    limit: float,
    width: FloatArray,
    which: Mask,
) -> Polygons:
    """Return the ground of pieces where the time runs out, in full or up to where it does."""
    reached_m = pieces.reached_m(limit)
    is_whole = (reached_m.sum(axis=1) >= pieces.length_m) & (pieces.time <= limit).all(axis=1)
    parts = [_buffered(cells, pieces.end, width, which & is_whole)]
    for near in (0, 1):
        share = np.minimum(reached_m[:, near] / np.maximum(pieces.length_m, GRID_M), 1.0)
        start = pieces.end[:, near]
        cut = start + share[:, None] * (pieces.end[:, 1 - near] - start)
        widths = np.column_stack([width[:, near], np.zeros(len(pieces))])
        is_part = which & ~is_whole & (reached_m[:, near] > 0)
        parts.append(_buffered(cells, np.stack([start, cut], axis=1), widths, is_part))
    return np.concatenate(parts)


def _buffered(cells: Polygons, end: FloatArray, width: FloatArray, which: Mask) -> Polygons:
    """Return of some cells what lies within a strip that is as wide at each end as given."""
    which = which & (width.max(axis=1) > 0)
    cells, end, width = cells[which], end[which], width[which]
    corner, owner = shapely.get_coordinates(cells, return_index=True)
    middle = end.mean(axis=1)
    far = np.zeros(len(cells))
    np.maximum.at(far, owner, np.hypot(*(corner - middle[owner]).T))
    is_inside = far <= width.min(axis=1)
    strips = _strips(end[~is_inside], width[~is_inside])
    return np.concatenate([cells[is_inside], shapely.intersection(cells[~is_inside], strips)])


def _strips(end: FloatArray, width: FloatArray) -> Polygons:
    """Return strips along straight pieces, from width to width, with a half-disc at each end.

    No ground beside the piece is nearer to another point of it than to its foot upon it.
    """
    towards = end[:, 1] - end[:, 0]
    quarter = np.pi / 2
    half = np.linspace(-quarter, quarter, 2 * _ARC_STEPS + 1)
    angle = np.arctan2(towards[:, 1], towards[:, 0])[:, None] + np.append(half, half + np.pi)
    at = np.repeat([1, 0], len(half))
    across = np.stack([np.cos(angle), np.sin(angle)], axis=2)
    return np.asarray(shapely.polygons(end[:, at] + width[:, at, None] * across))
