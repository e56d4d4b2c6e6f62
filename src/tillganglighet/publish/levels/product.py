"""A report by level as a product: its tables, what must be said of them, and their origin."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import shapely

from tillganglighet.accessibility.levels.area_classes import area_class_limits
from tillganglighet.accessibility.levels.divisions import LEVELS
from tillganglighet.accessibility.levels.missing_services import most_lacked
from tillganglighet.accessibility.levels.report import LevelReport, of_everybody
from tillganglighet.publish.gaps.product import gap_origin
from tillganglighet.publish.levels.rule_tables import regler, regler_service
from tillganglighet.publish.levels.tables import (
    basservice,
    indikatorer,
    kmklasser,
    omraden,
    omraden_columns,
)
from tillganglighet.publish.levels.units import shown_units
from tillganglighet.publish.levels.views import unit_views
from tillganglighet.publish.maps.roads_layer import roads_layer
from tillganglighet.publish.product.product import Geometry, Product, Table
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.standards_text import standards_texts
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words

_TITLES = {
    "ort": "title_level_ort",
    "kommun": "title_level_kommun",
    "lan": "title_level_lan",
    "hela": "title_level_hela",
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
        tables=_for_reading(tables) if brief else tables,
        origin=replace(gap_origin(told.report, language), warnings=_warnings(told, language)),
        language=language,
        background=(roads_layer(told.report.network, language),),
        backdrop=told.report,
    )


def _for_reading(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the units first, without classes of kilometres."""
    by_key = {table.key: table for table in tables if table.key != "kmklasser"}
    rest = [key for key in by_key if key != "omraden"]
    return tuple(by_key[key] for key in ("omraden", *rest))


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
            views=unit_views(level, _geometry(level), language),
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


def _warnings(level: LevelReport, language: Language) -> tuple[str, ...]:
    """Say that areas overlap, and by how much their numbers sum to more than there is."""
    if not level.repeated:
        return ()
    counted = persons_text if level.people.counts_persons else villages_text
    total = level.people.persons[:, 0].sum()
    said = {"total": total, "sum": total + level.repeated}
    texts = {key: counted(each, language) for key, each in said.items()}
    return (words(language)["level_overlap"].format(**texts),)


def _lacking(level: LevelReport, language: Language) -> list[str]:
    """Say how many lack a basic service, and which most; not where areas overlap or are hidden."""
    missing, text = level.missing, words(language)
    if not missing.categories or level.repeated or level.hidden is not None:
        return []
    counted = persons_text if level.people.counts_persons else villages_text
    surely, perhaps = (each[:, 0, 1:].sum() for each in (missing.surely, missing.perhaps))
    names = {category.key: category.name(language) for category in level.report.categories}
    told = [
        text["level_lacking"].format(
            surely=counted(surely, language), doubt=counted(perhaps - surely, language)
        )
    ]
    for key, lacking in (
        ("level_most_lacked", missing.lacking_surely),
        ("level_most_lacked_perhaps", missing.lacking_found),
    ):
        count = lacking.sum(axis=0)
        is_most = most_lacked(count[None])[0]
        most = [names[missing.categories[each]].lower() for each in np.flatnonzero(is_most)]
        if most:
            people = counted(count.max(), language)
            told.append(
                text[key].format(list=names_text(most, len(most), language), people=people)
            )
            break
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
