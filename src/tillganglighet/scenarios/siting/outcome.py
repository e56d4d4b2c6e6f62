"""What a choice of sites does to people: averages, the worst-off, and who has the gain."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.task import Mask, SitingTask

_P90, _TENTH = 0.9, 0.1
# A share of an origin smaller than this is the solver's rounding, not people.
_NOBODY = 1e-6


@dataclass(frozen=True)
class SitingOutcome:
    """Everybody's travel times with some sites open; in persons, or villages if those count.

    Averages are over those who reach a service; `unserved` stands beside them.

    Parameters
    ----------
    mean_min, p90_min, worst_min : float
        nan if nobody reaches any.
    unserved : float
        Who reach nothing.
    newly_within, newly_beyond : float
        Who come within, or fall beyond, the acceptable; unserved is beyond.
    newly_served : float
        Who reach something now and did not before.
    gain : float
        Person-minutes saved by those who had a way before and have one after; losses are below 0.
    worst_tenth_gain : float
        Of that, what the tenth has that had the longest ways before.
    site_persons : (site_count,) float64
        Whom each site takes.
    """

    mean_min: float
    p90_min: float
    worst_min: float
    unserved: float
    newly_within: float
    newly_beyond: float
    newly_served: float
    gain: float
    worst_tenth_gain: float
    site_persons: FloatArray


def nearest_taken(task: SitingTask, is_open: Mask) -> csr_array:
    """Return the (origin, site) shares when everybody goes to the nearest, and none is full."""
    opened = np.flatnonzero(is_open)
    if len(opened) == 0:
        return csr_array(task.time_min.shape)
    time = task.time_min[:, opened]
    site = opened[time.argmin(axis=1)]
    origin = np.flatnonzero(time.min(axis=1) < task.stays_min)
    shares = (np.ones(len(origin)), (origin, site[origin]))
    return csr_array(shares, shape=task.time_min.shape)


def after_min(task: SitingTask, is_open: Mask) -> FloatArray:
    """Return (origin_count,) minutes to the nearest of what is open; inf where there is none."""
    opened = np.where(is_open, task.time_min, np.inf).min(axis=1, initial=np.inf)
    return np.asarray(np.minimum(opened, task.stays_min))


def outcome_of(task: SitingTask, taken: csr_array) -> SitingOutcome:
    """Return what it does to people that each site takes these shares of them.

    Parameters
    ----------
    task : SitingTask
    taken : (origin_count, site_count) sparse float64
        The rest of each origin goes to what stays open.
    """
    shares = taken.tocoo()
    origin, site = shares.coords
    rest = 1.0 - np.asarray(taken.sum(axis=1)).ravel()
    every = np.concatenate([origin, np.arange(len(rest))])
    share = np.concatenate([shares.data, np.where(rest > _NOBODY, rest, 0.0)])
    after = np.concatenate([task.time_min[origin, site], task.stays_min])
    persons, before, limit = task.weight[every] * share, task.now_min[every], task.limit_min[every]
    served, was_served = np.isfinite(after), np.isfinite(before)
    both = served & was_served
    saved = np.where(both, np.where(both, before, 0.0) - np.where(both, after, 0.0), 0.0)
    return SitingOutcome(
        mean_min=_mean(after[served], persons[served]),
        p90_min=_p90(after[served], persons[served]),
        worst_min=max(after[served & (persons > 0)].tolist(), default=np.nan),
        unserved=float(persons[~served].sum()),
        newly_within=float(persons[(before > limit) & (after <= limit)].sum()),
        newly_beyond=float(persons[(before <= limit) & (after > limit)].sum()),
        newly_served=float(persons[served & ~was_served].sum()),
        gain=float((persons * saved).sum()),
        worst_tenth_gain=_gain_of_worst(before, persons, saved),
        site_persons=np.bincount(site, persons[: len(site)], task.site_count).astype(np.float64),
    )


def _mean(minutes: FloatArray, persons: FloatArray) -> float:
    return float(np.average(minutes, weights=persons)) if persons.sum() > 0 else np.nan


def _p90(minutes: FloatArray, persons: FloatArray) -> float:
    """Return the shortest time within which at least nine of ten live."""
    if persons.sum() == 0:
        return np.nan
    order = np.argsort(minutes, kind="stable")
    upto = np.cumsum(persons[order])
    # Rounding of the running sum must not push the last person of the nine tenths out.
    return float(minutes[order][np.searchsorted(upto, _P90 * upto[-1] * (1 - 1e-12))])


def _gain_of_worst(before: FloatArray, persons: FloatArray, saved: FloatArray) -> float:
    """Return the person-minutes of the tenth with the longest ways; unserved ones are in no way.

    Where the tenth ends within an origin, that origin counts in part.
    """
    had = np.isfinite(before)
    order = np.flatnonzero(had)[np.argsort(-before[had], kind="stable")]
    upto = np.cumsum(persons[order])
    tenth = _TENTH * persons[had].sum()
    counted = np.clip(tenth - (upto - persons[order]), 0.0, persons[order])
    return float((counted * saved[order]).sum())
