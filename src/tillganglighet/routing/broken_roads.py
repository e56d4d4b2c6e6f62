"""What the loss of each road alone does to everybody, exactly, by repairing what it touches.

For a road, all that may have come over it is taken out of the table of distances and searched
anew without it; nothing else is looked at, and the table stays as it was for the next road.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tillganglighet.routing.arrays import BoolArray, Float64Array, Int32Array, Int64Array, plain
from tillganglighet.routing.broken_kernels import Entries, Places, Sums, Tables
from tillganglighet.routing.broken_sums import break_each
from tillganglighet.routing.ends import Seeds
from tillganglighet.routing.hierarchy import Network
from tillganglighet.routing.nearest import nearest
from tillganglighet.units import UNREACHED

MOST_CATEGORIES = 63  # the bits of an int64
NO_GATE = -1


@dataclass(frozen=True, eq=False)
class Gated:
    """How points meet the graph, and which end of a road each entry passes.

    A point along a road is left, or entered, by the road's ends: gate `2 * road` is its first and
    `2 * road + 1` its last. A break there bars that entry.

    Parameters
    ----------
    point : (n,) int32
        The point each entry belongs to, ascending.
    node, impedance : (n,) int32
        As in `Ends` and `Seeds`.
    gate : (n,) int32
        `NO_GATE` for a point that stands at a node.
    """

    point: Int32Array
    node: Int32Array
    impedance: Int32Array
    gate: Int32Array


@dataclass(frozen=True, eq=False)
class RoadLosses:
    """What a break of each road does; arrays of (road_count, 2): at its first and its last end.

    A road without points along it breaks the same way at both ends.

    Parameters
    ----------
    cut_off : float64
        The weight of the origins that no longer reach anything in some category.
    cut_categories : (road_count, 2, category_count) bool
        Whether somebody loses the category.
    longer : float64
        The weight of the origins that have farther in some category, or are cut off.
    extra : float64
        Weight times further impedance, summed over the categories, of those who still reach it.
    worst : int64
        The largest further impedance.
    """

    cut_off: Float64Array
    cut_categories: BoolArray
    longer: Float64Array
    extra: Float64Array
    worst: Int64Array


@dataclass(frozen=True, eq=False)
class RoadsOfEdges:
    """Which road each edge is part of: a road breaks with all its edges.

    Parameters
    ----------
    road : (edge_count,) int32
        -1 for an edge that never breaks.
    count : int
        Roads are below this.
    """

    road: Int32Array
    count: int


@dataclass(frozen=True, eq=False)
class GatedOrigins:
    """Those whose ways are asked for.

    Parameters
    ----------
    entries : Gated
    direct : (category_count, origin_count) int32
        Impedance of the best trip that passes no node, `UNREACHED` without one.
    weight : (origin_count,) float64
        Persons, or ones.
    """

    entries: Gated
    direct: Int32Array
    weight: Float64Array


def break_each_road(
    network: Network, roads: RoadsOfEdges, services: Sequence[Gated], origins: GatedOrigins
) -> RoadLosses:
    """Break every road that somebody's quickest way takes, one at a time, at each of its ends.

    Nobody passes a broken road; those who live along it, and services along it, keep the other
    end, and trips along it alone go on.

    Parameters
    ----------
    network : Graph or Hierarchy
        It is searched towards the services.
    roads : RoadsOfEdges
    services : sequence of Gated
        The services of each category, at most `MOST_CATEGORIES`.
    origins : GatedOrigins

    Returns
    -------
    RoadLosses
        Zero for roads on nobody's quickest way. The time taken grows with the nodes behind
        every such road, summed over roads and categories.
    """
    if len(services) > MOST_CATEGORIES:
        raise ValueError(f"{len(services)} categories; expected at most {MOST_CATEGORIES}")
    graph, gates = network.graph, 2 * roads.count
    against = graph.reversed()
    seeds, weight = _joined(services), plain(origins.weight, np.float64)
    places = Places(
        seeds=_by(seeds, "node", graph.node_count),
        seeds_by_gate=_by(seeds, "gate", gates),
        entries=_by(origins.entries, "point", len(weight)),
        entries_by_node=_by(origins.entries, "node", graph.node_count),
        entries_by_gate=_by(origins.entries, "gate", gates),
        direct=plain(origins.direct, np.int32),
        weight=weight,
    )
    road = plain(roads.road, np.int32)
    edges = np.argsort(road, kind="stable").astype(np.int32)
    first = np.searchsorted(road[edges], np.arange(roads.count + 1)).astype(np.int32)
    tables = Tables(graph.csr, graph.tail, against.graph.csr, against.edge, road, edges, first)
    weights = [np.zeros((roads.count, 2)) for _ in range(3)]
    numbers = [np.zeros((roads.count, 2), np.int64) for _ in range(2)]
    sums = Sums(weights[0], numbers[0], weights[1], weights[2], numbers[1])
    break_each(tables, places, _distances(network, services), sums)
    bits = sums.cut_categories[:, :, None] >> np.arange(len(services))
    return RoadLosses(sums.cut_off, bits & 1 == 1, sums.longer, sums.extra, sums.worst)


def _distances(network: Network, services: Sequence[Gated]) -> Int32Array:
    """Return (category_count, node_count) int32 to the nearest service of each category."""
    distance = np.full((len(services), network.node_count), UNREACHED, np.int32)
    for category, each in enumerate(services):
        label = np.zeros(len(each.node), np.int32)
        found = nearest(network, Seeds(each.node, each.impedance, label))
        distance[category] = found.impedance[:, 0]
    return distance


def _joined(services: Sequence[Gated]) -> Gated:
    """Return the entries of all categories, the category in place of the point."""
    category = [np.full(len(each.node), at, np.int32) for at, each in enumerate(services)]
    none = [np.zeros(0, np.int32)]
    return Gated(
        np.concatenate([*category, *none]),
        np.concatenate([*(each.node for each in services), *none]),
        np.concatenate([*(each.impedance for each in services), *none]),
        np.concatenate([*(each.gate for each in services), *none]),
    )


def _by(entries: Gated, name: str, count: int) -> Entries:
    """Return the entries sorted by one of their arrays; those of `key` from `first[key]` on."""
    key = getattr(entries, name)
    order = np.argsort(key, kind="stable")
    first = np.searchsorted(key[order], np.arange(count + 1)).astype(np.int32)
    arrays = (entries.point, entries.node, entries.impedance, entries.gate)
    return Entries(first, *(plain(values[order], np.int32) for values in arrays))
