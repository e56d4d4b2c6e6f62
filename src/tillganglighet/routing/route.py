"""A single route: which edges lead from an origin to a destination."""

from dataclasses import dataclass

import numpy as np

from tillganglighet.routing.arrays import Int32Array
from tillganglighet.routing.dijkstra import grow_tree
from tillganglighet.routing.ends import Ends, check_nodes
from tillganglighet.routing.graph import Graph
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


def route(graph: Graph, origin: Ends, destination: Ends) -> Route:
    """Return a quickest way from the origin to the destination over the nodes of the graph.

    All entries of `origin` count as ways out of one point, whoever their owner is, and so do
    those of `destination`. A trip that stays on one edge passes no node and is not seen here.
    """
    check_nodes(origin, graph.node_count)
    check_nodes(destination, graph.node_count)
    wanted = np.zeros(graph.node_count, np.bool_)
    wanted[destination.node] = True
    distance, via, _ = grow_tree(graph.csr, origin.node, origin.impedance, UNREACHED - 1, wanted)
    total = distance[destination.node].astype(np.int64) + destination.impedance
    if len(total) == 0 or total.min() >= UNREACHED:
        return Route(UNREACHED, np.empty(0, np.int32), -1, -1)

    entry = int(total.argmin())
    edges, node = [], int(destination.node[entry])
    tail = graph.tail
    while via[node] >= 0:
        edges.append(via[node])
        node = int(tail[via[node]])
    return Route(int(total[entry]), np.array(edges[::-1], np.int32), -1 - int(via[node]), entry)
