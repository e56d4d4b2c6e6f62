"""Call every search once on a graph of three nodes, so that all kernels are compiled."""

import numpy as np

from tillganglighet.routing.best_offers import Departures, Trips, best_offers
from tillganglighet.routing.bridges import find_bridges
from tillganglighet.routing.broken_roads import Gated, GatedOrigins, RoadsOfEdges, break_each_road
from tillganglighet.routing.changes import NearestTable
from tillganglighet.routing.ends import Ends, Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Network, build_hierarchy
from tillganglighet.routing.isochrones import reachable
from tillganglighet.routing.nearest import nearest, nearest_of_each
from tillganglighet.routing.od import od_matrix
from tillganglighet.routing.pairs import carry_pairs
from tillganglighet.routing.route import route
from tillganglighet.routing.ways import along_the_way
from tillganglighet.units import UNREACHED


def warm_up() -> None:
    """Compile what is not in the cache yet: a minute or so the first time, then a second."""
    zero, one = np.zeros(1, np.int32), np.ones(1, np.int32)
    graph = Graph(np.array([0, 1, 2, 2]), np.array([1, 2]), np.array([5, 7]))
    seeds = Seeds(one, zero, zero)
    origin, destination = Ends(zero, zero, zero, 1), Ends(zero, one, zero, 1)
    networks: tuple[Network, ...] = graph, build_hierarchy(graph, np.arange(3, dtype=np.int32))
    for network in networks:
        nearest_of_each(network, [seeds])
        nearest(network, seeds, k=2)
        od_matrix(network, origin, destination)
        reachable(network, origin, limit=9)
        route(network, origin, destination)
        found = nearest(network, seeds)
        sums = along_the_way(network, found, seeds, np.ones((2, 2)), np.ones((1, 2)))
        away = zero, zero, zero, np.ones(1)
        best_offers(1, Departures(*away), found, sums, Trips(*away))

    carry_pairs(graph, origin, destination, np.ones(1), np.array([9], np.int32))
    table = NearestTable(graph, seeds)
    table.move_service(0, seeds)
    table.change_edges(zero, np.array([UNREACHED]))

    find_bridges(zero, one, np.ones(2))
    gated = Gated(zero, zero, zero, -one)
    asked = GatedOrigins(gated, np.array([[UNREACHED]], np.int32), np.ones(1))
    break_each_road(graph, RoadsOfEdges(np.array([0, -1], np.int32), 1), [gated], asked)
