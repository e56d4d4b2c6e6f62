"""Squares whose id tells where they are: `rutid_scb` 3940006133000 is the lower left corner."""

from dataclasses import replace

import numpy as np

from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.sources.tabular.axes import CERTAIN
from tillganglighet.sources.tabular.mapping import TableMapping
from tillganglighet.sources.tabular.own_ids import own_ids
from tillganglighet.sources.tabular.table import Table

_DIGITS = 13
_NORTHING = 10_000_000  # the last seven digits
_SIDES_M = (1_000, 500, 250, 100)


def with_square_positions(table: Table, mapping: TableMapping) -> tuple[Table, TableMapping]:
    """Return the table with the middle of each square as x and y, where it lacks positions.

    The side is the longest of 1000, 500, 250 and 100 m that all corners are multiples of. The odd
    id that is none leaves its square without a place.
    """
    is_placed = table.geometry is not None or {"x", "y"} <= set(mapping.columns)
    column = mapping.columns.get("id")
    if is_placed or {"lon", "lat"} <= set(mapping.columns) or column is None:
        return table, mapping
    ids = own_ids(table, mapping)
    is_square = np.char.isdecimal(ids) & (np.char.str_len(ids) == _DIGITS)
    if is_square.mean() < CERTAIN:
        return table, mapping
    number = ids[is_square].astype(np.int64)
    corner = np.full((2, len(ids)), np.nan)
    corner[:, is_square] = number // _NORTHING, number % _NORTHING
    shared = np.gcd.reduce(corner[:, is_square].astype(np.int64), axis=None)
    side = next((each for each in _SIDES_M if shared % each == 0), 0)
    east, north = corner + side / 2
    columns = {**table.columns, "x ur rutid": east, "y ur rutid": north}
    held = {**mapping.columns, "x": "x ur rutid", "y": "y ur rutid"}
    return replace(table, columns=columns), replace(mapping, columns=held, crs=SWEREF99_TM)
