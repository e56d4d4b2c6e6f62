"""Excel sheets, cell by cell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tillganglighet.errors import InputError
from tillganglighet.sources.tabular.table import TEXT, Table, number_text, unique_names

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

# A sheet may begin with a title and notes; the header is looked for among so many rows.
_MOST_ROWS_ABOVE = 20
# The header is the first row that is filled about as widely as the widest of them.
_HEADER_FILL = 0.8

_Row = tuple[Any, ...]


def read_workbook(path: Path) -> list[Table]:
    """Read every sheet that holds a table and is not hidden.

    Raises
    ------
    InputError
        The file is no Excel workbook (.xlsx).
    """
    import openpyxl  # noqa: PLC0415 (a tenth of a second that only Excel files need pay)

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheets = {
            sheet.title: _rows(sheet)
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        }
        book.close()
    except OSError:
        raise
    except Exception as cause:  # zip, zlib, XML and openpyxl each have errors of their own
        raise InputError(
            f"{path}: not an Excel workbook ({cause}); save it as .xlsx or as CSV"
        ) from cause
    tables = [_table(path, title, rows) for title, rows in sheets.items()]
    filled = [table for table in tables if len(table)]
    return [replace(table, is_only_sheet=len(filled) == 1) for table in filled]


def _rows(sheet: "ReadOnlyWorksheet") -> list[_Row]:
    """Return all rows; other programs than Excel may state the extent of a sheet wrongly."""
    sheet.reset_dimensions()
    return list(sheet.iter_rows(values_only=True))


def _table(path: Path, title: str, rows: Sequence[_Row]) -> Table:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 (as above)

    top = _header(rows)
    header = [_text(value) for value in rows[top]] if rows else []
    names = unique_names(header)
    filled = [at for at in range(top + 1, len(rows)) if any(_text(each) for each in rows[at])]
    columns = {
        name: np.array(
            [_text(rows[at][number]) if number < len(rows[at]) else "" for at in filled],
            dtype=TEXT,
        )
        for number, name in enumerate(names)
        if header[number]
    }
    letters = {name: get_column_letter(number + 1) for number, name in enumerate(names)}
    return Table(path, columns, np.array(filled, np.int64) + 1, layer=title, letters=letters)


def _header(rows: Sequence[_Row]) -> int:
    filled = [sum(bool(_text(value)) for value in row) for row in rows[:_MOST_ROWS_ABOVE]]
    enough = _HEADER_FILL * max(filled, default=0)
    return next((at for at, count in enumerate(filled) if count >= enough), 0)


def _text(value: object) -> str:
    """Return a cell as text; Excel keeps the code 0180 as the number 180."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case int() | float():
            return number_text(value)
        case datetime() if value.hour == value.minute == value.second == 0:
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()
