"""Objects with a place out of an OSM file: nodes, and areas by a point inside them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import shapely

from tillganglighet.network.extract import Tags
from tillganglighet.sources.osm.file import osm_objects
from tillganglighet.sources.osm.nodes import node_locations

Area = shapely.Polygon | shapely.MultiPolygon

AREA_RELATIONS = ("multipolygon", "boundary")


@dataclass(frozen=True)
class OsmPlace:
    """One OSM object and where it is.

    Parameters
    ----------
    id : str
        `n123`, `w123` or `r123`.
    tags : Tags
    lon, lat : float
        Degrees; of an area a point inside it.
    area : shapely.Polygon, shapely.MultiPolygon or None
        The outline in degrees, None for a node.
    """

    id: str
    tags: Tags
    lon: float
    lat: float
    area: Area | None


@dataclass(frozen=True)
class _Wanted:
    """What to take: a coarse filter for the decoder, then a fine one by all tags."""

    coarse: Any
    fine: Callable[[Tags], bool]

    def objects(self, path: Path, entities: Any) -> Iterator[tuple[Any, Tags]]:
        for each in osm_objects(path, entities, self.coarse):
            tags = dict(each.tags)
            if self.fine(tags):
                yield each, tags


@dataclass(frozen=True)
class _Sketch:
    """A way or relation before its nodes have been located: the lines of its outline."""

    id: str
    tags: Tags
    lines: tuple[tuple[int, ...], ...]


def read_places(
    path: Path, keys: Iterable[str], is_wanted: Callable[[Tags], bool]
) -> list[OsmPlace]:
    """Return the wanted objects that have a place, by kind and ascending id.

    Objects whose nodes all are missing have no place and are left out.

    Parameters
    ----------
    path : Path
    keys : iterable of str
        Objects without any of these tag keys are passed over by the decoder.
    is_wanted : callable
        Tells by the tags whether an object that has such a key is wanted.
    """
    wanted = _Wanted(osmium.filter.KeyFilter(*sorted(keys)), is_wanted)
    places = {
        f"n{node.id}": OsmPlace(f"n{node.id}", tags, node.location.lon, node.location.lat, None)
        for node, tags in wanted.objects(path, osmium.osm.NODE)
        if node.location.valid()
    }
    for place in _located(path, list(_sketches(path, wanted))):
        places[place.id] = place
    return [places[key] for key in sorted(places, key=lambda key: (key[0], int(key[1:])))]


def _sketches(path: Path, wanted: _Wanted) -> Iterator[_Sketch]:
    relations: list[tuple[int, Tags, tuple[int, ...]]] = []
    for relation, tags in wanted.objects(path, osmium.osm.RELATION):
        if tags.get("type") in AREA_RELATIONS:
            outline = [m.ref for m in relation.members if m.type == "w" and m.role != "inner"]
            relations.append((relation.id, tags, tuple(outline)))
    for way, tags in wanted.objects(path, osmium.osm.WAY):
        yield _Sketch(f"w{way.id}", tags, (tuple(node.ref for node in way.nodes),))

    members = {ref for *_, outer in relations for ref in outer}
    lines = _lines(path, members) if members else {}
    for relation_id, tags, outer in relations:
        known = tuple(lines[ref] for ref in outer if ref in lines)
        yield _Sketch(f"r{relation_id}", tags, known)


def _lines(path: Path, members: set[int]) -> dict[int, tuple[int, ...]]:
    positive = sorted(ref for ref in members if ref >= 0)
    only = [osmium.filter.IdFilter(positive)] if len(positive) == len(members) else []
    return {
        way.id: tuple(node.ref for node in way.nodes)
        for way in osm_objects(path, osmium.osm.WAY, *only)
        if way.id in members
    }


def _located(path: Path, sketches: list[_Sketch]) -> Iterator[OsmPlace]:
    refs = {ref for sketch in sketches for line in sketch.lines for ref in line}
    if not refs:
        return
    needed = np.array(sorted(refs), dtype=np.int64)
    lon, lat = node_locations(path, needed)
    at = dict(zip(needed.tolist(), zip(lon.tolist(), lat.tolist(), strict=True), strict=True))
    for sketch in sketches:
        lines = [[at[ref] for ref in line if np.isfinite(at[ref][0])] for line in sketch.lines]
        points = [point for line in lines for point in line]
        if points:
            area = _area([line for line in lines if len(line) > 1])
            inside = area.representative_point() if area else shapely.MultiPoint(points).centroid
            yield OsmPlace(sketch.id, sketch.tags, inside.x, inside.y, area)


def _area(lines: list[list[tuple[float, float]]]) -> Area | None:
    """Return the area that the lines enclose, or None if they enclose none."""
    rings = shapely.polygonize([shapely.LineString(line) for line in lines])
    area = shapely.union_all(shapely.get_parts(rings))
    return area if isinstance(area, Area) and not area.is_empty else None
