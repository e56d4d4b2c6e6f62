"""Roads: the physical pieces between nodes, each drivable in one direction or both."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.units import UNREACHED

Int32Array = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Roads:
    """Pieces of way between nodes; `forward` is the direction in which the way was drawn.

    Parameters
    ----------
    way_id : (road_count,) int64
        The OSM way that the piece is cut from.
    from_node, to_node : (road_count,) int32
        First and last node; equal in a loop.
    first_point : (road_count + 1,) int64
        The points of `road` are `x[first_point[road]:first_point[road + 1]]`, likewise `y`.
    x, y : (point_count,) float64
        Metres in the network's CRS.
    length_m : (road_count,) float64
        Metres along the ground (geodesic, WGS 84).
    use : (road_count,) int32
        Index into `uses`.
    uses : tuple of WayUse
        What the rules made of each distinct set of tags.
    passage : (road_count, 2) int8
        `Passage` forward and backward, after private roads have been told from public ones.
    travel_time_ms : (road_count, 2) int32
        Milliseconds forward and backward; `UNREACHED` where barred.
    node_id : (node_count,) int64
        OSM id of each node; several nodes share one where a barrier parts them.
    """

    way_id: npt.NDArray[np.int64]
    from_node: Int32Array
    to_node: Int32Array
    first_point: npt.NDArray[np.int64]
    x: FloatArray
    y: FloatArray
    length_m: FloatArray
    use: Int32Array
    uses: tuple[WayUse, ...]
    passage: npt.NDArray[np.int8]
    travel_time_ms: Int32Array
    node_id: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        """Check that barred and timed directions agree."""
        barred = self.passage == Passage.BARRED
        if (barred != (self.travel_time_ms == UNREACHED)).any():
            raise ValueError("a direction must be either barred or have a travel time")

    def __len__(self) -> int:
        """Return the number of roads."""
        return len(self.way_id)

    @property
    def is_ferry(self) -> npt.NDArray[np.bool_]:
        """Return (road_count,) bool: the piece is a ferry."""
        return np.array([use.is_ferry for use in self.uses], dtype=bool)[self.use]

    @property
    def is_public(self) -> npt.NDArray[np.bool_]:
        """Return (road_count,) bool: it carries journeys through, one way at least."""
        return np.asarray((self.passage == Passage.PUBLIC).any(axis=1))

    def lines(self, road: Int32Array) -> npt.NDArray[np.object_]:
        """Return the shapely lines of some roads, each of two points or more."""
        count = np.diff(self.first_point)[road]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        point = np.repeat(self.first_point[road], count) + within
        return np.asarray(
            shapely.linestrings(
                np.column_stack([self.x[point], self.y[point]]),
                indices=np.repeat(np.arange(len(road)), count),
            )
        )

    @cached_property
    def has_line(self) -> npt.NDArray[np.bool_]:
        """Return (road_count,) bool: two points or more, all of which the CRS can hold."""
        if len(self) == 0:
            return np.zeros(0, dtype=bool)
        finite = np.isfinite(self.x) & np.isfinite(self.y)
        whole = np.logical_and.reduceat(finite, self.first_point[:-1])
        return np.asarray(whole & (np.diff(self.first_point) > 1))

    @property
    def is_snappable(self) -> npt.NDArray[np.bool_]:
        """Return (road_count,) bool: journeys may begin or end on the piece."""
        allowed = np.array([use.snappable for use in self.uses], dtype=bool)[self.use]
        return np.asarray(allowed & self.has_line & (self.passage != Passage.BARRED).any(axis=1))
