"""The nearest services of every node: how far, and which."""

from dataclasses import dataclass

import numpy as np

from tillganglighet.routing.arrays import Int32Array, Int64Array
from tillganglighet.routing.dijkstra import settle_nearest
from tillganglighet.routing.ends import Seeds, check_nodes
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.packed import pack, unpack
from tillganglighet.units import UNREACHED


@dataclass(frozen=True, eq=False)
class Nearest:
    """The k nearest services of every node, each row ascending by impedance, then label.

    Parameters
    ----------
    impedance : (node_count, k) int32
        From the node to the service, `UNREACHED` where there are fewer than k.
    label : (node_count, k) int32
        The service, no two alike in a row; -1 where there are fewer than k.
    """

    impedance: Int32Array
    label: Int32Array


def nearest(graph: Graph, seeds: Seeds, *, k: int = 1, cutoff: int | None = None) -> Nearest:
    """Find the k nearest services of every node, along the edges towards the services.

    Parameters
    ----------
    graph : Graph
        The network; it is searched from the services against its edges.
    seeds : Seeds
        The services. Several seeds with one label are one service.
    k : int
        How many different services to find for each node, at least 1.
    cutoff : int, optional
        The longest impedance that counts as reached.

    Returns
    -------
    Nearest
        The same to the bit whichever method answers; ties go to the smaller label.
    """
    check_nodes(seeds, graph.node_count)
    if k < 1:
        raise ValueError(f"k is {k}; must be at least 1")
    packed = settle_nearest(
        graph.reversed().graph.csr,
        seeds.node,
        pack(seeds.impedance, seeds.label),
        k,
        limit_of(cutoff),
    )
    return unpacked(packed, k)


def unpacked(packed: Int64Array, k: int) -> Nearest:
    """Return packed answers, k to a node, as a table of impedances and labels."""
    found = Nearest(
        np.empty((len(packed) // k, k), np.int32), np.empty((len(packed) // k, k), np.int32)
    )
    unpack(packed, found.impedance.reshape(-1), found.label.reshape(-1))
    return found


def limit_of(cutoff: int | None) -> int:
    """Return the longest impedance that a search follows."""
    return UNREACHED - 1 if cutoff is None else min(cutoff, UNREACHED - 1)
