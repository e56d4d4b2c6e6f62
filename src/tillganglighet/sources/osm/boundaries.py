"""Boundaries of municipalities and what is above them out of OSM relations, in degrees."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from tillganglighet.domain.areas import AreaKind, Areas, StrArray
from tillganglighet.network.crs import WGS84
from tillganglighet.network.extract import Tags
from tillganglighet.network.findings import Findings
from tillganglighet.sources.areas.layers import LAN_DIGITS, area_code, boundary_words
from tillganglighet.sources.osm.places import OsmPlace, read_places

COUNTRY_LEVEL = "2"
COUNTRY_KEYS = ("ISO3166-1:alpha2", "ISO3166-1")
SUBDIVISION_KEY = "ISO3166-2"  # such as SE-W: the country stands before the hyphen


def boundaries_from_osm(path: Path, country: str, findings: Findings) -> Areas:
    """Return the municipalities, what is above them and the countries that a file draws whole.

    Relations whose outlines do not close, as at the edge of an extract, are left out and counted;
    of those with several parts the closed ones count.

    Parameters
    ----------
    path : Path
    country : str
        ISO code of the country to assume where no boundary tells it; may be empty.
    findings : Findings
    """
    levels = _levels_in_use()
    found = read_places(path, ["admin_level"], lambda tags: _is_boundary(tags, levels))
    relations = [each for each in found if each.id.startswith("r")]
    findings.add("boundary_incomplete", [each.id for each in relations if each.area is None])
    whole = sorted(
        (each for each in relations if each.area is not None),
        key=lambda each: (shapely.area(each.area), int(each.id[1:])),
    )
    countries = _countries(whole, country)
    chosen = [
        (place, nation, kind)
        for place, nation in zip(whole, countries, strict=True)
        if (kind := _kind(place.tags["admin_level"], nation)) is not None
    ]
    return _areas(chosen)


def _levels_in_use() -> set[str]:
    of_countries = boundary_words()["levels"].values()
    return {COUNTRY_LEVEL} | {each[kind] for each in of_countries for kind in ("kommun", "lan")}


def _is_boundary(tags: Tags, levels: set[str]) -> bool:
    return (
        tags.get("type") == "boundary"
        and tags.get("boundary") == "administrative"
        and tags.get("admin_level") in levels
        and "name" in tags
    )


def _countries(places: Sequence[OsmPlace], assumed: str) -> list[str]:
    """Return the country of each area: as it says, as what surrounds it says, else the assumed.

    What lies outside the assumed country, where that is drawn, is in none that is known.
    """
    told = [_told_country(place.tags) for place in places]
    drawn = [place.tags["admin_level"] == COUNTRY_LEVEL for place in places]
    if any(each and country == assumed for each, country in zip(drawn, told, strict=True)):
        assumed = ""
    tellers = [at for at, country in enumerate(told) if country]
    tree = _tree([places[at] for at in tellers])
    countries = list(told)
    for at, country in enumerate(told):
        if not country:
            point = shapely.Point(places[at].lon, places[at].lat)
            around = sorted(tree.query(point, predicate="intersects"))
            countries[at] = told[tellers[around[0]]] if around else assumed
    return countries


def _tree(places: Sequence[OsmPlace]) -> shapely.STRtree:
    return shapely.STRtree(np.array([place.area for place in places], dtype=object))


def _told_country(tags: Tags) -> str:
    for key in COUNTRY_KEYS:
        if key in tags:
            return tags[key].upper()
    return tags.get(SUBDIVISION_KEY, "").partition("-")[0].upper()


def _kind(level: str, country: str) -> AreaKind | None:
    levels = _words_of(country)
    kinds = {COUNTRY_LEVEL: AreaKind.COUNTRY}
    kinds |= {levels["lan"]: AreaKind.LAN, levels["kommun"]: AreaKind.KOMMUN}
    return kinds.get(level)


def _words_of(country: str) -> Mapping[str, Any]:
    levels: Mapping[str, Any] = boundary_words()["levels"]
    chosen: Mapping[str, Any] = levels.get(country, levels["default"])
    return chosen


def _areas(chosen: Sequence[tuple[OsmPlace, str, AreaKind]]) -> Areas:
    code = [_code(place, country, kind) for place, country, kind in chosen]
    kind = np.array([kind for *_, kind in chosen], dtype=np.str_)
    polygon = np.array([place.area for place, *_ in chosen], dtype=object)
    country = np.array([country for _, country, _ in chosen], dtype=np.str_)
    codes = np.array(code, dtype=np.str_)
    areas = Areas(
        kind=kind,
        code=codes,
        name=np.array([place.tags["name"] for place, *_ in chosen], dtype=np.str_),
        lan_code=_lan_codes([place for place, *_ in chosen], kind, codes, country),
        country=country,
        source=np.full(len(chosen), "osm"),
        polygon=shapely.make_valid(polygon),
        crs=WGS84,
    )
    _, first = np.unique(np.array([kind, codes]).reshape(2, -1), axis=1, return_index=True)
    return areas.chosen(np.sort(first))


def _code(place: OsmPlace, country: str, kind: AreaKind) -> str:
    if kind == AreaKind.COUNTRY:
        return country
    if kind == AreaKind.LAN and country != "SE" and SUBDIVISION_KEY in place.tags:
        return place.tags[SUBDIVISION_KEY]
    keys = _words_of(country)["codes"]
    official = next((place.tags[key] for key in keys if key in place.tags), "")
    return area_code(country, official) if official else place.id


def _lan_codes(
    places: Sequence[OsmPlace], kind: StrArray, code: StrArray, country: StrArray
) -> StrArray:
    """Return the län of each area: by its code in Sweden, elsewhere what surrounds it."""
    lan = np.flatnonzero(kind == AreaKind.LAN)
    tree = _tree([places[at] for at in lan.tolist()])
    codes = []
    for at, place in enumerate(places):
        if kind[at] == AreaKind.LAN:
            codes.append(str(code[at]))
        elif kind[at] == AreaKind.COUNTRY:
            codes.append("")
        elif country[at] == "SE" and code[at][:LAN_DIGITS].isdecimal():
            codes.append(str(code[at][:LAN_DIGITS]))
        else:
            point = shapely.Point(place.lon, place.lat)
            around = sorted(tree.query(point, predicate="intersects"))
            codes.append(str(code[lan[around[0]]]) if around else "")
    return np.array(codes, dtype=np.str_)
