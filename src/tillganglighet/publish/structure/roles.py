"""Tables of the structure map: roles of kommuner, shortfalls, four fields, functional regions."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from tillganglighet.domain.areas import AreaKind, StrArray
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.structure.nodes import persons_in_catchment, village_values
from tillganglighet.publish.structure.texts import category_names
from tillganglighet.publish.wording.classes import codes, published_classes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.structure.labour_markets import LabourMarkets
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import M_PER_KM

if TYPE_CHECKING:
    import geopandas as gpd

_PER_CENT = 100.0
_NOBODY = np.array([None], dtype=object)


def kommunroller(structure: StructureMap, language: Language) -> pd.DataFrame:
    """Return the role of each kommun: its nodes, and whom it serves; its means over categories."""
    roles, at = structure.outside.roles, structure.measured
    count = max(len(at), 1)
    outward, inward = (each[:, at].sum(axis=1) / count for each in (roles.outward, roles.inward))
    balance = roles.balance[:, at]
    keys = np.array([category.key for category in structure.report.categories])[at]

    def listed(which: npt.NDArray[np.bool_]) -> Values:
        return objects([category_names(keys[row].tolist(), language) or None for row in which])

    values: dict[str, Values] = {
        **_kommuner(structure, roles.kommun_code),
        "hor_till_omradet": codes("answer", language)[roles.has_people.astype(np.intp)],
        "personer": roles.persons[:, at].max(axis=1, initial=0.0),
        **_nodes_of_kommuner(structure, roles.kommun_code),
        "betjanade_utat": outward,
        "betjanade_inat": inward,
        "saldo": inward - outward,
        "overskott": listed(balance > 0),
        "underskott": listed(balance < 0),
    }
    frame = framed(values, table_columns("kommunroller"), language)
    order = np.lexsort((roles.kommun_code, ~roles.has_people))
    return frame.iloc[order].reset_index(drop=True)


def kommunroller_kategori(structure: StructureMap, language: Language) -> pd.DataFrame:
    """Return the persons that each kommun serves, by category."""
    roles, categories = structure.outside.roles, structure.report.categories
    kommun, column = (
        each.ravel()
        for each in np.meshgrid(
            np.arange(len(roles.kommun_code)), structure.measured, indexing="ij"
        )
    )
    at = kommun, column
    values: dict[str, Values] = {
        **_kommuner(structure, roles.kommun_code[kommun]),
        "kategori": objects([categories[each].key for each in column.tolist()]),
        "kategorinamn": objects([categories[each].name(language) for each in column.tolist()]),
        "personer": roles.persons[at],
        "betjanade_hemma": roles.at_home[at],
        "betjanade_utat": roles.outward[at],
        "betjanade_inat": roles.inward[at],
        "saldo": roles.balance[at],
        "utan_restid": roles.unreached[at],
    }
    return framed(values, table_columns("kommunroller_kategori"), language)


def brist_n_av_m(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return the villages that miss basic services, surely or perhaps, the worst first."""
    found, villages = structure.shortfalls, structure.report.villages
    keys = np.array(found.categories, dtype=np.str_)
    surely, perhaps = found.surely.sum(axis=1), found.perhaps.sum(axis=1)
    values: dict[str, Values] = {
        **village_values(structure),
        "antal_saknas": surely.astype(np.float64),
        "antal_kanske": perhaps.astype(np.float64),
        "antal_av": np.full(len(villages), float(len(keys))),
        "saknas": _listed(keys, found.surely, language),
        "kanske_saknas": _listed(keys, found.perhaps & ~found.surely, language),
    }
    frame = framed(values, table_columns("brist_n_av_m"), language)
    points = with_points(frame, villages.x, villages.y, structure.report.provenance.crs)
    missing = np.flatnonzero(perhaps >= structure.settings.shortfall_least)
    people = np.nan_to_num(structure.report.village_persons)
    order = missing[
        np.lexsort((villages.id[missing], -people[missing], -perhaps[missing], -surely[missing]))
    ]
    return points.iloc[order].reset_index(drop=True)


def fyrfalt(structure: StructureMap, language: Language) -> pd.DataFrame:
    """Return the points of the four-field diagram: access, vulnerability, persons."""
    found = structure.four_fields
    labels = np.append(
        objects([each.label(language) for each in published_classes("four_field")]), _NOBODY
    )
    values: dict[str, Values] = {
        **village_values(structure),
        "restid_medel_min": found.access_min,
        "merrestid_medel_min": found.loss_min,
        "falt": np.where(found.field > 0, found.field, np.nan).astype(np.float64),
        "faltnamn": labels[found.field.astype(np.intp) - 1],
    }
    return framed(values, table_columns("fyrfalt"), language)


