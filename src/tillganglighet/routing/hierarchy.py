"""The prepared network: a customizable contraction hierarchy, for networks of any size."""

from dataclasses import dataclass, replace

import numpy as np

from tillganglighet.routing.arrays import Float64Array, Int32Array
from tillganglighet.routing.customise import Metric, customise
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.order import nested_dissection
from tillganglighet.routing.topology import NO_PAIR, Topology, build_topology

# Below this, preparing costs more than it saves: a plain search takes some milliseconds.
SMALL_NODE_COUNT = 50_000


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """A network prepared for searches.

    Parameters
    ----------
    graph : Graph
        The network.
    topology : Topology
        What its shape alone decides; shared by all profiles, seasons and scenarios.
    metric : Metric
        What its impedances decide.
    """

    graph: Graph
    topology: Topology
    metric: Metric

    @property
    def node_count(self) -> int:
        """Return the number of nodes."""
        return self.graph.node_count

    def with_impedance(self, impedance: Int32Array) -> "Hierarchy":
        """Return the same network with other impedances, (edge_count,) int32.

        An edge of `UNREACHED` is closed. The order and the topology stay, so this takes about
        a microsecond for each node.
        """
        graph = replace(self.graph, impedance=impedance)
        return replace(self, graph=graph, metric=customise(self.topology, graph.impedance))

    def reversed(self) -> "Hierarchy":
        """Return the network with every edge turned around, without customising anew."""
        against, edge = self.graph.reversed()
        pair = self.topology.pair[edge]
        turned = np.where(pair == NO_PAIR, pair, -1 - pair)
        topology = replace(self.topology, pair=turned)
        return Hierarchy(against, topology, Metric(self.metric.down, self.metric.up))


Network = Graph | Hierarchy


def build_hierarchy(graph: Graph, order: Int32Array) -> Hierarchy:
    """Return the graph prepared with an order of its nodes, least important first."""
    topology = build_topology(graph, order)
    return Hierarchy(graph, topology, customise(topology, graph.impedance))


def prepare(graph: Graph, x: Float64Array, y: Float64Array) -> Network:
    """Return what searches on this graph should use: a hierarchy, or a small graph as it is.

    Parameters
    ----------
    graph : Graph
        The network.
    x, y : (node_count,) float64
        The nodes' coordinates in metres.
    """
    if graph.node_count < SMALL_NODE_COUNT:
        return graph
    return build_hierarchy(graph, nested_dissection(graph, x, y))
