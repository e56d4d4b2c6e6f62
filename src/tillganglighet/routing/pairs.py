"""Quickest ways of many pairs of points that lie near each other, summed on the edges.

Each pair has a search of its own that ends when its destination is settled: for bus stops in a
row that is a few hundred nodes, where preparing the whole network would not pay.
"""

from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import Float64Array, Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.ends import Ends, Entries, check_nodes
from tillganglighet.routing.graph import Csr, Graph
from tillganglighet.routing.heap import pop, push
from tillganglighet.units import UNREACHED

_NO_WAY = -1


class CarriedPairs(NamedTuple):
    """What the pairs put on the edges, and how each way begins and ends.

    Attributes
    ----------
    edge : (edge_count,) float64
        Sum over the ways that drive the edge.
    origin_entry, destination_entry : (pair_count,) int32
        Which entries of the ends the way uses; -1 if there is no way within the limit.
    """

    edge: Float64Array
    origin_entry: Int32Array
    destination_entry: Int32Array


def carry_pairs(
    graph: Graph, origins: Ends, destinations: Ends, amount: Float64Array, limit: Int32Array
) -> CarriedPairs:
    """Send an amount from each origin to the destination of the same number.

    Parameters
    ----------
    graph : Graph
    origins, destinations : Ends
        Of as many points each; a trip that stays on one edge is not seen here.
    amount : (pair_count,) float64
    limit : (pair_count,) int32
        The longest impedance that counts, below `UNREACHED`.
    """
    check_nodes(origins, graph.node_count)
    check_nodes(destinations, graph.node_count)
    found = CarriedPairs(
        np.zeros(graph.edge_count),
        np.full(len(amount), _NO_WAY, np.int32),
        np.full(len(amount), _NO_WAY, np.int32),
    )
    _carry((graph.csr, graph.tail), (origins.entries, destinations.entries), amount, limit, found)
    return found


class _Scratch(NamedTuple):
    """Of each node: impedance from the origin, edge or entry it was reached by, way to the end."""

    distance: Int32Array
    came_over: Int32Array
    began_at: Int32Array
    ends_with: Int32Array
    keys: Int64Array
    nodes: Int32Array
    touched: Int32Array


@kernel
def _carry(
    edges: tuple[Csr, Int32Array],
    ends: tuple[Entries, Entries],
    amount: Float64Array,
    limit: Int32Array,
    found: CarriedPairs,
) -> None:
    (csr, tail), (origins, destinations) = edges, ends
    count = len(csr.first_out) - 1
    room = len(csr.head) + len(origins.node)
    scratch = _Scratch(
        np.full(count, UNREACHED, np.int32),
        np.full(count, _NO_WAY, np.int32),
        np.full(count, _NO_WAY, np.int32),
        np.full(count, _NO_WAY, np.int32),
        np.empty(room, np.int64),
        np.empty(room, np.int32),
        np.empty(count, np.int32),
    )
    for pair in range(len(amount)):
        for entry in range(destinations.first[pair], destinations.first[pair + 1]):
            node, known = destinations.node[entry], scratch.ends_with[destinations.node[entry]]
            if known < 0 or destinations.impedance[entry] < destinations.impedance[known]:
                scratch.ends_with[node] = entry
        node, touched = _search(csr, ends, pair, limit[pair], scratch)
        if node >= 0:
            found.destination_entry[pair] = scratch.ends_with[node]
            while scratch.came_over[node] >= 0:
                found.edge[scratch.came_over[node]] += amount[pair]
                node = tail[scratch.came_over[node]]
            found.origin_entry[pair] = scratch.began_at[node]
        for place in range(touched):
            node = scratch.touched[place]
            scratch.distance[node] = UNREACHED
            scratch.came_over[node] = scratch.began_at[node] = _NO_WAY
        for entry in range(destinations.first[pair], destinations.first[pair + 1]):
            scratch.ends_with[destinations.node[entry]] = _NO_WAY


@kernel
def _search(
    csr: Csr, ends: tuple[Entries, Entries], pair: int, limit: int, scratch: _Scratch
) -> tuple[int, int]:
    """Return the node before the destination, -1 for no way, and how many nodes were touched."""
    origins, destinations = ends
    size = touched = 0
    for entry in range(origins.first[pair], origins.first[pair + 1]):
        node, key = origins.node[entry], origins.impedance[entry]
        if key < scratch.distance[node]:
            touched = _touch(scratch, touched, node)
            scratch.distance[node] = key
            scratch.began_at[node] = entry
            size = push(scratch.keys, scratch.nodes, size, key, node)

    best, last = np.int64(limit) + 1, -1
    while size > 0 and scratch.keys[0] < best:
        key, node = scratch.keys[0], scratch.nodes[0]
        size = pop(scratch.keys, scratch.nodes, size)
        if key > scratch.distance[node]:
            continue
        if scratch.ends_with[node] >= 0:
            whole = key + destinations.impedance[scratch.ends_with[node]]
            if whole < best:
                best, last = whole, node
        for edge in range(csr.first_out[node], csr.first_out[node + 1]):
            head, beyond = csr.head[edge], key + csr.impedance[edge]
            if beyond < best and beyond < scratch.distance[head]:
                touched = _touch(scratch, touched, head)
                scratch.distance[head] = beyond
                scratch.came_over[head] = edge
                size = push(scratch.keys, scratch.nodes, size, beyond, head)
    return last, touched


@kernel
def _touch(scratch: _Scratch, touched: int, node: int) -> int:
    """Remember a node that is reached for the first time; return how many there are."""
    if scratch.distance[node] < UNREACHED:
        return touched
    scratch.touched[touched] = node
    return touched + 1
