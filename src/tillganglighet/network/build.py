"""Build the network of one profile from the roads of an extract."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tillganglighet.network.automaton import with_forbidden_rows
from tillganglighet.network.bends import bend_factors
from tillganglighet.network.built_up import built_up_ways
from tillganglighet.network.crossings import ferry_speeds_kph, ferry_ways, route_members
from tillganglighet.network.crs import ground_length_m, metric_crs, project
from tillganglighet.network.cut import cut_ways
from tillganglighet.network.extract import RoadExtract
from tillganglighet.network.findings import Findings
from tillganglighet.network.fragments import components, is_fragment, networks
from tillganglighet.network.layers import Layer, LayeredGraph, layered_graph
from tillganglighet.network.network import Network
from tillganglighet.network.privacy import enclosed_as_private
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.barriers import interpret_barrier
from tillganglighet.network.rules.ferries import with_relation_tags
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.way_use import Dropped, WayUse
from tillganglighet.network.rules.ways import interpret_way
from tillganglighet.network.stops import stop_delays_ms
from tillganglighet.network.times import travel_times_ms, with_delays, with_waits
from tillganglighet.network.turns import forbidden_rows

Int32Array = npt.NDArray[np.int32]

# Whether a ferry lacks a duration shows only when its route and its other parts are known.
KNOWN_LATER = "ferry_no_duration"
# A way with one of these is no part of a crossing, even if it is a member of the route.
ON_LAND = {"highway", "railway", "public_transport", "man_made"}


def network_of(extract: RoadExtract, profile: Profile, findings: Findings) -> Network:
    """Build the network: interpret, cut, time, tell private from public, restrict turns.

    Everything dropped or assumed goes into `findings`. A network may be empty; it is for the
    caller to say what that means.
    """
    roads, crs = _roads(extract, profile, findings)
    graph = layered_graph(roads.from_node, roads.to_node, roads.passage, roads.travel_time_ms)
    rows = forbidden_rows(extract, roads, profile, findings)
    leaving = _leaving_edges(graph, roads)
    network_of_road = networks(roads.from_node, roads.to_node, roads.passage, roads.length_m)
    component = components(roads.from_node, roads.to_node, roads.length_m)
    fragment = is_fragment(component, roads)
    findings.add_ways("road_fragment", np.unique(roads.way_id[fragment]))
    return _network(
        with_forbidden_rows(graph, rows),
        leaving,
        roads=roads,
        crs=crs,
        profile=profile,
        is_target=roads.is_snappable & ~fragment,
        network_of_road=network_of_road,
    )


def _roads(extract: RoadExtract, profile: Profile, findings: Findings) -> tuple[Roads, str]:
    uses, use_of_way = _interpret(_with_route_tags(extract), profile, findings)
    barriers = _barriers(extract, profile, findings)
    pieces = cut_ways(extract, np.flatnonzero(use_of_way >= 0), barriers, findings)
    crs = metric_crs(extract.lon[pieces.point], extract.lat[pieces.point])
    x, y = project(extract.lon, extract.lat, crs)
    length_m = ground_length_m(
        extract.lon[pieces.point], extract.lat[pieces.point], pieces.first_point
    )
    use = use_of_way[pieces.way]
    speed = np.array([(each.forward_kph, each.backward_kph) for each in uses]).reshape(-1, 2)[use]
    if profile.bend["lateral_mps2"] > 0:
        line = x[pieces.point], y[pieces.point], pieces.first_point
        speed *= bend_factors(*line, speed, profile.bend["lateral_mps2"])
    ferries = ferry_ways(pieces, uses, use, length_m)
    ferry_kph = ferry_speeds_kph(ferries, extract, profile, findings)
    passage = np.array([(each.forward, each.backward) for each in uses], np.int8)
    passage = passage.reshape(-1, 2)[use]
    for piece in np.flatnonzero(np.isin(pieces.way, list(ferry_kph))):
        speed[piece] = ferry_kph[int(pieces.way[piece])]
    passage[pieces.is_gate] = Passage.PRIVATE

    time = travel_times_ms(speed, length_m, passage)
    time = with_delays(time, stop_delays_ms(pieces, extract.node_tags, uses, use, profile.delay))
    return (
        Roads(
            way_id=extract.way_id[pieces.way],
            from_node=pieces.from_node,
            to_node=pieces.to_node,
            first_point=pieces.first_point,
            x=x[pieces.point],
            y=y[pieces.point],
            length_m=length_m,
            use=use,
            uses=uses,
            passage=enclosed_as_private(pieces.from_node, pieces.to_node, passage, length_m),
            travel_time_ms=with_waits(time, pieces, uses, use),
            node_id=extract.node_id[pieces.node],
        ),
        crs,
    )


def _with_route_tags(extract: RoadExtract) -> RoadExtract:
    """Return the extract with what route relations say of ferries said on their ways.

    But for the duration, which belongs to all ways of the route together (see `times`).
    """
    tag_sets = list(extract.tag_sets)
    way_tags = extract.way_tags.copy()
    for route in extract.ferry_routes:
        tags = {key: value for key, value in route.tags.items() if key != "duration"}
        for way in route_members(route, extract):
            known = tag_sets[way_tags[way]]
            if not known.keys() & ON_LAND:
                tag_sets.append(with_relation_tags(known, tags))
                way_tags[way] = len(tag_sets) - 1
    return replace(extract, tag_sets=tuple(tag_sets), way_tags=way_tags)


def _interpret(
    extract: RoadExtract, profile: Profile, findings: Findings
) -> tuple[tuple[WayUse, ...], Int32Array]:
    """Return the distinct uses, and for each way the index of its use, -1 where it has none."""
    index: dict[WayUse, int] = {}
    # Whether a way lies in a town tells the limits for cars only.
    built_up = built_up_ways(extract) if profile.mode == "car" else np.zeros(len(extract.way_id))
    kinds, kind_of_way = np.unique(2 * extract.way_tags + (built_up > 0), return_inverse=True)
    use_of_kind = np.full(len(kinds), -1, dtype=np.int32)
    by_kind = extract.way_id[np.argsort(kind_of_way, kind="stable")]
    ways_by_kind = np.split(by_kind, np.cumsum(np.bincount(kind_of_way))[:-1])
    for number, (kind, ways) in enumerate(zip(kinds.tolist(), ways_by_kind, strict=False)):
        outcome = interpret_way(extract.tag_sets[kind >> 1], profile, built_up=bool(kind & 1))
        if isinstance(outcome, Dropped):
            findings.add_ways(f"dropped_{outcome.reason}", ways)
        elif outcome is not None:
            use_of_kind[number] = index.setdefault(outcome, len(index))
        for doubt in () if outcome is None else outcome.doubts:
            if doubt != KNOWN_LATER:
                findings.add_ways(doubt, ways)
    return tuple(index), use_of_kind[kind_of_way]


def _barriers(extract: RoadExtract, profile: Profile, findings: Findings) -> Mapping[int, Passage]:
    """Return the nodes that bar the way, wholly or to through traffic, by position."""
    passages = {
        position: interpret_barrier(tags, profile)
        for position, tags in sorted(extract.node_tags.items())
    }
    barred = {at: passage for at, passage in passages.items() if passage != Passage.PUBLIC}
    for passage in (Passage.BARRED, Passage.PRIVATE):
        findings.add(
            f"barrier_{passage.name.lower()}",
            (f"n{extract.node_id[at]}" for at, each in barred.items() if each == passage),
        )
    return barred


def _leaving_edges(graph: LayeredGraph, roads: Roads) -> Int32Array:
    """Return for each lane the edge of its first layer; of a private lane that is LEAVING."""
    leaving = np.full(2 * len(roads), -1, dtype=np.int32)
    first = np.flatnonzero((graph.lane >= 0) & (graph.layer[graph.tail] != Layer.ARRIVING))
    leaving[graph.lane[first]] = first
    return leaving


def _network(  # one row of arrays, sorted once
    graph: LayeredGraph,
    leaving: Int32Array,
    *,
    roads: Roads,
    crs: str,
    profile: Profile,
    is_target: npt.NDArray[np.bool_],
    network_of_road: Int32Array,
) -> Network:
    order = np.lexsort([graph.head, graph.lane, graph.tail])
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    first_out = np.searchsorted(graph.tail[order], np.arange(graph.node_count + 1))

    by_lane = np.argsort(graph.lane, kind="stable")
    lanes = graph.lane[by_lane]
    first_arriving = np.searchsorted(lanes, np.arange(2 * len(roads) + 1))
    is_step = first_arriving[0] if len(first_arriving) else 0
    return Network(
        roads=roads,
        crs=crs,
        mode=profile.mode,
        access_speed_kph=profile.access_speed_kph,
        first_out=first_out.astype(np.int32),
        head=graph.head[order],
        lane=graph.lane[order],
        travel_time_ms=graph.travel_time_ms[order],
        road_node=graph.road_node,
        layer=graph.layer,
        leaving_edge=np.where(leaving < 0, -1, place[leaving]).astype(np.int32),
        first_arriving=(first_arriving - is_step).astype(np.int32),
        arriving_tail=graph.tail[by_lane][is_step:],
        is_target=is_target,
        network_of_road=network_of_road,
    )
