"""Use case: how the places of a region hang together, and with the world outside."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.closures.critical_roads import critical_roads
from tillganglighet.domain.areas import joined_areas
from tillganglighet.domain.commuting import Commuting
from tillganglighet.domain.ground import GroundKind
from tillganglighet.domain.status import Status
from tillganglighet.domain.timetable import Timetable
from tillganglighet.network.snapping import Snapping
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.pipeline.structure_at_hand import AtHand, at_hand_of
from tillganglighet.pipeline.structure_facts import place_facts
from tillganglighet.pipeline.structure_flows import carried_by_roads
from tillganglighet.pipeline.structure_timetable import transit_of
from tillganglighet.store.region import Region
from tillganglighet.structure.catchments import catchments
from tillganglighet.structure.corridors import corridors
from tillganglighet.structure.labour_markets import labour_markets, market_areas
from tillganglighet.structure.levels import (
    commercial_nodes,
    job_nodes,
    node_levels,
    unknown_of_all,
)
from tillganglighet.structure.node_rules import NodeRules, shipped_rules
from tillganglighet.structure.nodes import Nodes, joined_nodes, village_nodes
from tillganglighet.structure.outside import ends_at_border, outside_links
from tillganglighet.structure.patches import Patches, patches
from tillganglighet.structure.served import crossings, roles, served
from tillganglighet.structure.settings import shipped_settings
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
    at_hand = at_hand_of(region, report, node_levels(facts, rules), settings)
    on_step("omland")
    layers = _catchments(at_hand)
    on_step("stråk")
    carried = carried_by_roads(at_hand, commuting, timetable)
    on_step("samband")
    measured = np.flatnonzero((report.access.status == Status.REACHED).any(axis=0))
    weak = _weak(at_hand)
    outside = _outside(at_hand, measured)
    on_step("vägar utan ersättare")
    persons = at_hand.people.persons[:, 0]
    regions = region.areas.chosen(np.isin(region.areas.kind, ("fa", "la")))
    markets = None if commuting is None else labour_markets(commuting, settings)
    if commuting is not None and markets is not None:
        source = commuting.file.name if commuting.file else ""
        regions = joined_areas(regions, market_areas(markets, region.areas, source))
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
        commuting=commuting,
        unplaced=carried.unplaced,
        transit=transit,
        outside=outside,
        weak=weak,
        critical=critical_roads(at_hand.times, _goals(at_hand), at_hand.origins, persons),
        shortfalls=shortfalls(report.access, report.gaps),
        four_fields=four_fields(report.access, np.nan_to_num(report.village_persons)),
        regions=regions,
        labour_markets=markets,
        measured=measured,
        settings=settings,
    )


def _catchments(at_hand: AtHand) -> CatchmentLayers:
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


def _weak(at_hand: AtHand) -> WeakLinks:
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


def _outside(at_hand: AtHand, measured: npt.NDArray[np.intp]) -> OutsideWorld:
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


def _named(at_hand: AtHand) -> Nodes:
    """Return the places that corridors are named by: those of any level, and nodes outside."""
    region, levels, nodes = at_hand.region, at_hand.levels, at_hand.nodes
    outer = nodes.chosen(np.flatnonzero(nodes.is_outside))
    lowest = levels.rules.no_level - 1
    inner = village_nodes(region.villages, region.village_snapping, levels.level, lowest)
    return joined_nodes(inner, outer)


def _goals(at_hand: AtHand) -> list[Snapping]:
    """Return what everybody must reach: any node at all, or any service where there is none."""
    chosen = at_hand.nodes.of_level(at_hand.levels.rules.lowest_node_level)
    nodes = at_hand.nodes.snapping.chosen(chosen)
    return [nodes if len(chosen) else at_hand.region.service_snapping]
