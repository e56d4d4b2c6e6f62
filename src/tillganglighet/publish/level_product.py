"""A report by level as a product: its tables, what must be said of them, and their origin."""

from functools import partial

import pandas as pd
import shapely

from tillganglighet.accessibility.area_classes import area_class_limits
from tillganglighet.accessibility.divisions import LEVELS
from tillganglighet.accessibility.level_report import LevelReport, of_everybody
from tillganglighet.publish.columns import Language, table_columns
from tillganglighet.publish.gap_product import gap_origin
from tillganglighet.publish.level_tables import (
    basservice,
    indikatorer,
    kmklasser,
    omraden,
    omraden_columns,
    shown_units,
)
from tillganglighet.publish.numbers import number_text
from tillganglighet.publish.product import Geometry, Product, Table
from tillganglighet.publish.rule_tables import regler, regler_service
from tillganglighet.publish.standards_text import standards_texts
from tillganglighet.publish.words import persons_text, villages_text, words


def level_product(
    level: LevelReport, language: Language = "sv", *, brief: bool = False
) -> Product:
    """Return the tables of the units, of their people, of what they lack, and of the rules.

    A brief one, for a page that people read, is about everybody and has no classes of kilometres.
    """
    told = of_everybody(level) if brief else level
    tables = _tables(told, language)
    return Product(
        title=_title(told, language),
        sentences=tuple(_sentences(told, language)),
        tables=tuple(each for each in tables if not (brief and each.key == "kmklasser")),
        origin=gap_origin(told.report, language),
        language=language,
    )


def _tables(level: LevelReport, language: Language) -> tuple[Table, ...]:
    identity = ("omrade_id", "kategori", "grupp")
    return (
        Table(
            "indikatorer",
            table_columns("indikatorer"),
            partial(indikatorer, level, language),
            identity=identity,
        ),
        Table(
            "omraden",
            omraden_columns(level),
            partial(_on_map, level, language),
            geometry=_geometry(level),
            identity=("omrade_id",),
        ),
        Table(
            "kmklasser",
            table_columns("kmklasser"),
            partial(kmklasser, level, language),
            identity=(*identity, "kmklass"),
        ),
        Table(
            "basservice",
            table_columns("basservice"),
            partial(basservice, level, language),
            identity=("omrade_id", "grupp", "saknade_kategorier"),
        ),
        Table(
            "regler",
            table_columns("regler"),
            partial(regler, level, language),
            identity=("regel_id", "omrade_id"),
        ),
        Table(
            "regler_service",
            table_columns("regler_service"),
            partial(regler_service, level.report, level.services, language),
            identity=("regel_id", "service_id"),
        ),
    )


def _title(level: LevelReport, language: Language) -> str:
    key = level.division.level if level.division.level in LEVELS else "other"
    region = level.report.provenance.region
    return words(language)[f"title_level_{key}"].format(region=region)


def _sentences(level: LevelReport, language: Language) -> list[str]:
    """Return who is counted, what lacking means, who decided the levels, and what rules tell."""
    text, people, limits = words(language), level.people, area_class_limits()
    counted = persons_text if people.counts_persons else villages_text
    total = people.persons[:, 0].sum()
    names = {category.key: category.name(language) for category in level.report.categories}
    return [
        text["level_total"].format(people=counted(total, language)),
        *([text["levels_add_up"]] if level.division.level in LEVELS else []),
        *(
            [text["level_protected"].format(least=level.hidden.least)]
            if level.hidden is not None
            else []
        ),
        *(
            [
                text["basic_services_are"].format(
                    list=", ".join(names[key] for key in level.missing.categories)
                )
            ]
            if level.missing.categories
            else []
        ),
        *standards_texts(level.report.standards, level.report.areas, language),
        text["class_ends"],
        text["rules_are_conditions"],
        text["area_classes_are"].format(
            population=number_text(limits["town_population"], 0, language),
            town=f"{limits['town_min']:g}",
            between=f"{limits['between_min']:g}",
            rural=f"{limits['rural_min']:g}",
        ),
    ]


def _on_map(level: LevelReport, language: Language) -> pd.DataFrame:
    table, geometry = omraden(level, language), _geometry(level)
    if not geometry:
        return table
    import geopandas as gpd  # noqa: PLC0415 (half a second that a CSV does without)

    shapes = level.polygons[shown_units(level)].copy()
    is_one = shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON
    shapes[is_one] = [shapely.MultiPolygon([each]) for each in shapes[is_one]]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=level.report.provenance.crs)


def _geometry(level: LevelReport) -> Geometry:
    if level.division.level == "hela":
        return ""
    return "Point" if level.division.level == "ort" else "MultiPolygon"
