"""Layers of geometries: GeoPackage, GeoJSON, Shapefile and (Geo)Parquet."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from tillganglighet.errors import InputError
from tillganglighet.sources.tabular.table import TEXT, Table


def read_layers(path: Path) -> list[Table]:
    """Read every layer of a file that GDAL opens.

    Raises
    ------
    InputError
        The file cannot be opened.
    """
    import pyogrio  # noqa: PLC0415 (loads GDAL; only such files need it)

    try:
        names = [str(name) for name, *_ in pyogrio.list_layers(path)]
        return [_layer(path, name, name if len(names) > 1 else "") for name in names]
    except (RuntimeError, UnicodeDecodeError) as cause:  # pyogrio's own are RuntimeErrors
        raise InputError(f"{path}: cannot be opened ({cause}); is the file whole?") from cause


def _layer(path: Path, name: str, shown: str) -> Table:
    import pyogrio.raw  # noqa: PLC0415 (as above)

    meta, _, wkb, values = pyogrio.raw.read(path, layer=name, datetime_as_string=True)
    return Table(
        path,
        {
            str(field): _column(column)
            for field, column in zip(meta["fields"], values, strict=True)
        },
        np.arange(1, len(values[0] if len(values) else wkb) + 1, dtype=np.int64),
        layer=shown,
        geometry=None if wkb is None else _geometries(wkb),
        crs=meta["crs"] or "",
    )


def read_parquet(path: Path) -> Table:
    """Read a Parquet file, with its geometry if it is GeoParquet.

    Raises
    ------
    InputError
        The file cannot be opened.
    """
    try:
        stored = pq.read_table(path)
        columns = {name: stored[name].to_numpy() for name in stored.column_names}
    except PermissionError:
        raise
    except (OSError, ValueError, pa.ArrowException) as cause:
        raise InputError(f"{path}: not a Parquet file ({cause})") from cause
    geo: dict[str, Any] = {}
    geometry, crs = None, ""
    try:
        geo = json.loads((stored.schema.metadata or {}).get(b"geo", b"{}"))
        if geo:
            about = geo["columns"][geo["primary_column"]]
            # Without a word the standard means longitude and latitude.
            crs = "OGC:CRS84" if "crs" not in about else json.dumps(about["crs"] or "")
            geometry = _geometries(columns[geo["primary_column"]])
    except (ValueError, LookupError, TypeError) as cause:
        raise InputError(f"{path}: not a GeoParquet file ({cause})") from cause
    return Table(
        path,
        {
            name: _column(column)
            for name, column in columns.items()
            if name not in geo.get("columns", {})
        },
        np.arange(1, stored.num_rows + 1, dtype=np.int64),
        geometry=geometry,
        crs="" if crs == '""' else _short(crs),
    )


def _geometries(wkb: npt.NDArray[Any]) -> npt.NDArray[np.object_]:
    """Return the geometries; None where there is none, it cannot be read or lies nowhere."""
    geometries = np.asarray(shapely.from_wkb(wkb, on_invalid="ignore"), dtype=np.object_)
    geometries[~np.isfinite(shapely.bounds(geometries)).all(axis=1)] = None
    return np.asarray(shapely.force_2d(geometries), dtype=np.object_)


def _column(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if values.dtype.kind in "iu":
        return values.astype(np.int64)
    if values.dtype.kind == "f":
        return values.astype(np.float64)
    if values.dtype.kind == "b":
        return np.where(values, "ja", "nej").astype(TEXT)
    return np.array(["" if each is None else str(each) for each in values], dtype=TEXT)


def _short(crs: str) -> str:
    """Return `EPSG:3006` for a long description of it."""
    try:
        authority = CRS.from_user_input(crs).to_authority()
    except CRSError:
        return crs
    return crs if authority is None else ":".join(authority)
