"""The travel time of a place is that of its people: the mean and the 90th percentile."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

_P90 = 0.9
# Rounding of a running sum over a whole country must not push the last of the nine tenths out.
_ROUNDING = 1e-6  # persons


@dataclass(frozen=True)
class PeopleTimes:
    """Travel times of places by their people; each (place_count, category_count) float64.

    Parameters
    ----------
    mean, p90
        In the unit of the travel times, over those who reach the service; nan where nobody does.
        At least nine of ten who reach it need at most `p90`.
    reached, unreached
        Persons who reach it, and who do not and are in no mean: together all who live there.
    """

    mean: FloatArray
    p90: FloatArray
    reached: FloatArray
    unreached: FloatArray


def people_times(
    travel_time: FloatArray,
    population: FloatArray,
    place: npt.NDArray[np.int32],
    place_count: int,
) -> PeopleTimes:
    """Return the population-weighted travel times of places over their cells.

    Parameters
    ----------
    travel_time : (cell_count, category_count) float64
        From each cell; `inf` or nan for one that reaches nothing.
    population : (cell_count,) float64
        Persons.
    place : (cell_count,) int32
        Number of each cell's place; -1 for a cell of none.
    place_count : int
    """
    inside = place >= 0
    persons = _sums(place[inside], population[inside], place_count)
    shape = (place_count, travel_time.shape[1])
    mean, p90, reached = (np.full(shape, np.nan) for _ in range(3))
    for column in range(shape[1]):
        use = inside & np.isfinite(travel_time[:, column]) & (population > 0)
        here, times, counts = place[use], travel_time[use, column], population[use]
        reached[:, column] = _sums(here, counts, place_count)
        with np.errstate(invalid="ignore"):
            mean[:, column] = _sums(here, counts * times, place_count) / reached[:, column]
        p90[:, column] = _p90(times, counts, here, reached[:, column])
    return PeopleTimes(mean, p90, reached, np.maximum(persons[:, None] - reached, 0.0))


def _sums(place: npt.NDArray[np.int32], values: FloatArray, count: int) -> FloatArray:
    return np.bincount(place, values, count).astype(np.float64)


def _p90(
    travel_time: FloatArray,
    persons: FloatArray,
    place: npt.NDArray[np.int32],
    reached: FloatArray,
) -> FloatArray:
    order = np.lexsort((travel_time, place))
    place, travel_time = place[order], travel_time[order]
    upto = np.concatenate([[0.0], np.cumsum(persons[order])])
    before = upto[np.searchsorted(place, place)]
    is_enough = upto[1:] - before >= _P90 * reached[place] - _ROUNDING
    p90 = np.full(len(reached), np.nan)
    enough = np.flatnonzero(is_enough)[::-1]
    p90[place[enough]] = travel_time[enough]  # the first of each place is written last
    return p90
