"""Use case: how the places of a region hang together, and with the world outside."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.counted_people import CountedPeople, counted_people
from tillganglighet.accessibility.critical_roads import critical_roads
from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.accessibility.metric import Metric, travel_time
from tillganglighet.accessibility.place_services import services_of_villages
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.commuting import Commuting
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.ground import GroundKind
from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.domain.status import Coverage, Status
from tillganglighet.network.snapping import Snapping
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.store.region import Region
from tillganglighet.structure.catchments import catchments
from tillganglighet.structure.corridors import corridors
from tillganglighet.structure.flows import Flows, commuting_flows, flows_to_higher_nodes
from tillganglighet.structure.labour_markets import labour_markets
from tillganglighet.structure.levels import (
    NodeLevels,
    PlaceFacts,
    commercial_nodes,
    job_nodes,
    node_levels,
)
from tillganglighet.structure.node_rules import NodeRules, shipped_rules
from tillganglighet.structure.nodes import Nodes, joined_nodes, village_nodes
from tillganglighet.structure.outside import ends_at_border, outside_links, outside_nodes
from tillganglighet.structure.patches import Patches, patches
from tillganglighet.structure.served import crossings, roles, served
from tillganglighet.structure.settings import Settings, shipped_settings
from tillganglighet.structure.shortfalls import four_fields, shortfalls
from tillganglighet.structure.squares import reached_squares
from tillganglighet.structure.structure_map import CatchmentLayers, OutsideWorld, StructureMap
from tillganglighet.structure.weak_links import WeakLinks, weak_links
from tillganglighet.units import M_PER_KM

Mask = npt.NDArray[np.bool_]


def structure_map(
    region: Region,
    *,
    commuting: Commuting | None = None,
    rules: NodeRules | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> StructureMap:
    """Measure a region and describe its structure, layer by layer.

    What cannot be made is left empty, and `notes` says why.

    Parameters
    ----------
    region : Region
    commuting : Commuting, optional
        Who lives and works where; else people travel to their next higher node.
    rules : NodeRules, optional
        What makes a place a node; those of the package if not given.
    on_step : callable
        Called before each step, for progress.
    """
    rules, settings = rules or shipped_rules(), shipped_settings()
    report = gap_report(region, on_category=lambda each: on_step(each.name_sv))
    people = counted_people(report)
    origins = _origins(region, people)
    times = travel_time(region.network, region.prepared.time if region.prepared else None)
    on_step("noder")
    facts = place_facts(region, rules)
    levels = node_levels(facts, rules)
    home = home_area(region)
    nodes = joined_nodes(
        village_nodes(
            region.villages, region.village_snapping, levels.level, rules.lowest_node_level
        ),
        outside_nodes(
            region.services,
            region.service_snapping,
            _beyond(region),
            region.areas,
            rules,
            settings,
        ),
    )
    on_step("omland")
    layers = _catchments(region, times, nodes, origins, home, settings, rules)
    on_step("stråk")
    flows = _flows(region, times, nodes, people, origins, levels, commuting)
    drawn = corridors(region.network, flows.persons, nodes, settings)
    on_step("samband")
    measured = np.flatnonzero((report.access.status == Status.REACHED).any(axis=0))
    table = served(people, region.services, measured)
    on_step("svaga samband")
    return StructureMap(
        report=report,
        people=people,
        facts=facts,
        levels=levels,
        themes={"kommersiell": commercial_nodes(facts, rules), "arbete": job_nodes(facts, rules)},
        nodes=nodes,
        catchments=layers,
        flows=flows,
        corridors=drawn,
        flows_from_commuting=commuting is not None,
        outside=OutsideWorld(
            links=outside_links(times, nodes, home, settings),
            served=table,
            crossings=crossings(table, region.areas, len(report.categories)),
            roles=roles(table, len(report.categories)),
            ends_at_border=ends_at_border(region.network, home, settings),
        ),
        weak=_weak(region, times, levels, settings),
        critical=critical_roads(
            times, _service_snappings(region, report, measured), origins, people.persons[:, 0]
        ),
        shortfalls=shortfalls(report.access, report.gaps),
        four_fields=four_fields(report.access, np.nan_to_num(region.villages.population)),
        regions=region.areas.chosen(np.isin(region.areas.kind, ("fa", "la"))),
        labour_markets=None if commuting is None else labour_markets(commuting, settings),
        measured=measured,
        settings=settings,
    )


def place_facts(region: Region, rules: NodeRules) -> PlaceFacts:
    """Return what the rules ask of the villages of a region.

    That a place has no service of a category is known where a file claims to hold them all, or
    where the data hold any in the kommuner that are measured.
    """
    villages, cells, services = region.villages, region.cells, region.services
    categories = rules.categories
    coverage = coverage_at(region.coverage, categories, villages.kommun_code)
    at_home = services.category[~_beyond(region)]
    day = np.full(len(villages), np.nan)
    if cells is not None:
        said = (cells.village >= 0) & np.isfinite(cells.day_population)
        counted = np.bincount(cells.village[said], minlength=len(villages)) > 0
        sums = np.bincount(cells.village[said], cells.day_population[said], len(villages))
        day = np.where(counted, sums, np.nan)
    return PlaceFacts(
        services=services_of_villages(services, villages, cells, categories),
        is_known=(coverage == Coverage.COMPLETE) | np.isin(categories, at_home),
        population=villages.population,
        day_population=day,
    )


def home_area(region: Region) -> shapely.Geometry | None:
    """Return the area that is measured, else that of the kommuner of the villages; None if unknown."""
    areas, code = region.areas, region.provenance.area.partition(" ")[0]
    if code:
        chosen = np.isin(areas.kind, (AreaKind.KOMMUN, AreaKind.LAN)) & (areas.code == code)
    else:
        codes = np.unique(region.villages.kommun_code)
        chosen = (areas.kind == AreaKind.KOMMUN) & np.isin(areas.code, codes[codes != ""])
    return shapely.union_all(areas.polygon[chosen]) if chosen.any() else None


def _beyond(region: Region) -> Mask:
    """Return (service_count,) bool: the service lies outside the area that is measured."""
    kommun, code = region.services.kommun_code, region.provenance.area.partition(" ")[0]
    if not code:
        return np.zeros(len(kommun), dtype=bool)
    return np.asarray((kommun != code) & (region.areas.lan_codes_of(kommun) != code))


def _origins(region: Region, people: CountedPeople) -> Snapping:
    if people.are_cells and region.cell_snapping is not None:
        return region.cell_snapping
    return region.village_snapping


def _catchments(
    region: Region,
    times: Metric,
    nodes: Nodes,
    origins: Snapping,
    home: shapely.Geometry | None,
    settings: Settings,
    rules: NodeRules,
) -> CatchmentLayers:
    within = home if region.provenance.area else None
    sea = region.ground.of_kind(GroundKind.SEA)
    squares = reached_squares(region.network, settings, within=within, sea=sea)
    together = origins.followed_by(region.village_snapping).followed_by(squares.samples)
    found = catchments(
        times,
        nodes,
        range(1, rules.lowest_node_level + 1),
        origins=together,
        contested_share=settings.contested_share,
    )
    ends = np.cumsum([len(origins), len(region.villages), len(squares.samples)]).tolist()
    land = tuple(each.rows(slice(ends[1], ends[2])) for each in found)
    contested = [np.where(each.is_contested, each.node[:, 0], -1) for each in land]

    def drawn(labels: list[npt.NDArray[np.int32]]) -> tuple[Patches, ...]:
        return tuple(
            patches(
                squares,
                squares.labelled(each),
                least_m2=settings.catchment_least_km2 * M_PER_KM**2,
                simplify_squares=settings.catchment_simplify_squares,
            )
            for each in labels
        )

    return CatchmentLayers(
        people=tuple(each.rows(slice(ends[0])) for each in found),
        villages=tuple(each.rows(slice(ends[0], ends[1])) for each in found),
        patches=drawn([each.node[:, 0] for each in land]),
        contested=drawn(contested),
    )


def _flows(
    region: Region,
    times: Metric,
    nodes: Nodes,
    people: CountedPeople,
    origins: Snapping,
    levels: NodeLevels,
    commuting: Commuting | None,
) -> Flows:
    if commuting is not None:
        seats, kommun = _seats(region, nodes)
        return commuting_flows(times, seats, kommun, commuting)
    return flows_to_higher_nodes(
        times,
        nodes,
        origins=origins,
        persons=people.persons[:, 0],
        level=np.append(levels.level, np.int8(levels.rules.no_level))[people.village],
        lowest_node_level=levels.rules.lowest_node_level,
    )


def _seats(region: Region, nodes: Nodes) -> tuple[Snapping, StrArray]:
    """Return the most populous village of each kommun, or the highest node outside, by code."""
    outer = nodes.chosen(np.flatnonzero(nodes.is_outside))
    snapping = region.village_snapping.followed_by(outer.snapping)
    kommun = np.concatenate([region.villages.kommun_code, outer.kommun_code])
    size = np.concatenate([np.nan_to_num(region.villages.population), -outer.level])
    order = np.lexsort((-size, kommun))
    codes, first = np.unique(kommun[order], return_index=True)
    named = codes != ""
    return snapping.chosen(order[first[named]]), codes[named]


def _weak(region: Region, times: Metric, levels: NodeLevels, settings: Settings) -> WeakLinks:
    """Compare the places of any level; the others are too many and too small."""
    chosen = np.flatnonzero(levels.level < levels.rules.no_level)
    villages: tuple[FloatArray, FloatArray] = region.villages.x[chosen], region.villages.y[chosen]
    found = weak_links(times, region.village_snapping.chosen(chosen), *villages, settings)
    return replace(
        found,
        first=chosen[found.first].astype(np.int32),
        second=chosen[found.second].astype(np.int32),
    )


def _service_snappings(
    region: Region, report: GapReport, measured: npt.NDArray[np.intp]
) -> list[Snapping]:
    offered = region.services.category
    return [
        region.service_snapping.chosen(np.flatnonzero(offered == report.categories[column].key))
        for column in measured.tolist()
    ]
