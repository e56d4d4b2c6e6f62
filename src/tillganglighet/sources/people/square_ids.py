"""Squares whose id tells where they are: `rutid_scb` 3940006133000 is the lower left corner."""

from dataclasses import replace

import numpy as np

from tillganglighet.sources.tabular.mapping import TableMapping
from tillganglighet.sources.tabular.table import Table
from tillganglighet.sources.tabular.values import is_code

_DIGITS = 13
_NORTHING = 10_000_000  # the last seven digits


def with_square_positions(table: Table, mapping: TableMapping) -> tuple[Table, TableMapping]:
    """Return the table with the middle of each square as x and y, where it lacks positions.

    The side is what all corners are multiples of: 1000, 500, 250 or 100 m.
    """
    is_placed = table.geometry is not None or {"x", "y"} <= set(mapping.columns)
    column = mapping.columns.get("id")
    if is_placed or {"lon", "lat"} <= set(mapping.columns) or column is None:
        return table, mapping
    ids = table.text(column)
    if len(ids) == 0 or not (is_code(ids, _DIGITS) & (ids != "")).all():
        return table, mapping
    number = ids.astype(np.int64)
    east, north = number // _NORTHING, number % _NORTHING
    half = np.gcd.reduce(np.concatenate([east, north])) / 2
    columns = {**table.columns, "x ur rutid": east + half, "y ur rutid": north + half}
    held = {**mapping.columns, "x": "x ur rutid", "y": "y ur rutid"}
    return replace(table, columns=columns), replace(mapping, columns=held)
