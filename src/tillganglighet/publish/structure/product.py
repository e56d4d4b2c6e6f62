"""The structure map as a product: layers, tables, and what must be said of them."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from tillganglighet.publish.gaps.product import gap_origin
from tillganglighet.publish.maps.roads_layer import roads_layer
from tillganglighet.publish.product.origin import Origin, OriginRow
from tillganglighet.publish.product.product import Geometry, Product, Table
from tillganglighet.publish.structure.catchments import (
    omland,
    omland_omstritt,
    omland_orter,
    omland_summa,
)
from tillganglighet.publish.structure.links import (
    gransovergangar,
    samband_ut,
    sarbara_vagar,
    strak,
    svaga_samband,
)
from tillganglighet.publish.structure.nodes import noder
from tillganglighet.publish.structure.roles import (
    brist_n_av_m,
    funktionella_regioner,
    fyrfalt,
    indikatormatris,
    kommunroller,
    kommunroller_kategori,
    lokala_arbetsmarknader,
)
from tillganglighet.publish.structure.served import betjanad_var, over_granser
from tillganglighet.publish.structure.texts import between
from tillganglighet.publish.structure.views import structure_views
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import persons_text, villages_text, words
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import M_PER_KM

_Make = Callable[[StructureMap, Language], pd.DataFrame]

_TABLES: tuple[tuple[str, _Make, Geometry, tuple[str, ...]], ...] = (
    ("noder", noder, "Point", ("ort_id",)),
    ("strak", strak, "LineString", ("strak_id",)),
    ("samband_ut", samband_ut, "LineString", ("nod_id",)),
    ("gransovergangar", gransovergangar, "Point", ("overgang_id",)),
    ("svaga_samband", svaga_samband, "LineString", ("fran_id", "till_id")),
    ("sarbara_vagar", sarbara_vagar, "MultiLineString", ("rang",)),
    ("brist_n_av_m", brist_n_av_m, "Point", ("ort_id",)),
    ("omland_omstritt", omland_omstritt, "MultiPolygon", ("niva", "nod_id")),
    ("omland", omland, "MultiPolygon", ("niva", "nod_id")),
    ("funktionella_regioner", funktionella_regioner, "MultiPolygon", ("slag", "regionkod")),
    ("kommunroller", kommunroller, "", ("kommunkod",)),
    ("kommunroller_kategori", kommunroller_kategori, "", ("kommunkod", "kategori")),
    ("over_granser", over_granser, "", ("kategori",)),
    ("betjanad_var", betjanad_var, "", ("kategori", "kommunkod", "betjanad_kommunkod")),
    ("omland_summa", omland_summa, "", ("niva",)),
    ("omland_orter", omland_orter, "", ("ort_id", "niva")),
    ("fyrfalt", fyrfalt, "", ("ort_id",)),
    ("indikatormatris", indikatormatris, "", ("ort_id",)),
)


def structure_product(structure: StructureMap, language: Language = "sv") -> Product:
    """Return the layers, then the tables, of a structure map."""
    tables = [
        Table(
            key,
            table_columns(key),
            partial(make, structure, language),
            geometry,
            identity,
            views=structure_views(key, structure, language),
        )
        for key, make, geometry, identity in _TABLES
    ]
    markets = structure.labour_markets
    if markets is not None:
        key = "lokala_arbetsmarknader"
        make = partial(lokala_arbetsmarknader, structure, markets, language)
        tables.append(Table(key, table_columns(key), make, identity=("kommunkod",)))
    region = structure.report.provenance.region
    return Product(
        title=words(language)["s_title"].format(region=region),
        sentences=structure_sentences(structure, language),
        tables=tuple(tables),
        origin=_origin(structure, language),
        language=language,
        background=(roads_layer(structure.report.network, language),),
        backdrop=structure.report,
    )


def structure_sentences(structure: StructureMap, language: Language) -> tuple[str, ...]:
    """Return what a reader should know first, then why layers are empty or in doubt."""
    return (*_findings(structure, language), *structure_notes(structure, language))


def structure_notes(structure: StructureMap, language: Language) -> tuple[str, ...]:
    """Return why levels are in doubt and layers are empty, and how all of it is to be read."""
    text, levels = words(language), structure.levels
    reach_km = structure.settings.outside_least_road_m / M_PER_KM
    preliminary = int(levels.is_preliminary.sum())
    most = structure.corridors
    said = [
        (
            preliminary > 0,
            text["s_preliminary"].format(villages=villages_text(preliminary, language)),
        ),
        (np.isnan(structure.facts.day_population).all(), text["s_no_day_population"]),
        (not structure.people.counts_persons, text["s_no_population"]),
        (not (levels.level <= levels.rules.lowest_node_level).any(), text["s_no_nodes"]),
        (not structure.report.provenance.area, text["s_no_area"]),
        (structure.outside.ends_at_border, text["s_ends_at_border"].format(km=f"{reach_km:g}")),
        (len(structure.weak) == 0 and structure.weak.compared == 0, text["s_no_pairs"]),
        (len(structure.measured) == 0, text["s_no_times"]),
        (len(most) > 0 and not structure.flows_from_commuting, text["s_modelled"]),
        (len(structure.regions) == 0, text["s_no_regions"]),
    ]
    rules = text["s_rules"].format(source=levels.rules.source)
    return (*(sentence for holds, sentence in said if holds), rules, text["s_not_decided"])


def _findings(structure: StructureMap, language: Language) -> list[str]:
    text, level = words(language), structure.levels.level
    labels = [each.label(language) for each in published_classes("node_level")]
    counts = [
        f"{labels[at - 1].lower()} {number_text(float(n), 0, language)}"
        for at in range(1, structure.levels.rules.no_level)
        if (n := (level == at).sum())
    ]
    found = [
        text["s_levels"].format(
            villages=villages_text(len(level), language), counts=", ".join(counts) or "0"
        )
    ]
    lowest = structure.catchments.people[-1]
    persons = structure.persons
    total = persons.sum()
    if structure.people.counts_persons:
        without = persons[lowest.node[:, 0] < 0].sum()
        found.append(
            text["s_without_node"].format(
                persons=persons_text(without, language), total=number_text(total, 0, language)
            )
        )
    if len(structure.corridors) and not structure.flows_from_commuting:
        strongest = structure.corridors
        found.append(
            text["s_strongest"].format(
                name=between(str(strongest.name_from[0]), str(strongest.name_to[0])),
                persons=_people(structure, strongest.persons[0], language),
            )
        )
    links = len(structure.outside.links)
    if links:
        found.append(
            text["s_outside"].format(count=links, minutes=f"{structure.settings.outside_min:g}")
        )
    return found


def _people(structure: StructureMap, count: float, language: Language) -> str:
    """Return "12 personer", or "12 orter" where villages are counted."""
    said = persons_text if structure.people.counts_persons else villages_text
    return said(count, language)


def _origin(structure: StructureMap, language: Language) -> Origin:
    base = gap_origin(structure.report, language)
    settings: dict[str, Any] = {
        name: list(each) if isinstance(each, tuple) else each
        for name, each in vars(structure.settings).items()
    }
    source = structure.levels.rules.source
    record = {**base.record, "structure": settings, "node_rules": source}
    rows = [OriginRow("parameter", name, str(value)) for name, value in settings.items()]
    topic = "node rules" if language == "en" else "nodregler"
    return Origin(base.provenance, record, (*base.rows, OriginRow(topic, source), *rows))
