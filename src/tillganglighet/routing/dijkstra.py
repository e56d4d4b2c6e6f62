"""Dijkstra's search on plain arrays: nothing to prepare, right for small regions, the oracle.

Impedances of `UNREACHED` and above do not exist: what is that far away is not reached.
"""

import numpy as np

from tillganglighet.routing.arrays import BoolArray, Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.graph import Csr
from tillganglighet.routing.heap import pop, push
from tillganglighet.routing.packed import EMPTY, SHIFT, holds, offer
from tillganglighet.units import UNREACHED


@kernel
def settle_nearest(
    csr: Csr,
    seed_node: Int32Array,
    seed_packed: Int64Array,
    k: int,
    limit: int,
) -> Int64Array:
    """Return the k best packed (impedance, label) from the seeds to every node, a row each.

    A label that is not among the k best at a node is not among them behind that node either:
    adding an edge to two packed numbers keeps their order. So only the k best travel on.
    """
    best = np.full((len(csr.first_out) - 1) * k, EMPTY, np.int64)
    room = k * len(csr.head) + len(seed_node)  # each of the k best at a node takes each edge once
    keys, nodes = np.empty(room, np.int64), np.empty(room, np.int32)
    size = 0
    for seed in range(len(seed_node)):
        if seed_packed[seed] >> SHIFT <= limit and offer(
            best, seed_node[seed] * k, k, seed_packed[seed]
        ):
            size = push(keys, nodes, size, seed_packed[seed], seed_node[seed])

    while size > 0:
        key, node = keys[0], nodes[0]
        size = pop(keys, nodes, size)
        if not holds(best, node * k, k, key):  # a better way, or k better labels, came between
            continue
        for edge in range(csr.first_out[node], csr.first_out[node + 1]):
            beyond = key + (np.int64(csr.impedance[edge]) << SHIFT)
            if beyond >> SHIFT <= limit and offer(best, csr.head[edge] * k, k, beyond):
                size = push(keys, nodes, size, beyond, csr.head[edge])
    return best


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
