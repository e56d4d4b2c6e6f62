"""Villages, services, cells and problems as GeoParquet; where people go meets the road."""

from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.places import Cells, FloatArray, Services, Villages
from tillganglighet.domain.service_review import ServiceReview
from tillganglighet.network.findings import Problems
from tillganglighet.network.snapping import Snapping
from tillganglighet.store.columns import read_columns, taken

POINT_FIELDS = ("x", "y")
GROUP_PREFIX = "group:"
AREA_PREFIX = "area:"


def write_places(
    places: Villages | Services | Cells, snapping: Snapping, crs: str, path: Path
) -> None:
    """Write one GeoParquet file: the fields as columns, `geometry` as points."""
    columns = _columns_of(places, besides={"groups", "group_population", "area_codes"})
    if not isinstance(places, Services):
        columns |= {AREA_PREFIX + kind: codes for kind, codes in places.area_codes.items()}
    if isinstance(places, Cells):
        for number, group in enumerate(places.groups):
            columns[GROUP_PREFIX + group] = places.group_population[:, number]
    columns |= _columns_of(snapping)
    _write_points(columns, places.x, places.y, crs, path)


def write_problems(problems: Problems, crs: str, path: Path) -> None:
    """Write one GeoParquet file; a problem without a known place has no geometry."""
    _write_points(_columns_of(problems), problems.x, problems.y, crs, path)


def _columns_of(
    value: Villages | Services | Cells | Snapping | Problems | ServiceReview,
    besides: Collection[str] = (),
) -> dict[str, Any]:
    return {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if field.name not in {*POINT_FIELDS, *besides}
    }


def _write_points(
    columns: dict[str, Any], x: FloatArray, y: FloatArray, crs: str, path: Path
) -> None:
    import geopandas as gpd  # noqa: PLC0415 (costs most of a second; only building needs it)

    points = np.asarray(shapely.points(x, y))
    points[~(np.isfinite(x) & np.isfinite(y))] = None
    gpd.GeoDataFrame(columns, geometry=points, crs=crs).to_parquet(path, index=False)


def read_villages(path: Path) -> tuple[Villages, Snapping]:
    """Return the villages of a region and where they meet the road."""
    columns = _with_area_codes(_columns(path))
    return Villages(**taken(Villages.__dataclass_fields__, columns, path)), _snapping(
        columns, path
    )


def read_services(path: Path) -> tuple[Services, Snapping]:
    """Return the services of a region and where they meet the road."""
    columns = _columns(path)
    return Services(**taken(Services.__dataclass_fields__, columns, path)), _snapping(
        columns, path
    )


def read_cells(path: Path) -> tuple[Cells, Snapping]:
    """Return the population cells of a region and where they meet the road."""
    columns = _with_area_codes(_columns(path))
    groups = [name for name in columns if name.startswith(GROUP_PREFIX)]
    of_groups = [columns[name] for name in groups]
    columns |= {
        "groups": tuple(name.removeprefix(GROUP_PREFIX) for name in groups),
        # A table without age groups has no columns to stack, but as many rows.
        "group_population": np.array(of_groups).T if groups else np.zeros((len(columns["x"]), 0)),
    }
    return Cells(**taken(Cells.__dataclass_fields__, columns, path)), _snapping(columns, path)


def write_review(review: ServiceReview, crs: str, path: Path) -> None:
    """Write one GeoParquet file; what is not known to lie anywhere has no geometry."""
    _write_points(_columns_of(review), review.x, review.y, crs, path)


def read_review(path: Path) -> ServiceReview:
    """Return what people may want to look at among the services."""
    return ServiceReview(**taken(ServiceReview.__dataclass_fields__, _columns(path), path))


def read_problems(path: Path) -> Problems:
    """Return the problems of a region."""
    return Problems(**taken(Problems.__dataclass_fields__, _columns(path), path))


def _with_area_codes(columns: dict[str, npt.NDArray[Any]]) -> dict[str, Any]:
    kinds = [name for name in columns if name.startswith(AREA_PREFIX)]
    codes = {name.removeprefix(AREA_PREFIX): columns[name] for name in kinds}
    return columns | {"area_codes": codes}


def _columns(path: Path) -> dict[str, npt.NDArray[Any]]:
    columns = read_columns(path)
    points = columns.pop("geometry")
    return columns | {"x": shapely.get_x(points), "y": shapely.get_y(points)}


def _snapping(columns: dict[str, Any], path: Path) -> Snapping:
    return Snapping(**taken(Snapping.__dataclass_fields__, columns, path))
