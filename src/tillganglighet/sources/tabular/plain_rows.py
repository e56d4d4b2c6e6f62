"""The rows of a plain text table, column by column and fast: a row a line, and nothing odd."""

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from tillganglighet.sources.tabular.table import TEXT

Column = npt.NDArray[Any]

_MARK = '"'


def plain_columns(rows: str, delimiter: str, names: Sequence[str]) -> dict[str, Column] | None:
    """Return the columns; None where the rows need to be looked at one by one.

    A column of whole numbers written as such (no zero before them, no sign, no space) is int64,
    which says the same and takes a fraction of the time; all others are text.

    Parameters
    ----------
    rows : str
        The lines below the header.
    delimiter : str
    names : sequence of str
        Of the columns, at least two; each line has a value for each.
    """
    if len(names) < 2 or not rows or _are_marks_odd(rows, delimiter):  # noqa: PLR2004 (a blank line would be a row)
        return None
    try:
        table = csv.read_csv(
            io.BytesIO(rows.encode("utf-8")),
            csv.ReadOptions(column_names=list(names)),
            csv.ParseOptions(delimiter=delimiter, quote_char=_MARK, ignore_empty_lines=False),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:
        return None  # a line with fewer fields or more
    columns = {name: _column(table[name]) for name in names}
    return None if _has_blank_row(columns) else columns


def _are_marks_odd(rows: str, delimiter: str) -> bool:
    """Tell whether a quotation mark stands elsewhere than at both ends of a field of one line."""
    if _MARK not in rows:
        return False
    letters = np.frombuffer("\n{}\n".format(rows.replace("\r\n", "\n")).encode(), dtype=np.uint8)
    marks = np.flatnonzero(letters == ord(_MARK))
    if len(marks) % 2:
        return True
    opening, closing = marks[0::2], marks[1::2]
    line = np.flatnonzero(letters == ord("\n")).searchsorted(marks)
    begins = np.isin(letters[opening - 1], [ord(delimiter), ord("\n")])
    ends = np.isin(letters[closing + 1], [ord(delimiter), ord("\n")])
    return not bool((begins & ends & (line[0::2] == line[1::2])).all())


def _column(values: pa.ChunkedArray) -> Column:
    try:
        whole = values.cast(pa.int64())
        if pc.all(pc.equal(whole.cast(pa.string()), values)).as_py():
            return np.asarray(whole.to_numpy(), dtype=np.int64)
    except pa.ArrowInvalid:
        pass
    return np.array(values.to_pylist(), dtype=TEXT)


def _has_blank_row(columns: dict[str, Column]) -> bool:
    is_blank: npt.NDArray[np.bool_] | None = None
    for values in columns.values():
        if values.dtype.kind == "i":
            return False
        blank = np.strings.str_len(np.strings.strip(values)) == 0
        is_blank = blank if is_blank is None else is_blank & blank
        if not is_blank.any():
            return False
    return True
