"""Tables of the structure map: catchments, as land, as sums, and village by village."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.places import FloatArray
from tillganglighet.publish.product.frames import Values, framed, objects, texts
from tillganglighet.publish.structure.nodes import (
    level_names,
    minutes_of,
    node_ids,
    node_names,
    persons_of_nodes,
    village_values,
)
from tillganglighet.publish.structure.texts import node_remark
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.structure.patches import Patches
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import M_PER_KM, S_PER_MIN

if TYPE_CHECKING:
    import geopandas as gpd


def omland(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return a catchment for each level and node that anybody or any land belongs to."""
    parts = [
        _catchments(structure, at, language) for at in range(len(structure.catchments.people))
    ]
    return _shapes(structure, parts, "omland", language)


def omland_omstritt(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return the contested land of each level and node."""
    parts = []
    for found, patches in zip(
        structure.catchments.people, structure.catchments.contested, strict=True
    ):
        values: dict[str, Values] = {
            "nod_id": node_ids(structure, patches.label),
            "nodnamn": node_names(structure, patches.label),
            "niva": np.full(len(patches.label), float(found.level)),
            "areal_km2": shapely.area(patches.polygon) / M_PER_KM**2,
        }
        parts.append((values, patches.polygon))
    return _shapes(structure, parts, "omland_omstritt", language)


def omland_summa(structure: StructureMap, language: Language) -> pd.DataFrame:
    """Return a row a level: those in a catchment and those in none are everybody.

    A level that no place is of has neither, and says so.
    """
    found, persons = structure.catchments.people, structure.persons
    level = np.array([each.level for each in found])
    reached = [each.node[:, 0] >= 0 for each in found]
    nodes = np.array([len(structure.nodes.of_level(each)) for each in level], dtype=float)
    exists = nodes > 0

    def counted(masks: list[npt.NDArray[np.bool_]]) -> FloatArray:
        return np.where(exists, [persons[each].sum() for each in masks], np.nan)

    values: dict[str, Values] = {
        "niva": level.astype(np.float64),
        "nivanamn": level_names(level, language),
        "noder": nodes,
        "personer_totalt": np.full(len(found), persons.sum()),
        "personer": counted(reached),
        "personer_omstridda": counted([each.is_contested for each in found]),
        "personer_utan": counted([~each for each in reached]),
        "anmarkning": objects([node_remark(structure, each, language) or None for each in level]),
    }
    return framed(values, table_columns("omland_summa"), language)


def omland_orter(structure: StructureMap, language: Language) -> pd.DataFrame:
    """Return a row a village and level: its nearest and second nearest node."""
    known = village_values(structure)
    yes_no = codes("answer", language)
    frames = []
    for each in structure.catchments.villages:
        minutes = minutes_of(each.travel_time_s)
        values: dict[str, Values] = {
            **known,
            "niva": np.full(len(minutes), float(each.level)),
            "nivanamn": level_names(np.full(len(minutes), each.level), language),
            "nod_id": node_ids(structure, each.node[:, 0]),
            "nodnamn": node_names(structure, each.node[:, 0]),
            "restid_min": minutes[:, 0],
            "nast_nod_id": node_ids(structure, each.node[:, 1]),
            "nast_nod_namn": node_names(structure, each.node[:, 1]),
            "nast_nod_restid_min": minutes[:, 1],
            "omstridd": yes_no[each.is_contested.astype(np.intp)],
        }
        frames.append(framed(values, table_columns("omland_orter"), language))
    return pd.concat(frames, ignore_index=True)


def _catchments(
    structure: StructureMap, at: int, language: Language
) -> tuple[dict[str, Values], npt.NDArray[np.object_]]:
    people, villages = structure.catchments.people[at], structure.catchments.villages[at]
    nodes, patches = structure.nodes, structure.catchments.patches[at]
    persons = persons_of_nodes(structure, people)
    of_village = villages.node[:, 0]
    count = np.bincount(of_village[of_village >= 0], minlength=len(nodes))
    shown = np.flatnonzero((count > 0) | (persons > 0) | np.isin(range(len(nodes)), patches.label))
    reached = people.node[:, 0] >= 0
    contested = persons_of_nodes(structure, people, people.is_contested)
    time = np.bincount(
        people.node[reached, 0],
        structure.persons[reached] * people.travel_time_s[reached, 0],
        len(nodes),
    )
    with np.errstate(invalid="ignore"):
        mean = time / persons / S_PER_MIN
    kommun = nodes.kommun_code[shown]
    polygon = _placed(patches, shown)
    values: dict[str, Values] = {
        "nod_id": node_ids(structure, shown),
        "nodnamn": node_names(structure, shown),
        "kommunkod": texts(kommun),
        "kommunnamn": texts(structure.report.areas.names_of(AreaKind.KOMMUN, kommun)),
        "niva": np.full(len(shown), float(people.level)),
        "nivanamn": level_names(np.full(len(shown), people.level), language),
        "utanfor_omradet": codes("answer", language)[nodes.is_outside[shown].astype(np.intp)],
        "orter": count[shown].astype(np.float64),
        "personer": persons[shown],
        "personer_omstridda": contested[shown],
        "restid_medel_min": mean[shown],
        "areal_km2": shapely.area(polygon) / M_PER_KM**2,
    }
    return values, polygon


def _placed(patches: Patches, node: npt.NDArray[np.intp]) -> npt.NDArray[np.object_]:
    """Return the polygon of each node; None where no land belongs to it."""
    of_node = dict(zip(patches.label.tolist(), patches.polygon, strict=True))
    return np.array([*(of_node.get(each) for each in node.tolist()), None], dtype=object)[:-1]


def _shapes(
    structure: StructureMap,
    parts: list[tuple[dict[str, Values], npt.NDArray[np.object_]]],
    table: str,
    language: Language,
) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415 (half a second that CSV and terminal do without)

    frames = [framed(values, table_columns(table), language) for values, _ in parts]
    geometry = np.concatenate([polygon for _, polygon in parts])
    crs = structure.report.provenance.crs
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), geometry=geometry, crs=crs)
