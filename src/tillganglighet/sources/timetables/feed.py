"""A GTFS feed as tables: out of a zip or a folder, with every doubt told by file and row.

The feed is read here and not by a library: those that are kept up (gtfs-kit, partridge) bring
maps, web clients or a package without a wheel, and stop at the first odd row without telling
where it stood. What is needed of a feed are a few joins.

References
----------
GTFS Schedule Reference, gtfs.org/documentation/schedule/reference.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from tillganglighet.errors import InputError
from tillganglighet.sources.tabular.delimited import read_delimited
from tillganglighet.sources.tabular.table import Table

FEED_SUFFIX = ".zip"

# File, and the columns without which it says nothing.
_NEEDED = {
    "stops": ("stop_id", "stop_lat", "stop_lon"),
    "trips": ("route_id", "service_id", "trip_id"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence", "departure_time"),
}
_CALENDARS = {
    "calendar": (
        "service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "start_date", "end_date",
    ),
    "calendar_dates": ("service_id", "date", "exception_type"),
}  # fmt: skip
_OPTIONAL = {
    "routes": ("route_id", "route_type"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs"),
}
_COLUMNS = _NEEDED | _CALENDARS | _OPTIONAL

# Text of a timetable shrinks to a tenth or a thirtieth; what shrinks more is no timetable.
_MOST_SHRUNK = 200
_LARGEST_BYTES = 8_000_000_000

Feed = Mapping[str, Table]


def is_feed(path: Path) -> bool:
    """Tell whether a path goes for a GTFS feed: a zip or a folder."""
    return path.is_dir() or path.suffix.lower() == FEED_SUFFIX


def read_feed(path: Path) -> Feed:
    """Return the tables of a feed by their names without `.txt`; empty ones are left out.

    Raises
    ------
    InputError
        Files or columns are missing, or the zip cannot be read or grows beyond all measure.
    """
    if path.is_dir():
        feed = {
            name: read_delimited(file)
            for name in _COLUMNS
            if (file := path / f"{name}.txt").is_file()
        }
    elif path.is_file():
        feed = _of_zip(path)
    else:
        raise InputError(f"{path}: no such file; check the path")
    feed = {name: table for name, table in feed.items() if len(table)}
    _check(path, feed)
    return feed


def _of_zip(path: Path) -> dict[str, Table]:
    try:
        with zipfile.ZipFile(path) as archive, TemporaryDirectory() as folder:
            members = _members(path, archive)
            return {name: _member(path, archive, members[name], folder) for name in members}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as cause:
        raise InputError(f"{path}: not a whole zip file ({cause}); fetch it again") from cause


def _members(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the members that are read, by name; they may lie in one folder inside the zip."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        inside = PurePosixPath(info.filename)
        if inside.suffix != ".txt" or inside.stem not in _COLUMNS:
            continue
        if inside.stem in found:
            raise InputError(
                f"{path}: holds {found[inside.stem].filename} and {info.filename}; expected the "
                "files of one feed: unpack it and give each folder"
            )
        found[inside.stem] = info
    for info in found.values():
        if info.file_size > _MOST_SHRUNK * max(info.compress_size, 1) + 1_000_000:
            raise InputError(
                f"{path}: {info.filename} would grow from {info.compress_size} to "
                f"{info.file_size} bytes, which no timetable does; fetch it again"
            )
    if sum(info.file_size for info in found.values()) > _LARGEST_BYTES:
        raise InputError(
            f"{path}: unpacked it is larger than {_LARGEST_BYTES / 1e9:g} GB; take the feed of "
            "a county instead of a country"
        )
    return found


def _member(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, folder: str) -> Table:
    """Read one table by way of a file, and let it say where it stood in the zip."""
    name = PurePosixPath(info.filename).name
    unpacked = Path(folder) / name
    unpacked.write_bytes(archive.read(info))
    table = read_delimited(unpacked)
    unpacked.unlink()
    shown = path / name
    torn = tuple(each.replace(str(unpacked), str(shown), 1) for each in table.torn)
    return replace(table, path=shown, torn=torn)


def _check(path: Path, feed: Feed) -> None:
    lacking = [f"{name}.txt" for name in _NEEDED if name not in feed]
    if not any(name in feed for name in _CALENDARS):
        lacking.append("calendar.txt or calendar_dates.txt")
    faults = [
        f"{table.path}: has no column {column}; expected {', '.join(_COLUMNS[name])}"
        for name, table in feed.items()
        for column in _COLUMNS[name]
        if column not in table.columns
    ]
    if lacking:
        raise InputError(
            f"{path}: no GTFS feed: {', '.join(lacking)} missing or empty; expected "
            "stops.txt, trips.txt, stop_times.txt and a calendar",
            faults,
        )
    if faults:
        raise InputError(f"{path}: the feed lacks columns", faults)
