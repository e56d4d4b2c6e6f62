"""Where the objects of an extract lie, for those who want to look at them in a map."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from tillganglighet.network.extract import Restriction, RoadExtract

LonLat = tuple[float, float]

_OSM_ID = re.compile(r"([nwr])(-?\d+)")


def whereabouts(extract: RoadExtract, osm_ids: Iterable[str]) -> Mapping[str, LonLat]:
    """Return lon and lat in degrees of the objects that the extract places.

    A way lies at the node in its middle, a turn restriction at its via node, else at one of its
    ways. Ids that are not OSM's, and objects of which the extract lacks every node, are left out.
    """
    wanted = set(osm_ids)
    members = {
        f"r{each.id}": _members(each) for each in extract.restrictions if f"r{each.id}" in wanted
    }
    needed = wanted.union(*members.values())
    places = _nodes(extract, _numbers(needed, "n")) | _ways(extract, _numbers(needed, "w"))
    for relation, ids in members.items():
        placed = [places[each] for each in ids if each in places]
        places |= {relation: placed[0]} if placed else {}
    return {each: place for each, place in places.items() if each in wanted}


def _members(each: Restriction) -> list[str]:
    """Return the members of a restriction, those that tell its place best first."""
    ways = each.via_ways + each.from_ways + each.to_ways
    return [f"n{node}" for node in each.via_nodes] + [f"w{way}" for way in ways]


def _numbers(osm_ids: Iterable[str], kind: str) -> npt.NDArray[np.int64]:
    matches = [match for each in osm_ids if (match := _OSM_ID.fullmatch(each))]
    return np.array([int(match[2]) for match in matches if match[1] == kind], np.int64)


def _nodes(extract: RoadExtract, node_ids: npt.NDArray[np.int64]) -> dict[str, LonLat]:
    at = np.flatnonzero(np.isin(extract.node_id, node_ids))
    return {f"n{extract.node_id[each]}": _lon_lat(extract, each) for each in at}


def _ways(extract: RoadExtract, way_ids: npt.NDArray[np.int64]) -> dict[str, LonLat]:
    places = {}
    for way in np.flatnonzero(np.isin(extract.way_id, way_ids)):
        ref = extract.ref[extract.first_ref[way] : extract.first_ref[way + 1]]
        present = ref[ref >= 0]
        if len(present):
            places[f"w{extract.way_id[way]}"] = _lon_lat(extract, present[len(present) // 2])
    return places


def _lon_lat(extract: RoadExtract, at: np.integer[Any]) -> LonLat:
    return float(extract.lon[at]), float(extract.lat[at])
