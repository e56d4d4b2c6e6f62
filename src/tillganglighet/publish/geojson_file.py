"""The wide form as GeoJSON (RFC 7946): points in WGS 84, longitude first."""

import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Transformer

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.publish.columns import Column, Language, orter_columns
from tillganglighet.publish.origin import origin_record
from tillganglighet.publish.tables import orter_table

COORDINATE_DECIMALS = 7  # about a centimetre, RFC 7946 section 11.2


def render_geojson(report: GapReport, language: Language = "sv") -> bytes:
    """Return a FeatureCollection; `attribution` and `metadata` are foreign members."""
    collection = {
        "type": "FeatureCollection",
        "name": "villages" if language == "en" else "orter",
        "attribution": "; ".join(report.provenance.attribution),
        "metadata": origin_record(report),
    }
    head = json.dumps(collection, ensure_ascii=False)[:-1]
    features = ",\n".join(
        json.dumps(feature, ensure_ascii=False, allow_nan=False)
        for feature in orter_features(report, language)
    )
    return f'{head}, "features": [\n{features}\n]}}\n'.encode()


def orter_features(report: GapReport, language: Language = "sv") -> list[dict[str, Any]]:
    """Return one GeoJSON feature a village, in the report's order; what is missing is null."""
    columns = orter_columns(category.key for category in report.categories)
    lon, lat = lon_lat(report)
    return [
        {
            "type": "Feature",
            "id": str(report.villages.id[row]),
            "geometry": {"type": "Point", "coordinates": [lon[row], lat[row]]},
            "properties": properties,
        }
        for row, properties in enumerate(
            json_rows(orter_table(report, language), columns, language)
        )
    ]


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


def lon_lat(report: GapReport) -> npt.NDArray[np.float64]:
    """Return the villages' lon and lat in degrees, shape (2, village_count), as published."""
    transformer = Transformer.from_crs(report.provenance.crs, "OGC:CRS84", always_xy=True)
    degrees = transformer.transform(report.villages.x, report.villages.y)
    return np.asarray(np.round(degrees, COORDINATE_DECIMALS), dtype=np.float64)


def _json_value(value: Any, column: Column) -> str | float | int | None:  # noqa: ANN401 (a cell)
    if column.geojson_decimals is None:
        return value or None
    if math.isnan(value):
        return None
    number = round(float(value), column.geojson_decimals)
    is_count = column.display_decimals == 0
    return int(number) if is_count and number.is_integer() else number
