"""What an OSMnx graph must hold before it can be read, and every way in which one falls short."""

import math
from collections.abc import Iterable, Iterator, Sequence
from numbers import Integral, Real
from typing import Any

import networkx as nx
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from tillganglighet.errors import InputError

Graph = Any  # networkx.MultiDiGraph, whose attributes have no types


def check_graph(graph: Graph) -> None:
    """Check that a graph is as OSMnx makes it.

    Raises
    ------
    InputError
        It is undirected or empty, has no usable CRS, or lacks attributes; every kind is told.
    """
    if not isinstance(graph, nx.MultiDiGraph):
        raise InputError(
            f"graph is a {type(graph).__name__}; expected a networkx.MultiDiGraph as OSMnx makes "
            "it: pass it before to_undirected or to_digraph"
        )
    if not graph.number_of_edges():
        raise InputError("graph has no edges; expected roads")
    try:
        CRS.from_user_input(graph.graph.get("crs"))
    except CRSError as cause:
        raise InputError(
            f"graph['crs'] is {graph.graph.get('crs')!r}; expected the CRS of x and y, such as "
            "EPSG:4326"
        ) from cause
    faults = [*_node_faults(graph), *_edge_faults(graph)]
    if faults:
        raise InputError("graph: not as OSMnx makes it; every fault:", faults)


def _node_faults(graph: Graph) -> Iterator[str]:
    nodes = list(graph.nodes(data=True))
    keys = (node for node, _ in nodes if not isinstance(node, Integral))
    yield from _fault("node", keys, "whole numbers as keys")
    placed = (
        node
        for node, data in nodes
        if not all(isinstance(data.get(axis), Real) and math.isfinite(data[axis]) for axis in "xy")
    )
    yield from _fault("node", placed, "numbers as x and y")


def _edge_faults(graph: Graph) -> Iterator[str]:
    edges = [
        ((tail, head, key), data) for tail, head, key, data in graph.edges(keys=True, data=True)
    ]
    nameless = (
        edge
        for edge, data in edges
        if data.get("osmid") == []
        or not all(isinstance(way_id, Integral) for way_id in listed(data.get("osmid")))
    )
    yield from _fault("edge", nameless, "a whole number, or a list of them, as osmid")
    directed = (edge for edge, data in edges if str(data.get("oneway")) not in {"True", "False"})
    yield from _fault(
        "edge", directed, "oneway True or False (make it with osmnx.settings.all_oneway False)"
    )
    lines = (
        edge
        for edge, data in edges
        if not isinstance(data.get("geometry", shapely.LineString()), shapely.LineString)
    )
    yield from _fault("edge", lines, "a shapely LineString as geometry, or none")
    if not any("highway" in data or "route" in data for _, data in edges):
        yield "no edge has the attribute highway; expected the class of road of each edge"


def _fault(what: str, wrong: Iterable[object], expected: str) -> Iterator[str]:
    found = list(wrong)
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield f"{what} {found[0]}{more}: expected {expected}"


def listed(value: object) -> Sequence[object]:
    """Return the values of an attribute: an edge merged from several ways has a list of them."""
    return value if isinstance(value, list | tuple) else [value]
