"""A worksheet whose rows are given as whole columns and written in blocks.

XlsxWriter keeps every cell as an object until the book is closed, and passes each through a dozen
calls: half a gigabyte and half a minute for 100 000 rows of 35 columns. Here a column is an array,
and a block of rows becomes text at once; all else of the sheet stays XlsxWriter's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_BLOCK = 4096  # rows
_LONGEST_TEXT = 32_767  # Excel specifications and limits


@dataclass(frozen=True)
class SheetColumn:
    """One column below its head.

    Parameters
    ----------
    look : Format
    cells : (row_count,) float64 or intp
        Numbers, nan for an empty cell; or where there are `texts` which of them, -1 for none.
    texts : sequence of str, optional
        The different texts of the column.
    """

    look: Format
    cells: npt.NDArray[np.float64] | npt.NDArray[np.intp]
    texts: Sequence[str] | None = None


class ColumnSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter tells no types
    """For `Workbook.add_worksheet(name, ColumnSheet)`; its head is written as in any sheet."""

    _columns: tuple[SheetColumn, ...] = ()

    def fill(self, columns: Sequence[SheetColumn]) -> None:
        """Give the rows from the second on; they are written when the book is closed."""
        self._check_dimensions(len(columns[0].cells), len(columns) - 1)
        self._columns = tuple(self._with_shared_texts(column) for column in columns)

    def _with_shared_texts(self, column: SheetColumn) -> SheetColumn:
        """Return the column by the numbers of its texts among those of all sheets of the book."""
        if column.texts is None:
            return column
        number = self.str_table._get_shared_string_index  # noqa: SLF001 (as XlsxWriter's own)
        shared = np.array([*(number(text[:_LONGEST_TEXT]) for text in column.texts), -1])
        return SheetColumn(column.look, shared[column.cells], column.texts)

    def _write_rows(self) -> None:
        """Write the head as XlsxWriter does, then the rows in place of its loop over cells."""
        self.dim_rowmax = 0
        super()._write_rows()
        row_count = len(self._columns[0].cells) if self._columns else 0
        for first in range(0, row_count, _BLOCK):
            cells = [
                _cells(number, column, slice(first, first + _BLOCK))
                for number, column in enumerate(self._columns)
            ]
            self.fh.writelines(_rows(first, cells))


def _cells(number: int, column: SheetColumn, rows: slice) -> list[str]:
    """Return the cells of some rows of a column; what is empty has no cell at all."""
    name, style = xl_col_to_name(number), column.look._get_xf_index()  # noqa: SLF001 (as above)
    values, first = column.cells[rows].tolist(), rows.start + 2
    if column.texts is None:
        return [
            f'<c r="{name}{row}" s="{style}"><v>{value:.16G}</v></c>' if value == value else ""  # noqa: PLR0124 (nan)
            for row, value in enumerate(values, start=first)
        ]
    return [
        f'<c r="{name}{row}" s="{style}" t="s"><v>{value}</v></c>' if value >= 0 else ""
        for row, value in enumerate(values, start=first)
    ]


def _rows(first: int, cells: Sequence[Sequence[str]]) -> Iterator[str]:
    for row, of_row in enumerate(zip(*cells, strict=True), start=first + 2):
        yield f'<row r="{row}">{"".join(of_row)}</row>'
