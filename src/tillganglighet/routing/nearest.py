"""The nearest services of every node: how far, and which."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tillganglighet.routing.arrays import Int32Array, Int64Array
from tillganglighet.routing.dijkstra import settle_nearest
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
    if isinstance(network, Graph):
        csr = network.reversed().graph.csr
        rank = np.arange(network.node_count, dtype=np.int32)
        best = settle_nearest(csr, seeds.node, packed, k, limit)
        return _tables(best, rank, k, limit, as_one=True)[0]

    rank, best = network.topology.rank, empty_answers(network.node_count * k)
    if k == 1:
        sweep_nearest(network.metric, rank[seeds.node], packed, best)
    else:
        sweep_k_nearest(network.metric, rank[seeds.node], packed, k, best)
    return _tables(best, rank, k, limit, as_one=True)[0]


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
        best = empty_answers(network.node_count * LANES)
        sweep_lanes(
            network.metric,
            rank[np.concatenate([seeds.node for seeds in together])],
            np.repeat(np.arange(len(together), dtype=np.int32), [len(s.node) for s in together]),
            np.concatenate([pack(seeds.impedance, seeds.label) for seeds in together]),
            best,
        )
        found += _tables(best, rank, LANES, limit_of(cutoff), as_one=False)[: len(together)]
    return found


def limit_of(cutoff: int | None) -> int:
    """Return the longest impedance that a search follows."""
    return UNREACHED - 1 if cutoff is None else min(cutoff, UNREACHED - 1)


def _tables(
    best: Int64Array, rank: Int32Array, slots: int, limit: int, *, as_one: bool
) -> list[Nearest]:
    """Return the answers of all slots as columns of one table, or as a table for each slot."""
    shape = (len(rank), slots) if as_one else (slots, len(rank))
    impedance, label = np.empty(shape, np.int32), np.empty(shape, np.int32)
    if as_one:
        unpack(best, rank, limit, impedance.T, label.T)
        return [Nearest(impedance, label)]
    unpack(best, rank, limit, impedance, label)
    return [Nearest(impedance[slot, :, None], label[slot, :, None]) for slot in range(slots)]
