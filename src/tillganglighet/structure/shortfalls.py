"""Places that miss so many of so many services, and how their access stands to its risk."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.levels.missing_services import PERHAPS_LACKING, SURELY_LACKING
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.basic_services import basic_services
from tillganglighet.domain.places import FloatArray
from tillganglighet.units import S_PER_MIN

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Shortfalls:
    """Which of the basic services villages miss.

    Parameters
    ----------
    categories : tuple of str
        The M basic services that the report measures.
    surely : (village_count, M) bool
        Beyond the acceptable in data that hold them all.
    perhaps : (village_count, M) bool
        These, and those where a nearer service or a road may exist that the data lack.
    """

    categories: tuple[str, ...]
    surely: Mask
    perhaps: Mask


def shortfalls(access: AccessTable, gaps: Gaps) -> Shortfalls:
    """Return which basic services the villages of a report miss, by the rule of `N of M`."""
    keys = tuple(key for key in basic_services() if key in access.categories)
    level = gaps.level[:, [access.categories.index(key) for key in keys]]
    return Shortfalls(keys, np.isin(level, SURELY_LACKING), np.isin(level, PERHAPS_LACKING))


@dataclass(frozen=True)
class FourFields:
    """Access against vulnerability: one point an origin; arrays (origin_count,).

    Parameters
    ----------
    access_min : float64
        Mean minutes to the nearest service over the categories that are reached.
    loss_min : float64
        Mean of what would be added if the nearest closed, over those that have a second.
    field : int8
        1 near and safe, 2 near and at risk, 3 far and safe, 4 far and at risk; 0 where either
        number is missing.
    access_limit_min, loss_limit_min : float
        The medians of the people, which divide the fields.
    """

    access_min: FloatArray
    loss_min: FloatArray
    field: npt.NDArray[np.int8]
    access_limit_min: float
    loss_limit_min: float


def four_fields(access: AccessTable, weight: FloatArray) -> FourFields:
    """Return where each origin stands, by the medians over all persons."""
    seconds = access.travel_time_s
    near = _mean_min(seconds[:, :, 0])
    with np.errstate(invalid="ignore"):
        loss = _mean_min(seconds[:, :, 1] - seconds[:, :, 0])
    near_limit, loss_limit = _median(near, weight), _median(loss, weight)
    known = np.isfinite(near) & np.isfinite(loss)
    field = 1 + (loss > loss_limit) + 2 * (near > near_limit)
    return FourFields(
        near, loss, np.where(known, field, 0).astype(np.int8), near_limit, loss_limit
    )


def _mean_min(seconds: FloatArray) -> FloatArray:
    """Return the mean minutes of each row over what is finite; nan where nothing is."""
    exists = np.isfinite(seconds)
    with np.errstate(invalid="ignore"):
        total = np.where(exists, seconds, 0.0).sum(axis=1)
        return np.where(exists.any(axis=1), total / exists.sum(axis=1), np.nan) / S_PER_MIN


def _median(values: FloatArray, weight: FloatArray) -> float:
    """Return the smallest value that at least half of the weight does not exceed."""
    use = np.isfinite(values) & (weight > 0)
    if not use.any():
        return float("nan")
    order = np.argsort(values[use], kind="stable")
    upto = np.cumsum(weight[use][order])
    return float(values[use][order][np.searchsorted(upto, upto[-1] / 2)])
