"""The water of a region as GeoParquet."""

from pathlib import Path

import numpy as np

from tillganglighet.domain.ground import Ground
from tillganglighet.store.columns import read_columns


def write_ground(ground: Ground, crs: str, path: Path) -> None:
    """Write one GeoParquet file in the region's CRS."""
    import geopandas as gpd  # noqa: PLC0415 (costs most of a second; only building needs it)

    gpd.GeoDataFrame({"kind": ground.kind}, geometry=ground.shape, crs=crs).to_parquet(
        path, index=False
    )


def read_ground(path: Path) -> Ground:
    """Return the water of a region, which is in its CRS."""
    columns = read_columns(path)
    return Ground(columns["kind"].astype(np.str_), columns["geometry"])
