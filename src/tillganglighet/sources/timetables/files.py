"""Timetables out of files: feeds (GTFS), tables of stops, or both, as one."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tillganglighet.domain.provenance import InputFile
from tillganglighet.domain.timetable import Legs, Lines, Stops, Timetable, one_row_a_stop
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.read import table_file
from tillganglighet.sources.timetables.feed import is_feed
from tillganglighet.sources.timetables.gtfs import FeedTrips, read_gtfs
from tillganglighet.sources.timetables.stop_tables import StopTable, read_stop_table


def read_timetable(paths: Sequence[Path], crs: str, *, evening_from_hour: float) -> Timetable:
    """Read the files of a timetable and add them up, stop by stop.

    Rows of tables with the same id, which neighbouring kommuner share, count once; feeds are
    taken to hold different trips.

    Parameters
    ----------
    paths : sequence of Path
        Zips or folders of GTFS, and tables of stops.
    crs : str
        The metric CRS of the region.
    evening_from_hour : float

    Raises
    ------
    InputError, UsageError
        A file cannot be read, or too much of it is wrong.
    """
    findings = Findings()
    feeds, tables, files = list[FeedTrips](), list[StopTable](), list[InputFile]()
    for path in paths:
        if is_feed(path):
            feeds.append(read_gtfs(path, crs, findings, evening_from_hour=evening_from_hour))
            files.append(InputFile(path.name, _sha256(path), feeds[-1].monday))
        else:
            tables.append(read_stop_table(path, crs, findings))
            files.append(InputFile(path.name, table_file(path).sha256, tables[-1].newest))
    stops = [each.stops for each in feeds]
    lines = Lines(np.empty(0, dtype=object), np.empty(0))
    if tables:
        stops.append(_platforms_once(tables))
        lines = _lines_once(tables)
    together = stops[0]
    for each in stops[1:]:
        together = together.followed_by(each)
    if len(together) == 0:
        raise InputError(f"{', '.join(map(str, paths))}: no stop where anything calls")
    bad = findings.frozen().get("table_row_bad")
    return Timetable(
        one_row_a_stop(together), _legs_of(feeds), lines, tuple(files), bad.examples if bad else ()
    )


def _platforms_once(tables: Sequence[StopTable]) -> Stops:
    together = tables[0].stops
    for each in tables[1:]:
        together = together.followed_by(each.stops)
    platform = np.concatenate([each.platform for each in tables])
    return together.chosen(np.sort(np.unique(platform, return_index=True)[1]))


def _lines_once(tables: Sequence[StopTable]) -> Lines:
    ids = np.concatenate([each.line_id for each in tables])
    first = np.sort(np.unique(ids, return_index=True)[1])
    return Lines(
        np.concatenate([each.lines.line for each in tables])[first],
        np.concatenate([each.lines.trips for each in tables])[first],
    )


def _legs_of(feeds: Sequence[FeedTrips]) -> Legs:
    nowhere = np.empty((0, 2))
    return Legs(
        np.concatenate([nowhere, *(each.legs.start for each in feeds)]),
        np.concatenate([nowhere, *(each.legs.end for each in feeds)]),
        np.concatenate([np.empty(0), *(each.legs.trips for each in feeds)]),
    )


def _sha256(path: Path) -> str:
    """Return the checksum of a zip, or of the text files of a folder, by name."""
    files = [path] if path.is_file() else sorted(path.glob("*.txt"))
    found = hashlib.sha256()
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()
