"""Collect the faults of a table, row by row, and tell which rows are good."""

import numpy as np

from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.mapping import mapping_path
from tillganglighet.sources.tabular.positions import Positions
from tillganglighet.sources.tabular.table import Table
from tillganglighet.sources.tabular.values import BoolArray

# A table with more bad rows than this is refused: something is wrong with the whole file.
LARGEST_BAD_SHARE = 0.05


class Faults:
    """What is wrong with the rows of a table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._lines: list[tuple[int, str]] = []
        self.is_bad = np.zeros(len(table), dtype=np.bool_)
        self._counts: dict[str, int] = {}

    @property
    def reasons(self) -> tuple[str, ...]:
        """Columns with wrong values and in how many rows: "lat: 3"."""
        torn = {"?": len(self._table.torn)} if self._table.torn else {}
        return tuple(f"{column}: {count}" for column, count in (self._counts | torn).items())

    def add(self, which: BoolArray, column: str, expected: str) -> None:
        """Note that these rows have a wrong value in a column."""
        values = self._table.columns[column]
        self._count(column, which)
        for at in np.flatnonzero(which).tolist():
            where = self._table.cell(at, column)
            self._lines.append((at, f"{where}: {column}={values[at]}: expected {expected}"))
        self.is_bad |= which

    def add_positions(self, positions: Positions) -> None:
        """Note the rows that lie nowhere."""
        unplaced = np.isnan(positions.x)
        self._count(", ".join(positions.columns) or "geometry", unplaced)
        for at in np.flatnonzero(unplaced).tolist():
            shown = [f"{name}={self._table.columns[name][at]}" for name in positions.columns]
            where = self._table.cell(at, next(iter(positions.columns), ""))
            what = ", ".join(shown) or "geometry"
            self._lines.append((at, f"{where}: {what}: expected {positions.expected}"))
        self.is_bad |= unplaced

    def _count(self, column: str, which: BoolArray) -> None:
        if which.any():
            self._counts[column] = self._counts.get(column, 0) + int(which.sum())

    def good_rows(self, findings: Findings) -> BoolArray:
        """Return which rows are good; count the others.

        Raises
        ------
        InputError
            With every fault, if more than 5 % of the rows are bad.
        """
        faults = [*self._table.torn, *(line for _, line in sorted(self._lines))]
        bad = int(self.is_bad.sum()) + len(self._table.torn)
        rows = len(self._table) + len(self._table.torn)
        if bad > LARGEST_BAD_SHARE * rows:
            raise InputError(
                f"{self._table.path}: {bad} of {rows} rows are bad, more than "
                f"{LARGEST_BAD_SHARE:.0%}; mend the file, or say how to read it in "
                f"{mapping_path(self._table.path).name}",
                faults,
            )
        findings.add("table_row_bad", faults, bad)
        return ~self.is_bad
