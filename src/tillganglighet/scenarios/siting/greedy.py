"""One site after the other, each time the best next one: what most would do by hand."""

import numpy as np

from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.task import Goal, Mask, SitingTask

IntArray = np.ndarray[tuple[int], np.dtype[np.intp]]


def greedy_path(task: SitingTask, goal: Goal, start: Mask, of: Mask, steps: int) -> list[int]:
    """Return the sites to open, or to close, one after the other, each time the best next one.

    Ties go to the first.

    Parameters
    ----------
    task : SitingTask
        Its capacities are not looked at.
    goal : Goal
    start : (site_count,) bool
        The sites that are open at first.
    of : (site_count,) bool
        The sites that may change.
    steps : int
        How many change.
    """
    is_open, path = start.copy(), list[int]()
    while len(path) < steps:
        left = np.setdiff1d(np.flatnonzero(of), path)
        after = after_each(task, is_open, left)
        scores = [score(task, goal, after[:, at]) for at in range(len(left))]
        path.append(int(left[scores.index(max(scores))]))
        is_open[path[-1]] = not task.closes
    return path


def score(task: SitingTask, goal: Goal, after_min: FloatArray) -> tuple[float, float]:
    """Return how well travel times fulfil the goal, then how few person-minutes: more is better.

    Who reaches nothing counts as `unserved_min`.
    """
    counted = np.where(np.isfinite(after_min), after_min, task.unserved_min)
    minutes = -float(task.weight @ counted)
    match goal:
        case "cover":
            return float(task.weight @ (after_min <= task.limit_min)), minutes
        case "p-center":
            return -float(counted[task.weight > 0].max(initial=0.0)), minutes
        case "p-median":
            return minutes, 0.0


def after_each(task: SitingTask, is_open: Mask, left: IntArray) -> FloatArray:
    """Return (origin_count, left_count) minutes when one of the sites left changes."""
    opened = np.where(is_open, task.time_min, np.inf)
    if not task.closes:
        now = np.minimum(opened.min(axis=1, initial=np.inf), task.stays_min)
        return np.asarray(np.minimum(now[:, None], task.time_min[:, left]))
    nearest = opened.argmin(axis=1)
    first = np.minimum(opened.min(axis=1), task.stays_min)
    opened[np.arange(len(opened)), nearest] = np.inf
    second = np.minimum(opened.min(axis=1), task.stays_min)
    after: FloatArray = np.where(nearest[:, None] == left, second[:, None], first[:, None])
    return after
