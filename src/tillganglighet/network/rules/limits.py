"""Legal speed limits by country and kind of place, where no sign stands."""

import re
from functools import lru_cache

from tillganglighet.network.rules.resources import read_table

_CODE = re.compile(r"([a-z]{2})(?:-[a-z0-9]+)?:(.+)", re.ASCII)
_ZONE = re.compile(r"(?:zone)?[: _]?(\d{1,3})", re.ASCII)
_SLOWEST_ZONE_KPH, _FASTEST_ZONE_KPH = 5, 130


def walk_kph() -> float:
    """Return walking pace as a speed limit, km/h."""
    return float(read_table("limits")["walk_kph"])


def countries() -> frozenset[str]:
    """Return the ISO codes whose limits are known."""
    return frozenset(read_table("limits")["countries"])


@lru_cache
def legal_limits(country: str) -> dict[str, float]:
    """Return a country's limits by kind of place, km/h; the `default` ones for a strange code."""
    table = read_table("limits")
    code = table["countries_also"].get(country, country)
    return {
        kind: float(kph)
        for kind, kph in (table["default"] | table["countries"].get(code, {})).items()
    }


@lru_cache(maxsize=1_024)
def implicit_kph(code: str) -> float | None:
    """Return what an implicit limit such as `SE:urban`, `DE:zone30` or `AT:walk` says, in km/h."""
    match = _CODE.fullmatch(code.strip().lower())
    if match is None:
        return None
    kind = implicit_kind(match[2])
    if kind is not None:
        return walk_kph() if kind == "walk" else legal_limits(match[1].upper()).get(kind)
    zone = _ZONE.fullmatch(match[2])
    if zone is None or not _SLOWEST_ZONE_KPH <= int(zone[1]) <= _FASTEST_ZONE_KPH:
        return None
    return float(zone[1])


def implicit_kind(word: str) -> str | None:
    """Return `urban`, `rural`, `trunk`, `motorway`, ... for the word after the country code."""
    table = read_table("limits")
    kind = str(table["kinds"].get(word, word))
    if kind == "walk" or kind in table["default"] or kind.startswith("nsl_"):
        return kind
    return None
