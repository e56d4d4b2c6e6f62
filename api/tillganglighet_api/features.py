"""Rows of the published tables as GeoJSON features (RFC 7946)."""

from collections.abc import Sequence
from typing import Any

from tillganglighet.publish.formats.geojson_file import json_rows
from tillganglighet.publish.wording.columns import orter_columns, restider_columns
from tillganglighet_api.publication import Publication
from tillganglighet_api.selection import Rows

Feature = dict[str, Any]


def ort_features(
    publication: Publication, rows: Rows, categories: Sequence[str] = ()
) -> list[Feature]:
    """Return one feature for each row of the wide form.

    Parameters
    ----------
    publication : Publication
    rows : (row_count,) int
    categories : sequence of str
        Whose columns to show; all if none is given.
    """
    shown = [
        category.key
        for category in publication.report.categories
        if not categories or category.key in categories
    ]
    table = publication.orter.iloc[rows]
    properties = json_rows(table, orter_columns(shown), publication.language)
    ids = publication.report.villages.id
    return [
        _feature(publication, village, str(ids[village]), values)
        for village, values in zip(rows, properties, strict=True)
    ]


def restid_features(publication: Publication, rows: Rows) -> list[Feature]:
    """Return one feature for each row of the long form, where its village is."""
    categories = publication.report.categories
    ids = publication.report.villages.id
    features = []
    for row, values in zip(rows, restid_properties(publication, rows), strict=True):
        village, category = divmod(int(row), len(categories))
        feature_id = f"{ids[village]}:{categories[category].key}"
        features.append(_feature(publication, village, feature_id, values))
    return features


def restid_properties(publication: Publication, rows: Rows) -> list[dict[str, Any]]:
    """Return rows of the long form."""
    table = publication.restider.iloc[rows]
    return json_rows(table, restider_columns(), publication.language)


def _feature(
    publication: Publication, village: int, feature_id: str, properties: dict[str, Any]
) -> Feature:
    point = [float(publication.lon[village]), float(publication.lat[village])]
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": properties,
    }
