"""The graph's invariants, and turning it around."""

import numpy as np
import pytest
from hypothesis import given

from routing.random_graphs import graph_of, graphs
from tillganglighet.routing.graph import Graph


def test_reversed_edges_name_the_edges_they_turn_around() -> None:
    # 0 -> 1 -> 2 and 0 -> 2: into 2 lead edge 1 (from 0) and edge 2 (from 1).
    against, edge = graph_of(3, [(0, 1, 5), (0, 2, 9), (1, 2, 7)]).reversed()
    assert against.first_out.tolist() == [0, 0, 1, 3]
    assert against.head.tolist() == [0, 0, 1]
    assert against.impedance.tolist() == [5, 9, 7]
    assert edge.tolist() == [0, 1, 2]


@given(graph=graphs())
def test_reversed_twice_holds_the_same_edges(graph: Graph) -> None:
    against, edge = graph.reversed()
    assert (against.tail == graph.head[edge]).all()
    assert (against.head == graph.tail[edge]).all()
    again, back = against.reversed()
    assert (again.first_out == graph.first_out).all()
    assert (again.impedance == graph.impedance[edge[back]]).all()


@pytest.mark.parametrize(
    ("first_out", "head", "impedance", "message"),
    [
        ([0, 1], [0], [1, 2], "impedance has 2 values for 1 edges"),
        ([0, 2], [0], [1], "first_out must run from 0 to 1"),
        ([0, 2, 1], [0], [1], "first_out must never fall"),
        ([0, 1], [1], [1], "head has nodes outside 0 .. 0"),
        ([0, 1], [-1], [1], "head has nodes outside 0 .. 0"),
        ([0, 1], [0], [-1], "impedance must lie in"),
        ([0, 1], [0], [2**30 + 1], "impedance must lie in"),
        ([0, 1], [0], [2**40], "do not fit into int32"),
    ],
)
def test_a_broken_graph_names_the_array(
    first_out: list[int], head: list[int], impedance: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Graph(np.array(first_out), np.array(head), np.array(impedance))
