"""The project's own tables: services and population cells as CSV (`;`, decimal comma, UTF-8)."""

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import Cells, Services
from tillganglighet.domain.provenance import InputFile
from tillganglighet.errors import InputError
from tillganglighet.network.crs import SWEREF99_TM, project, unproject
from tillganglighet.network.findings import Findings

# A table with more bad rows than this is refused: something is wrong with the whole file.
LARGEST_BAD_SHARE = 0.05
DELIMITERS = ";,\t"
AGE_PREFIX = "alder_"


@dataclass(frozen=True)
class Row:
    """One row of a table; `line` counts from the header, which is line 1."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class _Column:
    """How to read a column, and what to expect of it in a message."""

    name: str
    parse: Callable[[str], object]
    expected: str


def _text(value: str) -> str:
    if not value:
        raise ValueError
    return value


def _number(value: str, low: float, high: float) -> float:
    number = float(value.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    if not low <= number <= high:
        raise ValueError
    return number


def _key(value: str) -> str:
    return catalogue()[value].key


SERVICE_COLUMNS = (
    _Column("id", _text, "an id"),
    _Column("kategori", _key, "a category key such as dagligvaror"),
    _Column("namn", _text, "a name"),
    _Column("lon", lambda value: _number(value, -180, 180), "degrees, -180 to 180"),
    _Column("lat", lambda value: _number(value, -90, 90), "degrees, -90 to 90"),
)
# Easting and northing of SWEREF 99 TM in Sweden; other numbers are another system or swapped axes.
CELL_COLUMNS = (
    _Column("ruta_id", _text, "an id"),
    _Column("x", lambda value: _number(value, 260_000, 920_000), "easting, 260000 to 920000"),
    _Column("y", lambda value: _number(value, 6.13e6, 7.68e6), "northing, 6130000 to 7680000"),
    _Column("befolkning", lambda value: _number(value, 0, 1e8), "persons, 0 or more"),
)


def read_services(path: Path, crs: str, findings: Findings) -> Services:
    """Read a table of services: `id;kategori;namn;lon;lat` and perhaps `plats_id;operator`.

    Raises
    ------
    InputError
        With every fault, if columns are missing or more than 5 % of the rows are bad.
    """
    rows = _good_rows(path, list(_rows(path)), SERVICE_COLUMNS, findings)
    columns = {
        column.name: [column.parse(row.values[column.name]) for row in rows]
        for column in SERVICE_COLUMNS
    }
    x, y = project(np.array(columns["lon"], float), np.array(columns["lat"], float), crs)
    own_id = [str(each) for each in columns["id"]]
    place = [row.values.get("plats_id", "") for row in rows]
    return Services(
        id=np.array(own_id, dtype=np.str_),
        category=np.array(columns["kategori"], dtype=np.str_),
        name=np.array(columns["namn"], dtype=np.str_),
        x=x,
        y=y,
        place_key=np.array(
            [key or id_ for key, id_ in zip(place, own_id, strict=True)], dtype=np.str_
        ),
        operator=np.array([row.values.get("operator", "") for row in rows], dtype=np.str_),
        source=np.full(len(rows), path.name),
        kommun_code=np.full(len(rows), "", dtype="U4"),
    )


def read_cells(path: Path, crs: str, findings: Findings) -> Cells:
    """Read population cells: `ruta_id;x;y;befolkning` in SWEREF 99 TM and perhaps `alder_...`.

    Raises
    ------
    InputError
        As `read_services`.
    """
    rows = list(_rows(path))
    header = rows[0].values if rows else {}
    groups = [name for name in header if name.startswith(AGE_PREFIX)]
    persons = CELL_COLUMNS[-1]
    columns = (*CELL_COLUMNS, *(_Column(each, persons.parse, persons.expected) for each in groups))
    rows = _good_rows(path, rows, columns, findings)

    def numbers(name: str) -> list[float]:
        return [_number(row.values[name], -np.inf, np.inf) for row in rows]

    lon, lat = unproject(np.array(numbers("x")), np.array(numbers("y")), SWEREF99_TM)
    x, y = project(lon, lat, crs)
    return Cells(
        id=np.array([row.values["ruta_id"] for row in rows], dtype=np.str_),
        x=x,
        y=y,
        population=np.array(numbers("befolkning")),
        groups=tuple(groups),
        group_population=np.array([numbers(each) for each in groups]).reshape(-1, len(rows)).T,
    )


def table_file(path: Path) -> InputFile:
    """Return name and checksum of a table."""
    return InputFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), "")


def _good_rows(
    path: Path, rows: Sequence[Row], columns: Sequence[_Column], findings: Findings
) -> list[Row]:
    missing = [column.name for column in columns if rows and column.name not in rows[0].values]
    if not rows or missing:
        what = f"lacks the columns {', '.join(missing)}" if missing else "has no rows"
        expected = ";".join(column.name for column in columns)
        raise InputError(f"{path}: {what}; expected a header like {expected}")
    good, faults = [], []
    for row in rows:
        bad = [fault for column in columns if (fault := _fault(path, row, column))]
        faults.extend(bad)
        if not bad:
            good.append(row)
    if len(rows) - len(good) > LARGEST_BAD_SHARE * len(rows):
        raise InputError(
            f"{path}: {len(rows) - len(good)} of {len(rows)} rows are bad, more than "
            f"{LARGEST_BAD_SHARE:.0%}; mend the file",
            faults,
        )
    findings.add("table_row_bad", faults, len(rows) - len(good))
    return good


def _fault(path: Path, row: Row, column: _Column) -> str | None:
    value = row.values[column.name]
    try:
        column.parse(value)
    except (ValueError, KeyError):
        return f"{path}:{row.line}: {column.name}={value}: expected {column.expected}"
    return None


def _rows(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise InputError(f"{path}: no such file; check the path")
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, delimiter=_delimiter(path), restval="")
            for values in reader:
                texts = {key: (value or "").strip() for key, value in values.items() if key}
                if any(texts.values()):  # spreadsheets leave empty rows at the end
                    yield Row(reader.line_num, texts)
    except (UnicodeDecodeError, csv.Error) as cause:
        raise InputError(
            f"{path}: not a UTF-8 CSV file ({cause}); save it as CSV UTF-8"
        ) from cause


def _delimiter(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        header = stream.readline()
    return max(DELIMITERS, key=header.count)
