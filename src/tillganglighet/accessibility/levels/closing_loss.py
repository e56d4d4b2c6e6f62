"""What people lose when a building closes, category by category."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.domain.places import FloatArray
from tillganglighet.units import M_PER_KM, S_PER_MIN

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Loss:
    """What people lose in one category when the shop and all in its building close.

    Parameters
    ----------
    category : str
    groups : tuple of str
    persons : (group_count,) float64
        To whom the nearest by travel time is in the building.
    mean_extra_min, worst_extra_min : (group_count,) float64
        How much longer they have to the next one outside it; nan where nobody has one.
    extra_person_km : (group_count,) float64
        Further kilometres of the quickest way, one way, summed over those who have one.
    newly_over : (group_count,) float64
        Within the acceptable now, but not then; those left without included.
    left_without : (group_count,) float64
        Who would have none to go to.
    takers : (taker_count,) int32
        The services that would be the nearest then, of most people first.
    taken : (taker_count,) float64
        How many of everybody they would be nearest to.
    """

    category: str
    groups: tuple[str, ...]
    persons: FloatArray
    mean_extra_min: FloatArray
    worst_extra_min: FloatArray
    extra_person_km: FloatArray
    newly_over: FloatArray
    left_without: FloatArray
    takers: npt.NDArray[np.int32]
    taken: FloatArray


@dataclass(frozen=True)
class Answers:
    """The nearest now and the nearest outside the building, by the quickest way.

    All (origin_count,): seconds and metres are inf where there is none; `is_lost` where the
    nearest is in the building. `after_service` is the nearest outside it, -1 for none.
    """

    is_lost: Mask
    before_s: FloatArray
    before_m: FloatArray
    after_s: FloatArray
    after_m: FloatArray
    after_service: npt.NDArray[np.int32]
    acceptable_min: FloatArray


def loss_of(people: CountedPeople, category: str, answers: Answers) -> Loss:
    """Return what people lose in one category when the building closes."""
    lost = answers.is_lost
    persons = people.persons[lost]
    has_next = np.isfinite(answers.after_s[lost])
    limit_s = answers.acceptable_min[lost] * S_PER_MIN
    was_within = answers.before_s[lost] <= limit_s
    is_over = was_within & ~(answers.after_s[lost] <= limit_s)
    extra_min = (answers.after_s[lost] - answers.before_s[lost])[has_next] / S_PER_MIN
    extra_km = (answers.after_m[lost] - answers.before_m[lost])[has_next] / M_PER_KM
    goes_on = persons[has_next]
    on = goes_on.sum(axis=0)
    mean = np.full(len(on), np.nan)
    np.divide(extra_min @ goes_on, on, out=mean, where=on > 0)
    longest = np.where(goes_on > 0, extra_min[:, None], -np.inf).max(axis=0, initial=-np.inf)
    takers, taken = _takers(answers.after_service[lost][has_next], goes_on[:, 0])
    return Loss(
        category=category,
        groups=people.groups,
        persons=persons.sum(axis=0),
        mean_extra_min=mean,
        worst_extra_min=np.where(np.isfinite(longest), longest, np.nan),
        extra_person_km=extra_km @ goes_on,
        newly_over=persons[is_over].sum(axis=0),
        left_without=persons[~has_next].sum(axis=0),
        takers=takers,
        taken=taken,
    )


def _takers(
    service: npt.NDArray[np.int32], persons: FloatArray
) -> tuple[npt.NDArray[np.int32], FloatArray]:
    """Return the services that people go to then, and how many do, most first."""
    takers, which = np.unique(service, return_inverse=True)
    taken = np.bincount(which, persons, len(takers)).astype(np.float64)
    order = np.argsort(-taken, kind="stable")[: np.count_nonzero(taken)]
    return takers[order], taken[order]
