"""One table in memory, whatever file it came from, that knows where each cell stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

TextArray = npt.NDArray[Any]  # of numpy's StringDType: short texts take 16 bytes

StrArray = npt.NDArray[np.str_]
TEXT = np.dtypes.StringDType()


@dataclass(frozen=True)
class Table:
    """Rows of a file, by column.

    Parameters
    ----------
    path : Path
    layer : str
        Sheet or layer; empty where the format has none, or a file of layers just one.
    columns : mapping of str to array
        Each (row_count,) of text, or of numbers where the format stores numbers.
    row : (row_count,) int64
        Line of a CSV file (the header is line 1), row of a sheet, or number of a feature from 1.
    letters : mapping of str to str
        The letters of each column in a sheet; empty for other formats.
    geometry : (row_count,) object or None
        Shapely geometries with x before y; None for a row without one.
    crs : str
        Of the geometry, or of x and y; empty when nobody says.
    is_only_sheet : bool
        No other sheet of the workbook holds a table.
    torn : tuple of str
        Rows that could not be read at all, as faults.
    """

    path: Path
    columns: Mapping[str, npt.NDArray[Any]]
    row: npt.NDArray[np.int64]
    layer: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    geometry: npt.NDArray[np.object_] | None = None
    crs: str = ""
    is_only_sheet: bool = False
    torn: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.row)

    @property
    def part(self) -> str:
        """The sheet or layer where a file has several, else empty."""
        return "" if self.is_only_sheet else self.layer

    def text(self, column: str) -> TextArray:
        """Return a column as text without space around it; whole numbers have no decimals."""
        values = self.columns[column]
        if values.dtype.kind == "f":
            return np.array([number_text(each) for each in values.tolist()], dtype=TEXT)
        return np.strings.strip(values.astype(TEXT))

    def cell(self, at: int, column: str) -> str:
        """Return `file:line`, or `file:sheet!cell`, of a value."""
        row = int(self.row[at])
        if column in self.letters:
            return f"{self.path}:{self.layer}!{self.letters[column]}{row}"
        if self.layer:
            return f"{self.path}:{self.layer}:{row}"
        return f"{self.path}:{row}"


def number_text(number: float) -> str:
    """Return a number as it is written: 180 and not 180.0, empty for nan."""
    if np.isnan(number):
        return ""
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def fixed_width(text: TextArray) -> StrArray:
    """Return text as the core keeps it: an array that is as wide as its longest text."""
    return np.array(text.tolist(), dtype=np.str_)


def unique_names(names: list[str]) -> list[str]:
    """Return column names of which none repeats: the second `x` becomes `x (2)`."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique
