"""Breaking each road equals taking its edges and its gate out and searching everything anew."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from routing.random_graphs import IMPEDANCES, all_pairs, graph_of, graphs, networks_on
from tillganglighet.routing.broken_roads import (
    Gated,
    GatedOrigins,
    RoadLosses,
    RoadsOfEdges,
    break_each_road,
)
from tillganglighet.routing.graph import Graph
from tillganglighet.units import UNREACHED

ROADS, ORIGINS = 4, 3


@st.composite
def gated_on(draw: st.DrawFn, graph: Graph, points: int) -> Gated:
    """Draw entries of some points, half of them by the end of a road."""
    node, gate = st.integers(0, graph.node_count - 1), st.integers(-1, 2 * ROADS - 1)
    row = st.tuples(st.integers(0, points - 1), node, IMPEDANCES, gate)
    rows = np.array(sorted(draw(st.lists(row, max_size=6))), np.int32).reshape(-1, 4)
    return Gated(*(np.ascontiguousarray(column) for column in rows.T))


def reached(
    graph: Graph, seeds: Gated, origins: Gated, direct: np.ndarray, barred: int
) -> list[int]:
    """Return what each origin needs to the best of the seeds, by every way there is."""
    distance = all_pairs(graph)
    best = direct.tolist()
    for entry in range(len(origins.node)):
        for seed in range(len(seeds.node)):
            if barred in {origins.gate[entry], seeds.gate[seed]}:
                continue
            total = int(distance[origins.node[entry], seeds.node[seed]])
            total += int(origins.impedance[entry]) + int(seeds.impedance[seed])
            best[origins.point[entry]] = min(best[origins.point[entry]], total)
    return [min(each, UNREACHED) for each in best]


def slow(
    graph: Graph,
    road: np.ndarray,
    services: list[Gated],
    asked: GatedOrigins,
) -> RoadLosses:
    origins, direct, weight = asked.entries, asked.direct, asked.weight
    shape = (ROADS, 2)
    cut_off, longer, extra = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    worst, lost = np.zeros(shape, np.int64), np.zeros((*shape, len(services)), bool)
    for number, end in np.ndindex(shape):
        impedance = np.where(road == number, UNREACHED, graph.impedance)
        without = Graph(graph.first_out, graph.head, impedance.astype(np.int32))
        is_cut, is_longer = np.zeros(ORIGINS, bool), np.zeros(ORIGINS, bool)
        for category, seeds in enumerate(services):
            before = reached(graph, seeds, origins, direct[category], barred=-2)
            after = reached(without, seeds, origins, direct[category], barred=2 * number + end)
            for origin in range(ORIGINS):
                further = after[origin] - before[origin]
                if further and after[origin] == UNREACHED:
                    is_cut[origin] = is_longer[origin] = True
                    lost[number, end, category] = True
                elif further:
                    is_longer[origin] = True
                    extra[number, end] += weight[origin] * further
                    worst[number, end] = max(worst[number, end], further)
        cut_off[number, end], longer[number, end] = weight[is_cut].sum(), weight[is_longer].sum()
    return RoadLosses(cut_off, lost, longer, extra, worst)


@given(st.data())
def test_each_break_equals_searching_without_the_road(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    network = data.draw(networks_on(graph))
    part = st.lists(
        st.integers(-1, ROADS - 1), min_size=graph.edge_count, max_size=graph.edge_count
    )
    road = np.array(data.draw(part), np.int32)
    services = [data.draw(gated_on(graph, 1)) for _ in range(2)]
    entries = data.draw(gated_on(graph, ORIGINS))
    onward = st.sampled_from([0, 4, UNREACHED, UNREACHED])
    direct = np.array(data.draw(st.lists(onward, min_size=6, max_size=6)), np.int32)
    weight = np.array([1.0, 20.0, 300.0])  # sums tell who they are of
    origins = GatedOrigins(entries, direct.reshape(2, -1), weight)
    found = break_each_road(network, RoadsOfEdges(road, ROADS), services, origins)
    expected = slow(graph, road, services, origins)
    for name in ("cut_off", "cut_categories", "longer", "extra", "worst"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), name)


def entry(node: int, gate: int = -1, impedance: int = 0) -> Gated:
    return Gated(*(np.array([value], np.int32) for value in (0, node, impedance, gate)))


def test_a_ring_is_longer_and_its_neck_cuts_off() -> None:
    # 0 -7- 1 -1- 2, and round it 1 -5- 3 -5- 2; the shop is at 2, ten people at 0.
    # Without 1-2 the way is 9 longer; without 0-1 there is none.
    pairs = [(0, 1, 7), (1, 2, 1), (1, 3, 5), (3, 2, 5)]
    graph = graph_of(4, [*pairs, *((b, a, w) for a, b, w in pairs)])
    names = {frozenset((a, b)): number for number, (a, b, _) in enumerate(pairs)}
    road = [
        names[frozenset((int(a), int(b)))] for a, b in zip(graph.tail, graph.head, strict=True)
    ]
    losses = break_each_road(
        graph,
        RoadsOfEdges(np.array(road, np.int32), 4),
        [entry(2)],
        GatedOrigins(entry(0), np.full((1, 1), UNREACHED, np.int32), np.array([10.0])),
    )
    assert losses.cut_off[:, 0].tolist() == [10, 0, 0, 0]
    assert losses.extra[:, 0].tolist() == [0, 90, 0, 0]
    assert losses.worst[:, 1].tolist() == [0, 9, 0, 0]
