"""Land in squares: what the roads reach, and the point of road that each belongs to."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.ndimage import binary_fill_holes
from scipy.spatial import KDTree

from tillganglighet.accessibility.areas.road_pieces import along, on_road
from tillganglighet.domain.places import FloatArray
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping
from tillganglighet.structure.settings import Settings

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Samples:
    """Points on the roads, one a square that a road passes.

    Parameters
    ----------
    snapping : Snapping
    point : (sample_count, 2) float64
        x and y, metres in the region's CRS.
    side_m : float
        Of the squares.
    """

    snapping: Snapping
    point: FloatArray
    side_m: float


@dataclass(frozen=True)
class Squares:
    """A grid of squares over a region, from the south-west corner.

    Parameters
    ----------
    x, y : float
        The corner, metres in the region's CRS.
    side_m : float
    sample : (row_count, column_count) int32
        Index of the sample of road that the square belongs to; -1 for a square that is not
        reached. Rows go north, columns east.
    """

    x: float
    y: float
    side_m: float
    sample: Int32Array

    def labelled(self, label: Int32Array) -> Int32Array:
        """Return the label of each square's sample, -1 where nothing is reached."""
        return np.asarray(np.append(label, -1)[self.sample], dtype=np.int32)


def road_samples(
    network: Network, settings: Settings, *, within: shapely.Geometry | None
) -> Samples:
    """Return points on the roads where journeys may begin, inside an area if one is given."""
    roads = network.roads
    usable = np.flatnonzero(network.is_target & roads.has_line).astype(np.int32)
    if within is not None and len(usable):
        near = shapely.buffer(within, settings.catchment_reach_m)
        shapely.prepare(near)
        usable = usable[shapely.intersects(near, roads.lines(usable))]
    side = _side_m(_extent(network, usable), settings)
    count = np.ceil(roads.length_m[usable] / side).astype(np.int64) + 1
    road = np.repeat(usable, count)
    nth = np.arange(len(road)) - np.repeat(np.cumsum(count) - count, count)
    fraction = nth / np.repeat(np.maximum(count - 1, 1), count)
    point = along(roads, road, fraction) if len(road) else np.zeros((0, 2))
    keep = _one_a_square(point, side)
    return Samples(on_road(road[keep], fraction[keep]), point[keep], side)


def reached_squares(
    samples: Samples,
    is_reached: npt.NDArray[np.bool_],
    settings: Settings,
    *,
    within: shapely.Geometry | None,
    sea: npt.NDArray[np.object_],
) -> Squares:
    """Return the land that the roads reach, in squares.

    A square belongs to the nearest of the samples that are reached, as the crow flies, if it is
    near enough; what is enclosed by reached land is reached too, be it forest or lake.

    Parameters
    ----------
    samples : Samples
    is_reached : (sample_count,) bool
        Whether any node is reached from there.
    settings : Settings
    within : polygon, optional
        Where to stop: the area that is measured.
    sea : (shape_count,) object
        Polygons of water that is no land, whatever is near; not lakes.
    """
    side = samples.side_m
    reach_m = max(settings.catchment_reach_m, settings.catchment_reach_squares * side)
    used = np.flatnonzero(is_reached)
    if len(used) == 0:
        return Squares(0.0, 0.0, side, np.full((1, 1), -1, dtype=np.int32))
    point = samples.point[used]
    low = np.floor((point.min(axis=0) - reach_m) / side) * side
    columns, rows = np.ceil((point.max(axis=0) + reach_m - low) / side).astype(int).tolist()
    y, x = np.indices((rows, columns)) * side + side / 2
    x, y = low[0] + x, low[1] + y
    distance, nearest = KDTree(point).query(np.column_stack([x.ravel(), y.ravel()]))
    near = np.asarray(distance <= reach_m).reshape(rows, columns)
    sample = np.where(binary_fill_holes(near), used[nearest].reshape(rows, columns), -1)
    if within is not None:
        shapely.prepare(within)
        sample[~shapely.contains_xy(within, x, y)] = -1
    tree = shapely.STRtree(np.asarray(shapely.points(x.ravel(), y.ravel())))
    sample.ravel()[tree.query(sea, predicate="contains")[1]] = -1
    return Squares(float(low[0]), float(low[1]), side, sample.astype(np.int32))


def _side_m(extent: FloatArray, settings: Settings) -> float:
    """Return the side of the squares, of those that settings.toml allows the nearest above."""
    wanted = float(extent.max()) / settings.catchment_squares
    allowed = [side for side in settings.catchment_square_m if side >= wanted]
    return allowed[0] if allowed else settings.catchment_square_m[-1]


def _extent(network: Network, road: Int32Array) -> FloatArray:
    if len(road) == 0:
        return np.zeros(2)
    bounds = shapely.total_bounds(network.roads.lines(road))
    return np.asarray(bounds[2:] - bounds[:2])


def _one_a_square(point: FloatArray, side: float) -> npt.NDArray[np.intp]:
    """Return the index of the point nearest to the middle of each square, ascending."""
    place = point / side
    square = np.floor(place)
    away = np.hypot(*(place - square - 0.5).T)
    order = np.lexsort((np.arange(len(point)), away, square[:, 0], square[:, 1]))
    _, first = np.unique(square[order], axis=0, return_index=True)
    return np.sort(order[first])
