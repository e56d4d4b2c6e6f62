"""Quickest ways of pairs, summed on the edges: against the OD matrix by brute force."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.random_graphs import ends_on, graph_of, graphs, slow_od
from tillganglighet.routing.ends import Ends
from tillganglighet.routing.pairs import carry_pairs
from tillganglighet.units import UNREACHED


def at(*nodes: int) -> Ends:
    owner = np.arange(len(nodes))
    return Ends(owner, np.array(nodes), np.zeros(len(nodes), np.int32), len(nodes))


def test_amounts_meet_on_the_edges_that_both_drive() -> None:
    #  0 --5--> 1 --5--> 2, and the long way 0 --20--> 2.
    graph = graph_of(3, [(0, 1, 5), (1, 2, 5), (0, 2, 20)])
    amount, limit = np.array([3.0, 4.0]), np.array([100, 100], np.int32)
    found = carry_pairs(graph, at(0, 1), at(2, 2), amount, limit)
    assert found.edge.tolist() == [3, 0, 7]  # edges by tail: 0-1, 0-2, 1-2
    assert found.origin_entry.tolist() == [0, 1]


def test_what_takes_longer_than_the_limit_has_no_way() -> None:
    graph = graph_of(2, [(0, 1, 5)])
    for limit, entry in ((5, 0), (4, -1)):
        found = carry_pairs(graph, at(0), at(1), np.ones(1), np.array([limit], np.int32))
        assert found.origin_entry.tolist() == found.destination_entry.tolist() == [entry]
        assert found.edge.tolist() == [entry + 1]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_each_way_is_as_quick_as_any(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    origins, destinations = data.draw(ends_on(graph)), data.draw(ends_on(graph))
    limit = data.draw(st.sampled_from([0, 3, 10, UNREACHED - 1]))
    expected = np.diag(slow_od(graph, origins, destinations, limit))
    for pair in range(3):
        found = carry_pairs(
            graph, origins, destinations, np.eye(3)[pair], np.full(3, limit, np.int32)
        )
        first, last = found.origin_entry[pair], found.destination_entry[pair]
        assert (first < 0) == (last < 0) == (expected[pair] == UNREACHED)
        if first >= 0:
            assert origins.owner[first] == destinations.owner[last] == pair
            driven = int((found.edge * graph.impedance).sum())
            ends = int(origins.impedance[first]) + int(destinations.impedance[last])
            assert driven + ends == expected[pair]
