"""The boundaries of a region as GeoParquet."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from tillganglighet.domain.areas import Areas
from tillganglighet.errors import RegionError
from tillganglighet.store.arrays import REMEDY

_TEXTS = tuple(each.name for each in fields(Areas) if each.name not in {"polygon", "crs"})


def write_areas(areas: Areas, path: Path) -> None:
    """Write one GeoParquet file in the CRS of the areas."""
    import geopandas as gpd  # noqa: PLC0415 (costs most of a second; only building needs it)

    columns = {name: getattr(areas, name) for name in _TEXTS}
    frame = gpd.GeoDataFrame(columns, geometry=areas.polygon, crs=areas.crs)
    frame.to_parquet(path, index=False)


def read_areas(path: Path, crs: str) -> Areas:
    """Return the boundaries of a region, which are in its CRS."""
    try:
        with path.open("rb") as stream:
            table = pq.read_table(stream)
        texts = {name: table[name].to_numpy().astype(np.str_) for name in _TEXTS}
        polygon = shapely.from_wkb(table["geometry"].to_numpy())
    except (OSError, KeyError, pa.ArrowException) as cause:
        raise RegionError(f"{path}: cannot be read ({cause}); {REMEDY}") from cause
    return Areas(**texts, polygon=np.asarray(polygon, dtype=object), crs=crs)
