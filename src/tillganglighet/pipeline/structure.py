"""Use case: how the places of a region hang together, and with the world outside."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.closures.critical_roads import critical_roads
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import CountedPeople, counted_people
from tillganglighet.accessibility.travel.metric import Metric, travel_time
from tillganglighet.domain.commuting import Commuting
from tillganglighet.domain.ground import GroundKind
from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.domain.status import Status
from tillganglighet.domain.timetable import Timetable
from tillganglighet.network.findings import Findings
from tillganglighet.network.snapping import Snapping
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.pipeline.structure_facts import home_area, is_beyond, place_facts
from tillganglighet.pipeline.structure_timetable import transit_of, trips_on_roads
from tillganglighet.sources.commuting_files import read_commuting
from tillganglighet.store.region import Region
from tillganglighet.structure.catchments import catchments
from tillganglighet.structure.corridors import corridors
from tillganglighet.structure.flows import (
    FlowKind,
    Flows,
    commuting_flows,
    flows_to_higher_nodes,
)
from tillganglighet.structure.labour_markets import labour_markets
from tillganglighet.structure.levels import (
    NodeLevels,
    commercial_nodes,
    job_nodes,
    node_levels,
    unknown_of_all,
)
from tillganglighet.structure.node_rules import NodeRules, shipped_rules
from tillganglighet.structure.nodes import Nodes, joined_nodes, village_nodes
from tillganglighet.structure.outside import ends_at_border, outside_links, outside_nodes
from tillganglighet.structure.patches import Patches, patches
from tillganglighet.structure.served import crossings, roles, served
from tillganglighet.structure.settings import Settings, shipped_settings
from tillganglighet.structure.shortfalls import four_fields, shortfalls
from tillganglighet.structure.squares import reached_squares, road_samples
from tillganglighet.structure.structure_map import CatchmentLayers, OutsideWorld, StructureMap
from tillganglighet.structure.weak_links import WeakLinks, weak_links
from tillganglighet.units import M_PER_KM


def structure_map(
    region: Region,
    *,
    commuting: Commuting | None = None,
    timetable: Timetable | None = None,
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
    timetable : Timetable, optional
        Makes nodes of public transport, and the corridors where it tells the way of its trips.
    rules : NodeRules, optional
        What makes a place a node; those of the package if not given.
    on_step : callable
        Called before each step, for progress.
    """
    rules, settings = rules or shipped_rules(), shipped_settings()
    report = gap_report(region, on_category=lambda each: on_step(each.name_sv))
    on_step("noder")
    facts = place_facts(region, rules)
    transit = None if timetable is None else transit_of(region, timetable, rules)
    at_hand = _prepared(region, report, node_levels(facts, rules), settings)
    on_step("omland")
    layers = _catchments(at_hand)
    on_step("stråk")
    carried = _carried(at_hand, commuting, timetable)
    on_step("samband")
    measured = np.flatnonzero((report.access.status == Status.REACHED).any(axis=0))
    weak = _weak(at_hand)
    outside = _outside(at_hand, measured)
    on_step("vägar utan ersättare")
    persons = at_hand.people.persons[:, 0]
    return StructureMap(
        report=report,
        people=at_hand.people,
        facts=facts,
        levels=at_hand.levels,
        themes={
            "kommersiell": commercial_nodes(facts, rules),
            "arbete": job_nodes(facts, rules),
            "kollektivtrafik": unknown_of_all(len(region.villages))
            if transit is None
            else transit.node,
        },
        nodes=at_hand.nodes,
        catchments=layers,
        corridors=corridors(
            region.network, carried.amount, _named(at_hand), settings, region.road_names
        ),
        flow_kind=carried.kind,
        timetable=timetable,
        unplaced_trips=carried.unplaced,
        transit=transit,
        outside=outside,
        weak=weak,
        critical=critical_roads(at_hand.times, _goals(at_hand), at_hand.origins, persons),
        shortfalls=shortfalls(report.access, report.gaps),
        four_fields=four_fields(report.access, np.nan_to_num(region.villages.population)),
        regions=region.areas.chosen(np.isin(region.areas.kind, ("fa", "la"))),
        labour_markets=None if commuting is None else labour_markets(commuting, settings),
        measured=measured,
        settings=settings,
    )


def read_commuting_table(path: Path) -> Commuting:
    """Read a commuting table; rows that are bad but few are left out.

    Raises
    ------
    InputError, UsageError
        As `sources.commuting_files.read_commuting`.
    """
    return read_commuting(path, Findings())


@dataclass(frozen=True)
class _AtHand:
    """What the layers are made of."""

    region: Region
    people: CountedPeople
    origins: Snapping
    times: Metric
    levels: NodeLevels
    nodes: Nodes
    home: shapely.Geometry | None
    settings: Settings


def _prepared(
    region: Region, report: GapReport, levels: NodeLevels, settings: Settings
) -> _AtHand:
    people = counted_people(report)
    origins = region.village_snapping
    if people.are_cells and region.cell_snapping is not None:
        origins = region.cell_snapping
    nodes = village_nodes(
        region.villages, region.village_snapping, levels.level, levels.rules.lowest_node_level
    )
    outer, outer_snapping = region.outer_villages, region.outer_snapping
    if outer is not None and outer_snapping is not None:
        nodes = joined_nodes(
            nodes,
            outside_nodes(
                outer,
                outer_snapping,
                region.services,
                is_beyond(region),
                rules=levels.rules,
                settings=settings,
            ),
        )
    return _AtHand(
        region=region,
        people=people,
        origins=origins,
        times=travel_time(region.network, region.prepared.time if region.prepared else None),
        levels=levels,
        nodes=nodes,
        home=home_area(region),
        settings=settings,
    )


