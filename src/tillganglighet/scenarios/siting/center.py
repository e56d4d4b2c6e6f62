"""The p-center: the choice of sites with which the worst-off has the shortest way."""

from time import monotonic

import numpy as np

from tillganglighet.scenarios.siting.cuts import solve_nearest
from tillganglighet.scenarios.siting.rows import Demands
from tillganglighet.scenarios.siting.task import Mask, SitingTask


def sets_to_reach(
    task: SitingTask, other_than: tuple[Mask, ...], *, seconds: float
) -> tuple[tuple[Mask, ...], bool]:
    """Return the sets of sites of which a p-center opens one each; empty without anybody to help.

    And whether that is proven: no try was cut off.

    The longest travel time is one of the times in the table; each try, whether so many sites can
    reach everybody within one, discards half of those left. Who is reached by no site at all, nor
    by anything that stays open, is not looked at; where so few sites cannot reach everybody else
    either, there is no p-center and the sets are empty.

    Parameters
    ----------
    task : SitingTask
        Its capacities are not looked at.
    other_than : tuple of (site_count,) bool
        Choices that are not wanted again.
    seconds : float
        The longest time for each try; one that takes longer counts as impossible.
    """
    counted = task.weight > 0
    helped = np.minimum(task.time_min[:, ~task.must_close].min(axis=1, initial=np.inf),
                        task.stays_min)  # fmt: skip
    asked = counted & np.isfinite(helped)
    if not asked.any():
        return (), True
    times = np.unique(np.concatenate([task.time_min[asked].ravel(), task.stays_min[asked]]))
    radii = times[np.isfinite(times) & (times >= helped[asked].max())]
    nothing = np.zeros((0, task.site_count))

    def fits(sets: tuple[Mask, ...]) -> bool:
        demands = Demands(must_reach=sets, other_than=other_than)
        return solve_nearest(task, nothing, demands, seconds=seconds) is not None

    low, high = 0, len(radii)  # the last one: so few sites cannot reach everybody at all
    is_proven = True
    while low < high:
        middle, begun = (low + high) // 2, monotonic()
        if fits(_within(task, asked, float(radii[middle]))):
            high = middle
        else:
            low = middle + 1
            is_proven &= monotonic() - begun < seconds
    sets = _within(task, asked, float(radii[low])) if low < len(radii) else ()
    return sets, is_proven


def _within(task: SitingTask, asked: Mask, radius_min: float) -> tuple[Mask, ...]:
    """Return the distinct sets of sites within the radius of those who have nothing else."""
    need = asked & (task.stays_min > radius_min)
    return tuple(np.unique(task.time_min[need] <= radius_min, axis=0))
