"""Bridges equal taking each edge away and counting who still hangs together."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tillganglighet.routing.bridges import find_bridges


@given(st.data())
def test_bridges_equal_taking_each_edge_away(data: st.DataObject) -> None:
    nodes = data.draw(st.integers(1, 8))
    node = st.integers(0, nodes - 1)
    edges = data.draw(st.lists(st.tuples(node, node), max_size=12))
    weight = np.array([float(2**number) for number in range(nodes)])  # sums tell the members
    table = np.array(edges, np.int32).reshape(-1, 2)
    found = find_bridges(table[:, 0], table[:, 1], weight)
    whole = nx.MultiGraph()
    whole.add_nodes_from(range(nodes))
    whole.add_edges_from((a, b, number) for number, (a, b) in enumerate(edges))
    for number, (a, b) in enumerate(edges):
        without = whole.copy()
        without.remove_edge(a, b, number)
        parts = [nx.node_connected_component(without, each) for each in (a, b)]
        assert found.is_bridge[number] == (parts[0] != parts[1])
        lighter = min(weight[list(part)].sum() for part in parts)
        assert found.behind[number] == (lighter if parts[0] != parts[1] else 0)


def test_two_ways_to_the_island_are_no_bridges() -> None:
    # 0 = 1 - 2: two roads, then one; 5 + 7 people on one side, 11 on the other.
    found = find_bridges(np.array([0, 1, 1]), np.array([1, 0, 2]), np.array([5.0, 7.0, 11.0]))
    assert found.is_bridge.tolist() == [False, False, True]
    assert found.behind.tolist() == [0, 0, 11]
