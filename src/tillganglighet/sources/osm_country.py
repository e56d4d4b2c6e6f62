"""The country that an OSM file is about, by what its objects say of it."""

from collections import Counter
from pathlib import Path

import osmium

from tillganglighet.sources.osm_file import osm_objects

# https://wiki.openstreetmap.org/wiki/Key:addr:country and the codes on boundaries and places.
COUNTRY_KEYS = ("addr:country", "ISO3166-1", "ISO3166-1:alpha2", "is_in:country_code")

# Border extracts hold addresses of both sides: one country must have most of them.
LEAST_SHARE = 0.5


def country_of(path: Path) -> str | None:
    """Return the ISO 3166-1 code that most objects with a country name, None if none leads.

    Parameters
    ----------
    path : Path
        An OSM file that can be read.
    """
    wanted = osmium.filter.KeyFilter(*COUNTRY_KEYS)
    found = Counter(
        tags[key].upper()
        for each in osm_objects(path, osmium.osm.ALL, wanted)
        for tags in [each.tags]
        for key in COUNTRY_KEYS
        if key in tags
    )
    if not found:
        return None
    country, count = min(found.most_common(), key=lambda item: (-item[1], item[0]))
    return country if count > LEAST_SHARE * found.total() else None
