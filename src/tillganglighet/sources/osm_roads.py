"""Roads out of an OSM file: ways, the nodes they refer to, barriers and turn restrictions."""

from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import osmium

from tillganglighet.network.extract import FerryRoute, Restriction, RoadExtract, Tags
from tillganglighet.network.rules.keys import relevant
from tillganglighet.sources.osm_file import osm_file, osm_objects
from tillganglighet.sources.osm_nodes import node_locations

# Nodes with one of these keys may bar the way; the rules decide.
BARRIER_KEYS = ("barrier", "ford", "highway", "access", "vehicle", "motor_vehicle", "motorcar")


def read_roads(path: Path) -> RoadExtract:
    """Decode everything in the file that bears on the road network.

    Survives nodes that are missing, stand after the ways, come twice or have negative ids;
    of ways that come twice the last one counts.

    Raises
    ------
    InputError, UsageError
        The file cannot be read (see `osm_file`).
    """
    osm_file(path)
    ways = _Ways()
    for way in osm_objects(path, osmium.osm.WAY, osmium.filter.KeyFilter("highway", "route")):
        ways.add(way.id, way.tags, [node.ref for node in way.nodes])
    way_id, way_tags, first_ref, ref_id = ways.arrays()

    needed = np.unique(ref_id)
    lon, lat = node_locations(path, needed)
    found = np.isfinite(lon)
    node_id = needed[found]
    position = np.where(found, np.cumsum(found) - 1, -1).astype(np.int32)
    restrictions, ferry_routes = _relations(path)
    return RoadExtract(
        way_id=way_id,
        way_tags=way_tags,
        tag_sets=ways.tag_sets(),
        first_ref=first_ref,
        ref=position[np.searchsorted(needed, ref_id)],
        node_id=node_id,
        lon=lon[found],
        lat=lat[found],
        node_tags=_node_tags(path, node_id),
        restrictions=restrictions,
        ferry_routes=ferry_routes,
    )


class _Ways:
    """Ways as they come from the file, packed into arrays while they are read."""

    def __init__(self) -> None:
        self._id = array("q")
        self._tags = array("i")
        self._count = array("i")
        self._ref = array("q")
        self._index_of_tags: dict[tuple[tuple[str, str], ...], int] = {}

    def add(self, way_id: int, tags: Any, refs: list[int]) -> None:
        key = tuple(sorted((tag.k, tag.v) for tag in tags if relevant(tag.k)))
        self._id.append(way_id)
        self._tags.append(self._index_of_tags.setdefault(key, len(self._index_of_tags)))
        self._count.append(len(refs))
        self._ref.extend(refs)

    def tag_sets(self) -> tuple[Tags, ...]:
        return tuple(dict(key) for key in self._index_of_tags)

    def arrays(self) -> tuple[Any, Any, Any, Any]:
        """Return ids, tag indices, first refs and refs, by ascending id, the last of equal ids."""
        ids = np.array(self._id, np.int64)
        count = np.array(self._count, np.int64)
        first = np.cumsum(count) - count
        # The first of equal ids in reversed order is the last one in the file.
        unique, from_end = np.unique(ids[::-1], return_index=True)
        chosen = len(ids) - 1 - from_end
        count = count[chosen]
        first_ref = np.concatenate([[0], np.cumsum(count)])
        within = np.arange(first_ref[-1]) - np.repeat(first_ref[:-1], count)
        ref = np.array(self._ref, np.int64)[np.repeat(first[chosen], count) + within]
        return unique, np.array(self._tags, np.int32)[chosen], first_ref, ref


def _node_tags(path: Path, node_id: npt.NDArray[np.int64]) -> Mapping[int, Tags]:
    tags: dict[int, Tags] = {}
    for node in osm_objects(path, osmium.osm.NODE, osmium.filter.KeyFilter(*BARRIER_KEYS)):
        position = int(np.searchsorted(node_id, node.id))
        if position < len(node_id) and node_id[position] == node.id:
            tags[position] = dict(node.tags)
    return tags


def _relations(path: Path) -> tuple[tuple[Restriction, ...], tuple[FerryRoute, ...]]:
    restrictions: dict[int, Restriction] = {}
    ferry_routes: dict[int, FerryRoute] = {}
    for relation in osm_objects(path, osmium.osm.RELATION, osmium.filter.KeyFilter("type")):
        tags = dict(relation.tags)
        if tags["type"].startswith("restriction"):
            restrictions[relation.id] = _restriction(relation, tags)
        elif tags["type"] == "route" and tags.get("route") == "ferry":
            ways = tuple(member.ref for member in relation.members if member.type == "w")
            ferry_routes[relation.id] = FerryRoute(relation.id, tags, ways)
    return (
        tuple(restrictions[key] for key in sorted(restrictions)),
        tuple(ferry_routes[key] for key in sorted(ferry_routes)),
    )


def _restriction(relation: Any, tags: Tags) -> Restriction:
    members = [(member.type, member.role, member.ref) for member in relation.members]

    def refs(kind: str, role: str) -> tuple[int, ...]:
        return tuple(ref for *who, ref in members if who == [kind, role])

    return Restriction(
        id=relation.id,
        tags=tags,
        from_ways=refs("w", "from"),
        via_nodes=refs("n", "via"),
        via_ways=refs("w", "via"),
        to_ways=refs("w", "to"),
    )
