"""Along the quickest way: sums of kilometres or anything else, and the edges themselves.

Many ways may be equally quick. The one meant here depends on the answers alone, not on the
search that found them: at each node the edge that gives the smallest sum of the first
attribute, of those the smallest edge.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import Float64Array, Int32Array, Int64Array, plain
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.ends import Seeds, check_nodes
from tillganglighet.routing.graph import Csr, Graph
from tillganglighet.routing.hierarchy import Network
from tillganglighet.routing.nearest import Nearest

AT_SEED = -1  # the way ends here: the service is reached from this node
NO_WAY = -2


@dataclass(frozen=True, eq=False)
class Ways:
    """The quickest way of every node to each of its k nearest services.

    Parameters
    ----------
    sums : (node_count, k, attribute_count) float64
        Each attribute along the way, the seed's own part included; inf without a way.
    edge : (node_count, k) int32
        The first edge of the way, `AT_SEED` at its last node, `NO_WAY` without a way.
    """

    sums: Float64Array
    edge: Int32Array

    def edges_from(self, graph: Graph, found: Nearest, node: int, slot: int) -> Int32Array:
        """Return the edges of one way in the order they are driven, (n,) int32."""
        label, edges = found.label[node, slot], []
        while self.edge[node, slot] >= 0:
            edges.append(self.edge[node, slot])
            node = int(graph.head[edges[-1]])
            slot = int(np.flatnonzero(found.label[node] == label)[0])
        return np.array(edges, np.int32)


def along_the_way(
    network: Network,
    found: Nearest,
    seeds: Seeds,
    attributes: Float64Array,
    seed_attributes: Float64Array,
) -> Float64Array:
    """Return the sums of `quickest_ways`, (node_count, k, attribute_count) float64."""
    return quickest_ways(network, found, seeds, attributes, seed_attributes).sums


def quickest_ways(
    network: Network,
    found: Nearest,
    seeds: Seeds,
    attributes: Float64Array,
    seed_attributes: Float64Array,
) -> Ways:
    """Follow the quickest way of every node to each of its nearest services.

    Parameters
    ----------
    network : Graph or Hierarchy
        The network that was searched.
    found : Nearest
        What `nearest` found on it, with the same seeds.
    attributes : (edge_count, attribute_count) float64
        What to sum along the edges; zero or more in the first column, which settles ties.
    seed_attributes : (seed_count, attribute_count) float64
        The same between each seed's node and its service.
    """
    graph = network.graph
    check_nodes(seeds, graph.node_count)
    attributes, seed_attributes = plain(attributes, np.float64), plain(seed_attributes, np.float64)
    if attributes.ndim != 2 or len(attributes) != graph.edge_count:  # noqa: PLR2004 (a table)
        raise ValueError(
            f"attributes is {attributes.shape}; must be ({graph.edge_count}, attribute_count)"
        )
    if attributes.shape[1] == 0 or not (attributes[:, 0] >= 0).all():
        raise ValueError("attributes must have a first column, of numbers of zero or more")
    if seed_attributes.shape != (len(seeds.node), attributes.shape[1]):
        raise ValueError(
            f"seed_attributes is {seed_attributes.shape};"
            f" must be ({len(seeds.node)}, {attributes.shape[1]})"
        )
    answers = _Answers(
        found.label.shape[1],
        found.impedance.reshape(-1),
        found.label.reshape(-1),
        np.full((found.label.size, attributes.shape[1]), np.inf),
        np.full(found.label.size, NO_WAY, np.int32),
    )
    _end_at_seeds(answers, seeds.node, seeds.impedance, seeds.label, seed_attributes)
    near_first = np.argsort(found.impedance, axis=None, kind="stable")
    _follow(graph.csr, answers, _by_service(near_first, answers.label), attributes)
    shape = found.label.shape
    return Ways(answers.sums.reshape(*shape, -1), answers.edge.reshape(shape))


class _Answers(NamedTuple):
    """What was found, and the ways as they grow: flat, answer = node * k + slot."""

    k: int
    reached: Int32Array
    label: Int32Array
    sums: Float64Array
    edge: Int32Array


@kernel
def _end_at_seeds(
    answers: _Answers,
    node: Int32Array,
    impedance: Int32Array,
    label: Int32Array,
    attributes: Float64Array,
) -> None:
    for seed in range(len(node)):
        for answer in range(node[seed] * answers.k, (node[seed] + 1) * answers.k):
            if (
                answers.label[answer] == label[seed]
                and answers.reached[answer] == impedance[seed]
                and attributes[seed, 0] < answers.sums[answer, 0]
            ):
                answers.edge[answer] = AT_SEED
                for column in range(attributes.shape[1]):
                    answers.sums[answer, column] = attributes[seed, column]


@kernel
def _by_service(order: Int64Array, label: Int32Array) -> Int64Array:
    """Return the answers service by service, in the same order within each; none without one.

    A way leads through answers of its own service alone, and these lie near each other in memory,
    where those of equal impedance lie all over the country: several times as fast.
    """
    first = np.zeros(label.max() + 2 if len(label) else 1, np.int64)
    for each in label:
        if each >= 0:
            first[each + 1] += 1
    first = np.cumsum(first)
    grouped = np.empty(first[-1], np.int64)
    for answer in order:
        if label[answer] >= 0:
            grouped[first[label[answer]]] = answer
            first[label[answer]] += 1
    return grouped


@kernel
def _follow(csr: Csr, answers: _Answers, order: Int64Array, attributes: Float64Array) -> None:
    """Take the answers of each service by ascending impedance: all behind an answer are done."""
    begin = 0
    while begin < len(order):
        level, end, label = answers.reached[order[begin]], begin, answers.label[order[begin]]
        while (
            end < len(order)
            and answers.reached[order[end]] == level
            and answers.label[order[end]] == label
        ):
            _improve(csr, answers, order[end], attributes, 1)
            end += 1
        # Edges of zero impedance join answers of one level: repeat until no sum falls.
        changed = end - begin > 1
        while changed:
            changed = False
            for place in range(begin, end):
                if _improve(csr, answers, order[place], attributes, 0):
                    changed = True
        begin = end


@kernel
def _improve(
    csr: Csr, answers: _Answers, answer: int, attributes: Float64Array, least: int
) -> bool:
    """Take the best tight edge of one answer: those above zero (least 1) or at zero (least 0)."""
    node, improved = answer // answers.k, False
    for edge in range(csr.first_out[node], csr.first_out[node + 1]):
        if min(csr.impedance[edge], 1) != least:
            continue
        for behind in range(csr.head[edge] * answers.k, (csr.head[edge] + 1) * answers.k):
            if (
                answers.label[behind] == answers.label[answer]
                and answers.reached[behind] + csr.impedance[edge] == answers.reached[answer]
                and attributes[edge, 0] + answers.sums[behind, 0] < answers.sums[answer, 0]
            ):
                improved = True
                answers.edge[answer] = edge
                for column in range(attributes.shape[1]):
                    answers.sums[answer, column] = (
                        attributes[edge, column] + answers.sums[behind, column]
                    )
    return improved