def _catchments(at_hand: _AtHand) -> CatchmentLayers:
    region, settings = at_hand.region, at_hand.settings
    within = at_hand.home if region.provenance.area else None
    sea = region.ground.of_kind(GroundKind.SEA)
    samples = road_samples(region.network, settings, within=within)
    together = at_hand.origins.followed_by(region.village_snapping).followed_by(samples.snapping)
    found = catchments(
        at_hand.times,
        at_hand.nodes,
        range(1, at_hand.levels.rules.lowest_node_level + 1),
        origins=together,
        contested_share=settings.contested_share,
    )
    villages_from = len(at_hand.origins)
    land_from = villages_from + len(region.villages)
    land = tuple(each.rows(slice(land_from, None)) for each in found)
    any_node = land[-1].node[:, 0] >= 0
    squares = reached_squares(samples, any_node, settings, within=within, sea=sea)

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
        people=tuple(each.rows(slice(villages_from)) for each in found),
        villages=tuple(each.rows(slice(villages_from, land_from)) for each in found),
        patches=drawn([each.node[:, 0] for each in land]),
        contested=drawn([np.where(each.is_contested, each.node[:, 0], -1) for each in land]),
    )


class _Carried(NamedTuple):
    """What each road carries, of which kind, and which share of it has found no road."""

    amount: FloatArray
    kind: FlowKind
    unplaced: float = 0.0


def _carried(
    at_hand: _AtHand, commuting: Commuting | None, timetable: Timetable | None
) -> _Carried:
    """Return trips where a timetable tells their way, else commuters, else modelled persons."""
    if timetable is not None and timetable.has_routes:
        found = trips_on_roads(at_hand.times, timetable, at_hand.settings)
        return _Carried(found.trips, FlowKind.TIMETABLE, found.unplaced)
    if commuting is not None:
        commuters = commuting_flows(at_hand.times, *_seats(at_hand), commuting)
        return _Carried(commuters.persons, FlowKind.COMMUTING)
    return _Carried(_flows(at_hand).persons, FlowKind.MODELLED)


def _flows(at_hand: _AtHand) -> Flows:
    people, levels = at_hand.people, at_hand.levels
    return flows_to_higher_nodes(
        at_hand.times,
        at_hand.nodes,
        origins=at_hand.origins,
        persons=people.persons[:, 0],
        level=np.append(levels.level, np.int8(levels.rules.no_level))[people.village],
        lowest_node_level=levels.rules.lowest_node_level,
    )


def _seats(at_hand: _AtHand) -> tuple[Snapping, StrArray]:
    """Return the most populous village of each kommun, or the highest node outside, by code."""
    region, nodes = at_hand.region, at_hand.nodes
    outer = nodes.chosen(np.flatnonzero(nodes.is_outside))
    snapping = region.village_snapping.followed_by(outer.snapping)
    kommun = np.concatenate([region.villages.kommun_code, outer.kommun_code])
    size = np.concatenate([np.nan_to_num(region.villages.population), -outer.level])
    order = np.lexsort((-size, kommun))
    codes, first = np.unique(kommun[order], return_index=True)
    named = codes != ""
    return snapping.chosen(order[first[named]]), codes[named]


def _weak(at_hand: _AtHand) -> WeakLinks:
    """Compare the places of any level; the others are too many and too small."""
    villages, levels = at_hand.region.villages, at_hand.levels
    chosen = np.flatnonzero(levels.level < levels.rules.no_level)
    found = weak_links(
        at_hand.times,
        at_hand.region.village_snapping.chosen(chosen),
        villages.x[chosen],
        villages.y[chosen],
        at_hand.settings,
    )
    return replace(
        found,
        first=chosen[found.first].astype(np.int32),
        second=chosen[found.second].astype(np.int32),
    )


def _outside(at_hand: _AtHand, measured: npt.NDArray[np.intp]) -> OutsideWorld:
    region, home, settings = at_hand.region, at_hand.home, at_hand.settings
    categories = at_hand.people.access.status.shape[1]
    table = served(at_hand.people, region.services, measured)
    return OutsideWorld(
        links=outside_links(at_hand.times, at_hand.nodes, home, settings),
        served=table,
        crossings=crossings(table, region.areas, categories),
        roles=roles(table, categories),
        ends_at_border=ends_at_border(region.network, home, settings),
        known_villages=0 if region.outer_villages is None else len(region.outer_villages),
    )


def _named(at_hand: _AtHand) -> Nodes:
    """Return the places that corridors are named by: those of any level, and nodes outside."""
    region, levels, nodes = at_hand.region, at_hand.levels, at_hand.nodes
    outer = nodes.chosen(np.flatnonzero(nodes.is_outside))
    lowest = levels.rules.no_level - 1
    inner = village_nodes(region.villages, region.village_snapping, levels.level, lowest)
    return joined_nodes(inner, outer)


def _goals(at_hand: _AtHand) -> list[Snapping]:
    """Return what everybody must reach: any node at all, or any service where there is none."""
    chosen = at_hand.nodes.of_level(at_hand.levels.rules.lowest_node_level)
    nodes = at_hand.nodes.snapping.chosen(chosen)
    return [nodes if len(chosen) else at_hand.region.service_snapping]
