"""OD matrix, isochrones and routes over nodes, against trying every pair of entries."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.random_graphs import (
    EDGES,
    all_pairs,
    ends_on,
    graph_of,
    graphs,
    networks_on,
    prepared,
    slow_od,
)
from tillganglighet.routing.ends import Ends
from tillganglighet.routing.isochrones import reachable
from tillganglighet.routing.od import od_matrix
from tillganglighet.routing.route import route
from tillganglighet.units import UNREACHED


@given(data=st.data())
def test_od_matrix_equals_trying_every_pair(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    origins, destinations = data.draw(ends_on(graph)), data.draw(ends_on(graph))
    cutoff = data.draw(st.sampled_from([None, 4]))
    limit = UNREACHED - 1 if cutoff is None else cutoff
    expected = slow_od(graph, origins, destinations, limit)
    network = data.draw(networks_on(graph))
    assert od_matrix(network, origins, destinations, cutoff=cutoff).tolist() == expected


def test_more_origins_than_destinations_gives_the_same_numbers() -> None:
    # 0 -> 1 -> 2; the destination is node 2, the origins all nodes.
    graph = graph_of(3, [(0, 1, 4), (1, 2, 5)])
    nodes, zeros = np.arange(3), np.zeros(3, np.int32)
    origins = Ends(nodes, nodes, zeros, count=3)
    destination = Ends(zeros[:1], nodes[2:], zeros[:1], count=1)
    assert od_matrix(graph, origins, destination).tolist() == [[9], [5], [0]]
    assert od_matrix(graph, destination, origins).tolist() == [[UNREACHED, UNREACHED, 0]]


@given(data=st.data())
def test_isochrones_hold_what_lies_within_the_limit(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    origins = data.draw(ends_on(graph))
    limit = data.draw(st.sampled_from([0, 2, 5, 1_000_000, UNREACHED]))
    reached = reachable(data.draw(networks_on(graph)), origins, limit)
    every_node = Ends(
        np.arange(graph.node_count),
        np.arange(graph.node_count),
        np.zeros(graph.node_count, np.int32),
        count=graph.node_count,
    )
    matrix = np.array(slow_od(graph, origins, every_node, min(limit, UNREACHED - 1)))
    for point in range(origins.count):
        nodes = np.flatnonzero(matrix[point] < UNREACHED)
        assert reached[point].node.tolist() == nodes.tolist()
        assert reached[point].impedance.tolist() == matrix[point, nodes].tolist()


@given(data=st.data())
def test_a_route_is_as_long_as_the_distance_says(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    origin, destination = data.draw(ends_on(graph)), data.draw(ends_on(graph))
    found = route(data.draw(networks_on(graph)), origin, destination)
    totals = [
        int(all_pairs(graph)[start, end]) + int(out) + int(into)
        for start, out in zip(origin.node, origin.impedance, strict=True)
        for end, into in zip(destination.node, destination.impedance, strict=True)
    ]
    assert found.impedance == min([*totals, UNREACHED])
    if found.impedance == UNREACHED:
        assert len(found.edge) == 0
        return
    tails = graph.tail[found.edge].tolist()
    heads = graph.head[found.edge].tolist()
    start, end = origin.node[found.origin_entry], destination.node[found.destination_entry]
    assert [start, *heads] == [*tails, end]
    partial = origin.impedance[found.origin_entry] + destination.impedance[found.destination_entry]
    assert int(graph.impedance[found.edge].sum()) + partial == found.impedance


@given(data=st.data())
def test_a_reversed_hierarchy_answers_as_the_reversed_graph(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    origins, destinations = data.draw(ends_on(graph)), data.draw(ends_on(graph))
    against = data.draw(prepared(graph)).reversed()
    expected = od_matrix(graph, origins, destinations).T
    assert (od_matrix(against, destinations, origins) == expected).all()


@given(data=st.data())
def test_new_impedances_equal_a_new_hierarchy(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    impedance = data.draw(st.lists(EDGES, min_size=graph.edge_count, max_size=graph.edge_count))
    changed = data.draw(prepared(graph)).with_impedance(np.array(impedance, np.int32))
    origins, destinations = data.draw(ends_on(graph)), data.draw(ends_on(graph))
    expected = slow_od(changed.graph, origins, destinations, UNREACHED - 1)
    assert od_matrix(changed, origins, destinations).tolist() == expected


@pytest.mark.parametrize(
    ("owner", "count", "message"),
    [([1, 0], 2, "owner must be ascending"), ([0, 2], 2, "owner 2 must be below the count, 2")],
)
def test_bad_owners_are_named(owner: list[int], count: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Ends(np.array(owner), np.zeros(2), np.zeros(2), count)
