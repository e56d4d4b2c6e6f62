"""The nearest services of every node, against sorting all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.random_graphs import graph_of, graphs, networks_on, seeds_on, slow_nearest
from tillganglighet.routing.ends import Seeds
from tillganglighet.routing.nearest import Nearest, nearest, nearest_of_each
from tillganglighet.units import UNREACHED


def pairs(found: Nearest) -> list[list[tuple[int, int]]]:
    """Return the rows as lists of (impedance, label)."""
    return [
        list(zip(impedances, labels, strict=True))
        for impedances, labels in zip(found.impedance.tolist(), found.label.tolist(), strict=True)
    ]


def test_the_search_runs_towards_the_service_along_one_way_roads() -> None:
    # 0 -> 1 -> 2, nothing back; the service lies 3 behind node 1.
    graph = graph_of(3, [(0, 1, 10), (1, 2, 10)])
    found = nearest(graph, Seeds(np.array([1]), np.array([3]), np.array([8])))
    assert pairs(found) == [[(13, 8)], [(3, 8)], [(UNREACHED, -1)]]


def test_of_two_services_equally_near_the_smaller_label_wins() -> None:
    # 1 <- 0 -> 2, both 10 long, with services 7 at node 1 and 4 at node 2.
    graph = graph_of(3, [(0, 1, 10), (0, 2, 10)])
    seeds = Seeds(np.array([1, 2]), np.array([0, 0]), np.array([7, 4]))
    assert pairs(nearest(graph, seeds, k=2))[0] == [(10, 4), (10, 7)]


def test_two_seeds_of_one_service_take_one_place() -> None:
    graph = graph_of(1, [])
    seeds = Seeds(np.array([0, 0]), np.array([5, 3]), np.array([1, 1]))
    assert pairs(nearest(graph, seeds, k=2)) == [[(3, 1), (UNREACHED, -1)]]


def test_the_cutoff_is_inclusive() -> None:
    graph = graph_of(3, [(0, 1, 1), (1, 2, 10)])
    seeds = Seeds(np.array([2]), np.array([0]), np.array([0]))
    assert pairs(nearest(graph, seeds, cutoff=10)) == [[(UNREACHED, -1)], [(10, 0)], [(0, 0)]]


@given(data=st.data())
def test_nearest_equals_sorting_all_services(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    seeds = data.draw(seeds_on(graph))
    k = data.draw(st.integers(1, 4))
    cutoff = data.draw(st.sampled_from([None, 0, 4, UNREACHED]))
    limit = UNREACHED - 1 if cutoff in {None, UNREACHED} else cutoff
    network = data.draw(networks_on(graph))
    found = nearest(network, seeds, k=k, cutoff=cutoff)
    assert pairs(found) == slow_nearest(graph, seeds, k, limit)


@given(data=st.data())
def test_several_categories_at_once_equal_one_after_the_other(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    categories = data.draw(st.lists(seeds_on(graph), max_size=6))
    network = data.draw(networks_on(graph))
    at_once = nearest_of_each(network, categories, cutoff=1_000_000)
    expected = [nearest(graph, seeds, cutoff=1_000_000) for seeds in categories]
    assert [pairs(found) for found in at_once] == [pairs(found) for found in expected]


@pytest.mark.parametrize(
    ("node", "impedance", "label", "message"),
    [
        ([0, 1], [0], [0], "of one length"),
        ([3], [0], [0], "node 3 is outside 0 .. 0"),
        ([-1], [0], [0], "node -1 must be zero or more"),
        ([0], [-2], [0], "impedance -2 must be zero or more"),
        ([0], [2**30], [0], "impedance 1073741824 must be below"),
        ([0], [0], [-1], "label -1 must be zero or more"),
    ],
)
def test_bad_seeds_are_named(
    node: list[int], impedance: list[int], label: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        nearest(graph_of(1, []), Seeds(np.array(node), np.array(impedance), np.array(label)))


def test_k_must_be_one_or_more() -> None:
    empty = np.empty(0, np.int32)
    with pytest.raises(ValueError, match="k is 0"):
        nearest(graph_of(1, []), Seeds(empty, empty, empty), k=0)