def indikatormatris(structure: StructureMap, language: Language) -> pd.DataFrame:
    """Return the matrix of places and social, economic and environmental indicators."""
    found, access = structure.four_fields, structure.report.access
    metres = access.length_m[:, :, 0]
    reached = np.isfinite(metres)
    with np.errstate(invalid="ignore"):
        mean_m = np.where(reached, metres, 0.0).sum(axis=1) / reached.sum(axis=1)
    values: dict[str, Values] = {
        **village_values(structure),
        "social_restid_min": found.access_min,
        "social_antal_saknas": structure.shortfalls.surely.sum(axis=1).astype(np.float64),
        "social_merrestid_min": found.loss_min,
        "ekonomisk_antal_service": structure.facts.services.count.sum(axis=1).astype(np.float64),
        "ekonomisk_dagbefolkning": structure.facts.day_population,
        "ekonomisk_bef_i_omland": persons_in_catchment(structure),
        "miljo_avstand_km": mean_m / M_PER_KM,
    }
    return framed(values, table_columns("indikatormatris"), language)


def funktionella_regioner(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return the functional regions, given or out of commuting, with who lives in them."""
    import geopandas as gpd  # noqa: PLC0415 (half a second that CSV and terminal do without)

    regions, people = structure.regions, structure.people
    villages = structure.report.villages
    spots = shapely.STRtree(np.asarray(shapely.points(villages.x, villages.y)))
    cells = shapely.STRtree(np.asarray(shapely.points(people.x, people.y)))
    village_of, _ = spots.query(regions.polygon, predicate="covers")
    region_of, origin = cells.query(regions.polygon, predicate="covers")
    values: dict[str, Values] = {
        "slag": texts(regions.kind),
        "regionkod": texts(regions.code),
        "regionnamn": texts(regions.name),
        "kalla": texts(regions.source),
        "orter": np.bincount(village_of, minlength=len(regions)).astype(np.float64),
        "personer": np.bincount(region_of, structure.persons[origin], len(regions)).astype(float),
    }
    frame = framed(values, table_columns("funktionella_regioner"), language)
    return gpd.GeoDataFrame(frame, geometry=regions.polygon, crs=structure.report.provenance.crs)


def lokala_arbetsmarknader(
    structure: StructureMap, markets: LabourMarkets, language: Language
) -> pd.DataFrame:
    """Return the labour market of each kommun in the commuting table."""
    code, areas = markets.kommun_code, structure.report.areas
    centre = code[markets.centre]
    is_centre = markets.centre == np.arange(len(code))
    values: dict[str, Values] = {
        **_kommuner(structure, code),
        "centrum_kommunkod": texts(centre),
        "centrum_kommunnamn": texts(areas.names_of(AreaKind.KOMMUN, centre)),
        "ar_centrum": codes("answer", language)[is_centre.astype(np.intp)],
        "andel_utpendling": _PER_CENT * markets.out_share,
        "storsta_mal_kommunkod": np.concatenate([texts(code), _NOBODY])[markets.largest],
        "andel_storsta_mal": _PER_CENT * markets.largest_share,
    }
    return framed(values, table_columns("lokala_arbetsmarknader"), language)


def _kommuner(structure: StructureMap, code: StrArray) -> dict[str, Values]:
    names = structure.report.areas.names_of(AreaKind.KOMMUN, code)
    return {"kommunkod": texts(code), "kommunnamn": texts(names)}


def _nodes_of_kommuner(structure: StructureMap, code: StrArray) -> dict[str, Values]:
    """Return how many places of each level lie in each kommun, and the highest by name."""
    villages, levels = structure.report.villages, structure.levels
    no_level, lowest = levels.rules.no_level, levels.rules.lowest_node_level
    nodes, highest, names, counts = list[float](), list[float](), list[str | None](), list[str]()
    for each in code.tolist():
        here = np.flatnonzero((villages.kommun_code == each) & (levels.level < no_level))
        level = levels.level[here]
        nodes.append(float((level <= lowest).sum()))
        best = int(level.min(initial=no_level))
        highest.append(float(best) if len(here) else np.nan)
        top = villages.name[here[level == best]]
        names.append(", ".join(sorted(top.tolist())) if best <= lowest else None)
        by_level = np.bincount(level, minlength=no_level)[1:]
        counts.append(", ".join(f"{at}: {n}" for at, n in enumerate(by_level, start=1) if n))
    return {
        "noder": np.array(nodes),
        "hogsta_niva": np.array(highest),
        "hogsta_noder": objects(names),
        "orter_med_niva": objects([each or None for each in counts]),
    }


def _listed(keys: StrArray, which: npt.NDArray[np.bool_], language: Language) -> Values:
    return objects([category_names(keys[row].tolist(), language) or None for row in which])
