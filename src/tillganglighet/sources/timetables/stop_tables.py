"""Tables of stops with trips a day, and of lines, as regions publish them instead of a feed.

Region Dalarna's `Kollektivtrafik_<kommun>.gpkg` is one: a layer of platforms with departures a
weekday, Saturday and Sunday, and a layer of lines with the same. Such tables tell neither the
hours of a day nor the directions, nor in which order a line calls at its stops.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.domain.timetable import Lines, Stops
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.mapping import (
    TableMapping,
    held,
    mapping_path,
    proposed_mapping,
    read_mapping,
)
from tillganglighet.sources.tabular.own_ids import own_ids
from tillganglighet.sources.tabular.positions import read_positions
from tillganglighet.sources.tabular.read import read_tables
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table, fixed_width
from tillganglighet.sources.tabular.use import oldest_and_newest
from tillganglighet.sources.tabular.values import is_missing, numbers

_LINE = 1  # shapely's dimension


@dataclass(frozen=True)
class StopTable:
    """The stops and lines of a file.

    Parameters
    ----------
    platform : (row_count,) str
        The id of each row of `stops`, which holds a row a platform.
    stops : Stops
    line_id : (line_count,) str
    lines : Lines
    newest : str
        The latest ISO 8601 day among the rows; empty where the file has none.
    """

    platform: StrArray
    stops: Stops
    line_id: StrArray
    lines: Lines
    newest: str


def read_stop_table(path: Path, crs: str, findings: Findings) -> StopTable:
    """Read tables of stops, and of lines where the file has any.

    Parameters
    ----------
    path : Path
    crs : str
        The metric CRS of the region.
    findings : Findings
        Takes the bad rows.

    Raises
    ------
    InputError, UsageError
        Nothing in the file tells trips a weekday at places, or more than 5 % of the rows are bad.
    """
    found, newest = _nothing(), [""]
    platforms, stops, ids, lines = [found.platform], [found.stops], [found.line_id], [found.lines]
    tables = read_tables(path)
    for table in tables:
        is_of_lines = _holds_lines(table)
        mapping = read_mapping(path).matched(table, "bus_lines" if is_of_lines else "stops")
        if "weekday" not in mapping.columns:
            continue
        newest.append(oldest_and_newest(table, mapping)[1])
        if is_of_lines:
            line_id, line = _lines(table, mapping, crs, findings)
            ids.append(line_id)
            lines.append(line)
        else:
            platform, stop = _stops(table, mapping, crs, findings)
            platforms.append(platform)
            stops.append(stop)
    if len(newest) == 1:
        raise _unknown(path, tables[0])
    return StopTable(
        np.concatenate(platforms),
        _one_after_the_other(stops),
        np.concatenate(ids),
        Lines(
            np.concatenate([each.line for each in lines]),
            np.concatenate([each.trips for each in lines]),
        ),
        max(newest),
    )


def _holds_lines(table: Table) -> bool:
    return table.geometry is not None and bool(
        (shapely.get_dimensions(table.geometry) == _LINE).any()
    )


def _nothing() -> StopTable:
    text, number = np.empty(0, dtype="U1"), np.empty(0)
    stops = Stops(text, text, text, *[number] * 7)
    return StopTable(text, stops, text, Lines(np.empty(0, dtype=object), number), "")


def _one_after_the_other(parts: list[Stops]) -> Stops:
    joined = parts[0]
    for each in parts[1:]:
        joined = joined.followed_by(each)
    return joined


def _stops(
    table: Table, mapping: TableMapping, crs: str, findings: Findings
) -> tuple[StrArray, Stops]:
    """Return the ids of the platforms, and the trips at each with the id of its stop."""
    positions, faults = read_positions(table, mapping, crs), Faults(table)
    faults.add_positions(positions)
    own, stop = own_ids(table, mapping), fixed_width(held(table, mapping, "stop"))
    trips = {
        what: _trips(table, mapping, what, faults)
        for what in ("weekday", "evening", "saturday", "sunday")
    }
    good = faults.good_rows(findings)
    stops = Stops(
        id=np.where(is_missing(stop), own, stop),
        name=fixed_width(held(table, mapping, "name")),
        lines=fixed_width(held(table, mapping, "lines")),
        x=positions.x,
        y=positions.y,
        least_direction=np.full(len(table), np.nan),
        **trips,
    )
    return own[good], stops.chosen(good)


def _lines(
    table: Table, mapping: TableMapping, crs: str, findings: Findings
) -> tuple[StrArray, Lines]:
    positions, faults = read_positions(table, mapping, crs), Faults(table)
    faults.add_positions(positions)
    trips = _trips(table, mapping, "weekday", faults)
    good = faults.good_rows(findings)
    line = np.asarray(positions.geometry, dtype=np.object_)
    return own_ids(table, mapping)[good], Lines(line[good], trips[good])


def _trips(table: Table, mapping: TableMapping, what: str, faults: Faults) -> FloatArray:
    """Return trips a day; nan where there is no such column, or nothing in it but of weekdays."""
    column = mapping.columns.get(what)
    if column is None:
        return np.full(len(table), np.nan)
    values = numbers(table.columns[column])
    is_wrong: npt.NDArray[np.bool_] = ~(values >= 0)
    if what != "weekday":
        is_wrong &= ~is_missing(table.columns[column])
    faults.add(is_wrong, column, "trips a day, 0 or more")
    return values


def _unknown(path: Path, table: Table) -> InputError:
    mapping = read_mapping(path).matched(table, "stops")
    return InputError(
        f"{path}: no column holds trips a weekday; expected a GTFS feed (.zip or a folder), or a "
        f"table with a header like hallplats_id;namn;x;y;turer_vardag;turer_kvall;turer_lordag;"
        f"turer_sondag; complete this and keep it as {mapping_path(path)}:",
        proposed_mapping(mapping, table).splitlines(),
    )
