"""Roads out of an OSMnx graph: its edges become ways again, so that our own rules judge them."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from tillganglighet.errors import InputError
from tillganglighet.network.crs import unproject
from tillganglighet.network.extract import RoadExtract, Tags
from tillganglighet.network.rules.keys import relevant
from tillganglighet.sources.osm_roads import BARRIER_KEYS

Graph = Any  # networkx.MultiDiGraph, which has no type of its attributes
Attributes = Mapping[str, Any]
FloatArray = npt.NDArray[np.float64]

# From the most to the least, as in https://wiki.openstreetmap.org/wiki/Key:highway. An edge merged
# from ways of several classes counts as the least of them: no time may rest on the better part.
_CLASSES = (
    *("motorway", "trunk", "primary", "secondary", "tertiary", "motorway_link", "trunk_link"),
    *("primary_link", "secondary_link", "tertiary_link", "unclassified", "residential"),
    *("living_street", "service", "track", "cycleway", "path", "footway", "steps"),
)


def graph_roads(graph: Graph) -> RoadExtract:
    """Turn an OSMnx graph back into ways, for the rules to judge as if they came from a file.

    An edge is a way along the points of its `geometry`, and its attributes are the tags. Two
    edges between the same nodes, along the same points against each other, are one two-way road;
    an edge without a partner is a one-way road. Attributes of OSMnx's own (`length`, `speed_kph`,
    `travel_time`) are left aside: to bring speeds of your own, write them into `maxspeed`.

    What the graph does not hold is lost: turn restrictions always; ways that the download left
    out (its default is without private roads and ferries); tags that are not in
    `osmnx.settings.useful_tags_way`, of which `RELEVANT_KEYS` lists all that matter here; and in
    a simplified graph the barriers between junctions and which part of an edge has which of its
    values. Of several values the lowest speed and the least class count for the whole edge. So
    simplify with `edge_attrs_differ=["osmid"]`, or not at all, where it matters.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        Simplified or not, in degrees or projected.

    Raises
    ------
    InputError
        The graph is undirected or empty, has no usable CRS, or lacks attributes that OSMnx gives.
    """
    _check(graph)
    ways = sorted(_ways(_lines(graph)), key=lambda way: min(way[0].way_ids))
    nodes = sorted(graph.nodes)
    position = {node: at for at, node in enumerate(nodes)}
    points = [(graph.nodes[node]["x"], graph.nodes[node]["y"]) for node in nodes]
    refs: list[int] = []
    first_ref = [0]
    for line, _ in ways:
        between = range(len(points), len(points) + len(line.between))
        refs += [position[line.tail], *between, position[line.head]]
        points += line.between
        first_ref.append(len(refs))

    lon, lat = _degrees(points, graph.graph["crs"])
    # Points between nodes have no id in the graph; theirs follow on the largest.
    beyond = np.arange(nodes[-1] + 1, nodes[-1] + 1 + len(points) - len(nodes), dtype=np.int64)
    tags = [tuple(sorted(each.items())) for _, each in ways]
    tag_sets = {key: number for number, key in enumerate(dict.fromkeys(tags))}
    return RoadExtract(
        way_id=np.array([min(line.way_ids) for line, _ in ways], np.int64),
        way_tags=np.array([tag_sets[key] for key in tags], np.int32),
        tag_sets=tuple(dict(key) for key in tag_sets),
        first_ref=np.array(first_ref, np.int64),
        ref=np.array(refs, np.int32),
        node_id=np.concatenate([np.array(nodes, np.int64), beyond]),
        lon=lon,
        lat=lat,
        node_tags=_node_tags(graph, position),
        restrictions=(),
        ferry_routes=(),
    )


@dataclass(frozen=True)
class _Line:
    """An edge as it runs: between which nodes, through which points."""

    way_ids: frozenset[int]
    tail: int
    head: int
    between: tuple[tuple[float, float], ...]

    def turned(self) -> "_Line":
        return _Line(self.way_ids, self.head, self.tail, self.between[::-1])


def _lines(graph: Graph) -> Mapping[_Line, Attributes]:
    """Return the attributes of every distinct edge; of edges that repeat each other the first."""
    lines: dict[_Line, Attributes] = {}
    for tail, head, data in graph.edges(data=True):
        points = shapely.get_coordinates(data.get("geometry"))[1:-1].tolist()
        line = _Line(_way_ids(data), tail, head, tuple((x, y) for x, y in points))
        lines.setdefault(line, data)
    return lines


def _ways(lines: Mapping[_Line, Attributes]) -> Iterator[tuple[_Line, Tags]]:
    """Yield each road once, in the direction in which its way was drawn, with its tags."""
    done: set[_Line] = set()
    # Edges along their way before those against it, so that `:forward` keeps its meaning.
    for line, data in sorted(lines.items(), key=lambda each: _is_true(each[1].get("reversed"))):
        if line in done:
            continue
        turned = line.turned()
        done.add(turned)
        # Two edges are open both ways unless the rules know better: a motorway needs no tag.
        against = _is_true(data.get("reversed"))
        oneway = {} if turned in lines else {"oneway": "-1" if against else "yes"}
        yield turned if against else line, {**_tags(data), **oneway}


def _tags(data: Attributes) -> Tags:
    """Return the tags that the rules may ask for; `oneway` is told by the edges themselves."""
    tags: dict[str, str] = {}
    for key, value in data.items():
        values = sorted({_spelled(each) for each in _listed(value)} - {""})
        if not values or key == "oneway" or not relevant(key):
            continue
        tags[key] = max(values, key=_rank) if key == "highway" else ";".join(values)
    return tags


def _rank(highway: str) -> int:
    return _CLASSES.index(highway) if highway in _CLASSES else -1


def _spelled(value: object) -> str:
    """Return a value as OSM would spell it; nothing for a missing one."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _node_tags(graph: Graph, position: Mapping[int, int]) -> Mapping[int, Tags]:
    return {
        position[node]: {key: _spelled(value) for key, value in data.items()}
        for node, data in graph.nodes(data=True)
        if any(_spelled(data.get(key)) for key in BARRIER_KEYS)
    }


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else [value]


def _way_ids(data: Attributes) -> frozenset[int]:
    return frozenset(_listed(data.get("osmid")))  # type: ignore[arg-type] # checked before


def _is_true(value: object) -> bool:
    """Tell whether a flag is set; graphs that came through files hold it as text."""
    return str(value) == "True"


def _degrees(points: Sequence[tuple[float, float]], crs: object) -> tuple[FloatArray, FloatArray]:
    x, y = np.array(points, np.float64).T
    lon, lat = unproject(x, y, CRS.from_user_input(crs).to_wkt())
    outside = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))  # noqa: PLR2004 (degrees)
    if outside.any():
        at = int(np.argmax(outside))
        raise InputError(
            f"graph: x={x[at]} y={y[at]} lies nowhere on earth in {crs}, its graph['crs']; "
            "set the CRS that x and y are in"
        )
    return lon, lat


def _check(graph: Graph) -> None:
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
        if not all(isinstance(way_id, Integral) for way_id in _listed(data.get("osmid")))
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
