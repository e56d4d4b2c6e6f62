"""Servicepunkter: places where one building could host what is missing most.

A servicepunkt is a joint point in a shop or a fuel station. Here each place is asked which of the
wanted services its own people have beyond the acceptable, and what everybody around would gain if
the place had them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.task import unserved_minutes

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class ServicePointTask:
    """What people have today, and how far they are from the places.

    Parameters
    ----------
    weight : (origin_count,) float64
        Persons, or ones.
    time_min : (origin_count, place_count) float64
        Minutes from each origin to each place; inf where there is no way.
    now_min : (origin_count, category_count) float64
        Minutes to the nearest service today; inf where there is none.
    limit_min : (origin_count, category_count) float64
        The most minutes that are acceptable.
    is_missing : (place_count, category_count) bool
        What each place itself has beyond the acceptable, or not at all.
    """

    weight: FloatArray
    time_min: FloatArray
    now_min: FloatArray
    limit_min: FloatArray
    is_missing: Mask


@dataclass(frozen=True)
class ServicePointGains:
    """What people gain by services; those of a place together, each person once.

    Parameters
    ----------
    persons : float64
        Who get a shorter way, or a way at all.
    gain : float64
        Person-minutes that those save who had a way; one trip to each category.
    saving : float64
        Who save them: persons, once for each category.
    newly_within : float64
        Who come within the acceptable.
    newly_served : float64
        Who had no way to the service and get one.
    serving : float64
        Those again: persons, once for each category.
    served_minutes : float64
        Person-minutes of the ways that they get.
    """

    persons: FloatArray
    gain: FloatArray
    saving: FloatArray
    newly_within: FloatArray
    newly_served: FloatArray
    serving: FloatArray
    served_minutes: FloatArray


@dataclass(frozen=True)
class ServicePoints:
    """The gains of each place.

    Parameters
    ----------
    of_category : ServicePointGains
        Arrays of (place_count, category_count); 0 for what is not missing at the place.
    together : ServicePointGains
        Arrays of (place_count,): all that is missing there is added at once.
    order : (place_count,) intp
        The places, the best first: most person-minutes gained, where no way to a service counts
        as a day's journey (as in `SitingTask`); then the first. So a way for who has none goes
        before minutes, and where nobody has the service, the shortest way for most.
    """

    of_category: ServicePointGains
    together: ServicePointGains
    order: npt.NDArray[np.intp]


def service_points(task: ServicePointTask) -> ServicePoints:
    """Return what each place would give with all that is missing there."""
    places, categories = task.is_missing.shape
    apart = [np.zeros((places, categories)) for _ in range(7)]
    joint = [np.zeros(places) for _ in range(7)]
    worth = np.zeros(places)
    for place in range(places):
        missing = np.flatnonzero(task.is_missing[place])
        gains = _gains(task, place, missing)
        for number, (minutes, concerned) in enumerate(gains):
            apart[number][place, missing] = task.weight @ minutes
            total = minutes.sum(axis=1) if concerned is None else concerned.any(axis=1)
            joint[number][place] = task.weight @ total
        worth[place] = task.weight @ _saved_of_all(task, place, missing)
    of_category, together = ServicePointGains(*apart), ServicePointGains(*joint)
    order = np.argsort(-worth, kind="stable")
    return ServicePoints(of_category, together, order)


def _saved_of_all(task: ServicePointTask, place: int, missing: npt.NDArray[np.intp]) -> FloatArray:
    """Return (origin_count,) minutes saved over the categories, no way counted as a long one."""
    now, there = task.now_min[:, missing], task.time_min[:, place, None]
    counted = np.where(np.isfinite(now), now, unserved_minutes(task.time_min, task.now_min))
    return np.asarray(np.maximum(counted - there, 0.0).sum(axis=1))


def _gains(
    task: ServicePointTask, place: int, missing: npt.NDArray[np.intp]
) -> list[tuple[FloatArray, Mask | None]]:
    """Return the seven gains as (origin_count, missing_count) numbers.

    Beside each stands who is concerned, where a person counts once for all; else None.
    """
    now, limit = task.now_min[:, missing], task.limit_min[:, missing]
    there = np.broadcast_to(task.time_min[:, place, None], now.shape)
    is_better = there < now
    was_served = np.isfinite(now)
    saves = is_better & was_served
    saved = np.where(saves, np.where(saves, now, 0.0) - np.where(saves, there, 0.0), 0.0)
    within = (now > limit) & (there <= limit)
    served = is_better & ~was_served
    return [
        (is_better.astype(np.float64), is_better),
        (saved, None),
        (saves.astype(np.float64), None),
        (within.astype(np.float64), within),
        (served.astype(np.float64), served),
        (served.astype(np.float64), None),
        (np.where(served, there, 0.0), None),
    ]
