"""Mean, median, 90th percentile and worst travel time of people, over those who arrive."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray

MEDIAN, P90 = 0.5, 0.9


@dataclass(frozen=True)
class Averages:
    """Minutes over the reached; each (unit_count, category_count, group_count) float64.

    A quantile is the smallest travel time within which at least that share of the reached lives.
    All are nan where nobody is reached.
    """

    mean_min: FloatArray
    median_min: FloatArray
    p90_min: FloatArray
    worst_min: FloatArray


def averages(
    unit: npt.NDArray[np.int32], unit_count: int, minutes: FloatArray, weight: FloatArray
) -> Averages:
    """Return the averages of each unit, category and group.

    Parameters
    ----------
    unit : (origin_count,) int32
    unit_count : int
    minutes : (origin_count, category_count) float64
        inf for those who do not arrive; they are in no average.
    weight : (origin_count, group_count) float64
        Persons; whole multiples of 2**-20, so that the running sums are exact.
    """
    shape = (4, unit_count, minutes.shape[1], weight.shape[1])
    found = np.full(shape, np.nan)
    for column, times in enumerate(minutes.T):
        order = np.lexsort((times, unit))
        order = order[np.isfinite(times[order])]
        for group, persons in enumerate(weight.T):
            some = order[persons[order] > 0]
            found[:, :, column, group] = _averages(
                unit[some], unit_count, times[some], persons[some]
            )
    return Averages(*found)


def _averages(
    unit: npt.NDArray[np.int32], count: int, minutes: FloatArray, persons: FloatArray
) -> FloatArray:
    """Return (4, count) mean, median, p90 and worst; the people ascend by unit, then minutes."""
    found = np.full((4, count), np.nan)
    if len(unit) == 0:
        return found
    first = np.flatnonzero(np.diff(unit, prepend=-1))
    last = np.append(first[1:], len(unit)) - 1
    upto = np.cumsum(persons)
    before = upto[first] - persons[first]
    total = upto[last] - before
    here = unit[first]
    found[0, here] = np.add.reduceat(minutes * persons, first) / total
    for row, share in ((1, MEDIAN), (2, P90)):
        # The running sums ascend over all units, so one search finds the person of each.
        # Rounding of the share must not push the last person of the nine tenths out.
        at = np.searchsorted(upto, before + share * total * (1 - 1e-12), side="left")
        found[row, here] = minutes[np.clip(at, first, last)]
    found[3, here] = minutes[last]
    return found
