"""What became of the data, and what to look at among the services, as published tables."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.data_report import Lack, SourceRecord
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.coverage import coverage_text

if TYPE_CHECKING:
    import geopandas as gpd


def fragor(report: GapReport, language: Language = "sv") -> "gpd.GeoDataFrame":
    """Return pairs of services, merged or perhaps the same, and corrections, as points.

    Those of the report's categories; a correction of no known service has no geometry.
    """
    review = report.review
    keys = [category.key for category in report.categories]
    shown = np.isin(review.category, ["", *keys])
    code = {entry.code_en: entry.code(language) for entry in published_classes("review")}
    category = review.category[shown].tolist()
    values: dict[str, Values] = {
        "fragetyp": objects([code[kind] for kind in review.kind[shown].tolist()]),
        "service_id": texts(review.id[shown]),
        "namn": texts(review.name[shown]),
        "par_id": texts(review.other_id[shown]),
        "par_namn": texts(review.other_name[shown]),
        "kategori": texts(review.category[shown]),
        "kategorinamn": objects([_category_name(key, language) for key in category]),
        "mellanrum_m": review.distance_m[shown],
        "skal": texts(review.reason[shown]),
    }
    frame = framed(values, table_columns("fragor"), language)
    return with_points(frame, review.x[shown], review.y[shown], report.provenance.crs)


def datarapport(report: GapReport, language: Language = "sv") -> pd.DataFrame:
    """Return one row for each source and category of it, then one for each lack."""
    column_of = {category.key: at for at, category in enumerate(report.categories)}
    code = {entry.code_en: entry.code(language) for entry in published_classes("data")}
    sources = [each for each in report.data_report.sources if each.category in {"", *column_of}]
    rows: list[SourceRecord | Lack] = [*sources, *report.data_report.lacks]
    coverage = [
        coverage_text(report, column_of[row.category], language)
        if isinstance(row, SourceRecord) and row.category
        else None
        for row in rows
    ]
    values: dict[str, Values] = {
        "uppgift": objects([code[_what(row)] for row in rows]),
        "kalla": _source_texts(rows, "source"),
        "kategori": _source_texts(rows, "category"),
        "kategorinamn": objects(
            [_category_name(getattr(row, "category", ""), language) for row in rows]
        ),
        "antal_lasta": _counts(rows, "read"),
        "antal_anvanda": _counts(rows, "used"),
        "antal_sammanslagna": _counts(rows, "merged"),
        "antal_utanfor": _counts(rows, "outside"),
        "antal_avvisade": np.array(
            [row.places if isinstance(row, Lack) else row.refused for row in rows], dtype=float
        ),
        "skal": objects([", ".join(getattr(row, "reasons", ())) or None for row in rows]),
        "tackning": objects(coverage),
        "aldsta_datum": _source_texts(rows, "oldest"),
        "nyaste_datum": _source_texts(rows, "newest"),
        "personer": np.array(
            [getattr(row, "persons", 0.0) or np.nan for row in rows], dtype=float
        ),
    }
    return framed(values, table_columns("datarapport"), language)


def _what(row: SourceRecord | Lack) -> str:
    return row.kind if isinstance(row, Lack) else row.holds


def _source_texts(rows: list[SourceRecord | Lack], field: str) -> Values:
    return objects([getattr(row, field, "") or None for row in rows])


def _counts(rows: list[SourceRecord | Lack], field: str) -> Values:
    return np.array([getattr(row, field, np.nan) for row in rows], dtype=float)


def _category_name(key: str, language: Language) -> str | None:
    return catalogue()[key].name(language) if key in catalogue() else None
