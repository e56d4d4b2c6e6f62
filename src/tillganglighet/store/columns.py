"""The columns of a GeoParquet file of a region, as arrays."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from tillganglighet.errors import RegionError
from tillganglighet.store.arrays import REMEDY


def read_columns(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Return every column by name: text as str, `geometry` as shapely geometries.

    Raises
    ------
    RegionError
        The file is missing, damaged, or has no geometry.
    """
    try:
        # An open file: the library would refuse a path whose bytes are no UTF-8.
        with path.open("rb") as stream:
            table = pq.read_table(stream)
        columns = {name: table[name].to_numpy() for name in table.column_names}
        geometry = shapely.from_wkb(columns.pop("geometry"))
    except (OSError, KeyError, pa.ArrowException) as cause:
        raise RegionError(f"{path}: cannot be read ({cause}); {REMEDY}") from cause
    text = {name: each for name, each in columns.items() if each.dtype == object}
    return (
        columns
        | {name: each.astype(np.str_) for name, each in text.items()}
        | {"geometry": np.asarray(geometry, dtype=object)}
    )


def taken(wanted: Iterable[str], columns: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return the wanted columns.

    Raises
    ------
    RegionError
        The file lacks one.
    """
    try:
        return {name: columns[name] for name in wanted}
    except KeyError as cause:
        raise RegionError(f"{path}: has no column {cause}; {REMEDY}") from cause
