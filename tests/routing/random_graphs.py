"""Random graphs, seeds and ends for the searches, and the slow oracle they must agree with."""

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from tillganglighet.routing.ends import Ends, Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Hierarchy, Network, build_hierarchy
from tillganglighet.units import UNREACHED

# Small numbers make ties, zero makes loops of no length, the last ones overflow when added.
IMPEDANCES = st.sampled_from([0, 1, 1, 2, 3, 5, 1_000_000, UNREACHED // 2, UNREACHED - 1])
EDGES = st.one_of(IMPEDANCES, st.just(UNREACHED))  # some of them closed


def graph_of(node_count: int, edges: list[tuple[int, int, int]]) -> Graph:
    """Return the graph of (tail, head, impedance) rows, in their order at each tail."""
    rows = sorted(edges, key=lambda edge: edge[0])
    table = np.array(rows, np.int64).reshape(-1, 3)
    first_out = np.searchsorted(table[:, 0], np.arange(node_count + 1))
    return Graph(first_out, table[:, 1], table[:, 2])


@st.composite
def graphs(draw: st.DrawFn, most_nodes: int = 9) -> Graph:
    """Draw a directed graph with loops, parallel edges, zeros and unconnected parts."""
    node_count = draw(st.integers(1, most_nodes))
    node = st.integers(0, node_count - 1)
    edges = draw(st.lists(st.tuples(node, node, EDGES), max_size=3 * node_count))
    return graph_of(node_count, edges)


@st.composite
def seeds_on(draw: st.DrawFn, graph: Graph, most: int = 6) -> Seeds:
    """Draw seeds: several to a node, several to a label."""
    row = st.tuples(st.integers(0, graph.node_count - 1), IMPEDANCES, st.integers(0, 4))
    table = np.array(draw(st.lists(row, max_size=most)), np.int64).reshape(-1, 3)
    return Seeds(table[:, 0], table[:, 1], table[:, 2])


@st.composite
def ends_on(draw: st.DrawFn, graph: Graph, most: int = 6) -> Ends:
    """Draw ends of three points, some perhaps without an entry."""
    row = st.tuples(st.integers(0, 2), st.integers(0, graph.node_count - 1), IMPEDANCES)
    table = np.array(sorted(draw(st.lists(row, max_size=most))), np.int64).reshape(-1, 3)
    return Ends(table[:, 0], table[:, 1], table[:, 2], count=3)


@st.composite
def prepared(draw: st.DrawFn, graph: Graph) -> Hierarchy:
    """Draw the graph's hierarchy over any order: a bad one is slow, but not wrong."""
    order = draw(st.permutations(range(graph.node_count)))
    return build_hierarchy(graph, np.array(order, np.int32))


@st.composite
def networks_on(draw: st.DrawFn, graph: Graph) -> Network:
    """Draw the graph as it is, or prepared."""
    return draw(st.one_of(st.just(graph), prepared(graph)))


def all_pairs(graph: Graph) -> npt.NDArray[np.int64]:
    """Return the impedance between all nodes by Floyd and Warshall's three loops."""
    distance = np.full((graph.node_count, graph.node_count), UNREACHED, np.int64)
    np.minimum.at(distance, (graph.tail, graph.head), graph.impedance)
    np.fill_diagonal(distance, 0)
    for middle in range(graph.node_count):
        around = distance[:, middle, None] + distance[middle]
        distance = np.minimum(distance, around)
    return np.minimum(distance, UNREACHED)


def slow_nearest(graph: Graph, seeds: Seeds, k: int, limit: int) -> list[list[tuple[int, int]]]:
    """Return the k nearest (impedance, label) of each node by sorting all of them."""
    distance = all_pairs(graph)
    answers = []
    for node in range(graph.node_count):
        best: dict[int, int] = {}
        for end, partial, label in zip(seeds.node, seeds.impedance, seeds.label, strict=True):
            total = int(distance[node, end]) + int(partial)
            if total <= limit:
                best[int(label)] = min(total, best.get(int(label), total))
        ranked = sorted((total, label) for label, total in best.items())
        answers.append([*ranked, *[(UNREACHED, -1)] * k][:k])
    return answers


def slow_od(graph: Graph, origins: Ends, destinations: Ends, limit: int) -> list[list[int]]:
    """Return the OD matrix by trying every pair of entries."""
    distance = all_pairs(graph)
    matrix = np.full((origins.count, destinations.count), UNREACHED, np.int64)
    for i in range(len(origins.node)):
        for j in range(len(destinations.node)):
            total = int(distance[origins.node[i], destinations.node[j]])
            total += int(origins.impedance[i]) + int(destinations.impedance[j])
            if total <= limit:
                pair = (origins.owner[i], destinations.owner[j])
                matrix[pair] = min(matrix[pair], total)
    return matrix.tolist()
