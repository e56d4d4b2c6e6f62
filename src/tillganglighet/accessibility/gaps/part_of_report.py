"""A part of a gap report: the places and people of one kommun or län, measured with the rest."""

from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.area_classes import AreaClasses
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.places import NO_VILLAGE, Cells, StrArray, Villages
from tillganglighet.network.findings import Problems

Mask = npt.NDArray[np.bool_]
_Arrays = TypeVar("_Arrays", Villages, Cells, Gaps)


def part_of_report(report: GapReport, kind: AreaKind, code: str) -> GapReport:
    """Return the report of one area: the same numbers as in the whole, for those who live there.

    Services and roads are those of the whole, since borders stop no journey; problems are those
    that lie in the area. A cell belongs to
    the kommun that it lies in itself, also where its village is of another; it counts as outside
    all villages then.

    Parameters
    ----------
    report : GapReport
    kind : AreaKind
        Kommun or län.
    code : str
        Its code.
    """
    villages = _is_in(report.villages, kind, code)
    name = str(report.areas.names_of(kind, np.array([code]))[0]) or code
    part = replace(
        report,
        villages=_rows(report.villages, villages),
        access=report.access.rows(villages),
        gaps=_rows(report.gaps, villages),
        area_classes=replace(report.area_classes, villages=report.area_classes.villages[villages]),
        problems=_problems_in(report, kind, code),
        part_of=report,
        provenance=replace(report.provenance, region=name, area=f"{code} {name}"),
    )
    if report.cells is None or report.cell_access is None or report.cell_gaps is None:
        return part
    cells = _is_in(report.cells, kind, code)
    return replace(
        part,
        cells=_cells(report.cells, cells, villages),
        cell_access=report.cell_access.rows(cells),
        cell_gaps=_rows(report.cell_gaps, cells),
        area_classes=_classes_of_cells(part.area_classes, cells),
    )


def _is_in(places: Villages | Cells, kind: AreaKind, code: str) -> Mask:
    codes = places.kommun_code if kind == AreaKind.KOMMUN else places.lan_code
    is_in: Mask = codes == code
    return is_in


def _problems_in(report: GapReport, kind: AreaKind, code: str) -> Problems:
    """Return the problems within the border of the area, or about places in it.

    Those that lie nowhere known, such as how a table was read, are of the whole region alone.
    """
    areas, problems = report.areas.of_kind(kind), report.problems
    border = shapely.union_all(areas.polygon[areas.code == code])
    shapely.prepare(border)
    about = np.char.partition(problems.osm_id, " ")[:, 0]  # "s1 = s2": two rows of one place
    is_in = shapely.contains_xy(border, problems.x, problems.y)
    is_in |= np.isin(about, _ids_in(report, kind, code))
    return Problems(
        **{each.name: getattr(problems, each.name)[is_in] for each in fields(Problems)}
    )


def _ids_in(report: GapReport, kind: AreaKind, code: str) -> StrArray:
    """Return the ids of the villages, cells and services in the area."""
    services = report.services.kommun_code
    if kind == AreaKind.LAN:
        services = report.areas.lan_codes_of(services)
    ids = [
        report.villages.id[_is_in(report.villages, kind, code)],
        report.services.id[services == code],
    ]
    if report.cells is not None:
        ids.append(report.cells.id[_is_in(report.cells, kind, code)])
    return np.concatenate(ids)


def _rows(table: _Arrays, which: Mask) -> _Arrays:
    """Return some rows of parallel arrays."""
    rows = {each.name: _taken(getattr(table, each.name), which) for each in fields(table)}
    return type(table)(**rows)


def _taken(value: Any, which: Mask) -> Any:  # noqa: ANN401 (whatever a field holds)
    match value:
        case np.ndarray():
            return value[which]
        case dict():
            return {key: each[which] for key, each in value.items()}
        case _:
            return value


def _cells(cells: Cells, which: Mask, villages: Mask) -> Cells:
    """Return some of the cells, their villages numbered anew; -1 for a village left out."""
    number = np.where(villages, np.cumsum(villages) - 1, NO_VILLAGE).astype(np.int32)
    number = np.append(number, np.int32(NO_VILLAGE))
    return replace(_rows(cells, which), village=number[cells.village[which]])


def _classes_of_cells(classes: AreaClasses, which: Mask) -> AreaClasses:
    return replace(classes, cells=None if classes.cells is None else classes.cells[which])
