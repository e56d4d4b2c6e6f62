"""A canvas that collects OSM objects in km and writes them as one `.osm.pbf`."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import atan2
from pathlib import Path

import osmium
from osmium.osm import mutable
from pyproj import Transformer

from example_kommun.curves import Point, distance

# South-west corner of the kommun in SWEREF 99 TM (EPSG:3006): inner Norrland, about 63.2 N 15.3 E.
ORIGIN_E, ORIGIN_N = 515_000, 7_010_000
# The date that the file states for its data; fixed, so that a redrawn file is the same file.
DRAWN = "2026-11-01T00:00:00Z"

FIRST_DRAWN_ID = 10_001  # places and services have ids of their own below this
Tags = Mapping[str, str]

_to_lonlat = Transformer.from_crs(3006, 4326, always_xy=True)


def to_grid(at: Point) -> tuple[float, float]:
    """Return E and N (EPSG:3006, metres) of a point in km."""
    return ORIGIN_E + 1000 * at[0], ORIGIN_N + 1000 * at[1]


def to_lonlat(at: Point) -> tuple[float, float]:
    """Return longitude and latitude of a point in km, with the 7 decimals of OSM."""
    lon, lat = _to_lonlat.transform(*to_grid(at))
    return round(lon, 7), round(lat, 7)


class Canvas:
    """Nodes, ways and relations by id; ways that meet a point share its node."""

    def __init__(self) -> None:
        self.nodes: dict[int, tuple[Point, Tags]] = {}
        self.ways: dict[int, tuple[list[int], Tags]] = {}
        self.relations: dict[int, tuple[list[tuple[str, int, str]], Tags]] = {}
        self._node_at: dict[Point, int] = {}

    def add_node(self, at: Point, tags: Tags, *, node_id: int) -> None:
        """Add a node of its own, which no way shares."""
        self.nodes[node_id] = (at, tags)

    def node_at(self, at: Point) -> int:
        """Return the node that ways share at a point; make it if there is none."""
        key = (round(at[0], 4), round(at[1], 4))
        if key not in self._node_at:
            self._node_at[key] = FIRST_DRAWN_ID + len(self._node_at)
            self.nodes[self._node_at[key]] = (key, {})
        return self._node_at[key]

    def add_way(self, line: Iterable[Point], tags: Tags, *, way_id: int | None = None) -> int:
        """Add a way along a line; return its id."""
        way_id = way_id or FIRST_DRAWN_ID + len(self.ways)
        self.ways[way_id] = ([self.node_at(point) for point in line], tags)
        return way_id

    def add_relation(self, members: Sequence[tuple[str, int, str]], tags: Tags) -> None:
        """Add a relation of members (type `n` or `w`, id, role)."""
        self.relations[len(self.relations) + 1] = (list(members), tags)

    def bearings_from(self, at: Point) -> list[float]:
        """Return the directions in which ways leave a point, in radians from east."""
        centre = self.node_at(at)
        neighbours = [
            self.nodes[other][0]
            for nodes, _ in self.ways.values()
            for pair in pairwise(nodes)
            for other in pair
            if centre in pair and other != centre
        ]
        return [atan2(y - at[1], x - at[0]) for x, y in neighbours]

    def road_points(self) -> list[Point]:
        """Return the points of all roads so far that a side road may leave from."""
        roads = (
            nodes
            for nodes, tags in self.ways.values()
            if tags.get("highway") in {"primary", "secondary", "tertiary", "unclassified"}
            and tags.get("access") != "private"
            and tags.get("bridge") != "yes"
        )
        unique = dict.fromkeys(node for nodes in roads for node in nodes)
        return [self.nodes[node][0] for node in unique]

    def nearest_road_point(self, at: Point) -> Point:
        """Return the road point nearest to a point; the earlier drawn on a tie."""
        return min(self.road_points(), key=lambda point: distance(point, at))

    def write(self, path: Path) -> None:
        """Write all objects, sorted by type and id, over whatever the path holds."""
        header = osmium.io.Header()
        header.set("osmosis_replication_timestamp", DRAWN)
        writer = osmium.SimpleWriter(str(path), header=header, overwrite=True)
        try:
            for node, (at, tags) in sorted(self.nodes.items()):
                location = to_lonlat(at)
                writer.add_node(mutable.Node(id=node, version=1, location=location, tags=tags))
            for way, (nodes, tags) in sorted(self.ways.items()):
                writer.add_way(mutable.Way(id=way, version=1, nodes=nodes, tags=tags))
            for relation, (members, tags) in sorted(self.relations.items()):
                writer.add_relation(
                    mutable.Relation(id=relation, version=1, members=members, tags=tags)
                )
        finally:
            writer.close()
