"""The network as networkx graphs: fit for OSMnx, and exact."""

from pathlib import Path

import networkx as nx
import numpy as np
import osmnx
import pytest

from support.shared import EXAMPLE
from support.toy import BuiltTown, Town, private, restriction, road
from tillganglighet.accessibility.travel.metric import arriving, leaving, travel_time
from tillganglighet.network.crs import project
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapper
from tillganglighet.pipeline.networks import build_network, travel_times
from tillganglighet.publish.network.graph import road_graph, search_graph

# From a by b to d no right turn is allowed, and the way straight on from b to c is private.
TOWN = Town(
    """
    a b c
      d e
    """,
    {"ab": road(), "bc": private(), "bd": road(), "de": road(oneway="yes"), "ce": road()},
    relations=[restriction("no_right_turn", "ab", "b", "bd")],
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> BuiltTown:
    return TOWN.built(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def example() -> Network:
    return build_network(EXAMPLE / "exempel.osm.pbf")


def test_the_road_graph_is_one_of_osmnx(example: Network, tmp_path: Path) -> None:
    graph = road_graph(example)
    osmnx.convert.validate_graph(graph)
    nodes, edges = osmnx.convert.graph_to_gdfs(graph)
    assert len(nodes) == len(example.roads.node_id)
    assert len(edges) == (example.roads.travel_time_ms < 2**30).sum()
    assert osmnx.projection.project_graph(graph, to_crs=example.crs).graph["crs"] == example.crs

    osmnx.io.save_graphml(graph, tmp_path / "network.graphml")
    again = osmnx.io.load_graphml(tmp_path / "network.graphml")
    assert set(again.edges) == set(graph.edges)


def test_osmnx_finds_the_quickest_way_by_osm_ids(town: BuiltTown) -> None:
    graph = road_graph(town.network)
    # The road graph knows no turn ban: a - b - d, 200 m + 100 m at 10 m/s. With it no way is left.
    path = osmnx.routing.shortest_path(graph, ord("a"), ord("d"), weight="travel_time")
    assert path == [ord(sign) for sign in "abd"]
    assert nx.path_weight(graph, path, "travel_time") == pytest.approx(30, rel=1e-3)
    assert town.seconds("a", "d") == np.inf


def test_edges_know_their_direction_and_who_may_use_them(town: BuiltTown) -> None:
    graph = road_graph(town.network)
    a, b, c, d, e = (ord(sign) for sign in "abcde")
    assert graph.edges[a, b, 0]["speed_kph"] == 36
    assert {graph.edges[a, b, 0]["reversed"], graph.edges[b, a, 0]["reversed"]} == {True, False}
    assert graph.edges[d, e, 0]["oneway"] is True
    assert not graph.has_edge(e, d)
    assert graph.edges[b, c, 0]["access"] == "private"
    assert "access" not in graph.edges[a, b, 0]
    line = graph.edges[b, a, 0]["geometry"]
    assert line.coords[0] == pytest.approx(TOWN.places["b"])
    assert line.coords[-1] == pytest.approx(TOWN.places["a"])


def test_shortest_paths_on_the_search_graph_equal_ours(example: Network) -> None:
    """Turn ban, private roads, one-way streets, ferry: everything that the example holds."""
    generator = np.random.default_rng(2026)
    nodes, _ = osmnx.convert.graph_to_gdfs(road_graph(example))
    points = nodes[["x", "y"]].to_numpy()
    points = points[generator.choice(len(points), 40, replace=False)]
    points = points + generator.normal(scale=1e-4, size=points.shape)
    ours = travel_times(example, points, points)

    graph = search_graph(example)
    snapped = Snapper(example).snap(*project(*points.T, example.crs), max_access_distance_m=100.0)
    metric = travel_time(example)
    for which, entries in (("from", leaving(metric, snapped)), ("to", arriving(metric, snapped))):
        for point, node, impedance in zip(
            entries.point.tolist(), entries.node.tolist(), entries.impedance.tolist(), strict=True
        ):
            ends = ((which, point), node) if which == "from" else (node, (which, point))
            graph.add_edge(*ends, travel_time_ms=impedance)
    for origin in range(len(points)):
        if ("from", origin) not in graph:
            continue
        found = nx.single_source_dijkstra_path_length(
            graph, ("from", origin), weight="travel_time_ms"
        )
        theirs = [found.get(("to", at), np.inf) / 1000 for at in range(len(points))]
        elsewhere = snapped.road != snapped.road[origin]  # trips on one road pass no node
        assert ours[origin, elsewhere] == pytest.approx(np.array(theirs)[elsewhere], abs=1e-9)


def test_copies_know_their_node_and_journeys_where_to_begin(example: Network) -> None:
    graph, roads = search_graph(example), road_graph(example)
    assert len(graph) == example.node_count
    for tail, head, edge in graph.edges(data=True):
        base = graph.nodes[tail]["node"], graph.nodes[head]["node"]
        if edge["road"] < 0:
            assert base[0] == base[1]
        else:
            twins = roads.get_edge_data(*base).values()
            assert (edge["road"], edge["reversed"]) in {(e["road"], e["reversed"]) for e in twins}
    begins = [edge for *_, edge in graph.edges(data=True) if edge["begins"]]
    assert len(begins) == roads.number_of_edges()


def test_parts_of_a_node_at_a_barrier_have_keys_of_their_own(tmp_path: Path) -> None:
    town = Town("a b c", {"abc": road()}, nodes={"b": {"barrier": "block"}}).built(tmp_path)
    graph = road_graph(town.network)
    assert not nx.has_path(graph, ord("a"), ord("c"))
    parts = [key for key, node in graph.nodes(data=True) if node["osmid_original"] == ord("b")]
    assert len(parts) == 2
    assert ord("b") in parts
