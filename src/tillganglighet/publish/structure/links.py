"""Tables of the structure map: corridors, links to the outside, weak links, lone roads."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.places import FloatArray
from tillganglighet.publish.product.frames import Values, framed, objects, texts, with_points
from tillganglighet.publish.structure.nodes import level_names, node_ids, node_names
from tillganglighet.publish.structure.texts import between
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.structure.corridors import simplified
from tillganglighet.structure.flows import FlowKind
from tillganglighet.structure.outside import OutsideLinks
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import M_PER_KM, S_PER_MIN

if TYPE_CHECKING:
    import geopandas as gpd

_MOST_WAYS = 10


def strak(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return the corridors, the strongest first."""
    found = structure.corridors
    kind = codes("flow", language)[structure.flow_kind]
    are_trips = structure.flow_kind == FlowKind.TIMETABLE
    nothing = np.full(len(found), np.nan)
    ends = zip(found.name_from.tolist(), found.name_to.tolist(), strict=True)
    numbers = found.road_number.tolist()
    named = [
        f"{number} {between(*pair)}".strip() for number, pair in zip(numbers, ends, strict=True)
    ]
    values: dict[str, Values] = {
        "strak_id": np.arange(1.0, len(found) + 1),
        "namn": objects([name or None for name in named]),
        "slag": np.full(len(found), kind, dtype=object),
        "personer_modellerat": nothing if are_trips else found.amount,
        "turer_vardag": found.amount if are_trips else nothing,
        "breddklass": found.width_class.astype(np.float64),
        "langd_km": found.length_m / M_PER_KM,
        "vagklass": texts(found.road_kind),
        "fran_namn": texts(found.name_from),
        "till_namn": texts(found.name_to),
    }
    return _layer(structure, values, found.line, "strak", language)


