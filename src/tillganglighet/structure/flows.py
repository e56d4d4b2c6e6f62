"""Flows: the people of each place along the quickest way to their next higher node."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.metric import Metric, arriving, direct, leaving
from tillganglighet.domain.commuting import Commuting
from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.nearest import Nearest, nearest
from tillganglighet.routing.ways import AT_SEED, quickest_ways
from tillganglighet.structure.nodes import Nodes
from tillganglighet.units import UNREACHED

Int32Array = npt.NDArray[np.int32]


class FlowKind(IntEnum):
    """What the corridors carry, in the order of the published words."""

    MODELLED = 0
    COMMUTING = 1
    TIMETABLE = 2


@dataclass(frozen=True)
class Flows:
    """Persons on the roads; modelled, no traffic.

    Parameters
    ----------
    persons : (road_count,) float64
        In both directions together.
    node : (origin_count,) int32
        Index of the node that each origin travels to; -1 for none.
    """

    persons: FloatArray
    node: Int32Array


def flows_to_higher_nodes(
    times: Metric,
    nodes: Nodes,
    *,
    origins: Snapping,
    persons: FloatArray,
    level: npt.NDArray[np.int8],
    lowest_node_level: int,
) -> Flows:
    """Send the people of each origin to the quickest node of a higher level than its own.

    Parameters
    ----------
    times : Metric
        The network by travel time.
    nodes : Nodes
    origins : Snapping
        Where cells or villages meet the road.
    persons : (origin_count,) float64
    level : (origin_count,) int8
        Of the place that each origin belongs to; those of the highest stay.
    lowest_node_level : int
        Whoever lives in a place below it, or in none, travels to a node of this level or higher.
    """
    found = Flows(np.zeros(len(times.network.roads)), np.full(len(origins), -1, dtype=np.int32))
    for highest in range(1, lowest_node_level + 1):
        goals = nodes.of_level(highest)
        below = level > highest if highest == lowest_node_level else level == highest + 1
        moving = np.flatnonzero(below & (persons > 0))
        sent = flows_to_nearest(
            times, nodes.snapping.chosen(goals), origins=origins.chosen(moving),
            persons=persons[moving],
        )  # fmt: skip
        found.persons[:] += sent.persons
        found.node[moving] = np.append(goals, -1)[sent.node]
    return found


def commuting_flows(
    times: Metric, seats: Snapping, seat_kommun: StrArray, commuting: Commuting
) -> Flows:
    """Send commuters from the main place of their kommun to that of the kommun of their work.

    Parameters
    ----------
    times : Metric
    seats : Snapping
        The main place of each kommun.
    seat_kommun : (seat_count,) str
        Its code; each once, ascending.
    commuting : Commuting
        Rows of kommuner without a main place are left out, and rows of one kommun.

    Returns
    -------
    Flows
        `node` says nothing here: (0,).
    """
    codes = seat_kommun.tolist()
    is_led = np.isin(commuting.home, codes) & np.isin(commuting.work, codes)
    is_led &= commuting.home != commuting.work
    on_road = np.zeros(len(times.network.roads))
    for code in np.unique(commuting.work[is_led]).tolist():
        rows = np.flatnonzero(is_led & (commuting.work == code))
        home = np.searchsorted(seat_kommun, commuting.home[rows])
        goal = seats.chosen(np.array([codes.index(code)]))
        on_road += flows_to_nearest(
            times, goal, origins=seats.chosen(home), persons=commuting.persons[rows]
        ).persons
    return Flows(on_road, np.empty(0, dtype=np.int32))


def flows_to_nearest(
    times: Metric, goals: Snapping, *, origins: Snapping, persons: FloatArray
) -> Flows:
    """Send the people of each origin to the quickest goal; `node` is its index, -1 for none."""
    towards = np.full(len(origins), -1, dtype=np.int32)
    on_road = np.zeros(len(times.network.roads))
    if len(origins) == 0 or len(goals) == 0:
        return Flows(on_road, towards)
    seeds = arriving(times, goals).as_seeds()
    found = nearest(times.search, seeds)
    origin, node, nearest_goal = _first_choices(times, found, origins, goals)
    towards[origin] = nearest_goal
    begins = _is_inside(origins)[origin]
    np.add.at(on_road, origins.road[origin[begins]], persons[origin[begins]])
    on_way = node >= 0
    persons_on_way = persons[origin[on_way]]
    from_start = np.bincount(node[on_way], persons_on_way, times.graph.node_count).astype(float)
    nothing = np.zeros((times.graph.edge_count, 1)), np.zeros((len(seeds.node), 1))
    first_edge = quickest_ways(times.graph, found, seeds, *nothing).edge[:, 0]
    last = _walk(times, first_edge, from_start, on_road)
    arrived = np.flatnonzero(last)
    goal = found.label[arrived, 0]
    ends = _is_inside(goals)[goal]
    np.add.at(on_road, goals.road[goal[ends]], last[arrived[ends]])
    return Flows(on_road, towards)


def _first_choices(
    times: Metric, found: Nearest, origins: Snapping, goals: Snapping
) -> tuple[Int32Array, Int32Array, Int32Array]:
    """Return who travels, from which node (-1 along the own road), and to which goal."""
    start, onward = leaving(times, origins), direct(times, origins, goals)
    origin = np.concatenate([start.point, onward.origin])
    through = found.impedance[start.node, 0].astype(np.int64) + start.impedance
    impedance = np.concatenate([through, onward.impedance])
    goal = np.concatenate([found.label[start.node, 0], onward.destination])
    node = np.concatenate([start.node, np.full(len(onward.origin), -1)])
    order = np.lexsort((node, goal, impedance, origin))
    order = order[impedance[order] < UNREACHED]
    travelling, first = np.unique(origin[order], return_index=True)
    best = order[first]
    return travelling, node[best].astype(np.int32), goal[best].astype(np.int32)


def _is_inside(points: Snapping) -> npt.NDArray[np.bool_]:
    """Return who stands along a road, so that a part of it is driven beside whole edges."""
    return np.asarray((points.fraction > 0.0) & (points.fraction < 1.0))


def _walk(
    times: Metric, first_edge: Int32Array, from_start: FloatArray, on_road: FloatArray
) -> FloatArray:
    """Lead everybody along the ways at once, an edge a step; return who ends at which node."""
    lane = times.network.lane
    last = np.zeros(len(from_start))
    node = np.flatnonzero(from_start)
    persons = from_start[node]
    while len(node):
        edge = first_edge[node]
        arrived = edge == AT_SEED
        np.add.at(last, node[arrived], persons[arrived])
        node, persons, edge = node[~arrived], persons[~arrived], edge[~arrived]
        driven = lane[edge] >= 0
        np.add.at(on_road, lane[edge[driven]] >> 1, persons[driven])
        # Who meets goes on together.
        node, together = np.unique(times.graph.head[edge], return_inverse=True)
        persons = np.bincount(together, persons, len(node)).astype(np.float64)
    return last
