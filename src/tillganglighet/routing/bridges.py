"""The bridges of a network: edges without which a part hangs on nothing.

Here an edge is a road to be passed either way, so directions do not count: who asks whether a
one-way street can be done without asks `broken_roads`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import BoolArray, Float64Array, Int32Array, Int64Array, plain
from tillganglighet.routing.compiled import kernel


@dataclass(frozen=True, eq=False)
class Bridges:
    """Which edges are bridges, and how much hangs on each.

    Parameters
    ----------
    is_bridge : (edge_count,) bool
        Without the edge its ends are no longer connected.
    behind : (edge_count,) float64
        The weight on the lighter side of a bridge; 0 for an edge that is none.
    """

    is_bridge: BoolArray
    behind: Float64Array


def find_bridges(from_node: Int32Array, to_node: Int32Array, weight: Float64Array) -> Bridges:
    """Find the bridges of an undirected graph in time linear in its size.

    Parameters
    ----------
    from_node, to_node : (edge_count,) int32
        The ends of each edge; loops and parallel edges are welcome.
    weight : (node_count,) float64
        Persons at each node.

    References
    ----------
    Tarjan, R. E. (1974). A note on finding the bridges of a graph. Information Processing Letters
    2(6), 160-161. doi:10.1016/0020-0190(74)90003-9
    """
    from_node, to_node = plain(from_node, np.int32), plain(to_node, np.int32)
    count, nodes = len(from_node), len(weight)
    tail = np.concatenate([from_node, to_node])
    order = np.argsort(tail, kind="stable")
    head = np.concatenate([to_node, from_node])[order]
    first = np.searchsorted(tail[order], np.arange(nodes + 1))
    edge = np.tile(np.arange(count, dtype=np.int32), 2)[order]
    tree = _search_deep(first, head, edge)
    low = _lowest(tree, first, head, edge)
    return Bridges(*_weigh(tree, low, plain(weight, np.float64), count))


class _Tree(NamedTuple):
    """A search in depth of every part of the graph.

    Attributes
    ----------
    found : (node_count,) int32
        The nodes in the order they were found.
    parent, hangs_on : (node_count,) int32
        The node and the edge that each was found from; -1 for the first of a part.
    root : (node_count,) int32
        The first node of the part.
    """

    found: Int32Array
    parent: Int32Array
    hangs_on: Int32Array
    root: Int32Array


@kernel
def _search_deep(first: Int64Array, head: Int32Array, edge: Int32Array) -> _Tree:
    nodes = len(first) - 1
    found, root = np.empty(nodes, np.int32), np.full(nodes, -1, np.int32)
    parent, hangs_on = np.full(nodes, -1, np.int32), np.full(nodes, -1, np.int32)
    following, stack = first[:-1].copy(), np.empty(nodes, np.int32)
    count = 0
    for start in range(nodes):
        if root[start] >= 0:
            continue
        stack[0], depth, root[start], found[count] = start, 1, start, start
        count += 1
        while depth > 0:
            node = stack[depth - 1]
            place = following[node]
            if place == first[node + 1]:
                depth -= 1
                continue
            following[node] += 1
            other = head[place]
            if root[other] < 0:
                parent[other], hangs_on[other], root[other] = node, edge[place], start
                found[count], stack[depth] = other, other
                count += 1
                depth += 1
    return _Tree(found, parent, hangs_on, root)


@kernel
def _lowest(tree: _Tree, first: Int64Array, head: Int32Array, edge: Int32Array) -> Int32Array:
    """Return the earliest node met from each subtree, but for the edge that it hangs on."""
    number = np.empty(len(tree.found), np.int32)
    for turn in range(len(tree.found)):
        number[tree.found[turn]] = turn
    low = number.copy()
    for turn in range(len(tree.found) - 1, -1, -1):
        node = tree.found[turn]
        for place in range(first[node], first[node + 1]):
            other = head[place]
            if edge[place] == tree.hangs_on[other] and tree.parent[other] == node:
                low[node] = min(low[node], low[other])
            elif edge[place] != tree.hangs_on[node]:
                low[node] = min(low[node], number[other])
    return low


@kernel
def _weigh(
    tree: _Tree, low: Int32Array, weight: Float64Array, edge_count: int
) -> tuple[BoolArray, Float64Array]:
    """Return which edges are bridges, and the weight on their lighter sides."""
    below = weight.copy()
    is_bridge, behind = np.zeros(edge_count, np.bool_), np.zeros(edge_count)
    for turn in range(len(tree.found) - 1, -1, -1):
        node = tree.found[turn]
        if tree.parent[node] >= 0:
            below[tree.parent[node]] += below[node]
    for turn in range(len(tree.found)):
        node = tree.found[turn]
        if tree.parent[node] >= 0 and low[node] == turn:
            bridge = tree.hangs_on[node]
            is_bridge[bridge] = True
            behind[bridge] = min(below[node], below[tree.root[node]] - below[node])
    return is_bridge, behind
