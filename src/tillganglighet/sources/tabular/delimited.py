"""CSV and its kin: encoding, delimiter and quoting are found out, lines are remembered."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from tillganglighet.errors import InputError
from tillganglighet.sources.tabular.plain_rows import plain_columns
from tillganglighet.sources.tabular.table import TEXT, Table, TextArray, unique_names

DELIMITERS = ";\t,|"  # the earlier wins where two split the header alike
_ROWS_AT_A_TIME = 50_000
# A table may begin with a title (as SCB's do) or Excel's `sep=;`; the header is looked for among
# so many lines, and so many rows below it tell whether it is one.
_MOST_LINES_ABOVE = 20
_ROWS_TO_TELL = 20
_LETTERS_TO_TELL = 100_000

_Line = tuple[int, list[str]]


def read_delimited(path: Path) -> Table:
    """Read a text table, whose header is the first line that most rows below are as wide as.

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
    names = unique_names(_names(header))
    row: list[int] = []
    torn: list[str] = []
    chunks: list[list[TextArray]] = []
    rows: list[list[str]] = []
    for line, values in lines:
        if not _fits(values, len(names)):
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
    delimiter = _delimiter([head])
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
    above = _lines_above_header(text)
    stream = _stream(text, above)
    delimiter = _delimiter(_stream(text, above))
    if delimiter == "\t" and any(line.count('"') % 2 for line in _stream(text, above)):
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line = above + 1
    try:
        for values in reader:
            if any(value.strip() for value in values):
                yield line, values
            line = above + reader.line_num + 1
    except csv.Error as cause:
        raise InputError(
            f"{path}:{line}: not a row of CSV ({cause}); check the quotation marks"
        ) from cause


def _lines_above_header(text: str) -> int:
    """Return how many lines stand above the header; none where no line looks like one."""
    lines = list(_stream(text[:_LETTERS_TO_TELL]))
    tables = (above for above in range(min(len(lines), _MOST_LINES_ABOVE)) if lines[above].strip())
    return next((above for above in tables if _begins_table(lines[above:])), 0)


def _begins_table(lines: Sequence[str]) -> bool:
    """Tell whether the first line names several columns, and most rows below have as many."""
    reader = csv.reader(lines, delimiter=_delimiter(lines))
    names = _names(next(reader, []))
    in_words = sum(re.search(r"[^\W\d_]", name) is not None for name in names)
    rows = list(islice(filter(any, reader), _ROWS_TO_TELL))
    fitting = sum(_fits(values, len(names)) for values in rows)
    return len(names) > 1 and 2 * in_words >= len(names) and 2 * fitting >= len(rows)


def _names(header: list[str]) -> list[str]:
    """Return the names of the columns without the empty ones at the end."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    return names


def _fits(values: list[str], width: int) -> bool:
    """Tell whether a row fills just the named columns; empty fields may follow."""
    return len(values) >= width and not any(values[width:])


def _delimiter(lines: Iterable[str]) -> str:
    """Return what splits the first line that is not blank into most fields."""
    header = next((line for line in lines if line.strip()), "")
    return max(DELIMITERS, key=lambda each: len(next(csv.reader([header], delimiter=each), [])))


def _stream(text: str, above: int = 0) -> io.StringIO:
    """Return the lines below the first few.

    Unlike `str.splitlines` it leaves rarer separators inside a value.
    """
    stream = io.StringIO(text, newline="")
    for _ in range(above):
        stream.readline()
    return stream
