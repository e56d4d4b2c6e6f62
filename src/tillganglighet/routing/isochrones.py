"""Isochrones as sets of nodes: what can be reached from each point within a limit."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tillganglighet.routing.arrays import Int32Array, Int64Array
from tillganglighet.routing.dijkstra import grow_tree
from tillganglighet.routing.ends import Ends, check_nodes
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.nearest import limit_of


@dataclass(frozen=True, eq=False)
class Reached:
    """The nodes that each point reaches, and how far away they are.

    Parameters
    ----------
    first : (point_count + 1,) int64
        The entries of a point are `first[point] .. first[point + 1] - 1`.
    node : (n,) int32
        The nodes reached, ascending for each point.
    impedance : (n,) int32
        From the point to the node, at most the limit.
    """

    first: Int64Array
    node: Int32Array
    impedance: Int32Array


def reachable(graph: Graph, origins: Ends, limit: int) -> Reached:
    """Return the nodes that each origin reaches along the edges within the limit.

    For the nodes *from which* a destination is reached, ask the reversed graph.

    Parameters
    ----------
    graph : Graph
        The network.
    origins : Ends
        How each origin leaves.
    limit : int
        The longest impedance that counts, inclusive.
    """
    check_nodes(origins, graph.node_count)
    entries, everything = origins.entries, np.zeros(graph.node_count, np.bool_)
    nodes, impedances = [], []
    for begin, end in pairwise(entries.first):
        starts, partial = entries.node[begin:end], entries.impedance[begin:end]
        distance, _, settled = grow_tree(graph.csr, starts, partial, limit_of(limit), everything)
        nodes.append(np.sort(settled))
        impedances.append(distance[nodes[-1]])
    counts = [0, *(len(found) for found in nodes)]
    empty = np.empty(0, np.int32)
    return Reached(
        np.cumsum(counts), np.concatenate([*nodes, empty]), np.concatenate([*impedances, empty])
    )
