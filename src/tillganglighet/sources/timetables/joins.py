"""What joins the tables of a feed: ids, and times of day."""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from tillganglighet.domain.places import FloatArray
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table

_TIME = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)")


class Ids:
    """The ids of a table, each with its number."""

    def __init__(self, table: Table, column: str) -> None:
        self._index = pd.Index(_values(table, column)).unique()

    def __len__(self) -> int:
        """Return the number of ids."""
        return len(self._index)

    def texts(self) -> npt.NDArray[np.str_]:
        """Return the ids as text, by number."""
        return np.array([str(each) for each in self._index], dtype=np.str_)

    def of(self, table: Table, column: str) -> npt.NDArray[np.intp]:
        """Return (row_count,) the number of the id in each row; -1 for one that is unknown."""
        values = _values(table, column)
        known = self._index
        if values.dtype != known.dtype:  # whole numbers here, text there
            values, known = values.astype(object).astype(str), known.astype(str)
        return np.asarray(known.get_indexer(values), dtype=np.intp)

    def found(self, table: Table, column: str, faults: Faults, where: str) -> npt.NDArray[np.intp]:
        """Return the same, and note the rows whose id is unknown."""
        number = self.of(table, column)
        faults.add(number < 0, column, f"an id in {where}")
        return number


def _values(table: Table, column: str) -> npt.NDArray[np.generic]:
    values = table.columns[column]
    return values if values.dtype.kind == "i" else np.array(table.text(column).tolist(), object)


def seconds(table: Table, column: str, faults: Faults) -> FloatArray:
    """Return (row_count,) seconds after midnight, above 24 hours after the next; nan for none."""
    number, texts = pd.factorize(_values(table, column))
    found = np.array([_seconds(str(each)) for each in texts], dtype=np.float64)
    is_wrong = np.isnan(found) & np.array([str(each) != "" for each in texts], dtype=bool)
    faults.add(is_wrong[number], column, "a time as 07:20:00, after midnight 24:50:00")
    return found[number]


def _seconds(text: str) -> float:
    match = _TIME.fullmatch(text)
    if match is None:
        return float("nan")
    hours, minutes, rest = map(int, match.groups())
    return 3600.0 * hours + 60.0 * minutes + rest
