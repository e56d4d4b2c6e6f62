"""A table as GeoJSON (RFC 7946): WGS 84, longitude first."""

import json
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Transformer

from tillganglighet.errors import UsageError
from tillganglighet.publish.product.origin import origin_record
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.wording.columns import Column, Language

if TYPE_CHECKING:
    import geopandas as gpd

COORDINATE_DECIMALS = 7  # about a centimetre, RFC 7946 section 11.2


def render_geojson(product: Product) -> bytes:
    """Return a FeatureCollection; `attribution` and `metadata` are foreign members."""
    table = product.on_map
    if table is None:
        raise UsageError(f"{product.title}: has no geometry; choose .csv, .xlsx or .parquet")
    collection = {
        "type": "FeatureCollection",
        "name": table.name(product.language),
        "attribution": "; ".join(product.origin.provenance.attribution),
        "metadata": origin_record(product.origin),
    }
    head = json.dumps(collection, ensure_ascii=False)[:-1]
    features = ",\n".join(
        json.dumps(feature, ensure_ascii=False, allow_nan=False)
        for feature in table_features(table, product.language)
    )
    return f'{head}, "features": [\n{features}\n]}}\n'.encode()


def table_features(table: Table, language: Language) -> Iterator[dict[str, Any]]:
    """Yield one GeoJSON feature a row, in the table's order; what is missing is null.

    The id of a feature is that of its row, where one column tells the rows apart.
    """
    identity = [each.name(language) for each in table.columns if each.key in table.identity]
    geometries = json_geometries(table.shapes)
    properties = json_rows(table.frame, table.columns, language)
    for geometry, row in zip(geometries, properties, strict=True):
        named = {"id": row[identity[0]]} if len(identity) == 1 else {}
        yield {"type": "Feature", **named, "geometry": geometry, "properties": row}


def json_geometries(shapes: "gpd.GeoDataFrame") -> list[dict[str, Any] | None]:
    """Return the geometries for JSON: degrees, outer rings counterclockwise, None for none."""
    import shapely  # noqa: PLC0415 (the rows of the service's tables do without)

    if shapes.empty:
        return []
    degrees = shapes.geometry.to_crs("OGC:CRS84").to_numpy()
    rounded = shapely.transform(
        shapely.orient_polygons(degrees), lambda points: np.round(points, COORDINATE_DECIMALS)
    )
    return [None if shape is None else json.loads(shapely.to_geojson(shape)) for shape in rounded]


def json_rows(
    table: pd.DataFrame, columns: Sequence[Column], language: Language
) -> list[dict[str, str | float | int | None]]:
    """Return the rows of a published table as JSON objects, rounded; what is missing is null."""
    names = [column.name(language) for column in columns]
    values = [
        [_json_value(value, column) for value in table[name]]
        for name, column in zip(names, columns, strict=True)
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def lon_lat(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], crs: str
) -> npt.NDArray[np.float64]:
    """Return lon and lat of points in degrees, shape (2, point_count), as published."""
    transformer = Transformer.from_crs(crs, "OGC:CRS84", always_xy=True)
    return np.asarray(np.round(transformer.transform(x, y), COORDINATE_DECIMALS), dtype=np.float64)


def _json_value(value: Any, column: Column) -> str | float | int | None:  # noqa: ANN401 (a cell)
    if column.geojson_decimals is None:
        return value or None
    if math.isnan(value):
        return None
    number = round(float(value), column.geojson_decimals)
    is_count = column.display_decimals == 0
    return int(number) if is_count and number.is_integer() else number
