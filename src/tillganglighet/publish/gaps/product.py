"""The gap report as a product: its tables, what must be said of them, and their origin."""

from dataclasses import asdict
from functools import partial
from typing import Any

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.summary import summarise
from tillganglighet.publish.build.data_tables import datarapport, fragor
from tillganglighet.publish.gaps.findings import findings
from tillganglighet.publish.gaps.layers import areas_layer, cells_layer
from tillganglighet.publish.gaps.result_table import resultat
from tillganglighet.publish.gaps.settings import gap_settings
from tillganglighet.publish.gaps.tables import orter, restider, service
from tillganglighet.publish.gaps.views import (
    hidden_views,
    service_views,
    village_views,
)
from tillganglighet.publish.maps.roads_layer import roads_layer
from tillganglighet.publish.network.tables import problem
from tillganglighet.publish.product.origin import Origin
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.wording.columns import (
    Language,
    orter_columns,
    problem_columns,
    restider_columns,
    service_columns,
    table_columns,
)
from tillganglighet.publish.wording.coverage import coverage_record
from tillganglighet.publish.wording.standards_text import standards_texts
from tillganglighet.publish.wording.words import words


def gap_product(report: GapReport, language: Language = "sv") -> Product:
    """Return restider, orter, service, fragor, datarapport and resultat; behind them a map's."""
    categories = [category.key for category in report.categories]
    text = words(language)
    return Product(
        title=text["title"].format(region=report.provenance.region),
        sentences=(
            *findings(report, summarise(report), language),
            *standards_texts(report.standards, report.areas, language),
            text["class_ends"],
        ),
        tables=(
            Table(
                "restider",
                restider_columns(),
                partial(restider, report, language),
                identity=("ort_id", "kategori"),
            ),
            Table(
                "orter",
                orter_columns(categories),
                partial(orter, report, language),
                geometry="Point",
                identity=("ort_id",),
                views=village_views(report, language),
            ),
            Table(
                "service",
                service_columns(),
                partial(service, report, language),
                geometry="Point",
                views=service_views(report, language),
            ),
            Table(
                "fragor",
                table_columns("fragor"),
                partial(fragor, report, language),
                geometry="Point",
                views=hidden_views("fragor", language),
            ),
            Table(
                "datarapport",
                table_columns("datarapport"),
                partial(datarapport, report, language),
            ),
            Table(
                "resultat",
                table_columns("resultat"),
                partial(resultat, report, language),
                identity=("kategori",),
            ),
        ),
        origin=gap_origin(report, language),
        language=language,
        background=(
            Table(
                "problem",
                problem_columns(),
                partial(problem, report, language),
                geometry="Point",
                views=hidden_views("problem", language),
            ),
            *cells_layer(report, language),
            areas_layer(report, language),
            roads_layer(report.network, language),
        ),
    )


def gap_origin(report: GapReport, language: Language = "sv") -> Origin:
    """Return where the numbers come from, standards and coverage included."""
    standards = report.standards
    record: dict[str, Any] = {
        "standards": {
            "name": standards.name,
            "decided_by": standards.decided_by,
            "decided_on": standards.decided_on,
            "good_min": {c.key: standards.good_min[c.key] for c in report.categories},
            "acceptable_min": {c.key: standards.acceptable_min[c.key] for c in report.categories},
            "examples": sorted(standards.examples & set(standards.good_min)),
            "local": [asdict(each) for each in standards.local],
        },
        "coverage": coverage_record(report.coverage),
    }
    return Origin(report.provenance, record, settings=gap_settings(report, language))
