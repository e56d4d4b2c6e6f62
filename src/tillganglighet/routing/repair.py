"""Repairs of a k-nearest table: take out what no longer holds, then search that part anew.

A label that is among the k best of a node is among the k best all along its quickest way. So
what leaves the table when a service closes or a road becomes slower hangs together, and is
found by walking against the edges from there; nothing else is looked at.
"""

from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.dijkstra import Queue, Rows, enter, settle
from tillganglighet.routing.graph import Csr
from tillganglighet.routing.packed import EMPTY, LABEL, SHIFT


class Roads(NamedTuple):
    """A graph and the same turned around, with impedances of their own to change."""

    csr: Csr
    against: Csr


@kernel
def take_out_label(against: Csr, rows: Rows, label: int, seed_node: Int32Array) -> Int32Array:
    """Remove a label everywhere; return the nodes that had it."""
    emptied = [node for node in seed_node if _take(rows, node, label, LABEL) < EMPTY]
    done = 0
    while done < len(emptied):
        node = emptied[done]
        done += 1
        for edge in range(against.first_out[node], against.first_out[node + 1]):
            behind = against.head[edge]
            if _take(rows, behind, label, LABEL) < EMPTY:
                emptied.append(behind)
    return np.array(emptied, np.int32)


@kernel
def take_out_ways(roads: Roads, rows: Rows, tail: Int32Array, edges: Int32Array) -> Int32Array:
    """Remove what may have been reached over the edges, before they change; return its nodes.

    Answers with another way as quick are removed too; the search puts them back.
    """
    emptied = [np.int32(0) for _ in range(0)]
    removed = [0 for _ in range(0)]
    for number in range(len(edges)):
        start = roads.csr.head[edges[number]] * rows.k
        for place in range(start, start + rows.k):
            packed = int(rows.best[place]) + (int(roads.csr.impedance[edges[number]]) << SHIFT)
            if _take(rows, tail[number], packed, -1) < EMPTY:
                emptied.append(tail[number])
                removed.append(packed)
    done, against = 0, roads.against
    while done < len(emptied):
        node, behind = emptied[done], removed[done]
        done += 1
        for edge in range(against.first_out[node], against.first_out[node + 1]):
            packed = int(behind) + (int(against.impedance[edge]) << SHIFT)
            if _take(rows, against.head[edge], packed, -1) < EMPTY:
                emptied.append(against.head[edge])
                removed.append(packed)
    return np.array(emptied, np.int32)


@kernel
def _take(rows: Rows, node: int, wanted: int, mask: int) -> int:
    """Remove the answer that equals `wanted` in the bits of the mask; return it, or EMPTY."""
    last = node * rows.k + rows.k - 1
    for place in range(node * rows.k, last + 1):
        if rows.best[place] < EMPTY and rows.best[place] & mask == wanted:
            taken = int(rows.best[place])
            for later in range(place, last):
                rows.best[later] = rows.best[later + 1]
            rows.best[last] = EMPTY
            return taken
    return EMPTY


@kernel
def search_anew(
    roads: Roads, rows: Rows, nodes: Int32Array, seed_node: Int32Array, seed_packed: Int64Array
) -> None:
    """Offer to some nodes all that lies next to them, and carry on what is taken.

    `seed_node` ascends; services with a seed at one of the nodes are offered too.
    """
    csr = roads.csr
    room = rows.k * len(csr.head)
    for node in nodes:
        room += rows.k * (csr.first_out[node + 1] - csr.first_out[node])
        room += np.searchsorted(seed_node, node + 1) - np.searchsorted(seed_node, node)
    queue, size = Queue(np.empty(room, np.int64), np.empty(room, np.int32)), 0
    for node in nodes:
        for seed in range(np.searchsorted(seed_node, node), np.searchsorted(seed_node, node + 1)):
            size = enter(rows, queue, size, node, seed_packed[seed])
        for edge in range(csr.first_out[node], csr.first_out[node + 1]):
            start, impedance = csr.head[edge] * rows.k, np.int64(csr.impedance[edge]) << SHIFT
            for place in range(start, start + rows.k):
                if rows.best[place] < EMPTY:
                    size = enter(rows, queue, size, node, rows.best[place] + impedance)
    settle(roads.against, rows, queue, size)
