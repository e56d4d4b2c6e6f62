"""Travel time as a surface: minutes from the middle of every square of a grid."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.travel.journeys import Journeys
from tillganglighet.network.snapping import Snapper
from tillganglighet.units import MS_PER_S, S_PER_MIN, UNREACHED

FloatArray = npt.NDArray[np.float64]

_BLOCK_SQUARES = 8  # of which it is asked at once whether a road is near


@dataclass(frozen=True)
class Grid:
    """Squares whose corners are whole multiples of their side, as those of SCB are.

    Parameters
    ----------
    west, north : float
        The upper left corner, metres in the network's CRS.
    side_m : float
    column_count, row_count : int
        Rows run southward.
    """

    west: float
    north: float
    side_m: float
    column_count: int
    row_count: int

    def middles(self, rows: range) -> tuple[FloatArray, FloatArray]:
        """Return x and y of the middles of some rows, row by row."""
        x = self.west + (np.arange(self.column_count) + 0.5) * self.side_m
        y = self.north - (np.array(rows, dtype=np.float64) + 0.5) * self.side_m
        return np.tile(x, len(rows)), np.repeat(y, self.column_count)


def grid_over(box: FloatArray, side_m: float) -> Grid:
    """Return the squares that cover a box: west, south, east and north in the network's CRS."""
    west, south, east, north = box
    first_column, first_row = np.floor(west / side_m), np.ceil(north / side_m)
    return Grid(
        west=float(first_column * side_m),
        north=float(first_row * side_m),
        side_m=side_m,
        column_count=max(int(np.ceil(east / side_m) - first_column), 1),
        row_count=max(int(first_row - np.floor(south / side_m)), 1),
    )


@dataclass(frozen=True)
class Surface:
    """What a village in the middle of each square would be told.

    Parameters
    ----------
    grid : Grid
    journeys : Journeys
        Of travel time, towards all services of a category.
    snapper : Snapper
        Of the same network.
    max_access_m : float
        How far from a road villages may lie.
    within : shapely geometry or None
        Squares whose middle lies outside have no minutes; None for no such limit.
    """

    grid: Grid
    journeys: Journeys
    snapper: Snapper
    max_access_m: float
    within: shapely.Geometry | None = None

    def minutes(self, rows: range) -> FloatArray:
        """Return (len(rows), column_count) unrounded minutes; nan where there is no way.

        That is beyond the reach of any road, on a network without the service, and outside.
        """
        x, y = self.grid.middles(rows)
        asked = np.flatnonzero(self._near_roads(x, y))
        if self.within is not None:
            asked = asked[shapely.contains_xy(self.within, x[asked], y[asked])]
        points = self.snapper.snap(x[asked], y[asked], max_access_distance_m=self.max_access_m)
        impedance = self.journeys.impedance(points)
        minutes = np.full(len(x), np.nan)
        reached = impedance < UNREACHED
        minutes[asked[reached]] = impedance[reached] / MS_PER_S / S_PER_MIN
        return minutes.reshape(len(rows), self.grid.column_count)

    def _near_roads(self, x: FloatArray, y: FloatArray) -> npt.NDArray[np.bool_]:
        """Return (point_count,) bool: a road may be within reach; sparing a search in the wild."""
        block_m = _BLOCK_SQUARES * self.grid.side_m
        corner = np.floor(np.column_stack([x, y]) / block_m)
        blocks, block = np.unique(corner, axis=0, return_inverse=True)
        west, south = (blocks * block_m).T
        reach = self.max_access_m
        boxes = shapely.box(
            west - reach, south - reach, west + block_m + reach, south + block_m + reach
        )
        is_near = np.zeros(len(boxes), dtype=bool)
        is_near[self._road_index.query(boxes, predicate="intersects")[0]] = True
        return np.asarray(is_near[block])

    @cached_property
    def _road_index(self) -> shapely.STRtree:
        roads = self.snapper.network.roads
        return shapely.STRtree(roads.lines(np.flatnonzero(roads.is_snappable).astype(np.int32)))
