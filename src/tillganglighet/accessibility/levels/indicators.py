"""Indicators: how many live how far from services, by unit, category and group of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.summary import UNREACHED
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.divisions import Division
from tillganglighet.accessibility.travel.averages import Averages, averages
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.standards import TIME_CLASSES
from tillganglighet.domain.status import Level, Status
from tillganglighet.units import M_PER_KM, S_PER_MIN

_Codes = npt.NDArray[np.int8]

# Of whom the data say nothing, or whom nobody asks.
_UNKNOWN = [Status.UNKNOWN, Status.NOT_APPLICABLE]


@dataclass(frozen=True)
class Indicators:
    """The indicators of every unit of a division, for each category and group.

    Counts are sums of whole parts of persons, so those of nested divisions add up exactly.

    Parameters
    ----------
    division : Division
    categories : tuple of Category
    groups : tuple of str
        Everybody, then the groups of the cells.
    counts_persons : bool
        Else villages are counted.
    persons : (unit_count, group_count) float64
    by_time_class : (unit_count, category_count, group_count, 4) float64
        Those who have a travel time, by `TIME_CLASSES`.
    by_status, by_level : (unit_count, category_count, group_count, 7) float64
        By `Status` and by `Level`; each sums to `persons`.
    by_km_class : tuple of (unit_count, group_count, class_count) float64
        For each category those to whom a road leads, by the kilometres of the shortest one and the
        breaks of the category: at most the first, then between breaks, then beyond the last.
    averages : Averages
        Of the minutes of the reached; (unit_count, category_count, group_count).
    """

    division: Division
    categories: tuple[Category, ...]
    groups: tuple[str, ...]
    counts_persons: bool
    persons: FloatArray
    by_time_class: FloatArray
    by_status: FloatArray
    by_level: FloatArray
    by_km_class: tuple[FloatArray, ...]
    averages: Averages

    @cached_property
    def beyond_acceptable(self) -> FloatArray:
        """Return (unit_count, category_count, group_count) those in a gap, in doubt or cut off."""
        lacking = [Level.GAP, Level.UNCERTAIN, Level.UNREACHABLE]
        total: FloatArray = self.by_level[..., lacking].sum(axis=-1)
        return total

    @cached_property
    def without_time(self) -> FloatArray:
        """Return (unit_count, category_count, group_count) those known to have no travel time.

        They, the unknown and the time classes together are everybody.
        """
        total: FloatArray = self.by_status[..., UNREACHED].sum(axis=-1)
        return total

    @cached_property
    def unknown(self) -> FloatArray:
        """Return (unit_count, category_count, group_count) of whom the data say nothing."""
        total: FloatArray = self.by_status[..., _UNKNOWN].sum(axis=-1)
        return total

    @property
    def is_all_unknown(self) -> npt.NDArray[np.bool_]:
        """Return (unit_count, category_count, group_count) where the data say nothing of anybody.

        A count of those who have so far, or who lack it, would be a 0 that nobody knows.
        """
        everybody = self.persons[:, None]
        return np.asarray((everybody > 0) & (self.unknown == everybody))

    def km_counts(self, column: int) -> FloatArray:
        """Return (unit_count, group_count, class_count + 2) those of a category by kilometres.

        The last two are those without travel time and the unknown, so that all are everybody.
        """
        rest = (self.without_time[:, column], self.unknown[:, column])
        return np.concatenate([self.by_km_class[column], np.stack(rest, axis=2)], axis=2)


def measure_indicators(
    people: CountedPeople, division: Division, categories: Sequence[Category]
) -> Indicators:
    """Count the people of each unit by time class, km class, status and level.

    Parameters
    ----------
    people : CountedPeople
    division : Division
        Whom each unit holds.
    categories : sequence of Category
        The columns of the answers.
    """
    weight = people.persons[division.origin]
    minutes = people.access.travel_time_s[:, :, 0] / S_PER_MIN
    reached = people.access.status == Status.REACHED
    return Indicators(
        division=division,
        categories=tuple(categories),
        groups=people.groups,
        counts_persons=people.counts_persons,
        persons=_sums(division.unit, weight, len(division)),
        by_time_class=_counted(division, weight, people.gaps.time_class, len(TIME_CLASSES)),
        by_status=_counted(division, weight, people.access.status, len(Status)),
        by_level=_counted(division, weight, people.gaps.level, len(Level)),
        by_km_class=tuple(
            _counted(
                division,
                weight,
                km_classes(people.access.shortest_m[:, [column]], category.class_breaks_km),
                len(category.class_breaks_km) + 1,
            )[:, 0]
            for column, category in enumerate(categories)
        ),
        averages=averages(
            division.unit,
            len(division),
            np.where(reached, minutes, np.inf)[division.origin],
            weight,
        ),
    )


def km_classes(shortest_m: FloatArray, breaks_km: Sequence[float]) -> _Codes:
    """Return the class of each length: a < x <= b; -1 where no road leads there."""
    code = np.searchsorted(breaks_km, shortest_m / M_PER_KM, side="left").astype(np.int8)
    return np.where(np.isfinite(shortest_m), code, np.int8(-1))


def _counted(division: Division, weight: FloatArray, codes: _Codes, code_count: int) -> FloatArray:
    """Return (unit_count, category_count, group_count, code_count); the code -1 is nobody's."""
    of_pair = codes[division.origin].astype(np.int64)
    count = np.empty((len(division), codes.shape[1], weight.shape[1], code_count))
    for column in range(codes.shape[1]):
        has_code = of_pair[:, column] >= 0
        slot = division.unit[has_code] * code_count + of_pair[has_code, column]
        sums = _sums(slot, weight[has_code], len(division) * code_count)
        count[:, column] = sums.reshape(len(division), code_count, -1).transpose(0, 2, 1)
    return count


def _sums(unit: npt.NDArray[np.integer], weight: FloatArray, count: int) -> FloatArray:
    """Return (count, group_count) the sums of the groups by unit."""
    return np.column_stack([np.bincount(unit, of_group, count) for of_group in weight.T])
