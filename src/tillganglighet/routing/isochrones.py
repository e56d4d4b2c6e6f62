"""Isochrones as sets of nodes: what can be reached from each point within a limit."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tillganglighet.routing.arrays import Int32Array
from tillganglighet.routing.dijkstra import grow_tree
from tillganglighet.routing.ends import Ends, check_nodes
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Hierarchy, Network
from tillganglighet.routing.nearest import limit_of
from tillganglighet.routing.sweep_within import LANES, Tree, collect, sweep_within


@dataclass(frozen=True, eq=False)
class Reached:
    """The nodes that a point reaches, and how far away they are.

    Parameters
    ----------
    node : (n,) int32
        The nodes reached, ascending.
    impedance : (n,) int32
        From the point to the node, at most the limit.
    """

    node: Int32Array
    impedance: Int32Array


def reachable(network: Network, origins: Ends, limit: int) -> list[Reached]:
    """Return the nodes that each origin reaches along the edges within the limit.

    For the nodes *from which* a destination is reached, ask the reversed network.

    Parameters
    ----------
    network : Graph or Hierarchy
        The network.
    origins : Ends
        How each origin leaves.
    limit : int
        The longest impedance that counts, inclusive.
    """
    check_nodes(origins, network.node_count)
    if isinstance(network, Graph):
        return _by_search(network, origins, limit_of(limit))
    return _by_sweeps(network, origins, limit_of(limit))


def _by_search(graph: Graph, origins: Ends, limit: int) -> list[Reached]:
    first, everything = origins.entries.first, np.zeros(graph.node_count, np.bool_)
    found = []
    for begin, end in pairwise(first):
        starts, partial = origins.node[begin:end], origins.impedance[begin:end]
        distance, settled = grow_tree(graph.csr, starts, partial, limit, everything)
        node = np.sort(settled)
        found.append(Reached(node, distance[node]))
    return found


def _by_sweeps(network: Hierarchy, origins: Ends, limit: int) -> list[Reached]:
    """Sweep for neighbouring origins at a time: what one of them visits, the others need too."""
    topology, rank = network.topology, network.topology.rank[origins.node]
    tree = Tree(topology.parent, topology.size, topology.first, topology.high)
    where = np.zeros(origins.count, np.int32)
    where[origins.owner] = rank
    order = np.argsort(where, kind="stable")
    row = np.full(network.node_count, -1, np.int32)
    distance = np.empty(network.node_count * LANES, np.int32)
    found: dict[int, Reached] = {}
    for begin in range(0, origins.count, LANES):
        together = order[begin : begin + LANES]
        lane_of = np.full(origins.count, -1, np.int32)
        lane_of[together] = np.arange(len(together))
        lane = lane_of[origins.owner]
        here = lane >= 0
        starts = rank[here], lane[here], origins.impedance[here]
        visited = sweep_within(network.metric, tree, starts, limit, (row, distance))
        nodes, impedances, end = collect(topology.rank, visited, limit, (row, distance))
        for number, origin in enumerate(together):
            part = slice(end[number], end[number + 1])
            found[int(origin)] = Reached(nodes[part], impedances[part])
    return [found[origin] for origin in range(origins.count)]
