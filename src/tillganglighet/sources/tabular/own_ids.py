"""Ids of rows: the file's own, or the file's name and the line."""

import re

import numpy as np

from tillganglighet.sources.tabular.mapping import TableMapping
from tillganglighet.sources.tabular.table import StrArray, Table, fixed_width
from tillganglighet.sources.tabular.values import BoolArray, is_missing

_WHOLE = re.compile(r"^(\d+)\.0$")


def own_ids(table: Table, mapping: TableMapping) -> StrArray:
    """Return the file's own ids; `<stem>:<line>` for rows without one.

    A whole number that some program wrote with a decimal (`17.0`) loses it.
    """
    lines = line_ids(table)
    column = mapping.columns.get("id")
    if column is None:
        return lines
    given = table.text(column)
    for at in np.flatnonzero(np.strings.endswith(given, ".0")).tolist():
        given[at] = _WHOLE.sub(r"\1", given[at])
    return np.where(is_missing(given), lines, fixed_width(given))


def line_ids(table: Table) -> StrArray:
    """Return `<stem>:<line>`, with the sheet or layer between where there are several."""
    start = f"{table.path.stem}:" + (f"{table.part}:" if table.part else "")
    return np.array([f"{start}{row}" for row in table.row.tolist()])


def is_repeated(*keys: StrArray) -> BoolArray:
    """Tell which rows have the same keys as a row above."""
    _, first = np.unique(np.array(keys), axis=1, return_index=True)
    repeated = np.ones(len(keys[0]), dtype=np.bool_)
    repeated[first] = False
    return repeated
