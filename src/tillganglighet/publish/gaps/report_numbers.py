"""The numbers of a gap report that its documents show, computed once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.summary import Summary, summarise
from tillganglighet.accessibility.levels.counted_people import counted_people
from tillganglighet.accessibility.levels.divisions import divided
from tillganglighet.accessibility.levels.indicators import Indicators, measure_indicators
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.status import Status
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.service_names import service_names

_OLDER = "65+"
_HALF = 0.5


@dataclass(frozen=True)
class ReportNumbers:
    """A gap report with its summary and its indicators.

    Parameters
    ----------
    report : GapReport
    summary : Summary
    whole, kommuner, places : Indicators
        Of everybody, by kommun and by place.
    service_names : (service_count,) object
        What the services are called, also those without a name.
    """

    report: GapReport
    summary: Summary
    whole: Indicators
    kommuner: Indicators
    places: Indicators
    service_names: npt.NDArray[np.object_]

    @property
    def total(self) -> float:
        """Return everybody who is counted, in persons or villages."""
        return float(self.whole.persons[0, 0])

    @cached_property
    def full(self) -> tuple[int, ...]:
        """Return the categories in which at least half of the people have a travel time."""
        return tuple(np.flatnonzero(self._reached_share >= _HALF).tolist())

    @cached_property
    def partial(self) -> tuple[int, ...]:
        """Return the categories in which some have a travel time, but fewer than half."""
        share = self._reached_share
        return tuple(np.flatnonzero((share > 0) & (share < _HALF)).tolist())

    @cached_property
    def out_of_reach(self) -> tuple[int, ...]:
        """Return the categories that nobody here reaches, but others in the region do."""
        is_here = self._reached_share > 0
        return tuple(np.flatnonzero(self.report.is_reached & ~is_here).tolist())

    @cached_property
    def empty(self) -> tuple[int, ...]:
        """Return the categories in which nobody in the whole region has a travel time."""
        return tuple(np.flatnonzero(~self.report.is_reached).tolist())

    @property
    def reached_here(self) -> tuple[int, ...]:
        """Return the categories that anybody here reaches, those that most reach first."""
        return (*self.full, *self.partial)

    @property
    def answered(self) -> tuple[int, ...]:
        """Return the categories with answers: those reached here, then those out of reach."""
        return (*self.reached_here, *self.out_of_reach)

    def is_akin(self, one: int, other: int) -> bool:
        """Return whether one category counts the services of the other: pharmacies in both."""
        first, second = self.report.categories[one], self.report.categories[other]
        return first.key in second.includes or second.key in first.includes

    @cached_property
    def village_persons(self) -> FloatArray:
        """Return (village_count,) who lives there; nan where nobody has said."""
        return self.report.village_persons

    @cached_property
    def village_older(self) -> FloatArray | None:
        """Return (village_count,) those of 65 or older; None where ages are unknown."""
        if _OLDER not in self.places.groups:
            return None
        village, older = self.places.division.village, self.places.groups.index(_OLDER)
        here = village >= 0
        persons = self.places.persons[here, older]
        return np.bincount(village[here], persons, len(self.report.villages)).astype(np.float64)

    @property
    def _reached_share(self) -> FloatArray:
        reached = self.whole.by_status[0, :, 0, Status.REACHED]
        share: FloatArray = reached / max(self.total, 1.0)
        return share


def report_numbers(report: GapReport, language: Language) -> ReportNumbers:
    """Count the people of a report by kommun and place, and summarise it."""
    people = counted_people(report)
    whole, kommuner, places = (
        measure_indicators(
            people, divided(level, people, report.villages, report.areas), report.categories
        )
        for level in ("hela", "kommun", "ort")
    )
    # The nearest service may lie by a village outside the part.
    names = service_names(report.services, report.part_of or report, language)
    return ReportNumbers(report, summarise(report), whole, kommuner, places, names)
