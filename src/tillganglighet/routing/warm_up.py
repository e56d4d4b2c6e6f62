"""Call every search once on a graph of three nodes, so that all kernels are compiled."""

import numpy as np

from tillganglighet.routing.ends import Ends, Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.isochrones import reachable
from tillganglighet.routing.nearest import nearest
from tillganglighet.routing.od import od_matrix
from tillganglighet.routing.route import route
from tillganglighet.routing.ways import along_the_way


def warm_up() -> None:
    """Compile what is not in the cache yet; takes seconds the first time, then nothing."""
    zero, one = np.zeros(1, np.int32), np.ones(1, np.int32)
    graph = Graph(np.array([0, 1, 2, 2]), np.array([1, 2]), np.array([5, 7]))
    seeds = Seeds(one, zero, zero)
    origin, destination = Ends(zero, zero, zero, 1), Ends(zero, one, zero, 1)
    found = nearest(graph, seeds)
    along_the_way(graph, found, seeds, np.ones((2, 1)), np.ones((1, 1)))
    od_matrix(graph, origin, destination)
    reachable(graph, origin, limit=9)
    route(graph, origin, destination)
