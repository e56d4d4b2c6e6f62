"""Land in squares: what the roads reach, and the point of road that each square belongs to."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.ndimage import binary_fill_holes
from scipy.spatial import KDTree

from tillganglighet.accessibility.road_pieces import along, on_road
from tillganglighet.domain.places import FloatArray
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping
from tillganglighet.structure.settings import Settings

Int32Array = npt.NDArray[np.int32]


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
    samples : Snapping
        Points on the roads, one a square that a road passes.
    """

    x: float
    y: float
    side_m: float
    sample: Int32Array
    samples: Snapping

    def labelled(self, label: Int32Array) -> Int32Array:
        """Return the label of each square's sample, -1 where nothing is reached."""
        return np.asarray(np.append(label, -1)[self.sample], dtype=np.int32)


def reached_squares(
    network: Network,
    settings: Settings,
    *,
    within: shapely.Geometry | None,
    sea: npt.NDArray[np.object_],
) -> Squares:
    """Return the land that the roads reach, in squares.

    A square belongs to the nearest sample of road, as the crow flies, if it is near enough; what
    is enclosed by reached land is reached too, be it forest or lake.

    Parameters
    ----------
    network : Network
    settings : Settings
    within : polygon, optional
        Where to stop: the area that is measured.
    sea : (shape_count,) object
        Polygons of water that is no land, whatever is near; not lakes.
    """
    road, fraction, point = _points_on_roads(network, settings, within)
    low = point.min(axis=0) - settings.catchment_reach_m if len(point) else np.zeros(2)
    high = point.max(axis=0) + settings.catchment_reach_m if len(point) else np.zeros(2)
    side = _side_m(high - low, settings)
    low = np.floor(low / side) * side
    columns, rows = (np.ceil((high - low) / side).astype(int) + 1).tolist()
    keep = _one_a_square(point, low, side, columns)
    road, fraction, point = road[keep], fraction[keep], point[keep]
    sample = _nearest_samples(point, low, side, (rows, columns), settings.catchment_reach_m)
    y, x = np.indices((rows, columns)) * side + side / 2
    x, y = low[0] + x, low[1] + y
    if within is not None:
        shapely.prepare(within)
        sample[~shapely.contains_xy(within, x, y)] = -1
    tree = shapely.STRtree(shapely.points(x.ravel(), y.ravel()))
    sample.ravel()[tree.query(sea, predicate="contains")[1]] = -1
    return Squares(float(low[0]), float(low[1]), side, sample, on_road(road, fraction))


def _side_m(extent: FloatArray, settings: Settings) -> float:
    """Return the side of the squares, of those that settings.toml allows the nearest above."""
    wanted = float(extent.max()) / settings.catchment_squares
    allowed = [side for side in settings.catchment_square_m if side >= wanted]
    return allowed[0] if allowed else settings.catchment_square_m[-1]


def _points_on_roads(
    network: Network, settings: Settings, within: shapely.Geometry | None
) -> tuple[Int32Array, FloatArray, FloatArray]:
    """Return roads, fractions along them and (n, 2) x and y, at most a small square apart."""
    roads = network.roads
    usable = np.flatnonzero(network.is_target & roads.has_line).astype(np.int32)
    if within is not None and len(usable):
        near = shapely.buffer(within, settings.catchment_reach_m)
        shapely.prepare(near)
        usable = usable[shapely.intersects(near, roads.lines(usable))]
    step_m = _side_m(_extent(network, usable), settings)
    count = np.ceil(roads.length_m[usable] / step_m).astype(np.int64) + 1
    road = np.repeat(usable, count)
    nth = np.arange(len(road)) - np.repeat(np.cumsum(count) - count, count)
    fraction = nth / np.repeat(np.maximum(count - 1, 1), count)
    if len(road) == 0:
        return road, fraction, np.zeros((0, 2))
    return road, fraction, along(roads, road, fraction)


def _extent(network: Network, road: Int32Array) -> FloatArray:
    if len(road) == 0:
        return np.zeros(2)
    bounds = shapely.total_bounds(network.roads.lines(road))
    return np.asarray(bounds[2:] - bounds[:2])


def _one_a_square(
    point: FloatArray, low: FloatArray, side: float, columns: int
) -> npt.NDArray[np.intp]:
    """Return the index of the point nearest to the middle of each square, ascending."""
    place = (point - low) / side
    square = np.floor(place).astype(np.int64)
    away = np.hypot(*(place - square - 0.5).T) if len(point) else np.zeros(0)
    number = square[:, 1] * columns + square[:, 0]
    order = np.lexsort((np.arange(len(point)), away, number))
    _, first = np.unique(number[order], return_index=True)
    return np.sort(order[first])


def _nearest_samples(
    point: FloatArray, low: FloatArray, side: float, shape: tuple[int, int], reach_m: float
) -> Int32Array:
    sample = np.full(shape, -1, dtype=np.int32)
    if len(point) == 0:
        return sample
    y, x = np.indices(shape) * side + side / 2
    middles = np.column_stack([(low[0] + x).ravel(), (low[1] + y).ravel()])
    tree = KDTree(point)
    distance, nearest = tree.query(middles)
    is_reached = np.asarray(
        binary_fill_holes(np.asarray(distance <= max(reach_m, side)).reshape(shape))
    )
    return np.where(is_reached, nearest.reshape(shape), -1).astype(np.int32)
