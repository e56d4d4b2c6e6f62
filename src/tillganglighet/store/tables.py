"""Villages, services and cells as GeoParquet, each with where it meets the road."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.errors import RegionError
from tillganglighet.network.snapping import Snapping
from tillganglighet.store.arrays import REMEDY

POINT_FIELDS = ("x", "y")
GROUP_PREFIX = "group:"


def write_places(
    places: Villages | Services | Cells, snapping: Snapping, crs: str, path: Path
) -> None:
    """Write one GeoParquet file: the fields as columns, `geometry` as points."""
    import geopandas as gpd  # noqa: PLC0415 (costs most of a second; only building needs it)

    columns: dict[str, Any] = {
        field.name: getattr(places, field.name)
        for field in fields(places)
        if field.name not in {*POINT_FIELDS, "groups", "group_population"}
    }
    if isinstance(places, Cells):
        for number, group in enumerate(places.groups):
            columns[GROUP_PREFIX + group] = places.group_population[:, number]
    columns |= {field.name: getattr(snapping, field.name) for field in fields(snapping)}
    frame = gpd.GeoDataFrame(columns, geometry=shapely.points(places.x, places.y), crs=crs)
    frame.to_parquet(path, index=False)


def read_villages(path: Path) -> tuple[Villages, Snapping]:
    """Return the villages of a region and where they meet the road."""
    columns = _columns(path)
    return Villages(**_fields(Villages, columns)), _snapping(columns)


def read_services(path: Path) -> tuple[Services, Snapping]:
    """Return the services of a region and where they meet the road."""
    columns = _columns(path)
    return Services(**_fields(Services, columns)), _snapping(columns)


def read_cells(path: Path) -> tuple[Cells, Snapping]:
    """Return the population cells of a region and where they meet the road."""
    columns = _columns(path)
    groups = [name for name in columns if name.startswith(GROUP_PREFIX)]
    cells = Cells(
        id=columns["id"],
        x=columns["x"],
        y=columns["y"],
        population=columns["population"],
        groups=tuple(name.removeprefix(GROUP_PREFIX) for name in groups),
        group_population=np.column_stack([columns[name] for name in groups])
        if groups
        else np.zeros((len(columns["id"]), 0)),
    )
    return cells, _snapping(columns)


def _columns(path: Path) -> dict[str, npt.NDArray[Any]]:
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as cause:
        raise RegionError(f"{path}: cannot be read ({cause}); {REMEDY}") from cause
    columns = {name: table[name].to_numpy() for name in table.column_names}
    points = shapely.get_coordinates(shapely.from_wkb(columns.pop("geometry")))
    text = {name: each for name, each in columns.items() if each.dtype == object}
    return (
        columns
        | {name: each.astype(np.str_) for name, each in text.items()}
        | {"x": points[:, 0], "y": points[:, 1]}
    )


def _fields(kind: type, columns: dict[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
    return {field.name: columns[field.name] for field in fields(kind)}


def _snapping(columns: dict[str, npt.NDArray[Any]]) -> Snapping:
    return Snapping(**_fields(Snapping, columns))
