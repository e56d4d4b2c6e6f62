"""The hierarchy on a town of a thousand nodes: enough for deep trees and skipped subtrees."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from routing.random_graphs import graph_of
from tillganglighet.routing.ends import Ends, Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Hierarchy, build_hierarchy, prepare
from tillganglighet.routing.isochrones import reachable
from tillganglighet.routing.nearest import nearest, nearest_of_each
from tillganglighet.routing.od import od_matrix
from tillganglighet.routing.order import nested_dissection
from tillganglighet.routing.route import route

COLUMNS, ROWS = 40, 25


@pytest.fixture(scope="module")
def town() -> Graph:
    """Return a grid of streets, a fifth of them one-way, each 1 to 20 long."""
    random, edges = np.random.default_rng(1), []
    for node in range(COLUMNS * ROWS):
        to_the_east = node + 1 if node % COLUMNS + 1 < COLUMNS else None
        to_the_north = node + COLUMNS if node + COLUMNS < COLUMNS * ROWS else None
        for other in (to_the_east, to_the_north):
            if other is not None:
                edges.append((node, other, int(random.integers(1, 21))))
                if random.random() > 0.2:
                    edges.append((other, node, int(random.integers(1, 21))))
    return graph_of(COLUMNS * ROWS, edges)


@pytest.fixture(scope="module")
def hierarchy(town: Graph) -> Hierarchy:
    node = np.arange(town.node_count)
    return build_hierarchy(town, nested_dissection(town, node % COLUMNS, node // COLUMNS))


def ends(count: int, seed: int) -> Ends:
    """Return points of two entries each."""
    random = np.random.default_rng(seed)
    owner = np.repeat(np.arange(count), 2)
    node = random.integers(0, COLUMNS * ROWS, 2 * count)
    return Ends(owner, node, random.integers(0, 20, 2 * count), count)


def seeds(count: int, seed: int) -> Seeds:
    points = ends(count, seed)
    return Seeds(points.node, points.impedance, points.owner)


def test_nearest_is_the_same(town: Graph, hierarchy: Hierarchy) -> None:
    for k in (1, 2, 5):
        expected = nearest(town, seeds(30, k), k=k)
        found = nearest(hierarchy, seeds(30, k), k=k)
        assert (found.impedance == expected.impedance).all()
        assert (found.label == expected.label).all()


def test_od_matrix_is_the_same(town: Graph, hierarchy: Hierarchy) -> None:
    for cutoff in (None, 100):
        expected = od_matrix(town, ends(60, 1), ends(50, 2), cutoff=cutoff)
        assert (od_matrix(hierarchy, ends(60, 1), ends(50, 2), cutoff=cutoff) == expected).all()


def test_isochrones_of_more_points_than_one_sweep_holds(town: Graph, hierarchy: Hierarchy) -> None:
    points = ends(40, 3)
    for limit in (15, 60, 1000):
        both = zip(
            reachable(town, points, limit), reachable(hierarchy, points, limit), strict=True
        )
        for expected, found in both:
            assert found.node.tolist() == expected.node.tolist()
            assert found.impedance.tolist() == expected.impedance.tolist()


def test_routes_are_the_same(town: Graph, hierarchy: Hierarchy) -> None:
    for number in range(10):
        expected = route(town, ends(1, number), ends(1, 100 + number))
        found = route(hierarchy, ends(1, number), ends(1, 100 + number))
        assert found.edge.tolist() == expected.edge.tolist()
        assert found.impedance == expected.impedance


def test_many_threads_find_the_same(hierarchy: Hierarchy) -> None:
    categories = [seeds(10, number) for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        at_once = list(threads.map(lambda each: nearest(hierarchy, each), categories))
    for found, expected in zip(at_once, nearest_of_each(hierarchy, categories), strict=True):
        assert (found.impedance == expected.impedance).all()
        assert (found.label == expected.label).all()


def test_a_small_graph_is_searched_as_it_is(town: Graph) -> None:
    nodes = np.arange(town.node_count, dtype=float)
    assert prepare(town, nodes, nodes) is town


def test_coordinates_must_be_as_many_as_nodes(town: Graph) -> None:
    with pytest.raises(ValueError, match="x and y have 1 and 1 values for 1000 nodes"):
        nested_dissection(town, np.zeros(1), np.zeros(1))
