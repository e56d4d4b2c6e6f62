"""Roads out of an OSM file: ways, the nodes they refer to, barriers and turn restrictions."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import osmium

from tillganglighet.network.extract import FerryRoute, Restriction, RoadExtract, Tags
from tillganglighet.sources.osm.file import osm_file, osm_objects
from tillganglighet.sources.osm.lines import osm_lines, tags_of
from tillganglighet.sources.osm.nodes import node_locations
from tillganglighet.sources.osm.ways import PackedWays

WAY_KEYS = ("highway", "route", "railway", "public_transport", "man_made")
# Nodes with one of these keys may bar the way; the rules decide.
BARRIER_KEYS = (
    *("barrier", "ford", "highway", "access", "vehicle", "motor_vehicle", "motorcar"),
    *("bicycle", "foot", "maxwidth", "maxwidth:physical", "maxheight", "maxheight:physical"),
)
ASHORE = ("platform", "stop")  # roles in a route relation of what is no part of the crossing


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
    restrictions, ferry_routes = _relations(path)
    ways = PackedWays()
    ways.add(osm_lines(path, osmium.osm.WAY, osmium.filter.KeyFilter(*WAY_KEYS)))
    members = {way for route in ferry_routes for way in route.ways if way > 0}
    if members:  # a ferry's way may be tagged on its route relation alone
        ways.add(osm_lines(path, osmium.osm.WAY, osmium.filter.IdFilter(members)))
    way_id, way_tags, first_ref, ref_id = ways.arrays()

    needed = np.unique(ref_id)
    lon, lat = node_locations(path, needed)
    found = np.isfinite(lon)
    node_id = needed[found]
    position = np.where(found, np.cumsum(found) - 1, -1).astype(np.int32)
    return RoadExtract(
        way_id=way_id,
        way_tags=way_tags,
        tag_sets=ways.tag_sets,
        first_ref=first_ref,
        ref=position[np.searchsorted(needed, ref_id)],
        node_id=node_id,
        lon=lon[found],
        lat=lat[found],
        node_tags=_node_tags(path, node_id),
        restrictions=restrictions,
        ferry_routes=ferry_routes,
    )


def _node_tags(path: Path, node_id: npt.NDArray[np.int64]) -> Mapping[int, Tags]:
    lines = list(osm_lines(path, osmium.osm.NODE, osmium.filter.KeyFilter(*BARRIER_KEYS)))
    ids = np.array([int(fields[0][1:]) for fields in lines], dtype=np.int64)
    position = np.searchsorted(node_id, ids)
    used = position < len(node_id)
    used[used] = node_id[position[used]] == ids[used]
    return {int(position[at]): tags_of(lines[at][1]) for at in np.flatnonzero(used)}


def _relations(path: Path) -> tuple[tuple[Restriction, ...], tuple[FerryRoute, ...]]:
    restrictions: dict[int, Restriction] = {}
    ferry_routes: dict[int, FerryRoute] = {}
    for relation in osm_objects(path, osmium.osm.RELATION, osmium.filter.KeyFilter("type")):
        tags = dict(relation.tags)
        if tags["type"].startswith("restriction"):
            members = [(member.type, member.role, member.ref) for member in relation.members]
            restrictions[relation.id] = _restriction(relation.id, tags, members)
        elif tags["type"] == "route" and tags.get("route") == "ferry":
            ways = tuple(
                member.ref
                for member in relation.members
                if member.type == "w" and not member.role.startswith(ASHORE)
            )
            ferry_routes[relation.id] = FerryRoute(relation.id, tags, ways)
    return (
        tuple(restrictions[key] for key in sorted(restrictions)),
        tuple(ferry_routes[key] for key in sorted(ferry_routes)),
    )


def _restriction(
    relation_id: int, tags: Tags, members: Iterable[tuple[str, str, int]]
) -> Restriction:
    refs: dict[tuple[str, str], list[int]] = {}
    for kind, role, ref in members:
        refs.setdefault((kind, role), []).append(ref)

    def of(kind: str, role: str) -> tuple[int, ...]:
        return tuple(refs.get((kind, role), ()))

    return Restriction(
        id=relation_id,
        tags=tags,
        from_ways=of("w", "from"),
        via_nodes=of("n", "via"),
        via_ways=of("w", "via"),
        to_ways=of("w", "to"),
    )
