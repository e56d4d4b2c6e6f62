"""A single route: which edges lead from an origin to a destination."""

from dataclasses import dataclass

import numpy as np

from tillganglighet.routing.arrays import Int32Array
from tillganglighet.routing.ends import Ends, Seeds, check_nodes
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Network
from tillganglighet.routing.nearest import nearest
from tillganglighet.units import UNREACHED


@dataclass(frozen=True, eq=False)
class Route:
    """A quickest way between two points.

    Parameters
    ----------
    impedance : int
        Of the whole way with both partial impedances; `UNREACHED` if there is none.
    edge : (n,) int32
        The edges from the origin's node to the destination's, in the order they are driven.
    origin_entry, destination_entry : int
        Which entries of the ends the way uses; -1 if there is none.
    """

    impedance: int
    edge: Int32Array
    origin_entry: int
    destination_entry: int


def route(network: Network, origin: Ends, destination: Ends) -> Route:
    """Return a quickest way from the origin to the destination over the network's nodes.

    All entries of `origin` count as ways out of one point, whoever their owner is, and so do
    those of `destination`. A trip that stays on one edge passes no node and is not seen here.
    The way is the same whichever network answers.
    """
    check_nodes(origin, network.node_count)
    place = np.arange(len(destination.node), dtype=np.int32)
    found = nearest(network, Seeds(destination.node, destination.impedance, place))
    total = found.impedance[origin.node, 0].astype(np.int64) + origin.impedance
    if len(total) == 0 or total.min() >= UNREACHED:
        return Route(UNREACHED, np.empty(0, np.int32), -1, -1)

    entry = int(total.argmin())
    start, last = int(origin.node[entry]), int(found.label[origin.node[entry], 0])
    edges = _walk(network.graph, found.impedance[:, 0], start, int(destination.node[last]))
    return Route(int(total[entry]), edges, entry, last)


def _walk(graph: Graph, left: Int32Array, start: int, end: int) -> Int32Array:
    """Follow edges that lose no time, `left` being what is left of the way at each node.

    Edges of zero impedance may lead in circles, so steps back are possible.
    """
    came_over, came_from, open_nodes = {start: -1}, {start: start}, [start]
    while open_nodes[-1] != end:
        node = open_nodes.pop()
        here = int(left[node])
        for edge in range(graph.first_out[node + 1] - 1, graph.first_out[node] - 1, -1):
            head = int(graph.head[edge])
            if head not in came_over and here == int(left[head]) + int(graph.impedance[edge]):
                came_over[head], came_from[head] = edge, node
                open_nodes.append(head)
    edges, node = [], end
    while node != start:
        edges.append(came_over[node])
        node = came_from[node]
    return np.array(edges[::-1], np.int32)
