"""Read the tables of a file that hold what is asked for, with what each column holds."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import shapely

from tillganglighet.errors import InputError
from tillganglighet.sources.tabular.mapping import (
    TableMapping,
    mapping_path,
    proposed_mapping,
    read_mapping,
)
from tillganglighet.sources.tabular.read import read_tables
from tillganglighet.sources.tabular.table import Table

Mapped = tuple[Table, TableMapping]

_POSITIONS = ({"x", "y"}, {"lon", "lat"})
_POINTS_AND_AREAS = (0, 2)  # a line is no place


def read_mapped(
    path: Path,
    kind: str,
    needed: Sequence[str] = (),
    *,
    crs: str = "",
    derive: Callable[[Table, TableMapping], Mapped] = lambda table, mapping: (table, mapping),
) -> list[Mapped]:
    """Return every sheet or layer that has positions and the needed columns; at least one.

    Parameters
    ----------
    path : Path
    kind : str
        A section of `columns.toml`: services, cells or villages.
    needed : sequence of str
        What columns must hold.
    crs : str
        Of the table's x and y or geometry, where neither it nor its mapping tells.
    derive : callable
        Adds columns that follow from others.

    Raises
    ------
    InputError, UsageError
        The file cannot be read, or nothing in it has those columns; a mapping is proposed.
    """
    mapping, tables = read_mapping(path), read_tables(path, crs)
    if mapping.layer:
        layers = [table.layer for table in tables]
        tables = [table for table in tables if table.layer == mapping.layer]
        if not tables:
            raise InputError(
                f"{mapping_path(path)}: layer={mapping.layer}: expected one of {', '.join(layers)}"
            )
    whole = [table for table in tables if set(mapping.columns.values()) <= set(table.columns)]
    mapped = [derive(table, mapping.matched(table, kind)) for table in whole or tables]
    fitting = [(table, own) for table, own in mapped if not _lacking(table, own, needed)]
    if fitting:
        return fitting
    table, own = mapped[0]
    raise InputError(
        f"{path}: no column holds {' and '.join(_lacking(table, own, needed))}; "
        f"complete this and keep it as {mapping_path(path)}:",
        proposed_mapping(own, table).splitlines(),
    )


def _lacking(table: Table, mapping: TableMapping, needed: Sequence[str]) -> list[str]:
    held = set(mapping.columns)
    lacking = [each for each in needed if each not in held]
    if table.geometry is None:
        is_placed = any(pair <= held for pair in _POSITIONS)
    else:
        is_placed = bool(np.isin(shapely.get_dimensions(table.geometry), _POINTS_AND_AREAS).any())
    return lacking if is_placed else [*lacking, "x and y (or lon and lat, or points or areas)"]
