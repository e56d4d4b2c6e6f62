"""A report by level as a product: its tables, what must be said of them, and their origin."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import shapely

from tillganglighet.accessibility.levels.area_classes import area_class_limits
from tillganglighet.accessibility.levels.divisions import LEVELS
from tillganglighet.accessibility.levels.report import LevelReport, of_everybody
from tillganglighet.publish.gaps.product import gap_origin
from tillganglighet.publish.levels.rule_tables import regler, regler_service
from tillganglighet.publish.levels.tables import (
    basservice,
    indikatorer,
    kmklasser,
    omraden,
    omraden_columns,
    shown_units,
)
from tillganglighet.publish.product.product import Geometry, Product, Table
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.standards_text import standards_texts
from tillganglighet.publish.wording.words import persons_text, villages_text, words

_TITLES = {
    "ort": "title_level_ort",
    "kommun": "title_level_kommun",
    "lan": "title_level_lan",
    "hela": "title_level_hela",
}
# What a page leaves out: codes and what the name of the unit says already.
_NOT_READ = {
    "indelning",
    "omrade_id",
    "omradestyp",
    "kommunkod",
    "kommunnamn",
    "lanskod",
    "lansnamn",
    "kategori",
    "fardsatt",
    "grupp",
    "raknas",
    "lydelse",
}


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
        tables=_for_reading(tables, language) if brief else tables,
        origin=gap_origin(told.report, language),
        language=language,
    )


def _for_reading(tables: Sequence[Table], language: Language) -> tuple[Table, ...]:
    """Return the units first, without classes of kilometres and what names the units twice."""

    def chosen(table: Table) -> Table:
        columns = tuple(each for each in table.columns if each.key not in _NOT_READ)
        names = [each.name(language) for each in columns]
        return Table(table.key, columns, lambda: pd.DataFrame(table.frame)[names])

    by_key = {table.key: table for table in tables if table.key != "kmklasser"}
    rest = [key for key in by_key if key != "omraden"]
    return tuple(chosen(by_key[key]) for key in ("omraden", *rest))


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
    key = _TITLES.get(level.division.level, "title_level_other")
    return words(language)[key].format(region=level.report.provenance.region)


def _sentences(level: LevelReport, language: Language) -> list[str]:
    """Return who is counted, what lacking means, who decided the levels, and what rules tell."""
    text, people, limits = words(language), level.people, area_class_limits()
    counted = persons_text if people.counts_persons else villages_text
    total = people.persons[:, 0].sum()
    names = {category.key: category.name(language) for category in level.report.categories}
    return [
        text["level_total"].format(people=counted(total, language)),
        *_lacking(level, language),
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


def _lacking(level: LevelReport, language: Language) -> list[str]:
    """Say how many lack a basic service, and which most; not where areas overlap or are hidden."""
    missing, text = level.missing, words(language)
    adds_up = len(level.division.origin) == len(level.people)
    if not missing.categories or not adds_up or level.hidden is not None:
        return []
    counted = persons_text if level.people.counts_persons else villages_text
    surely, perhaps = (each[:, 0, 1:].sum() for each in (missing.surely, missing.perhaps))
    names = {category.key: category.name(language) for category in level.report.categories}
    told = [
        text["level_lacking"].format(
            surely=counted(surely, language), doubt=counted(perhaps - surely, language)
        )
    ]
    lacked = missing.lacking_surely.sum(axis=0)
    if lacked.any():
        most = missing.categories[int(lacked.argmax())]
        told.append(
            text["level_most_lacked"].format(
                category=names[most], people=counted(lacked.max(), language)
            )
        )
    return told


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