def samband_ut(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return the nodes beyond the border that can be reached, the nearest first."""
    links, nodes, areas = structure.outside.links, structure.nodes, structure.report.areas
    kommun = nodes.kommun_code[links.node]
    level = nodes.level[links.node]
    values: dict[str, Values] = {
        "nod_id": node_ids(structure, links.node),
        "nodnamn": node_names(structure, links.node),
        "kommunkod": texts(kommun),
        "kommunnamn": texts(areas.names_of(AreaKind.KOMMUN, kommun)),
        "land": texts(areas.countries_of(AreaKind.KOMMUN, kommun)),
        "niva": level.astype(np.float64),
        "nivanamn": level_names(level, language),
        "fran_id": node_ids(structure, links.origin),
        "fran_namn": node_names(structure, links.origin),
        "restid_min": links.travel_time_s / S_PER_MIN,
        "personer": persons_of_links(structure),
        "overgang_id": _crossing_ids(structure),
    }
    lines = simplified(links.line, structure.settings)
    return _layer(structure, values, lines, "samband_ut", language)


def gransovergangar(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return where the ways to the nodes outside cross the border, the busiest first."""
    links, persons = structure.outside.links, persons_of_links(structure)
    known = np.flatnonzero(links.road >= 0)
    road, first, number = np.unique(links.road[known], return_index=True, return_inverse=True)
    at = known[first]
    names = structure.nodes.name[links.node]
    towards = [", ".join(names[known[number == each]].tolist()) for each in range(len(road))]
    minutes = np.full(len(road), np.inf)
    np.minimum.at(minutes, number, links.travel_time_s[known] / S_PER_MIN)
    highway = np.array([use.highway for use in structure.report.network.roads.uses], dtype=np.str_)
    use = structure.report.network.roads.use[road]
    values: dict[str, Values] = {
        "overgang_id": _crossing_ids(structure)[at],
        "mot": objects(towards),
        "antal_noder": np.bincount(number, minlength=len(road)).astype(np.float64),
        "restid_min": minutes,
        "personer": np.bincount(number, persons[known], len(road)).astype(np.float64),
        "vagklass": texts(highway[use]) if len(road) else np.empty(0, dtype=object),
    }
    frame = framed(values, table_columns("gransovergangar"), language)
    x, y = links.crossing[at].T
    points = with_points(frame, x, y, structure.report.provenance.crs)
    order = np.lexsort((road, minutes, -np.asarray(values["personer"], dtype=np.float64)))
    return points.iloc[order].reset_index(drop=True)


def svaga_samband(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return the weak links as straight lines between the places, those without a way first."""
    weak, villages = structure.weak, structure.report.villages
    place, name = texts(villages.id), texts(villages.name)
    reached = np.isfinite(weak.travel_time_s)
    minutes = np.where(reached, weak.travel_time_s / S_PER_MIN, np.nan)
    population = np.nan_to_num(structure.report.village_persons)
    values: dict[str, Values] = {
        "fran_id": place[weak.first],
        "fran_namn": name[weak.first],
        "till_id": place[weak.second],
        "till_namn": name[weak.second],
        "skal": codes("weak_reason", language)[(~reached).astype(np.intp)],
        "restid_min": minutes,
        "fagelvag_km": weak.straight_m / M_PER_KM,
        "restid_per_km_min": minutes / (weak.straight_m / M_PER_KM),
        "personer": population[weak.first] + population[weak.second],
    }
    ends = np.stack([weak.first, weak.second], axis=1)
    lines = shapely.linestrings(np.stack([villages.x[ends], villages.y[ends]], axis=2))
    return _layer(structure, values, np.asarray(lines), "svaga_samband", language)


def sarbara_vagar(structure: StructureMap, language: Language) -> "gpd.GeoDataFrame":
    """Return the roads, bridges and ferries that alone hold places together."""
    critical, network = structure.critical, structure.report.network
    order, stretches = _alone(structure)
    ferry = [bool(network.roads.is_ferry[each].any()) for each in stretches]
    ways = [list(dict.fromkeys(network.roads.way_id[each].tolist())) for each in stretches]
    lines = [_merged(structure, each) for each in stretches]
    values: dict[str, Values] = {
        "rang": np.arange(1.0, len(order) + 1),
        "slag": codes("road_kind", language)[np.array(ferry, dtype=np.intp)],
        "namn": objects([_nearest_village(structure, line) for line in lines]),
        "personer_bakom": critical.behind[order],
        "personer_avskurna": critical.cut_off[order],
        "personer_langre": critical.longer[order],
        "merrestid_varst_min": critical.worst_min[order],
        "langd_km": np.array([network.roads.length_m[each].sum() for each in stretches])
        / M_PER_KM,
        "vag_ids": objects([", ".join(f"w{way}" for way in each[:_MOST_WAYS]) for each in ways]),
    }
    return _layer(structure, values, np.array([*lines, None])[:-1], "sarbara_vagar", language)


def _alone(
    structure: StructureMap,
) -> tuple[npt.NDArray[np.intp], list[npt.NDArray[np.int32]]]:
    """Return the stretches with most people behind them, and the roads of each.

    Stretches in a row, with nobody living between them, do the same: they are told once.
    """
    critical, settings = structure.critical, structure.settings
    held = np.maximum(critical.cut_off, critical.behind)
    enough = np.flatnonzero(held >= settings.critical_least_persons)
    effects = np.column_stack([held, critical.cut_off, critical.behind, critical.longer])[enough]
    _, first, number = np.unique(effects, axis=0, return_index=True, return_inverse=True)
    order = np.lexsort((first, -held[enough[first]]))[: settings.critical_most]
    roads = [
        np.sort(np.concatenate([critical.roads[at] for at in enough[number.ravel() == each]]))
        for each in order.tolist()
    ]
    return enough[first[order]], roads


def persons_of_links(structure: StructureMap) -> FloatArray:
    """Return the persons to whom each node outside is the nearest of its level."""
    links, nodes = structure.outside.links, structure.nodes
    persons = np.zeros(len(links))
    for each in structure.catchments.people:
        rows = nodes.level[links.node] == each.level
        reached = each.node[:, 0] >= 0
        sums = np.bincount(each.node[reached, 0], structure.persons[reached], len(nodes))
        persons[rows] = sums[links.node[rows]]
    return persons


def _crossing_ids(structure: StructureMap) -> Values:
    links: OutsideLinks = structure.outside.links
    way = structure.report.network.roads.way_id
    return objects([f"w{way[road]}:{road}" if road >= 0 else None for road in links.road.tolist()])


def _merged(structure: StructureMap, road: npt.NDArray[np.int32]) -> shapely.Geometry:
    roads = structure.report.network.roads
    lines = roads.lines(road[roads.has_line[road]])
    merged = shapely.line_merge(shapely.multilinestrings(lines))
    return shapely.MultiLineString(list(shapely.get_parts(merged)))


def _nearest_village(structure: StructureMap, line: shapely.Geometry) -> str | None:
    villages = structure.report.villages
    if len(villages) == 0 or shapely.is_empty(line):
        return None
    away = shapely.distance(line, shapely.points(villages.x, villages.y))
    return str(villages.name[int(np.argmin(away))]) or None


def _layer(
    structure: StructureMap,
    values: dict[str, Values],
    geometry: npt.NDArray[np.object_],
    table: str,
    language: Language,
) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415 (half a second that CSV and terminal do without)

    frame = framed(values, table_columns(table), language)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=structure.report.provenance.crs)
