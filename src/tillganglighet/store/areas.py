"""The boundaries of a region as GeoParquet."""

from dataclasses import fields
from pathlib import Path

import numpy as np

from tillganglighet.domain.areas import Areas
from tillganglighet.store.columns import read_columns, taken

_TEXTS = tuple(each.name for each in fields(Areas) if each.name not in {"polygon", "crs"})


def write_areas(areas: Areas, path: Path) -> None:
    """Write one GeoParquet file in the CRS of the areas."""
    import geopandas as gpd  # noqa: PLC0415 (costs most of a second; only building needs it)

    columns = {name: getattr(areas, name) for name in _TEXTS}
    frame = gpd.GeoDataFrame(columns, geometry=areas.polygon, crs=areas.crs)
    frame.to_parquet(path, index=False)


def read_areas(path: Path, crs: str) -> Areas:
    """Return the boundaries of a region, which are in its CRS."""
    columns = read_columns(path)
    texts = {name: each.astype(np.str_) for name, each in taken(_TEXTS, columns, path).items()}
    return Areas(**texts, polygon=columns["geometry"], crs=crs)
