"""What closing something does to those who have it nearest, summed up closing by closing."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray
from tillganglighet.routing.leave_one_out import leave_one_out
from tillganglighet.routing.nearest import Nearest
from tillganglighet.units import MS_PER_S, S_PER_MIN, UNREACHED

Int32Array = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

_MS_PER_MIN = MS_PER_S * S_PER_MIN


@dataclass(frozen=True)
class Closures:
    """The effect of each closing while everything else stays; each (closing_count,).

    Persons (or villages, where those are counted) are counted once for each closing, however
    many categories they lose by it; minutes are summed over the categories, one trip to each.

    Parameters
    ----------
    persons : float64
        Who have it as their nearest.
    person_minutes : float64
        Persons times the minutes that the way to the next one is longer; of those who have one.
    mean_min, worst_min : float64
        Of those further minutes, the mean over persons and the most; nan where nobody has a next.
    newly_over : float64
        Who were within the acceptable and no longer are, those left without included.
    left_without : float64
        Who have no next.
    """

    persons: FloatArray
    person_minutes: FloatArray
    mean_min: FloatArray
    worst_min: FloatArray
    newly_over: FloatArray
    left_without: FloatArray


@dataclass(frozen=True)
class Losses:
    """What each origin loses in each category; arrays of (origin_count, category_count).

    Parameters
    ----------
    closing : int32
        Number of the closing that takes the origin's nearest service away; -1 without one.
    before_s, after_s : float64
        Travel time to the nearest, and to the nearest of what stays; inf where there is none.
    acceptable_min : float64
        The most minutes that are acceptable; one row may stand for all origins.
    """

    closing: Int32Array
    before_s: FloatArray
    after_s: FloatArray
    acceptable_min: FloatArray


def sum_closures(losses: Losses, weight: FloatArray, count: int) -> Closures:
    """Sum up what each closing takes from the origins whose nearest it closes.

    Parameters
    ----------
    losses : Losses
    weight : (origin_count,) float64
        Persons, or ones.
    count : int
        Closings are below this.
    """
    origin, category = np.nonzero(losses.closing >= 0)
    closing = losses.closing[origin, category]
    before, after = losses.before_s[origin, category], losses.after_s[origin, category]
    goes_on, persons = np.isfinite(after), weight[origin]
    summed = leave_one_out(_as_nearest(closing, before, after), persons, count)
    acceptable = np.broadcast_to(losses.acceptable_min, losses.closing.shape)
    limit = acceptable[origin, category] * S_PER_MIN

    on_minutes = np.bincount(closing, persons * goes_on, count)
    has_next = np.bincount(closing, goes_on, count) > 0
    person_minutes = summed.extra / _MS_PER_MIN
    with np.errstate(invalid="ignore"):
        mean = np.where(on_minutes > 0, person_minutes / on_minutes, np.nan)

    def weigh_once(of: Mask) -> FloatArray:
        """Sum the weight of the origins concerned, each once for a closing."""
        pair = np.unique(np.stack([closing[of], origin[of]]), axis=1)
        return np.bincount(pair[0], weight[pair[1]], count).astype(np.float64)

    return Closures(
        persons=weigh_once(np.ones(len(closing), dtype=bool)),
        person_minutes=person_minutes,
        mean_min=mean,
        worst_min=np.where(has_next, summed.worst / _MS_PER_MIN, np.nan),
        newly_over=weigh_once((before <= limit) & ~(after <= limit)),
        left_without=weigh_once(~goes_on),
    )


def _as_nearest(closing: Int32Array, before_s: FloatArray, after_s: FloatArray) -> Nearest:
    """Return the trips as rows of nearest and second nearest, labelled by what closes."""
    goes_on = np.isfinite(after_s)
    after_ms = np.where(goes_on, np.where(goes_on, after_s, 0.0) * MS_PER_S, UNREACHED)
    impedance = np.column_stack([np.rint(before_s * MS_PER_S), np.rint(after_ms)])
    label = np.column_stack([closing, np.where(goes_on, 0, -1)])
    return Nearest(impedance.astype(np.int32), label.astype(np.int32))
