"""OSMnx graphs read as ways again: directions, tags, geometry, and every way to be wrong."""

from typing import Any

import networkx as nx
import numpy as np
import osmnx
import pytest
from shapely import LineString

from tillganglighet.errors import InputError
from tillganglighet.network.extract import RoadExtract
from tillganglighet.sources.osm.osmnx_graph import graph_roads

Graph = Any  # networkx.MultiDiGraph, whose attributes have no types

ADVICE = "make it with osmnx.settings.all_oneway False"
PLACES = {1: (15.0, 60.0), 2: (15.01, 60.0), 3: (15.01, 60.01)}


def graph_of(*edges: tuple[int, int, dict[str, Any]], crs: object = "epsg:4326") -> Graph:
    graph = nx.MultiDiGraph(crs=crs)
    for node, (x, y) in PLACES.items():
        graph.add_node(node, x=x, y=y)
    for tail, head, data in edges:
        graph.add_edge(tail, head, **{**edge(), **data})
    return graph


def edge(**data: object) -> dict[str, Any]:
    return {"osmid": 7, "highway": "primary", "oneway": False, "reversed": False, **data}


def two_way(tail: int, head: int, **data: object) -> list[tuple[int, int, dict[str, Any]]]:
    return [(tail, head, edge(**data)), (head, tail, edge(**data, reversed=True))]


def ways(extract: RoadExtract) -> list[tuple[int, list[int], dict[str, str]]]:
    """Return id, node ids and tags of each way."""
    return [
        (
            int(extract.way_id[way]),
            extract.node_id[
                extract.ref[extract.first_ref[way] : extract.first_ref[way + 1]]
            ].tolist(),
            dict(extract.tag_sets[extract.way_tags[way]]),
        )
        for way in range(len(extract.way_id))
    ]


def test_two_edges_against_each_other_are_one_road_both_ways() -> None:
    extract = graph_roads(graph_of(*two_way(1, 2), *two_way(2, 3, osmid=4)))
    assert ways(extract) == [
        (4, [2, 3], {"highway": "primary"}),
        (7, [1, 2], {"highway": "primary"}),
    ]


def test_the_road_runs_as_its_way_was_drawn_whichever_edge_comes_first() -> None:
    forward, backward = two_way(1, 2, **{"maxspeed:forward": "50"})
    for edges in ((forward, backward), (backward, forward)):
        (road,) = ways(graph_roads(graph_of(*edges)))
        assert road == (7, [1, 2], {"highway": "primary", "maxspeed:forward": "50"})


def test_an_edge_without_a_partner_is_one_way() -> None:
    along = graph_of((1, 2, edge(oneway=True)))
    assert ways(graph_roads(along)) == [(7, [1, 2], {"highway": "primary", "oneway": "yes"})]
    against = graph_of((2, 1, edge(reversed=True)))
    assert ways(graph_roads(against)) == [(7, [1, 2], {"highway": "primary", "oneway": "-1"})]


def test_parallel_roads_between_the_same_nodes_stay_apart() -> None:
    detour = LineString([PLACES[1], (15.005, 60.002), PLACES[2]])
    graph = graph_of(
        *two_way(1, 2),
        (1, 2, edge(geometry=detour)),
        (2, 1, edge(geometry=detour.reverse(), reversed=True)),
    )
    extract = graph_roads(graph)
    # The point of the detour has no node in the graph: its id follows on the largest, 3.
    assert [nodes for _, nodes, _ in ways(extract)] == [[1, 2], [1, 4, 2]]
    assert (extract.lon[3], extract.lat[3]) == pytest.approx((15.005, 60.002))


def test_values_are_spelled_as_in_osm_and_lists_are_merged() -> None:
    data = {
        "highway": ["residential", "tertiary"],  # the least class
        "maxspeed": ["30 mph", "50", "signals"],  # the mean of 48.28 and 50 km/h
        "lanes": 2,
        "width": 3.5,
        "tunnel": True,
        "surface": ["gravel", "asphalt"],
        "access": None,
        "service": float("nan"),
        "name": "Storgatan",  # not for the rules
        "osmid": [9, 7],
    }
    (road,) = ways(graph_roads(graph_of((1, 2, data))))
    way_id, _, tags = road
    assert way_id == 7
    assert float(tags.pop("maxspeed")) == pytest.approx((30 * 1.609344 + 50) / 2, rel=1e-4)
    assert tags == {
        "highway": "residential",
        "lanes": "2",
        "width": "3.5",
        "tunnel": "yes",
        "surface": "asphalt;gravel",
        "oneway": "yes",
    }


def test_barriers_on_nodes_are_kept() -> None:
    graph = graph_of(*two_way(1, 2))
    graph.nodes[2].update(barrier="gate", street_count=1)
    assert graph_roads(graph).node_tags[1]["barrier"] == "gate"


def test_a_projected_graph_gives_the_same_places() -> None:
    graph = graph_of(*two_way(1, 2), *two_way(2, 3))
    extract, again = graph_roads(graph), graph_roads(osmnx.projection.project_graph(graph))
    assert again.lon == pytest.approx(extract.lon, abs=1e-9)
    assert again.lat == pytest.approx(extract.lat, abs=1e-9)
    assert (np.asarray(again.node_id) == extract.node_id).all()


def test_a_graph_of_another_kind_is_refused() -> None:
    graph = graph_of(*two_way(1, 2))
    for other in (osmnx.convert.to_undirected(graph), osmnx.convert.to_digraph(graph), "graph"):
        with pytest.raises(InputError, match=r"expected a networkx\.MultiDiGraph"):
            graph_roads(other)
    with pytest.raises(InputError, match="no edges"):
        graph_roads(graph_of())


@pytest.mark.parametrize("crs", [None, "EPSG:0", "Sweden"])
def test_a_crs_that_is_none_is_refused(crs: object) -> None:
    with pytest.raises(InputError, match=r"graph\['crs'\] is .*expected the CRS of x and y"):
        graph_roads(graph_of(*two_way(1, 2), crs=crs))


def test_coordinates_that_do_not_fit_the_crs_are_refused() -> None:
    graph = graph_of(*two_way(1, 2))
    graph.nodes[1].update(x=500_000.0, y=6_650_000.0)
    with pytest.raises(InputError, match=r"x=500000\.0 y=6650000\.0 lies nowhere on earth"):
        graph_roads(graph)


def test_every_kind_of_fault_is_told_at_once() -> None:
    graph = graph_of(
        (1, 2, edge(osmid="w7")),
        (2, 3, edge(osmid=[])),
        (2, 1, edge(oneway="yes")),
        (3, 1, edge(geometry="LINESTRING (0 0, 1 1)")),
    )
    graph.add_node("x", x=0.0, y=0.0)
    del graph.nodes[3]["x"]
    for *_, data in graph.edges(data=True):
        del data["highway"]
    with pytest.raises(InputError) as error:
        graph_roads(graph)
    assert error.value.faults == (
        "node x: expected whole numbers as keys",
        "node 3: expected numbers as x and y",
        "edge (1, 2, 0) and 1 more: expected a whole number, or a list of them, as osmid",
        f"edge (2, 1, 0): expected oneway True or False ({ADVICE})",
        "edge (3, 1, 0): expected a shapely LineString as geometry, or none",
        "no edge has the attribute highway; expected the class of road of each edge",
    )
