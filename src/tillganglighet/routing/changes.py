"""Services that close, open or move and roads that change, without searching everything anew."""

import numpy as np

from tillganglighet.routing.arrays import Int32Array, Int64Array, plain
from tillganglighet.routing.dijkstra import Rows
from tillganglighet.routing.ends import Seeds, check_nodes
from tillganglighet.routing.graph import Csr, Graph
from tillganglighet.routing.hierarchy import Network
from tillganglighet.routing.nearest import Nearest, limit_of, nearest, table_of
from tillganglighet.routing.packed import pack
from tillganglighet.routing.repair import Roads, search_anew, take_out_label, take_out_ways
from tillganglighet.units import UNREACHED


class NearestTable:
    """The k nearest services of every node, kept right while services and roads change.

    After each change the table equals what `nearest` would find, to the bit, so a change and
    its opposite leave no trace. The network given is not changed. One table belongs to one
    thread; `copy` gives another. A road to be built later belongs into the network from the
    start, as an edge of `UNREACHED`.

    Parameters
    ----------
    network : Graph or Hierarchy
        The network at the start.
    seeds : Seeds
        The services at the start.
    k : int
        How many different services to keep for each node.
    cutoff : int, optional
        The longest impedance that counts as reached.
    """

    def __init__(
        self, network: Network, seeds: Seeds, *, k: int = 1, cutoff: int | None = None
    ) -> None:
        found = nearest(network, seeds, k=k, cutoff=cutoff)
        self._graph = network.graph
        self._roads = _own(self._graph.csr, self._graph.reversed().graph.csr)
        best = pack(found.impedance, np.where(found.label < 0, 0, found.label)).reshape(-1)
        self._rows = Rows(best, k, limit_of(cutoff))
        self._set_seeds(seeds.node, pack(seeds.impedance, seeds.label))

    def copy(self) -> "NearestTable":
        """Return a table that changes on its own from here."""
        other = object.__new__(NearestTable)
        other._graph, other._seed_node = self._graph, self._seed_node
        other._seed_packed = self._seed_packed
        other._roads = _own(*self._roads)
        other._rows = self._rows._replace(best=self._rows.best.copy())
        return other

    def found(self, node: Int32Array | None = None) -> Nearest:
        """Return the rows of all nodes, or of some: (n, k)."""
        if node is None:
            node = np.arange(self._graph.node_count, dtype=np.int32)
        node = plain(node, np.int32)
        if len(node) and (node.min() < 0 or node.max() >= self._graph.node_count):
            raise ValueError(f"node is outside 0 .. {self._graph.node_count - 1}")
        return table_of(self._rows.best, self._rows.k, node)

    def graph(self) -> Graph:
        """Return the network as it is now."""
        return Graph(*(values.copy() for values in self._roads.csr))

    def close_service(self, label: int) -> None:
        """Take a service away; a label without seeds changes nothing."""
        is_closed = self._seed_packed.astype(np.int32) == label  # the lower half
        nodes = self._seed_node[is_closed]
        self._set_seeds(self._seed_node[~is_closed], self._seed_packed[~is_closed])
        self._search(take_out_label(self._roads.against, self._rows, label, nodes))

    def open_services(self, seeds: Seeds) -> None:
        """Add services, or further seeds of services that are open."""
        check_nodes(seeds, self._graph.node_count)
        self._set_seeds(
            np.concatenate([self._seed_node, seeds.node]),
            np.concatenate([self._seed_packed, pack(seeds.impedance, seeds.label)]),
        )
        self._search(np.unique(seeds.node))

    def move_service(self, label: int, seeds: Seeds) -> None:
        """Close a service, and open what `seeds` says in its place."""
        self.close_service(label)
        self.open_services(seeds)

    def change_edges(self, edge: Int32Array, impedance: Int32Array) -> None:
        """Give some edges other impedances, (n,) each; `UNREACHED` closes an edge.

        What was reached over an edge that becomes slower is searched anew; what an edge that
        becomes faster brings is carried on from its tail.
        """
        edge, impedance = plain(edge, np.int32), plain(impedance, np.int32)
        if len(np.unique(edge)) < len(edge) or len(impedance) != len(edge):
            raise ValueError("edge must name each edge once, with one impedance each")
        if len(edge) and (edge.min() < 0 or edge.max() >= self._graph.edge_count):
            raise ValueError(f"edge is outside 0 .. {self._graph.edge_count - 1}")
        if len(edge) and (impedance.min() < 0 or impedance.max() > UNREACHED):
            raise ValueError(f"impedance must lie in 0 .. {UNREACHED}, which closes an edge")
        tail = np.searchsorted(self._graph.first_out, edge, side="right").astype(np.int32) - 1
        is_slower = impedance > self._roads.csr.impedance[edge]
        slower = take_out_ways(self._roads, self._rows, tail[is_slower], edge[is_slower])
        self._roads.csr.impedance[edge] = impedance
        self._roads.against.impedance[self._place_against(edge)] = impedance
        self._search(np.concatenate([slower, tail[~is_slower]]))

    def _place_against(self, edge: Int32Array) -> Int64Array:
        """Return where edges stand in the reversed graph: in order among those of a head."""
        first, edges = self._roads.against.first_out, self._graph.reversed().edge
        head = self._roads.csr.head[edge]
        parts = zip(first[head], first[head + 1], edge, strict=True)
        return np.array([a + np.searchsorted(edges[a:b], e) for a, b, e in parts], np.int64)

    def _search(self, nodes: Int32Array) -> None:
        search_anew(self._roads, self._rows, nodes, self._seed_node, self._seed_packed)

    def _set_seeds(self, node: Int32Array, packed: Int64Array) -> None:
        order = np.argsort(node, kind="stable")
        self._seed_node, self._seed_packed = node[order], packed[order]


def _own(csr: Csr, against: Csr) -> Roads:
    """Return the roads with impedances that may be changed."""
    return Roads(
        csr._replace(impedance=csr.impedance.copy()),
        against._replace(impedance=against.impedance.copy()),
    )
