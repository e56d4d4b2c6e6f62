"""The nearest services of every node: how far, and which."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tillganglighet.routing.arrays import Int32Array, Int64Array
from tillganglighet.routing.dijkstra import Rows, settle_nearest
from tillganglighet.routing.ends import Seeds, check_nodes
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Network
from tillganglighet.routing.packed import pack
from tillganglighet.routing.sweep import (
    LANES,
    empty_answers,
    sweep_k_nearest,
    sweep_lanes,
    sweep_nearest,
    unpack,
    unpack_lanes,
)
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


def nearest(network: Network, seeds: Seeds, *, k: int = 1, cutoff: int | None = None) -> Nearest:
    """Find the k nearest services of every node, along the edges towards the services.

    Parameters
    ----------
    network : Graph or Hierarchy
        It is searched from the services against its edges.
    seeds : Seeds
        The services. Several seeds with one label are one service.
    k : int
        How many different services to find for each node, at least 1.
    cutoff : int, optional
        The longest impedance that counts as reached.

    Returns
    -------
    Nearest
        The same to the bit whichever network answers; ties go to the smaller label.
    """
    check_nodes(seeds, network.node_count)
    if k < 1:
        raise ValueError(f"k is {k}; must be at least 1")
    packed, limit = pack(seeds.impedance, seeds.label), limit_of(cutoff)
    best = empty_answers(network.node_count * k)
    if isinstance(network, Graph):
        against = network.reversed().graph.csr
        settle_nearest(against, seeds.node, packed, Rows(best, k, limit))
        return table_of(best, k, np.arange(network.node_count, dtype=np.int32))

    rank = network.topology.rank
    if k == 1:
        sweep_nearest(network.metric, rank[seeds.node], packed, best)
    else:
        sweep_k_nearest(network.metric, rank[seeds.node], packed, k, best)
    return table_of(best, k, rank, limit)


def nearest_of_each(
    network: Network, categories: Sequence[Seeds], *, cutoff: int | None = None
) -> list[Nearest]:
    """Find the nearest service of every node in each of several categories.

    The same as `nearest` for one category after the other, but the roads are read once for
    several of them, and reading the roads is most of the work.
    """
    if isinstance(network, Graph):
        return [nearest(network, seeds, cutoff=cutoff) for seeds in categories]
    rank, found = network.topology.rank, list[Nearest]()
    for begin in range(0, len(categories), LANES):
        together = categories[begin : begin + LANES]
        for seeds in together:
            check_nodes(seeds, network.node_count)
        best = np.empty(network.node_count * LANES, np.int64)
        sweep_lanes(
            network.metric,
            rank[np.concatenate([seeds.node for seeds in together])],
            np.repeat(np.arange(len(together), dtype=np.int32), [len(s.node) for s in together]),
            np.concatenate([pack(seeds.impedance, seeds.label) for seeds in together]),
            best,
        )
        shape = network.node_count, LANES
        impedance, label = np.empty(shape, np.int32), np.empty(shape, np.int32)
        unpack_lanes(best, rank, limit_of(cutoff), impedance, label)
        found += [
            Nearest(impedance[:, lane, None], label[:, lane, None])
            for lane in range(len(together))
        ]
    return found


def limit_of(cutoff: int | None) -> int:
    """Return the longest impedance that a search follows."""
    return UNREACHED - 1 if cutoff is None else min(cutoff, UNREACHED - 1)


def table_of(best: Int64Array, k: int, rows: Int32Array, limit: int = UNREACHED - 1) -> Nearest:
    """Return some rows of packed answers, k to a row, as impedances and labels."""
    impedance, label = np.empty((len(rows), k), np.int32), np.empty((len(rows), k), np.int32)
    unpack(best, rows, limit, impedance, label)
    return Nearest(impedance, label)
