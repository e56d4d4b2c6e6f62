"""What a scenario changes for people: who has farther, who nearer, and by how much."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.status import Level, Status
from tillganglighet.scenarios.changes.scenario import Assumptions
from tillganglighet.scenarios.effects.residents import Residents
from tillganglighet.units import M_PER_KM, S_PER_MIN

FloatArray = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_WITHIN = (Level.GOOD, Level.ACCEPTABLE)
_BEYOND = (Level.GAP, Level.UNCERTAIN, Level.UNREACHABLE)
_THERE_AND_BACK = 2
_G_PER_KG = 1_000
_MIN_PER_H = 60


@dataclass(frozen=True)
class Effects:
    """What changes for each row of people and each category, (row_count, category_count) each.

    Parameters
    ----------
    lost, gained : bool
        They had a way to a service and have none; they had none and have one.
    worse, better : bool
        Farther in time or lost; nearer in time or gained.
    newly_over, newly_within : bool
        From within the acceptable to beyond it (or out of reach), and back.
    minutes, km : float64
        One way to the nearest service, after less before; 0 where one of them is missing.
    """

    lost: Mask
    gained: Mask
    worse: Mask
    better: Mask
    newly_over: Mask
    newly_within: Mask
    minutes: FloatArray
    km: FloatArray


@dataclass(frozen=True)
class Tally:
    """Persons by what changes for them, and what it sums to; one category, some people.

    Parameters
    ----------
    persons, lost, gained, worse, better, newly_over, newly_within : float
        Persons.
    person_minutes, person_km : float
        One journey one way of each person, after less before; without the lost and the gained.
    minutes_per_year, km_per_year : float or None
        There and back, by the journeys per person and year; None where nobody has settled them.
    co2_kg_per_year, kr_per_year : float or None
        None where nobody has settled what they need.
    """

    persons: float
    lost: float
    gained: float
    worse: float
    better: float
    newly_over: float
    newly_within: float
    person_minutes: float
    person_km: float
    minutes_per_year: float | None
    km_per_year: float | None
    co2_kg_per_year: float | None
    kr_per_year: float | None


def effects(
    before: AccessTable, after: AccessTable, was: Gaps, becomes: Gaps, residents: Residents
) -> Effects:
    """Compare the answers where people live before with those where they live after."""
    origin, end = residents.before, residents.after
    had = before.status[origin] == Status.REACHED
    has = after.status[end] == Status.REACHED
    both = had & has
    seconds = _difference(before.travel_time_s[origin, :, 0], after.travel_time_s[end, :, 0], both)
    metres = _difference(before.length_m[origin, :, 0], after.length_m[end, :, 0], both)
    within = np.isin(was.level[origin], _WITHIN), np.isin(becomes.level[end], _WITHIN)
    beyond = np.isin(was.level[origin], _BEYOND), np.isin(becomes.level[end], _BEYOND)
    lost, gained = had & ~has, has & ~had
    return Effects(
        lost=lost,
        gained=gained,
        worse=lost | (seconds > 0),
        better=gained | (seconds < 0),
        newly_over=within[0] & beyond[1],
        newly_within=beyond[0] & within[1],
        minutes=seconds / S_PER_MIN,
        km=metres / M_PER_KM,
    )


def _difference(before: FloatArray, after: FloatArray, both: Mask) -> FloatArray:
    difference = np.zeros(both.shape)
    np.subtract(after, before, out=difference, where=both)
    return difference


def tally(
    found: Effects, category: int, persons: FloatArray, trips: float | None, assumed: Assumptions
) -> Tally:
    """Sum the effects of one category over people.

    Parameters
    ----------
    found : Effects
    category : int
        Column.
    persons : (row_count,) float64
        How many of each row are counted; 0 leaves a row out.
    trips : float or None
        Journeys there and back per person and year.
    assumed : Assumptions
    """
    counted = {
        name: float(persons[getattr(found, name)[:, category]].sum())
        for name in ("lost", "gained", "worse", "better", "newly_over", "newly_within")
    }
    minutes = float(persons @ found.minutes[:, category])
    km = float(persons @ found.km[:, category])
    a_year = None if trips is None else _THERE_AND_BACK * trips
    minutes_a_year, km_a_year = _times(minutes, a_year), _times(km, a_year)
    driving, waiting = (
        _times(km_a_year, assumed.kr_per_km),
        _times(
            minutes_a_year,
            None if assumed.kr_per_hour is None else assumed.kr_per_hour / _MIN_PER_H,
        ),
    )
    costs = [each for each in (driving, waiting) if each is not None]
    return Tally(
        persons=float(persons.sum()),
        **counted,
        person_minutes=minutes,
        person_km=km,
        minutes_per_year=minutes_a_year,
        km_per_year=km_a_year,
        co2_kg_per_year=_times(
            km_a_year, None if assumed.co2_g_per_km is None else assumed.co2_g_per_km / _G_PER_KG
        ),
        kr_per_year=sum(costs) if costs else None,
    )


def _times(amount: float | None, factor: float | None) -> float | None:
    return None if amount is None or factor is None else amount * factor
