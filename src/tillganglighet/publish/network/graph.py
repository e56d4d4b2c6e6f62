"""A network as a networkx graph: its roads as in OSMnx, or the graph that searches walk."""

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np

from tillganglighet.network.crs import WGS84, unproject
from tillganglighet.network.layers import Layer
from tillganglighet.network.network import Network
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.passage import Passage
from tillganglighet.publish.network.frames import (
    lane_kph,
    lane_seconds,
    node_points,
    road_ends,
    road_lines,
)


def road_graph(network: Network) -> "nx.MultiDiGraph[int]":
    """Return the roads as OSMnx would: nodes where they meet, one edge for each open direction.

    **Two rules are lost**, since nodes without memory cannot hold them: a path may make a turn
    that is forbidden, and may pass through a private road. Its time is thus never longer than
    ours; `search_graph` is exact.

    Returns
    -------
    networkx.MultiDiGraph
        Unprojected (`graph["crs"]` is EPSG:4326) and already simplified, fit for every function
        of OSMnx. Nodes are keyed by their OSM id; where a barrier parts a node, one part keeps
        the id and the others are numbered from the largest id on, all with the `osmid_original`.
        They have `x` (lon), `y` (lat) and `street_count`. Edges have `osmid, highway, oneway,
        reversed, length` (metres), `speed_kph, travel_time` (seconds), `geometry` (none for a
        gate, which has no extent), `road` (index in `network_frames`) and, where it is private,
        `access`.
    """
    roads = network.roads
    lon, lat = unproject(roads.x, roads.y, network.crs)
    keys = _keys(roads)
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph(
        crs=WGS84, created_with="tillganglighet", simplified=True
    )
    columns = (*node_points(roads, lon, lat), road_ends(roads), roads.node_id)
    for key, x, y, street_count, osm_id in zip(
        keys, *(column.tolist() for column in columns), strict=True
    ):
        graph.add_node(key, x=x, y=y, street_count=street_count, osmid_original=osm_id)

    ends = list(zip(roads.from_node.tolist(), roads.to_node.tolist(), strict=True))
    for attributes in _edges(roads, road_lines(roads, lon, lat)):
        tail, head = ends[attributes["road"]][:: -1 if attributes["reversed"] else 1]
        graph.add_edge(keys[tail], keys[head], **attributes)
    return graph


def search_graph(network: Network) -> "nx.MultiDiGraph[int]":
    """Return the graph that our searches walk, with its copies of nodes: every rule is kept.

    A journey that begins on a road goes on from the head of the edge that `begins` it in that
    direction; one that ends on a road comes from the tail of any of the edges of that direction.
    Shortest paths by `travel_time_ms` between such nodes equal ours to the millisecond.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes 0, 1 ... have `node` (the key in `road_graph` of which they are a copy) and `layer`
        (`leaving`, `public`, `arriving`). Edges have `travel_time_ms`, `length` (metres), `road`
        (index in `network_frames`, -1 for a step between copies of one node), `reversed` and
        `begins`.
    """
    keys = _keys(network.roads)
    layers = [Layer(layer).name.lower() for layer in network.layer.tolist()]
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    for copy, (node, layer) in enumerate(zip(network.road_node.tolist(), layers, strict=True)):
        graph.add_node(copy, node=keys[node], layer=layer)

    tail = np.repeat(np.arange(network.node_count), np.diff(network.first_out))
    begins = np.zeros(len(network.head), dtype=bool)
    begins[network.leaving_edge[network.leaving_edge >= 0]] = True
    is_step = network.lane < 0
    columns = {
        "travel_time_ms": network.travel_time_ms,
        "length": np.where(is_step, 0.0, network.roads.length_m[network.lane >> 1]),
        "road": np.where(is_step, -1, network.lane >> 1),
        "reversed": ~is_step & (network.lane & 1 == 1),
        "begins": begins,
    }
    rows = zip(*(values.tolist() for values in columns.values()), strict=True)
    for start, end, row in zip(tail.tolist(), network.head.tolist(), rows, strict=True):
        graph.add_edge(start, end, **dict(zip(columns, row, strict=True)))
    return graph


def _keys(roads: Roads) -> list[int]:
    """Return a key for each node: its OSM id, or a number beyond them all for a further part."""
    osm_ids = roads.node_id.tolist()
    _, first = np.unique(roads.node_id, return_index=True)
    keeps_id = set(first.tolist())
    beyond = max(osm_ids, default=0) + 1
    return [osm_id if at in keeps_id else beyond + at for at, osm_id in enumerate(osm_ids)]


def _edges(roads: Roads, lines: np.ndarray[Any, np.dtype[np.object_]]) -> Iterator[dict[str, Any]]:
    """Yield the attributes of every open lane."""
    seconds, kph = lane_seconds(roads), lane_kph(roads)
    is_open = roads.passage != Passage.BARRED
    for road, backward in np.argwhere(is_open).tolist():
        attributes = {
            "osmid": int(roads.way_id[road]),
            "highway": roads.uses[roads.use[road]].highway,
            "oneway": not is_open[road].all(),
            "reversed": bool(backward),
            "length": float(roads.length_m[road]),
            "speed_kph": float(kph[road, backward]),
            "travel_time": float(seconds[road, backward]),
            "road": road,
        }
        if roads.passage[road, backward] == Passage.PRIVATE:
            attributes["access"] = "private"
        if lines[road] is not None:
            attributes["geometry"] = lines[road].reverse() if backward else lines[road]
        yield attributes
