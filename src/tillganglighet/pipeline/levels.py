"""Use case: the numbers of a report by place, kommun, län, the whole, or areas that are given."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import CountedPeople, counted_people
from tillganglighet.accessibility.levels.divisions import (
    LEVELS,
    WHOLE,
    Division,
    check_level_is_known,
    divided,
    divided_by_areas,
)
from tillganglighet.accessibility.levels.indicators import measure_indicators
from tillganglighet.accessibility.levels.missing_services import missing_services
from tillganglighet.accessibility.levels.place_services import counted_services
from tillganglighet.accessibility.levels.protection import Counted, Hidden, protect
from tillganglighet.accessibility.levels.report import LevelReport, count_by_area_class
from tillganglighet.accessibility.levels.rule_outcomes import ShareOutcomes
from tillganglighet.accessibility.levels.service_counts import (
    count_services_in_areas,
    units_of_services,
)
from tillganglighet.domain.areas import Areas
from tillganglighet.pipeline.rules import check_rules
from tillganglighet.sources.areas.boundaries import area_file, in_crs, read_boundaries
from tillganglighet.store.region import Region

FREE_KIND = "omrade"


def check_level(region: Region, level: str, areas: str | Path | None = None) -> None:
    """Raise what `level_report` would of its level or file of areas, before anything is measured.

    Raises
    ------
    UsageError, InputError
        As `level_report`.
    """
    if areas is not None:
        given = area_file(str(areas))
        read_boundaries(given.path, given.kind or FREE_KIND)
    else:
        check_level_is_known(level, region.villages.area_codes)


def level_report(
    region: Region,
    report: GapReport,
    level: str,
    areas: str | Path | None = None,
    *,
    protect_below: float | None = None,
) -> LevelReport:
    """Count people, services and rules by the units of one level.

    Parameters
    ----------
    region : Region
    report : GapReport
        Of the region.
    level : str
        "ort", "kommun", "lan" or "hela", or another kind of area that the region knows, such as
        "deso". Of no matter where `areas` are given.
    areas : str or Path, optional
        A file of polygons, `FILE` or `KIND=FILE`, in place of the level; they may overlap.
    protect_below : float, optional
        Hide counts below it, and what would reveal them; without it all numbers are kept.

    Raises
    ------
    UsageError
        The region knows no such level, or areas to be protected overlap.
    InputError
        The file of areas cannot be read.
    """
    people = counted_people(report)
    units = _units(region, report, people, level, areas)
    division = units.division
    rules = check_rules(region, report, people, [division])
    counted = _counted(report, people, division, rules.shares)
    return LevelReport(
        report=report,
        people=people,
        division=division,
        indicators=counted.indicators,
        missing=counted.missing,
        service_counts=_service_counts(report, units),
        by_area_class=counted.by_area_class,
        shares=rules.shares,
        services=rules.services,
        polygons=units.polygons,
        hidden=None
        if protect_below is None
        else _hidden(region, report, people, division, protect_below),
    )


def _counted(
    report: GapReport,
    people: CountedPeople,
    division: Division,
    shares: tuple[ShareOutcomes, ...],
) -> Counted:
    classes = report.area_classes
    of_cells = classes.cells if people.are_cells else None
    area_class = classes.villages if of_cells is None else of_cells
    return Counted(
        indicators=measure_indicators(people, division, report.categories),
        missing=missing_services(people, division, report.gaps),
        by_area_class=count_by_area_class(people, division, area_class),
        shares=shares,
    )


def _hidden(
    region: Region,
    report: GapReport,
    people: CountedPeople,
    division: Division,
    least: float,
) -> Hidden:
    """Protect the division with all that it nests with; other areas with the whole alone."""
    nested = {each: divided(each, people, report.villages, report.areas) for each in LEVELS}
    is_nested = division.level in nested
    divisions = list(nested.values()) if is_nested else [division, nested[WHOLE]]
    shares = check_rules(region, report, people, divisions[:1]).shares
    finest = _counted(report, people, divisions[0], shares)
    at = LEVELS.index(division.level) if is_nested else 0
    return protect(finest, divisions, at, least)


def _service_counts(report: GapReport, units: "_Units") -> npt.NDArray[np.int32]:
    if units.areas is not None:
        return count_services_in_areas(units.areas, report.services, report.categories)
    unit = units_of_services(
        units.division, report.services, report.villages, report.cells, report.areas
    )
    keys = [category.key for category in report.categories]
    return counted_services(report.services, unit, len(units.division), keys).count


@dataclass(frozen=True)
class _Units:
    """A division, the outlines of its units, and the areas where it is one by areas."""

    division: Division
    polygons: npt.NDArray[np.object_]
    areas: npt.NDArray[np.object_] | None


def _units(
    region: Region,
    report: GapReport,
    people: CountedPeople,
    level: str,
    areas: str | Path | None,
) -> _Units:
    if areas is not None:
        given = area_file(str(areas))
        read = in_crs(read_boundaries(given.path, given.kind or FREE_KIND), region.network.crs)
        division = divided_by_areas(read.code, read.name, read.polygon, people)
        return _Units(division, _with_none(read.polygon), read.polygon)
    division = divided(level, people, report.villages, report.areas)
    outlines = _outlines(division, report)
    return _Units(division, outlines, None if level in LEVELS else outlines[:-1])


def _outlines(division: Division, report: GapReport) -> npt.NDArray[np.object_]:
    """Return points of villages, polygons of areas, and None for what has no outline."""
    villages = report.villages
    if division.level == "ort":
        points = _with_none(np.asarray(shapely.points(villages.x, villages.y), dtype=np.object_))
        return points[np.where(division.is_part, -1, division.village)]
    return _polygons(report.areas, division)


def _polygons(areas: Areas, division: Division) -> npt.NDArray[np.object_]:
    of_kind = areas.of_kind(division.level)
    known = dict(zip(of_kind.code.tolist(), of_kind.polygon, strict=True))
    found = np.empty(len(division), dtype=np.object_)
    found[:] = [known.get(code) for code in division.id.tolist()]
    return found


def _with_none(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Return the shapes and None behind them, which the index -1 finds."""
    return np.concatenate([shapes, np.array([None], dtype=np.object_)])
