"""Sums along the quickest way, against the definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.random_graphs import graph_of, graphs, seeds_on
from tillganglighet.routing.ends import Seeds
from tillganglighet.routing.nearest import nearest
from tillganglighet.routing.ways import NO_WAY, along_the_way, quickest_ways
from tillganglighet.units import UNREACHED

NO_PARTIAL = np.zeros((1, 2))


def test_of_equally_quick_ways_the_shortest_counts() -> None:
    #     1        0 -> 1 -> 3 and 0 -> 2 -> 3 take 10 each;
    #   /   \      the way over 1 is 30 long with 1 ferry,
    #  0     3     the way over 2 is 20 long without.
    #   \   /
    #     2        edges by tail: 0->1, 0->2, 1->3, 2->3
    graph = graph_of(4, [(0, 1, 5), (0, 2, 5), (1, 3, 5), (2, 3, 5)])
    attributes = np.array([[10.0, 1], [10, 0], [20, 0], [10, 0]])
    seeds = Seeds(np.array([3]), np.array([0]), np.array([0]))
    found = nearest(graph, seeds)
    ways = quickest_ways(graph, found, seeds, attributes, NO_PARTIAL)
    assert ways.sums[:, 0].tolist() == [[20, 0], [20, 0], [10, 0], [0, 0]]
    assert ways.edges_from(graph, found, 0, 0).tolist() == [1, 3]


def test_ways_over_edges_of_no_impedance_end() -> None:
    # 0 <-> 1 costs nothing, 1 -> 2 costs 1: the loop between 0 and 1 must not be driven.
    graph = graph_of(3, [(0, 1, 0), (1, 0, 0), (1, 2, 1)])
    seeds = Seeds(np.array([2]), np.array([0]), np.array([0]))
    sums = along_the_way(graph, nearest(graph, seeds), seeds, np.ones((3, 1)), np.ones((1, 1)))
    assert sums[:, 0, 0].tolist() == [3, 2, 1]


@given(data=st.data())
def test_each_way_ends_at_its_service_with_its_impedance(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    seeds = data.draw(seeds_on(graph))
    k = data.draw(st.integers(1, 3))
    lengths = data.draw(
        st.lists(st.integers(0, 3), min_size=graph.edge_count, max_size=graph.edge_count)
    )
    # The second column repeats the impedance, so its sum must come out as the impedance.
    attributes = np.column_stack([lengths, graph.impedance]).astype(float).reshape(-1, 2)
    at_seeds = np.column_stack([np.zeros(len(seeds.node)), seeds.impedance]).astype(float)
    found = nearest(graph, seeds, k=k)
    ways = quickest_ways(graph, found, seeds, attributes, at_seeds)

    reached = found.impedance < UNREACHED
    assert (ways.sums[reached][:, 1] == found.impedance[reached]).all()
    assert np.isinf(ways.sums[~reached]).all()
    assert (ways.edge[~reached] == NO_WAY).all()
    for node, slot in np.argwhere(reached):
        edges = ways.edges_from(graph, found, node, slot)
        assert sum(np.array(lengths)[edges]) == ways.sums[node, slot, 0]
        end = graph.head[edges[-1]] if len(edges) else node
        is_end = (seeds.node == end) & (seeds.label == found.label[node, slot])
        assert is_end.any()
        # No tight edge, one that loses no time, leads to a shorter sum.
        for edge in range(graph.first_out[node], graph.first_out[node + 1]):
            same = found.label[graph.head[edge]] == found.label[node, slot]
            rest = found.impedance[graph.head[edge]] + graph.impedance[edge]
            for other in np.flatnonzero(same & (rest == found.impedance[node, slot])):
                around = lengths[edge] + ways.sums[graph.head[edge], other, 0]
                assert ways.sums[node, slot, 0] <= around


@pytest.mark.parametrize(
    ("attributes", "at_seeds", "message"),
    [
        (np.ones((1, 1)), np.ones((1, 1)), r"attributes is \(1, 1\); must be \(2, "),
        (np.ones(2), np.ones((1, 1)), r"attributes is \(2,\); must be \(2, "),
        (np.ones((2, 1)), np.ones((1, 2)), r"seed_attributes is \(1, 2\); must be \(1, 1\)"),
        (np.ones((2, 0)), np.ones((1, 0)), "must have a first column"),
        (-np.ones((2, 1)), np.ones((1, 1)), "of zero or more"),
        (np.full((2, 1), np.nan), np.ones((1, 1)), "of zero or more"),
    ],
)
def test_bad_attributes_are_named(
    attributes: np.ndarray, at_seeds: np.ndarray, message: str
) -> None:
    graph = graph_of(3, [(0, 1, 5), (1, 2, 5)])
    seeds = Seeds(np.array([2]), np.array([0]), np.array([0]))
    with pytest.raises(ValueError, match=message):
        along_the_way(graph, nearest(graph, seeds), seeds, attributes, at_seeds)
