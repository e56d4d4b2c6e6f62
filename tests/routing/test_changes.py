"""Changed services and roads: the table must equal a search from the beginning, to the bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.random_graphs import EDGES, graph_of, graphs, networks_on, seeds_on, slow_nearest
from routing.test_nearest import pairs
from tillganglighet.routing.changes import NearestTable
from tillganglighet.routing.ends import Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.leave_one_out import leave_one_out
from tillganglighet.routing.nearest import nearest
from tillganglighet.units import UNREACHED


def joined(seeds: Seeds, others: Seeds) -> Seeds:
    return Seeds(
        np.concatenate([seeds.node, others.node]),
        np.concatenate([seeds.impedance, others.impedance]),
        np.concatenate([seeds.label, others.label]),
    )


def without(seeds: Seeds, label: int) -> Seeds:
    stays = seeds.label != label
    return Seeds(seeds.node[stays], seeds.impedance[stays], seeds.label[stays])


def only(seeds: Seeds, label: int) -> Seeds:
    stays = seeds.label == label
    return Seeds(seeds.node[stays], seeds.impedance[stays], seeds.label[stays])


@given(data=st.data())
def test_services_close_open_and_move(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    seeds, others = data.draw(seeds_on(graph)), data.draw(seeds_on(graph))
    k, label = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 4))
    cutoff = data.draw(st.sampled_from([None, 4]))
    limit = UNREACHED - 1 if cutoff is None else cutoff
    table = NearestTable(data.draw(networks_on(graph)), seeds, k=k, cutoff=cutoff)

    changed = table.copy()
    changed.close_service(label)
    assert pairs(changed.found()) == slow_nearest(graph, without(seeds, label), k, limit)
    changed.open_services(only(seeds, label))
    assert pairs(changed.found()) == pairs(table.found())
    changed.move_service(label, others)
    expected = slow_nearest(graph, joined(without(seeds, label), others), k, limit)
    assert pairs(changed.found()) == expected
    # The copy kept to itself.
    assert pairs(table.found()) == slow_nearest(graph, seeds, k, limit)


@given(data=st.data())
def test_roads_close_open_and_change(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    seeds, k = data.draw(seeds_on(graph)), data.draw(st.integers(1, 3))
    table = NearestTable(graph, seeds, k=k)
    if graph.edge_count == 0:
        return
    edge = data.draw(st.lists(st.integers(0, graph.edge_count - 1), unique=True, min_size=1))
    new = data.draw(st.lists(EDGES, min_size=len(edge), max_size=len(edge)))

    table.change_edges(np.array(edge), np.array(new))
    impedance = graph.impedance.copy()
    impedance[edge] = new
    after = Graph(graph.first_out, graph.head, impedance)
    assert pairs(table.found()) == slow_nearest(after, seeds, k, UNREACHED - 1)
    assert (table.graph().impedance == impedance).all()

    table.change_edges(np.array(edge), graph.impedance[edge])
    assert pairs(table.found()) == slow_nearest(graph, seeds, k, UNREACHED - 1)


def test_leave_one_out_sums_what_the_second_nearest_is_farther_away() -> None:
    # 0 <-> 1 <-> 2 <-> 3, each 10; service 0 at node 0, service 1 at node 3, 5 behind it.
    #   node      0    1    2    3
    #   nearest   0:0  0:10 1:15 1:5      further 35-0, 25-10, 20-15, 30-5
    edges = [(node, node + 1, 10) for node in range(3)]
    graph = graph_of(4, edges + [(head, tail, time) for tail, head, time in edges])
    seeds = Seeds(np.array([0, 3]), np.array([0, 5]), np.array([0, 1]))
    persons = np.array([1.0, 2, 4, 8])
    losses = leave_one_out(nearest(graph, seeds, k=2), persons, service_count=3)
    assert losses.count.tolist() == [2, 2, 0]
    assert losses.weight.tolist() == [3, 12, 0]
    assert losses.extra.tolist() == [1 * 35 + 2 * 15, 4 * 5 + 8 * 25, 0]
    assert losses.worst.tolist() == [35, 25, 0]
    assert losses.left_without.tolist() == [0, 0, 0]


def test_the_last_service_leaves_everybody_without() -> None:
    graph = graph_of(2, [(0, 1, 10)])
    seeds = Seeds(np.array([1]), np.array([0]), np.array([0]))
    losses = leave_one_out(nearest(graph, seeds, k=2), np.array([3.0, 4.0]), service_count=1)
    assert losses.left_without.tolist() == [7]
    assert losses.extra.tolist() == [0]


@given(data=st.data())
def test_leave_one_out_equals_closing_each_service(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    seeds = data.draw(seeds_on(graph))
    losses = leave_one_out(nearest(graph, seeds, k=2), np.ones(graph.node_count), 5)
    before = nearest(graph, seeds).impedance[:, 0].astype(np.int64)
    for label in range(5):
        after = nearest(graph, without(seeds, label)).impedance[:, 0]
        is_left = (after == UNREACHED) & (before < UNREACHED)
        assert losses.left_without[label] == is_left.sum()
        assert losses.extra[label] == (after - before)[~is_left].sum()


@pytest.mark.parametrize(
    ("edge", "impedance", "message"),
    [
        ([1], [5], "edge is outside 0 .. 0"),
        ([0], [-1], "impedance must lie in"),
        ([0, 0], [1, 2], "each edge once"),
        ([0], [1, 2], "one impedance each"),
    ],
)
def test_bad_changes_are_named(edge: list[int], impedance: list[int], message: str) -> None:
    empty = np.empty(0, np.int32)
    table = NearestTable(graph_of(2, [(0, 1, 10)]), Seeds(empty, empty, empty))
    with pytest.raises(ValueError, match=message):
        table.change_edges(np.array(edge), np.array(impedance))
