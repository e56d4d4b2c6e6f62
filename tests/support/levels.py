"""A report by level of the small report, without rules that would need searches."""

import numpy as np
import numpy.typing as npt
import shapely

from support.reports import small_report
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import CountedPeople, counted_people
from tillganglighet.accessibility.levels.divisions import LEVELS, Division, divided
from tillganglighet.accessibility.levels.indicators import measure_indicators
from tillganglighet.accessibility.levels.missing_services import missing_services
from tillganglighet.accessibility.levels.place_services import counted_services
from tillganglighet.accessibility.levels.protection import Counted, protect
from tillganglighet.accessibility.levels.report import LevelReport, count_by_area_class
from tillganglighet.accessibility.levels.rule_outcomes import (
    ServiceOutcomes,
    ShareOutcomes,
    service_outcomes,
    share_outcomes,
)
from tillganglighet.accessibility.levels.service_counts import units_of_services
from tillganglighet.domain.rules import rules


def small_level(level: str, *, protect_below: float | None = None) -> LevelReport:
    """Return the report of the cells: 900, 300, 130 persons at 1, 8, 40 minutes, 20 cut off."""
    report = small_report(with_cells=True)
    people = counted_people(report)
    divisions = [divided(each, people, report.villages, report.areas) for each in LEVELS]
    at = LEVELS.index(level)
    counted = _counted(report, people, divisions[at])
    hidden = None
    if protect_below is not None:
        finest = _counted(report, people, divisions[0])
        hidden = protect(finest, divisions, at, protect_below)
    keys = [category.key for category in report.categories]
    unit = units_of_services(
        divisions[at], report.services, report.villages, report.cells, report.areas
    )
    polygons: npt.NDArray[np.object_] = np.full(len(divisions[at]), None, dtype=np.object_)
    polygons[0] = shapely.Point(500_000, 6_800_000) if level == "ort" else None
    return LevelReport(
        report=report,
        people=people,
        division=divisions[at],
        indicators=counted.indicators,
        missing=counted.missing,
        service_counts=counted_services(report.services, unit, len(divisions[at]), keys).count,
        by_area_class=counted.by_area_class,
        shares=counted.shares,
        services=(_shops(),),
        polygons=polygons,
        hidden=hidden,
    )


def _counted(report: GapReport, people: CountedPeople, division: Division) -> Counted:
    assert report.area_classes.cells is not None
    column = people.access.categories.index("dagligvaror")
    return Counted(
        indicators=measure_indicators(people, division, report.categories),
        missing=missing_services(people, division, report.gaps),
        by_area_class=count_by_area_class(people, division, report.area_classes.cells),
        shares=(_groceries(people, division, people.access.shortest_m[:, column]),),
    )


def _groceries(
    people: CountedPeople, division: Division, metres: npt.NDArray[np.float64]
) -> ShareOutcomes:
    everybody = np.ones(len(people), dtype=bool)
    return share_outcomes(
        rules()["dagligvaror_10km"],
        division,
        people.persons[:, 0],
        metres,
        is_known=everybody,
        is_complete=everybody,
        is_comparison=np.ones(len(division), dtype=bool),
        group="alla",
    )


def _shops() -> ServiceOutcomes:
    """Return s1, which is 12 km from s2."""
    return service_outcomes(
        rules()["driftstod_10km"],
        np.array([0]),
        np.array([1], dtype=np.int32),
        other_m=np.array([12_000.0]),
        sure_m=np.array([np.inf]),
        is_island=np.array([False]),
        is_complete=np.array([True]),
        is_comparison=False,
    )
