"""Roads cut into short pieces, each with the travel time at both of its ends."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.journeys import Journeys
from tillganglighet.network.roads import Roads
from tillganglighet.network.snapping import Snapping
from tillganglighet.units import UNREACHED

Int32Array = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]

# A place within a piece that is as good as its end, but still on the road: at a node itself one
# may turn any way, while a road is left by its own lanes and the turns that they allow.
_INSIDE = 1e-9


@dataclass(frozen=True)
class RoadPieces:
    """Pieces of road, straight as far as maps can tell; each has two ends.

    Parameters
    ----------
    road : (piece_count,) int32
    end : (piece_count, 2, 2) float64
        x and y of both ends, in the direction in which the road is drawn.
    middle : (piece_count, 2) float64
        x and y halfway along.
    length_m : (piece_count,) float64
    time : (piece_count, 2) int32
        Impedance at each end, from just inside the piece; `UNREACHED` where there is none.
    per_metre : (piece_count, 2) float64
        What a metre adds on the way from each end into the piece; inf where that is barred.
    """

    road: Int32Array
    end: FloatArray
    middle: FloatArray
    length_m: FloatArray
    time: Int32Array
    per_metre: FloatArray

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.road)

    def chosen(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> "RoadPieces":
        """Return some of the pieces."""
        return RoadPieces(*(getattr(self, field.name)[which] for field in fields(RoadPieces)))

    def reached_m(self, limit: float) -> FloatArray:
        """Return (piece_count, 2) metres reached from each end within the limit.

        Where the two meet the whole piece is reached, and they may add up to more than it.
        """
        left = np.maximum(limit - self.time, 0.0)
        with np.errstate(invalid="ignore"):
            metres = np.where(np.isinf(self.per_metre), 0.0, left / self.per_metre)
        return np.where(self.time > limit, 0.0, metres)


def road_pieces(journeys: Journeys, road: Int32Array, piece_m: float) -> RoadPieces:
    """Cut roads, each with a line, into pieces of at most `piece_m` and time their ends."""
    metric, outward = journeys.metric, journeys.direction == "from"
    roads = metric.network.roads
    count = np.maximum(np.ceil(roads.length_m[road] / piece_m), 1).astype(np.int64)
    nth = np.repeat(np.arange(len(road)), count + 1)
    step = np.arange(len(nth)) - np.repeat(np.cumsum(count + 1) - (count + 1), count + 1)
    fraction = step / count[nth]
    at = journeys.impedance(on_road(road[nth], np.clip(fraction, _INSIDE, 1.0 - _INSIDE)))
    point = along(roads, road[nth], fraction)

    begin = np.flatnonzero(step < count[nth])
    here = nth[begin]
    half = (step[begin] + 0.5) / count[here]
    # Towards a goal one comes to the first end against the drawn direction, from it along it.
    lane = 2 * road[here][:, None] + (np.array([0, 1]) if outward else np.array([1, 0]))
    whole = metric.lane[lane]
    length_m = roads.length_m[road[here]] / count[here]
    rate = whole / np.maximum(roads.length_m[road[here]], _INSIDE)[:, None]
    return RoadPieces(
        road=road[here],
        end=np.stack([point[begin], point[begin + 1]], axis=1),
        middle=along(roads, road[here], half),
        length_m=length_m,
        time=np.stack([at[begin], at[begin + 1]], axis=1),
        per_metre=np.where(whole == UNREACHED, np.inf, rate),
    )


def on_road(road: Int32Array, fraction: FloatArray) -> Snapping:
    """Return points that lie on the road itself, with no access leg."""
    nothing = np.zeros(len(road))
    return Snapping(road.astype(np.int32), fraction, nothing, nothing.astype(np.int32))


def along(roads: Roads, road: Int32Array, fraction: FloatArray) -> FloatArray:
    """Return (n, 2) x and y of places on roads, by their fraction of the drawn length."""
    step = np.column_stack([np.diff(roads.x, append=0.0), np.diff(roads.y, append=0.0)])
    metres = np.hypot(step[:, 0], step[:, 1])
    upto = np.concatenate([[0.0], np.cumsum(metres)])  # over the gaps between roads too
    first, last = roads.first_point[road], roads.first_point[road + 1] - 1
    place = upto[first] + fraction * (upto[last] - upto[first])
    point = np.clip(np.searchsorted(upto, place, side="right") - 1, first, last - 1)
    part = (place - upto[point]) / np.where(metres[point] > 0, metres[point], 1.0)
    start = np.column_stack([roads.x[point], roads.y[point]])
    return np.asarray(start + np.clip(part, 0.0, 1.0)[:, None] * step[point])
