"""Tables of the structure map: the villages and their levels."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.places import FloatArray
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.structure.texts import missing_text, rule_text, unknown_text
from tillganglighet.publish.structure.transit import transit_values
from tillganglighet.publish.wording.classes import codes, published_classes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.catchments import Catchments
from tillganglighet.structure.levels import NodeLevels, Verdict
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import S_PER_MIN

if TYPE_CHECKING:
    import geopandas as gpd

_NOBODY = np.array([None], dtype=object)


def village_values(structure: StructureMap) -> dict[str, Values]:
    """Return what most tables say of a village: (village_count,) each."""
    report = structure.report
    villages, areas = report.villages, report.areas
    return {
        "ort_id": texts(villages.id),
        "ortnamn": texts(villages.name),
        "orttyp": texts(villages.kind),
        "kommunkod": texts(villages.kommun_code),
        "kommunnamn": texts(areas.names_of(AreaKind.KOMMUN, villages.kommun_code)),
        "lanskod": texts(villages.lan_code),
        "lansnamn": texts(areas.names_of(AreaKind.LAN, villages.lan_code)),
        "befolkning": report.village_persons,
    }


def level_names(level: npt.NDArray[np.integer], language: Language) -> Values:
    """Return what people call the levels."""
    labels = [each.label(language) for each in published_classes("node_level")]
    return objects([labels[each - 1] for each in level.tolist()])


def level_values(levels: NodeLevels, language: Language) -> Values:
    """Return what people call the level of each place; of none, whether that is known."""
    names = level_names(levels.level, language)
    return np.where(levels.is_unknown, words(language)["level_unknown"], names)


def node_ids(structure: StructureMap, node: npt.NDArray[np.integer]) -> Values:
    """Return the ids of nodes by index; None for -1."""
    ids: Values = np.concatenate([texts(structure.nodes.id), _NOBODY])[node]
    return ids


def node_names(structure: StructureMap, node: npt.NDArray[np.integer]) -> Values:
    """Return the names of nodes by index; None for -1."""
    names: Values = np.concatenate([texts(structure.nodes.name), _NOBODY])[node]
    return names


def noder(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return the villages with their levels, the highest first, then by persons."""
    levels, facts, villages = structure.levels, structure.facts, structure.report.villages
    places = range(len(villages))
    certainty, no_level = codes("certainty", language), levels.rules.no_level
    of_class: dict[str, Values] = {
        f"antal_{key}": _counts(structure, key) for key in ("handel", "skola", "sjukvard")
    }
    values: dict[str, Values] = {
        **village_values(structure),
        "dagbefolkning": facts.day_population,
        "niva": _levels(levels.level, no_level),
        "nivanamn": level_values(levels, language),
        "sakerhet": np.append(certainty, _NOBODY)[
            np.where(levels.level < no_level, levels.is_preliminary, len(certainty))
        ],
        "niva_belagd": _levels(levels.proved, no_level),
        "niva_mojlig": _levels(levels.possible, no_level),
        "regel": objects([rule_text(levels, at, language) or None for at in places]),
        "saknar": objects([missing_text(levels, facts, at, language) or None for at in places]),
        "okant": objects([unknown_text(levels, at, language) or None for at in places]),
        **of_class,
        "nod_kommersiell": _answers(structure.themes["kommersiell"], language),
        "nod_arbete": _answers(structure.themes["arbete"], language),
        "nod_kollektivtrafik": _answers(structure.themes["kollektivtrafik"], language),
        **transit_values(structure, language),
        "personer_i_omland": persons_in_catchment(structure),
        **_next_nodes(structure),
    }
    frame = framed(values, table_columns("noder"), language)
    points = with_points(frame, villages.x, villages.y, structure.report.provenance.crs)
    order = np.lexsort((villages.id, -np.nan_to_num(villages.population), levels.level))
    return points.iloc[order].reset_index(drop=True)


def persons_in_catchment(structure: StructureMap) -> FloatArray:
    """Return (village_count,) persons whose nearest node of its level it is; nan for no node."""
    persons = np.full(len(structure.levels), np.nan)
    for each in structure.catchments.people:
        sums = persons_of_nodes(structure, each)
        own = structure.nodes.level == each.level
        inner = np.flatnonzero(own & ~structure.nodes.is_outside)
        persons[structure.nodes.village[inner]] = sums[inner]
    return persons


def persons_of_nodes(
    structure: StructureMap, found: Catchments, which: npt.NDArray[np.bool_] | None = None
) -> FloatArray:
    """Return (node_count,) the persons in the catchment of each node, of some or of all."""
    chosen = (found.node[:, 0] >= 0) & (True if which is None else which)
    return np.bincount(
        found.node[chosen, 0], structure.persons[chosen], len(structure.nodes)
    ).astype(np.float64)


def _next_nodes(structure: StructureMap) -> dict[str, Values]:
    """Return the nearest node of a higher level than the village's own, or none."""
    levels, found = structure.levels.level, structure.catchments.villages
    above = np.minimum(levels - 1, len(found)) - 1  # of each village, the catchments to look in
    node = np.full(len(levels), -1)
    minutes = np.full(len(levels), np.nan)
    for at, each in enumerate(found):
        rows = above == at
        node[rows] = each.node[rows, 0]
        minutes[rows] = minutes_of(each.travel_time_s)[rows, 0]
    return {
        "nasta_nod_id": node_ids(structure, node),
        "nasta_nod_namn": node_names(structure, node),
        "nasta_nod_restid_min": minutes,
    }


def _counts(structure: StructureMap, of_class: str) -> FloatArray:
    """Return how many services of a class villages hold; nan where no rule asks for it."""
    services, classes = structure.facts.services, structure.levels.rules.classes
    if of_class not in classes:
        return np.full(len(structure.levels), np.nan)
    columns = [services.categories.index(key) for key in classes[of_class].categories]
    count: FloatArray = services.count[:, columns].sum(axis=1).astype(np.float64)
    return count


def _levels(level: npt.NDArray[np.int8], no_level: int) -> FloatArray:
    return np.where(level == no_level, np.nan, level.astype(np.float64))


def minutes_of(seconds: FloatArray) -> FloatArray:
    """Return minutes; nan where there is no way."""
    return np.where(np.isfinite(seconds), seconds / S_PER_MIN, np.nan)


def _answers(verdict: Verdict, language: Language) -> Values:
    said: Values = codes("answer", language)[verdict.met.astype(np.intp)]
    unknown = "unknown" if language == "en" else "okant"
    return np.where(verdict.unknown, unknown, said)
