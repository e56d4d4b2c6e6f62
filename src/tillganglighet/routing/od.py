"""The OD matrix: the impedance from every origin to every destination."""

import numpy as np

from tillganglighet.routing.arrays import Int32Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.dijkstra import grow_tree
from tillganglighet.routing.ends import Ends, Entries, check_nodes
from tillganglighet.routing.graph import Csr, Graph
from tillganglighet.routing.hierarchy import Hierarchy, Network
from tillganglighet.routing.hub_join import gather_hubs, join_rows
from tillganglighet.routing.nearest import limit_of
from tillganglighet.units import UNREACHED


def od_matrix(
    network: Network, origins: Ends, destinations: Ends, *, cutoff: int | None = None
) -> Int32Array:
    """Return the impedance from every origin to every destination over the network's nodes.

    A trip that stays on one edge passes no node and is not seen here.

    Parameters
    ----------
    network : Graph or Hierarchy
        The network.
    origins : Ends
        How each origin leaves: along the edge, to the head of it.
    destinations : Ends
        How each destination is entered: along the edge, from the tail of it.
    cutoff : int, optional
        The longest impedance that counts as reached.

    Returns
    -------
    (origin_count, destination_count) int32
        `UNREACHED` where there is no way, or none within the cut-off.
    """
    check_nodes(origins, network.node_count)
    check_nodes(destinations, network.node_count)
    limit = limit_of(cutoff)
    if isinstance(network, Hierarchy):
        return _joined(network, origins, destinations, limit)
    # One search for each point on the side with fewer of them.
    if destinations.count < origins.count:
        return _rows(network.reversed().graph, destinations, origins, limit).T.copy()
    return _rows(network, origins, destinations, limit)


def _joined(network: Hierarchy, origins: Ends, destinations: Ends, limit: int) -> Int32Array:
    matrix = np.full((origins.count, destinations.count), limit + 1, np.int32)
    topology, rank = network.topology, network.topology.rank
    order = np.argsort(rank[destinations.node], kind="stable")
    hubs = gather_hubs(
        *(network.metric.down, topology.parent, topology.size),
        *(rank[destinations.node[order]], destinations.impedance[order]),
    )
    by_rank = origins.entries._replace(node=rank[origins.node])
    join_rows(network.metric, by_rank, hubs, destinations.owner[order], matrix)
    matrix[matrix > limit] = UNREACHED
    return matrix


def _rows(graph: Graph, near: Ends, far: Ends, limit: int) -> Int32Array:
    matrix = np.full((near.count, far.count), UNREACHED, np.int32)
    _fill_rows(graph.csr, near.entries, far.entries, limit, matrix)
    return matrix


@kernel
def _fill_rows(csr: Csr, near: Entries, far: Entries, limit: int, matrix: Int32Array) -> None:
    wanted = np.zeros(len(csr.first_out) - 1, np.bool_)
    for entry in range(len(far.node)):
        wanted[far.node[entry]] = True
    for row in range(matrix.shape[0]):
        begin, end = near.first[row], near.first[row + 1]
        starts, partial = near.node[begin:end], near.impedance[begin:end]
        distance, _ = grow_tree(csr, starts, partial, limit, wanted)
        for column in range(matrix.shape[1]):
            for entry in range(far.first[column], far.first[column + 1]):
                total = np.int64(distance[far.node[entry]]) + far.impedance[entry]
                if total <= limit and total < matrix[row, column]:
                    matrix[row, column] = total
