"""Networks from OSMnx graphs, and back: the same journeys as from the file itself."""

from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import osmium
import osmnx
import pytest

from support.shared import EXAMPLE
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.network import Network
from tillganglighet.network.rules.keys import RELEVANT_KEYS
from tillganglighet.pipeline.bridges import (
    network_from_osmnx,
    network_to_geodataframes,
    network_to_networkx,
)
from tillganglighet.pipeline.networks import build_network, travel_times

Graph = Any  # networkx.MultiDiGraph, whose attributes have no types
Points = np.ndarray[tuple[int, int], np.dtype[np.float64]]

EXTRACT = EXAMPLE / "exempel.osm.pbf"


@pytest.fixture(scope="module")
def network() -> Network:
    return build_network(EXTRACT)


@pytest.fixture(scope="module")
def villages() -> Points:
    places = osmium.FileProcessor(str(EXTRACT), osmium.osm.NODE).with_filter(
        osmium.filter.KeyFilter("place")
    )
    return np.array([(place.location.lon, place.location.lat) for place in places])


@pytest.fixture(scope="module")
def xml(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("osmnx") / "exempel.osm"
    with osmium.SimpleWriter(str(path)) as writer:
        for each in osmium.FileProcessor(str(EXTRACT)):
            writer.add(each)
    return path


def osmnx_graph(xml: Path, monkeypatch: pytest.MonkeyPatch, tags: list[str]) -> Graph:
    """Read the extract as OSMnx does, without simplifying and without the network."""
    monkeypatch.setattr(osmnx.settings, "useful_tags_way", tags)
    return osmnx.graph.graph_from_xml(xml, simplify=False, retain_all=True)


def test_journeys_are_those_of_the_file_where_the_graph_holds_every_tag(
    network: Network, villages: Points, xml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between villages the example's one turn ban, inside a town, makes no difference."""
    expected = travel_times(network, villages, villages, max_access_distance=1000)
    graph = osmnx_graph(xml, monkeypatch, sorted(RELEVANT_KEYS))
    by_way = osmnx.simplification.simplify_graph(graph, edge_attrs_differ=["osmid"])
    # Each piece is rounded to 1 ms: exact with the same pieces, 3 700 smaller ones drift a little.
    for each, tolerance_s in ((by_way, 0.01), (osmnx.projection.project_graph(graph), 0.1)):
        built = network_from_osmnx(each)
        seconds = travel_times(built, villages, villages, max_access_distance=1000)
        assert seconds == pytest.approx(expected, abs=tolerance_s)
        assert built.crs == network.crs


def test_by_the_defaults_of_osmnx_journeys_differ_by_some_percent(
    network: Network, villages: Points, xml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its defaults forget `route` and `surface`: the ferry is gone, gravel roads are too fast."""
    expected = travel_times(network, villages, villages, max_access_distance=1000)
    graph = osmnx_graph(xml, monkeypatch, osmnx.settings.useful_tags_way)
    built = network_from_osmnx(osmnx.simplification.simplify_graph(graph))
    assert not built.roads.is_ferry.any()
    seconds = travel_times(built, villages, villages, max_access_distance=1000)
    assert (np.isfinite(seconds) == np.isfinite(expected)).all()
    reached = np.isfinite(expected) & (expected > 0)
    # Simplified across ways, so that limits are means: 8 % at the median.
    assert np.median(np.abs(seconds[reached] / expected[reached] - 1)) < 0.15


def test_private_roads_survive_the_way_to_networkx_and_back(network: Network) -> None:
    again = network_from_osmnx(network_to_networkx(network))
    roads, expected = again.roads, network.roads
    # The ferry's class is no road; all others come back with their directions.
    kept = ~np.isin(expected.way_id, expected.way_id[expected.is_ferry])
    assert len(roads) == kept.sum()
    assert np.bincount(roads.passage.ravel()).tolist() == (
        np.bincount(expected.passage[kept].ravel()).tolist()
    )


def test_both_graphs_and_the_frames_describe_one_network(network: Network) -> None:
    nodes, roads = network_to_geodataframes(network)
    graph = network_to_networkx(network)
    assert len(graph) == len(nodes)
    assert {data["road"] for *_, data in graph.edges(data=True)} == set(roads.index)
    assert len(network_to_networkx(network, as_search_graph=True)) == network.node_count


def test_the_country_sets_the_limits_that_no_tag_tells() -> None:
    graph = nx.MultiDiGraph(crs="epsg:4326")
    graph.add_node(1, x=9.0, y=56.0)
    graph.add_node(2, x=9.1, y=56.0)
    graph.add_edge(1, 2, osmid=1, highway="primary", oneway=True)
    swedish, danish = network_from_osmnx(graph), network_from_osmnx(graph, country="DK")
    assert swedish.roads.uses[0].forward_kph == 70
    assert danish.roads.uses[0].forward_kph == 80
    with pytest.raises(UsageError, match="unknown country"):
        network_from_osmnx(graph, country="Danmark")


def test_a_graph_without_a_road_for_the_profile_is_refused() -> None:
    graph = nx.MultiDiGraph(crs="epsg:4326")
    graph.add_node(1, x=15.0, y=60.0)
    graph.add_node(2, x=15.1, y=60.0)
    graph.add_edge(1, 2, osmid=1, highway="footway", oneway=False)
    assert len(network_from_osmnx(graph, "foot").roads) == 1
    with pytest.raises(InputError, match="no road that a car may use"):
        network_from_osmnx(graph)
