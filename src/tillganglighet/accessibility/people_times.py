"""The travel time of a village is that of its people: the mean and the 90th percentile."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

_P90 = 0.9


@dataclass(frozen=True)
class PeopleTimes:
    """Travel times of villages by their people; each (village_count,) float64.

    Parameters
    ----------
    mean, p90
        In the unit of the travel times, over those who reach the service; nan where nobody does.
        At least nine of ten who reach it need at most `p90`.
    persons, unreached
        Who live there, and how many of them do not reach it: they are in no mean.
    """

    mean: FloatArray
    p90: FloatArray
    persons: FloatArray
    unreached: FloatArray


def people_times(
    travel_time: FloatArray,
    population: FloatArray,
    village: npt.NDArray[np.int32],
    village_count: int,
) -> PeopleTimes:
    """Return the population-weighted travel times of villages over their cells.

    Parameters
    ----------
    travel_time : (cell_count,) float64
        From each cell; `inf` or nan for one that reaches nothing.
    population : (cell_count,) float64
        Persons.
    village : (cell_count,) int32
        Number of each cell's village; -1 for a cell of none.
    village_count : int
    """
    inside = village >= 0
    counts = np.where(np.isfinite(travel_time), population, 0.0)
    use = inside & (counts > 0)
    reached = _sums(village[use], counts[use], village_count)
    persons = _sums(village[inside], population[inside], village_count)
    with np.errstate(invalid="ignore"):
        mean = _sums(village[use], counts[use] * travel_time[use], village_count) / reached
    return PeopleTimes(
        mean,
        _p90(travel_time[use], counts[use], village[use], reached),
        persons,
        persons - reached,
    )


def _sums(village: npt.NDArray[np.int32], values: FloatArray, count: int) -> FloatArray:
    return np.bincount(village, values, count).astype(np.float64)


def _p90(
    travel_time: FloatArray,
    persons: FloatArray,
    village: npt.NDArray[np.int32],
    reached: FloatArray,
) -> FloatArray:
    order = np.lexsort((travel_time, village))
    village, travel_time = village[order], travel_time[order]
    upto = np.cumsum(persons[order])
    before = np.concatenate([[0.0], np.cumsum(reached)])[:-1]
    # Rounding of the running sum must not push the last person of the nine tenths out.
    is_enough = upto - before[village] >= _P90 * reached[village] * (1 - 1e-12)
    p90 = np.full(len(reached), np.nan)
    enough = np.flatnonzero(is_enough)[::-1]
    p90[village[enough]] = travel_time[enough]  # the first of each village is written last
    return p90
