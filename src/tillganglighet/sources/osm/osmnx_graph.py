"""Roads out of an OSMnx graph: its edges become ways again, so that our own rules judge them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS

from tillganglighet.errors import InputError
from tillganglighet.network.crs import unproject
from tillganglighet.network.extract import RoadExtract, Tags
from tillganglighet.network.rules.keys import relevant
from tillganglighet.network.rules.values import parse_speed
from tillganglighet.sources.osm.osmnx_faults import Graph, check_graph, listed
from tillganglighet.sources.osm.roads import BARRIER_KEYS

Attributes = Mapping[str, Any]
FloatArray = npt.NDArray[np.float64]

# From the most to the least, as in https://wiki.openstreetmap.org/wiki/Key:highway. An edge merged
# from ways of several classes counts as the least: a forest track in it bars through traffic.
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
    `osmnx.settings.useful_tags_way`, of which `RELEVANT_KEYS` lists all that matter here;
    barriers, unless `barrier` is in `useful_tags_node`; and in a simplified graph which part of
    an edge has which of its values. The mean of several limits and the least of several classes
    count for the whole edge, which makes journeys in our example region 8 % longer. Simplify with
    `edge_attrs_differ=["osmid"], node_attrs_include=["barrier"]`, and no edge has several values.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        Simplified or not, in degrees or projected.

    Raises
    ------
    InputError
        The graph is undirected or empty, has no usable CRS, or lacks attributes that OSMnx gives.
    """
    check_graph(graph)
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
        values = sorted({_spelled(each) for each in listed(value)} - {""})
        if not values or key == "oneway" or not relevant(key):
            continue
        tags[key] = values[0] if len(values) == 1 else _merged(key, values)
    return tags


def _merged(key: str, values: Sequence[str]) -> str:
    """Return one value for an edge merged from ways that differ."""
    if key == "highway":
        return max(values, key=_rank)
    if key == "maxspeed":  # OSMnx takes the mean too, see `osmnx.routing.add_edge_speeds`
        speeds = [parse_speed(value) for value in values]
        known = [speed for speed in speeds if speed is not None and math.isfinite(speed)]
        return f"{sum(known) / len(known):g}" if known else values[0]
    return ";".join(values)


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


def _way_ids(data: Attributes) -> frozenset[int]:
    return frozenset(listed(data.get("osmid")))  # type: ignore[arg-type] # checked before


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
