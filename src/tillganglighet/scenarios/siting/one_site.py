"""Which one site to open: all are tried, so that the answer is proven however many there are."""

import numpy as np

from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.rows import Demands, Opened
from tillganglighet.scenarios.siting.task import Mask, SitingTask

# Sums of the same people in another order differ in their last digits.
_SLACK = 1e-9


def has_one_choice(task: SitingTask) -> bool:
    """Return whether one site is to be chosen, beside those that are open in every solution."""
    return not task.is_limited and task.open_count - int(task.must_open.sum()) == 1


def solve_one(task: SitingTask, worth: FloatArray, demands: Demands) -> Opened | None:
    """Open the one site that is worth most; ties go to the first, None if no choice fits.

    Parameters
    ----------
    task : SitingTask
        Its capacities are not looked at.
    worth : (origin_count, site_count) float64
        Of each origin at each site, zero or more.
    demands : Demands
    """
    fits = ~task.must_open & ~task.must_close
    for reach in demands.must_reach:
        fits &= reach | (reach & task.must_open).any()
    for other in demands.other_than:
        fits &= ~other | task.must_open
    if demands.floor is not None:
        slack = _SLACK * max(demands.at_least, 1.0)
        fits &= _worth_with_each(task, demands.floor) >= demands.at_least - slack
    if not fits.any():
        return None
    sums = np.where(fits, _worth_with_each(task, worth), -np.inf)
    is_best = sums >= sums.max() - _SLACK * max(float(sums.max()), 1.0)
    is_open: Mask = task.must_open.copy()
    is_open[np.flatnonzero(is_best)[0]] = True
    value = float(sums.max())
    return Opened(is_open, value, value)


def _worth_with_each(task: SitingTask, worth: FloatArray) -> FloatArray:
    """Return (site_count,) what all origins have when that site opens beside the forced ones."""
    forced = np.where(task.must_open, worth, 0.0).max(axis=1, initial=0.0)
    return np.asarray(np.maximum(worth, forced[:, None]).sum(axis=0))
