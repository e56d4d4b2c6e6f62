"""The country that an OSM file is about, by what its objects say of it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import osmium

from tillganglighet.network.extract import Tags
from tillganglighet.sources.osm.file import osm_objects

# https://wiki.openstreetmap.org/wiki/Key:addr:country and the codes on boundaries and places.
COUNTRY_KEYS = ("addr:country", "ISO3166-1", "ISO3166-1:alpha2", "is_in:country_code")
# Implicit limits name their country: https://wiki.openstreetmap.org/wiki/Key:maxspeed:type
LIMIT_KEYS = ("maxspeed", "maxspeed:type", "source:maxspeed")
_IMPLICIT_LIMIT = re.compile(r"([A-Z]{2}):\w+")

# Border extracts name both countries: one must have most of what speaks of a country.
LEAST_SHARE = 0.5


def country_of(path: Path) -> str | None:
    """Return the ISO 3166-1 code that most objects name, None if the file does not tell.

    Boundaries, of which there are few, are asked first, then ways, then nodes.

    Parameters
    ----------
    path : Path
        An OSM file that can be read.
    """
    wanted = osmium.filter.KeyFilter(*COUNTRY_KEYS, *LIMIT_KEYS)
    for kind in (osmium.osm.RELATION, osmium.osm.WAY, osmium.osm.NODE):
        found = Counter(_codes(path, kind, wanted))
        country, count = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if count > LEAST_SHARE * found.total():
            return country
    return None


def _codes(path: Path, kind: Any, wanted: Any) -> Iterator[str]:
    for each in osm_objects(path, kind, wanted):
        tags: Tags = each.tags
        yield from (tags[key].upper() for key in COUNTRY_KEYS if key in tags)
        implicit = (_IMPLICIT_LIMIT.fullmatch(tags[key]) for key in LIMIT_KEYS if key in tags)
        yield from (found[1] for found in implicit if found)
