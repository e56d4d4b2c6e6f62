"""The part of the hierarchy that depends only on which nodes are neighbours.

The nodes are taken away one by one in a given order, and the neighbours left behind are joined
pairwise. The *pairs* of nodes joined then or before hold every shortest way, whatever the
impedances: up over pairs to ever later nodes, then down. Each node's lowest later neighbour is
its *parent* in the elimination tree. Nodes are renumbered in post-order of this tree, called
*ranks*: all ranks below one in the tree are a contiguous range that ends with it.

References
----------
J. Dibbelt, B. Strasser, D. Wagner: Customizable contraction hierarchies. JEA 21, 2016,
doi:10.1145/2886843
J. W. H. Liu: The role of elimination trees in sparse factorization. SIAM J. Matrix Anal. Appl.
11, 1990, doi:10.1137/0611010
"""

from dataclasses import dataclass

import numpy as np

from tillganglighet.routing.arrays import Int32Array, plain
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.graph import Csr, Graph, incoming

NO_PAIR = -(2**31)  # of an edge from a node to itself
ROOT = -1


@dataclass(frozen=True, eq=False)
class Topology:
    """The ranks, the elimination tree and the pairs of a network.

    Parameters
    ----------
    node : (node_count,) int32
        The node of each rank.
    rank : (node_count,) int32
        The rank of each node.
    parent : (node_count,) int32
        The rank above each rank in the tree, `ROOT` at the top of each connected part.
    size : (node_count,) int32
        How many ranks lie below each rank in the tree, itself included.
    first : (node_count + 1,) int32
        The pairs of a rank with higher ones are `first[rank] .. first[rank + 1] - 1`.
    high : (pair_count,) int32
        The higher rank of each pair, ascending within a rank.
    pair : (edge_count,) int32
        The pair each edge runs along, upwards; or -1 - pair, downwards; or `NO_PAIR`.
    """

    node: Int32Array
    rank: Int32Array
    parent: Int32Array
    size: Int32Array
    first: Int32Array
    high: Int32Array
    pair: Int32Array

    @property
    def node_count(self) -> int:
        """Return the number of nodes."""
        return len(self.node)


def build_topology(graph: Graph, order: Int32Array) -> Topology:
    """Join the pairs that the order asks for.

    Parameters
    ----------
    graph : Graph
        The network; its impedances are not looked at.
    order : (node_count,) int32
        The nodes from the least to the most important, each once.

    Raises
    ------
    ValueError
        The order is not one of this network's nodes.
    """
    order = plain(order, np.int32)
    if not np.array_equal(np.sort(order), np.arange(graph.node_count)):
        raise ValueError(
            f"order must hold each node of 0 .. {graph.node_count - 1} once; compute it anew"
        )
    against = graph.reversed().graph.csr
    place = np.empty_like(order)  # in the order as given; ranks are this in post-order
    place[order] = np.arange(len(order), dtype=np.int32)
    parent = _elimination_tree(graph.csr, against, order, place)
    size = _sizes(parent)
    position = _post_order(parent, size)

    node, rank = np.empty_like(order), position[place]
    node[rank] = np.arange(len(order), dtype=np.int32)
    parent, size = _moved(np.where(parent < 0, ROOT, position[parent]), size, position)
    first, high = _join(graph.csr, against, node, rank, size)
    # Turned around twice by a stable sort, the pairs of each rank come out ascending.
    first_low, _, low = incoming(first, high)
    first, _, high = incoming(first_low, low)
    return Topology(node, rank, parent, size, first, high, _pairs(graph.csr, rank, first, high))


def _moved(
    parent: Int32Array, size: Int32Array, position: Int32Array
) -> tuple[Int32Array, Int32Array]:
    new_parent, new_size = np.empty_like(parent), np.empty_like(size)
    new_parent[position], new_size[position] = parent, size
    return new_parent, new_size


@kernel
def _elimination_tree(csr: Csr, against: Csr, order: Int32Array, place: Int32Array) -> Int32Array:
    """Return the parent of each place in the order, by Liu's algorithm with shortened paths."""
    parent = np.full(len(order), ROOT, np.int32)
    shortcut = np.full(len(order), ROOT, np.int32)
    for upper in range(len(order)):
        node = order[upper]
        for side in (csr, against):
            for edge in range(side.first_out[node], side.first_out[node + 1]):
                lower = place[side.head[edge]]
                if lower >= upper:
                    continue
                while shortcut[lower] not in (ROOT, upper):
                    above = shortcut[lower]
                    shortcut[lower] = upper
                    lower = above
                if shortcut[lower] == ROOT:
                    shortcut[lower] = upper
                    parent[lower] = upper
    return parent


@kernel
def _sizes(parent: Int32Array) -> Int32Array:
    size = np.ones(len(parent), np.int32)
    for place in range(len(parent)):
        if parent[place] != ROOT:
            size[parent[place]] += size[place]
    return size


@kernel
def _post_order(parent: Int32Array, size: Int32Array) -> Int32Array:
    """Return the position of each place: a range for each subtree, its root at the end."""
    position, begin = np.empty_like(size), np.empty_like(size)
    free = 0
    for place in range(len(parent) - 1, -1, -1):
        if parent[place] == ROOT:
            begin[place] = free
            free += size[place]
        else:
            begin[place] = begin[parent[place]]
            begin[parent[place]] += size[place]
        position[place] = begin[place] + size[place] - 1
    return position


@kernel
def _join(
    csr: Csr, against: Csr, node: Int32Array, rank: Int32Array, size: Int32Array
) -> tuple[Int32Array, Int32Array]:
    """Return first and high, unsorted: the higher neighbours of a rank and of its children."""
    first = np.zeros(len(node) + 1, np.int32)
    high = np.empty(2 * len(csr.head) + 1, np.int32)
    seen = np.full(len(node), ROOT, np.int32)
    for low in range(len(node)):
        end = first[low]
        while end + len(node) - low > len(high):
            high = np.concatenate((high, np.empty_like(high)))
        for side in (csr, against):
            for edge in range(side.first_out[node[low]], side.first_out[node[low] + 1]):
                other = rank[side.head[edge]]
                if other > low and seen[other] != low:
                    seen[other] = low
                    high[end] = other
                    end += 1
        child = low - 1
        while child > low - size[low]:
            for pair in range(first[child], first[child + 1]):
                other = high[pair]
                if other > low and seen[other] != low:
                    seen[other] = low
                    high[end] = other
                    end += 1
            child -= size[child]
        first[low + 1] = end
    return first, high[: first[-1]].copy()


@kernel
def _pairs(csr: Csr, rank: Int32Array, first: Int32Array, high: Int32Array) -> Int32Array:
    pairs = np.full(len(csr.head), NO_PAIR, np.int32)
    for tail in range(len(rank)):
        for edge in range(csr.first_out[tail], csr.first_out[tail + 1]):
            head = csr.head[edge]
            if head == tail:
                continue
            low, top = min(rank[tail], rank[head]), max(rank[tail], rank[head])
            pair = first[low] + np.searchsorted(high[first[low] : first[low + 1]], top)
            pairs[edge] = pair if low == rank[tail] else -1 - pair
    return pairs
