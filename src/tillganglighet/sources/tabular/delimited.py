"""CSV and its kin: encoding, delimiter and quoting are found out, lines are remembered."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tillganglighet.errors import InputError
from tillganglighet.sources.tabular.plain_rows import plain_columns
from tillganglighet.sources.tabular.table import TEXT, Table, TextArray, unique_names

DELIMITERS = ";\t,|"  # the earlier wins where two split the header alike
_ROWS_AT_A_TIME = 50_000

_Line = tuple[int, list[str]]


def read_delimited(path: Path) -> Table:
    """Read a text table; its first line that is not blank holds the names of the columns.

    Raises
    ------
    InputError
        The file is no text table or its quotation marks do not match.
    """
    text = _decoded(path)
    plain = _plain(path, text)
    if plain is not None:
        return plain
    lines = _lines(path, text)
    _, header = next(lines, (0, []))
    names = unique_names([name.strip() for name in header])
    while names and not names[-1]:
        names.pop()
    row: list[int] = []
    torn: list[str] = []
    chunks: list[list[TextArray]] = []
    rows: list[list[str]] = []
    for line, values in lines:
        if any(values[len(names) :]) or len(values) < len(names):
            torn.append(f"{path}:{line}: {len(values)} fields: expected {len(names)}")
            continue
        row.append(line)
        rows.append(values[: len(names)])
        if len(rows) == _ROWS_AT_A_TIME:
            chunks.append(_by_column(rows, len(names)))
            rows = []
    chunks.append(_by_column(rows, len(names)))
    columns = {name: np.concatenate(parts) for name, *parts in zip(names, *chunks, strict=True)}
    return Table(
        path,
        {name: column for name, column in columns.items() if name},
        np.array(row, dtype=np.int64),
        torn=tuple(torn),
    )


def _plain(path: Path, text: str) -> Table | None:
    """Return the table where its first line is the header and every line below is a plain row."""
    head, newline, rows = text.partition("\n")
    if '"' in head or not head.strip() or "\r" in head.removesuffix("\r") or not newline:
        return None
    delimiter = _delimiter(head)
    names = [name.strip() for name in head.removesuffix("\r").split(delimiter)]
    if not all(names) or len(set(names)) < len(names):
        return None
    columns = plain_columns(rows, delimiter, names)
    if columns is None:
        return None
    count = len(columns[names[0]])
    return Table(path, columns, np.arange(2, count + 2, dtype=np.int64))


def _by_column(rows: list[list[str]], count: int) -> list[TextArray]:
    columns = zip(*rows, strict=True) if rows else [()] * count
    return [np.array(column, dtype=TEXT) for column in columns]


def _decoded(path: Path) -> str:
    """Return the text: UTF-8 if it is that, else UTF-16 by its mark, else Windows-1252."""
    content = path.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise InputError(f"{path}: not a text table (it holds zero bytes); expected CSV")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _lines(path: Path, text: str) -> Iterator[_Line]:
    """Yield the filled rows with the line they begin on.

    Some tab-separated files (GeoNames) mean nothing by a quotation mark; where the marks do not
    match, such a file is read without them.
    """
    delimiter = _delimiter(text)
    stream = _stream(text)
    if delimiter == "\t" and any(line.count('"') % 2 for line in _stream(text)):
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line = 1
    try:
        for values in reader:
            if any(value.strip() for value in values):
                yield line, values
            line = reader.line_num + 1
    except csv.Error as cause:
        raise InputError(
            f"{path}:{line}: not a row of CSV ({cause}); check the quotation marks"
        ) from cause


def _delimiter(text: str) -> str:
    header = next((line for line in _stream(text) if line.strip()), "")
    return max(DELIMITERS, key=lambda each: len(next(csv.reader([header], delimiter=each), [])))


def _stream(text: str) -> io.StringIO:
    """Return the lines; unlike `str.splitlines` it leaves rarer separators inside a value."""
    return io.StringIO(text, newline="")
