"""Dijkstra's search on plain arrays: nothing to prepare, right for small regions, the oracle.

Impedances of `UNREACHED` and above do not exist: what is that far away is not reached.
"""

from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import BoolArray, Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.graph import Csr
from tillganglighet.routing.heap import pop, push
from tillganglighet.routing.packed import SHIFT, holds, offer
from tillganglighet.units import UNREACHED


class Rows(NamedTuple):
    """The k best answers of every node, as a search fills them.

    Attributes
    ----------
    best : (node_count * k,) int64
        Packed (impedance, label) of different labels, ascending for each node.
    k : int
        How many there are to a node.
    limit : int
        The longest impedance that counts, below `UNREACHED`.
    """

    best: Int64Array
    k: int
    limit: int


class Queue(NamedTuple):
    """Room for a heap: packed answers and their nodes."""

    keys: Int64Array
    nodes: Int32Array


@kernel
def settle_nearest(against: Csr, seed_node: Int32Array, packed: Int64Array, rows: Rows) -> None:
    """Fill the rows, empty before, from the seeds over the reversed edges."""
    room = rows.k * len(against.head) + len(seed_node)
    queue = Queue(np.empty(room, np.int64), np.empty(room, np.int32))
    size = 0
    for seed in range(len(seed_node)):
        size = enter(rows, queue, size, seed_node[seed], packed[seed])
    settle(against, rows, queue, size)


@kernel
def enter(rows: Rows, queue: Queue, size: int, node: int, packed: int) -> int:
    """Offer an answer to a node, and queue it if it was taken; return the queue's size."""
    if packed >> SHIFT <= rows.limit and offer(rows.best, node * rows.k, rows.k, packed):
        return push(queue.keys, queue.nodes, size, packed, node)
    return size


@kernel
def settle(against: Csr, rows: Rows, queue: Queue, size: int) -> None:
    """Carry the queued answers on over the reversed edges until nothing gets better.

    A label that is not among the k best at a node is not among them behind that node either:
    adding an edge to two packed numbers keeps their order. So only the k best travel on, and
    each of them takes each edge once: the queue needs k * edge_count places beside what it
    holds at first.
    """
    while size > 0:
        key, node = queue.keys[0], queue.nodes[0]
        size = pop(queue.keys, queue.nodes, size)
        if not holds(rows.best, node * rows.k, rows.k, key):  # better ones came between
            continue
        for edge in range(against.first_out[node], against.first_out[node + 1]):
            beyond = key + (np.int64(against.impedance[edge]) << SHIFT)
            size = enter(rows, queue, size, against.head[edge], beyond)


@kernel
def grow_tree(
    csr: Csr,
    start_node: Int32Array,
    start_impedance: Int32Array,
    limit: int,
    wanted: BoolArray,
) -> tuple[Int32Array, Int32Array]:
    """Search from the starts up to the limit, or until the wanted nodes are settled.

    Parameters
    ----------
    wanted : (node_count,) bool
        The nodes that are asked for; none means all nodes.

    Returns
    -------
    distance : (node_count,) int32
        Exact at settled nodes and at all that are wanted; `UNREACHED` beyond the limit.
    settled : (settled_count,) int32
        The nodes in the order in which they were settled.
    """
    node_count = len(csr.first_out) - 1
    distance = np.full(node_count, UNREACHED, np.int32)
    settled = np.empty(node_count, np.int32)
    room = len(csr.head) + len(start_node)
    keys, nodes = np.empty(room, np.int64), np.empty(room, np.int32)
    left = wanted.sum() - (not wanted.any())  # negative is never used up
    size = count = 0
    for start in range(len(start_node)):
        node = start_node[start]
        if start_impedance[start] <= limit and start_impedance[start] < distance[node]:
            distance[node] = start_impedance[start]
            size = push(keys, nodes, size, start_impedance[start], node)

    while size > 0 and left != 0:
        key, node = keys[0], nodes[0]
        size = pop(keys, nodes, size)
        if key > distance[node]:
            continue
        settled[count] = node
        count += 1
        left -= wanted[node]
        for edge in range(csr.first_out[node], csr.first_out[node + 1]):
            beyond = key + csr.impedance[edge]
            if beyond <= limit and beyond < distance[csr.head[edge]]:
                distance[csr.head[edge]] = beyond
                size = push(keys, nodes, size, beyond, csr.head[edge])
    return distance, settled[:count]
