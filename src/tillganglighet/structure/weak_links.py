"""Weak links: neighbouring places that the roads join badly, or not at all."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import Delaunay, QhullError

from tillganglighet.accessibility.travel.metric import Metric, arriving, direct, leaving
from tillganglighet.domain.places import FloatArray
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.od import od_matrix
from tillganglighet.structure.settings import Settings
from tillganglighet.units import M_PER_KM, MS_PER_S, S_PER_MIN, UNREACHED

Int32Array = npt.NDArray[np.int32]

_FEWEST_FOR_TRIANGLES = 4


@dataclass(frozen=True)
class WeakLinks:
    """Pairs of neighbouring places, those without a way first, then the worst.

    Parameters
    ----------
    first, second : (pair_count,) int32
        Indices of the places.
    travel_time_s : (pair_count,) float64
        The quicker way round; inf where there is none.
    straight_m : (pair_count,) float64
        As the crow flies.
    limit_min_per_km : float
        The quantile of all neighbours that these pairs exceed; nan without neighbours.
    compared : int
        How many neighbouring pairs there are.
    """

    first: Int32Array
    second: Int32Array
    travel_time_s: FloatArray
    straight_m: FloatArray
    limit_min_per_km: float
    compared: int

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.first)


def weak_links(
    times: Metric, places: Snapping, x: FloatArray, y: FloatArray, settings: Settings
) -> WeakLinks:
    """Compare the road time of neighbouring places with the straight line.

    Neighbours are places with no third one in the circle between them (Gabriel graph), neither
    very near nor very far from each other. A pair is weak when its minutes per kilometre exceed
    the quantile of settings.toml over the pairs that have a way, or when it has none.

    Parameters
    ----------
    times : Metric
    places : Snapping
    x, y : (place_count,) float64
    settings : Settings

    References
    ----------
    K. R. Gabriel, R. R. Sokal: A new statistical approach to geographic variation analysis.
    Systematic Zoology 18, 1969, doi:10.2307/2412323
    """
    first, second = _neighbours(x, y)
    straight = np.hypot(x[first] - x[second], y[first] - y[second])
    far_enough = straight >= settings.weak_least_km * M_PER_KM
    near_enough = straight <= settings.weak_most_km * M_PER_KM
    kept = far_enough & near_enough & (places.road[first] >= 0) & (places.road[second] >= 0)
    first, second, straight = first[kept], second[kept], straight[kept]
    limit_s = settings.weak_longest_min * S_PER_MIN
    seconds = _seconds_between(times, places, first, second, limit_s)

    rate = seconds / S_PER_MIN / (straight / M_PER_KM)
    reached = np.isfinite(rate)
    limit = float(np.quantile(rate[reached], settings.weak_quantile)) if reached.any() else np.nan
    is_weak = ~reached | (rate > limit)
    order = np.flatnonzero(is_weak)
    order = order[np.lexsort((second[order], first[order], -rate[order]))]
    return WeakLinks(
        first[order].astype(np.int32),
        second[order].astype(np.int32),
        seconds[order],
        straight[order],
        limit,
        len(rate),
    )


def _neighbours(x: FloatArray, y: FloatArray) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the pairs of the Gabriel graph, the smaller index first, ascending."""
    points = np.column_stack([x, y])
    try:
        if len(points) < _FEWEST_FOR_TRIANGLES:
            raise QhullError  # noqa: TRY301 (few points, like points in a row, have no triangles)
        corners = Delaunay(points).simplices
        sides = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    except QhullError:
        sides = np.column_stack(np.triu_indices(len(points), k=1))
    sides = np.unique(np.sort(sides, axis=1), axis=0)
    middle = points[sides].mean(axis=1)
    radius = np.hypot(*(points[sides[:, 0]] - middle).T)
    is_empty = np.ones(len(sides), dtype=bool)
    for begin in range(0, len(sides), 1024):
        part = slice(begin, begin + 1024)
        away = np.hypot(middle[part, 0, None] - x, middle[part, 1, None] - y)
        inside = away < radius[part, None] * (1 - 1e-9)
        rows = np.arange(len(away))
        inside[rows, sides[part, 0]] = inside[rows, sides[part, 1]] = False
        is_empty[part] = ~inside.any(axis=1)
    return sides[is_empty, 0], sides[is_empty, 1]


def _seconds_between(
    times: Metric,
    places: Snapping,
    first: npt.NDArray[np.intp],
    second: npt.NDArray[np.intp],
    limit_s: float,
) -> FloatArray:
    """Return the travel time of each pair, in the direction that is quicker."""
    used = np.unique(np.concatenate([first, second]))
    ends = places.chosen(used)
    matrix = od_matrix(
        times.search,
        leaving(times, ends).as_ends(len(ends)),
        arriving(times, ends).as_ends(len(ends)),
        cutoff=int(limit_s * MS_PER_S),
    )
    onward = direct(times, ends, ends)
    np.minimum.at(matrix, (onward.origin, onward.destination), onward.impedance)
    at, to = np.searchsorted(used, first), np.searchsorted(used, second)
    found = np.minimum(matrix[at, to], matrix[to, at]) if len(used) else np.zeros(0, np.int32)
    return np.where(found < UNREACHED, found / MS_PER_S, np.inf)
