"""Villages out of OSM places."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from tillganglighet.domain.places import Villages
from tillganglighet.network.crs import project
from tillganglighet.network.findings import Findings
from tillganglighet.sources.osm.places import OsmPlace

# https://wiki.openstreetmap.org/wiki/Key:place; smaller ones (isolated_dwelling, farm, locality)
# are no villages.
KINDS = ("city", "town", "village", "hamlet")

# "1234", "1 234", "1.234", "1,234", "1'234": digits, perhaps in groups of three.
_POPULATION = re.compile(r"\d+|\d{1,3}(?:[ \u00a0\u202f.,']\d{3})+")


def villages_from_osm(places: Sequence[OsmPlace], crs: str, findings: Findings) -> Villages:
    """Return the villages among the places; one that is drawn as node and area counts once."""
    chosen = [place for place in places if place.tags.get("place") in KINDS]
    chosen = _without_twins(chosen, findings)
    x, y = project(
        np.array([place.lon for place in chosen]), np.array([place.lat for place in chosen]), crs
    )
    return Villages(
        id=np.array([place.id for place in chosen], dtype=np.str_),
        name=np.array([place.tags.get("name", place.id) for place in chosen], dtype=np.str_),
        kind=np.array([place.tags["place"] for place in chosen], dtype=np.str_),
        x=x,
        y=y,
        population=np.array([_population(place, findings) for place in chosen], dtype=np.float64),
        kommun_code=np.full(len(chosen), "", dtype="U4"),
        lan_code=np.full(len(chosen), "", dtype="U2"),
    )


def _without_twins(places: Sequence[OsmPlace], findings: Findings) -> list[OsmPlace]:
    """Leave out areas that hold a node of the same name; it takes what population they tell."""
    nodes: dict[str, list[OsmPlace]] = {}
    for place in places:
        if place.area is None:
            nodes.setdefault(place.tags.get("name", ""), []).append(place)
    node_of = {
        place.id: node.id
        for place in places
        if place.area is not None
        for node in nodes.get(place.tags.get("name", ""), [])[::-1]
        if place.area.covers(shapely.Point(node.lon, node.lat))
    }
    findings.add("village_twice", sorted(node_of))
    lent = {
        node_of[place.id]: {"population": place.tags["population"]}
        for place in places
        if place.id in node_of and "population" in place.tags
    }
    return [
        replace(place, tags={**lent.get(place.id, {}), **place.tags})
        for place in places
        if place.id not in node_of
    ]


def _population(place: OsmPlace, findings: Findings) -> float:
    value = place.tags.get("population", "").strip()
    if not value:
        findings.add("village_without_population", [place.id])
        return np.nan
    if not _POPULATION.fullmatch(value):
        findings.add("population_unparsed", [place.id])
        return np.nan
    return float(re.sub(r"\D", "", value))
