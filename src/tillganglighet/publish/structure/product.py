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
from tillganglighet.publish.product.settings import parameter_settings
from tillganglighet.publish.structure.catchments import (
    omland,
    omland_omstritt,
    omland_orter,
    omland_summa,
)
from tillganglighet.publish.structure.changes import change_sentences, niva_andringar
from tillganglighet.publish.structure.commuting import (
    commuting_findings,
    commuting_notes,
    commuting_origin,
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
from tillganglighet.publish.structure.texts import between, people_text
from tillganglighet.publish.structure.transit import (
    hallplatser,
    timetable_findings,
    timetable_notes,
    timetable_origin,
)
from tillganglighet.publish.structure.views import structure_views
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import persons_text, villages_text, words
from tillganglighet.structure.flows import FlowKind
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import M_PER_KM, S_PER_MIN

_Make = Callable[[StructureMap, Language], pd.DataFrame]

_TABLES: tuple[tuple[str, _Make, Geometry, tuple[str, ...]], ...] = (
    ("noder", noder, "Point", ("ort_id",)),
    ("strak", strak, "MultiLineString", ("strak_id",)),
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
    before = structure.before
    if before is not None:
        key = "niva_andringar"
        tables.insert(
            1,
            Table(
                key,
                table_columns(key),
                partial(niva_andringar, structure, before, language),
                "Point",
                ("ort_id",),
                views=structure_views(key, structure, language),
            ),
        )
    transit = structure.transit
    if transit is not None:
        key = "hallplatser"
        stops = partial(hallplatser, structure, transit, language)
        views = structure_views(key, structure, language)
        tables.append(
            Table(key, table_columns(key), stops, "Point", ("hallplats_id",), views=views)
        )
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
    return (
        *change_sentences(structure, language),
        *_findings(structure, language),
        *structure_notes(structure, language),
    )


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
        (
            bool(structure.report.provenance.area)
            and not structure.outside.ends_at_border
            and not structure.outside.known_villages,
            text["s_no_outer"],
        ),
        (len(structure.weak) == 0 and structure.weak.compared == 0, text["s_no_pairs"]),
        (len(structure.measured) == 0, text["s_no_times"]),
        (len(most) > 0 and structure.flow_kind == FlowKind.MODELLED, text["s_modelled"]),
        *commuting_notes(structure, language),
        *timetable_notes(structure, language),
        (len(structure.regions) == 0, text["s_no_regions"]),
    ]
    standing = levels.rules.standing.get(language, "")
    rules = f"{text['s_rules'].format(source=levels.rules.source)} {standing}".rstrip()
    return (*(sentence for holds, sentence in said if holds), rules, text["s_not_decided"])


def _findings(structure: StructureMap, language: Language) -> list[str]:
    text, level = words(language), structure.levels.level
    labels = [each.label(language) for each in published_classes("node_level")]
    plurals = {at: text[f"levels_{at}"] for at in range(1, structure.levels.rules.no_level)}
    counts = [
        f"{number_text(float(n), 0, language)} {labels[at - 1].lower() if n == 1 else plurals[at]}"
        for at in range(1, structure.levels.rules.no_level)
        if (n := (level == at).sum())
    ]
    is_unknown = structure.levels.is_unknown
    no_level = (level == structure.levels.rules.no_level) & ~is_unknown
    counts += [
        text[key].format(count=number_text(float(n), 0, language))
        for key, which in (("s_no_level", no_level), ("s_unknown_level", is_unknown))
        if (n := which.sum())
    ]
    found = [
        text["s_levels"].format(
            villages=villages_text(len(level), language), counts=", ".join(counts)
        )
    ]
    lowest = structure.catchments.people[-1]
    persons = structure.persons
    total = persons.sum()
    if structure.people.counts_persons:
        without = persons[lowest.node[:, 0] < 0].sum()
        found.append(
            text["s_without_node" if without else "s_all_reach_node"].format(
                persons=persons_text(without, language), total=number_text(total, 0, language)
            )
        )
    if len(structure.corridors) and structure.flow_kind == FlowKind.MODELLED:
        strongest = structure.corridors
        found.append(
            text["s_strongest"].format(
                name=between(str(strongest.name_from[0]), str(strongest.name_to[0])),
                persons=people_text(structure, strongest.amount[0], language),
            )
        )
    found += [*commuting_findings(structure, language), *timetable_findings(structure, language)]
    links = structure.outside.links
    if len(links):
        nearest = text["structure_arrow"].format(
            name=structure.nodes.name[links.node[0]],
            minutes=number_text(links.travel_time_s[0] / S_PER_MIN, 0, language),
        )
        minutes = f"{structure.settings.outside_min:g}"
        found.append(text["s_outside"].format(count=len(links), minutes=minutes, nearest=nearest))
    return found


def _origin(structure: StructureMap, language: Language) -> Origin:
    base = gap_origin(structure.report, language)
    settings: dict[str, Any] = {
        name: list(each) if isinstance(each, tuple) else each
        for name, each in vars(structure.settings).items()
    }
    source = structure.levels.rules.source
    record = {**base.record, "structure": settings, "node_rules": source}
    numbers = {
        name: " ".join(map(str, each)) if isinstance(each, list) else each
        for name, each in settings.items()
    }
    topic = "node rules" if language == "en" else "nodregler"
    commuters, given = commuting_origin(structure, language), timetable_origin(structure, language)
    record["timetable"] = [
        {"name": each.name, "sha256": each.sha256, "date": each.date} for each in given
    ]
    record["commuting"] = [{"name": each.name, "sha256": each.sha256} for each in commuters]
    return Origin(
        base.provenance,
        record,
        (*base.rows, *commuters, *given, OriginRow(topic, source)),
        (*base.settings, *parameter_settings(numbers)),
    )
