"""Read a table by the suffix of its file."""

import hashlib
from dataclasses import replace
from pathlib import Path

from tillganglighet.domain.provenance import InputFile
from tillganglighet.errors import InputError, UsageError
from tillganglighet.sources.tabular.delimited import read_delimited
from tillganglighet.sources.tabular.layers import read_layers, read_parquet
from tillganglighet.sources.tabular.table import Table
from tillganglighet.sources.tabular.workbook import read_workbook

DELIMITED = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
LAYERS = (".gpkg", ".geojson", ".json", ".shp", ".fgb")
PARQUET = (".parquet", ".geoparquet")


def read_tables(path: Path, crs: str = "") -> list[Table]:
    """Return the tables of a file: one, or one a layer or sheet; at least one has rows.

    Parameters
    ----------
    path : Path
    crs : str
        Of those that do not tell theirs.

    Raises
    ------
    InputError
        The file is missing, cannot be read or holds no rows.
    UsageError
        The suffix is not one of a table.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file; check the path")
    try:
        tables = _read(path)
    except OSError as cause:
        raise InputError(
            f"{path}: cannot be read ({cause.strerror or cause}); close it in other programs, and "
            "check that you may read it"
        ) from cause
    filled = [table for table in tables if len(table)]
    if not filled:
        torn = [fault for table in tables for fault in table.torn]
        raise InputError(f"{path}: has no rows; expected a header and rows below it", torn)
    return [replace(table, crs=table.crs or crs) for table in filled]


def _read(path: Path) -> list[Table]:
    match path.suffix.lower():
        case suffix if suffix in DELIMITED:
            return [read_delimited(path)]
        case suffix if suffix in WORKBOOKS:
            return read_workbook(path)
        case suffix if suffix in LAYERS:
            return read_layers(path)
        case suffix if suffix in PARQUET:
            return [read_parquet(path)]
        case suffix:
            known = " ".join((*DELIMITED, *WORKBOOKS, *LAYERS, *PARQUET))
            raise UsageError(f"{path}: unknown suffix {suffix!r}; expected one of {known}")


def table_file(path: Path) -> InputFile:
    """Return name and checksum of a table."""
    return InputFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), "")
