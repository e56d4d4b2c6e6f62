"""The speed on a way, and the rule that set it.

Three steps: the limit (a sign, a code such as `SE:rural`, or the law for the class and place),
what the ground allows (surface, tracktype, smoothness), and the profile's factors.

References
----------
https://wiki.openstreetmap.org/wiki/Key:maxspeed, Key:source:maxspeed, Key:zone:maxspeed
"""

import math
from functools import lru_cache

from tillganglighet.network.rules.access import Tags
from tillganglighet.network.rules.limits import implicit_kind, implicit_kph
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.resources import read_table
from tillganglighet.network.rules.road import Road
from tillganglighet.network.rules.values import parse_length, parse_speed

Speed = tuple[float, str]  # km/h and the rule that set it

_SIGN_KEYS = {
    direction: (
        f"maxspeed:motorcar:{direction}",
        "maxspeed:motorcar",
        f"maxspeed:{direction}",
        "maxspeed",
        "maxspeed:motor_vehicle",
    )
    for direction in ("forward", "backward")
}
DIRECTED_LIMIT_KEYS = frozenset(_SIGN_KEYS["forward"]) ^ frozenset(_SIGN_KEYS["backward"])
_WINTER_SIGN_KEYS = ("maxspeed:seasonal:winter", "maxspeed:winter")
_PLACE_KEYS = ("maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic")
# Ways where "no limit" is a thing that exists.
_FAST_CLASSES = frozenset({"motorway", "motorway_link", "trunk", "trunk_link"})
_CHANGING_WORDS = frozenset({"signals", "variable", "signal"})
_BUILT_UP_CLASSES = frozenset({"residential", "pedestrian"})
_LIT = frozenset({"yes", "24/7", "automatic", "dusk-dawn"})
_SIDEWALK = frozenset({"yes", "both", "left", "right", "separate"})


@lru_cache
def _unpaved() -> frozenset[str]:
    return frozenset(read_table("surfaces")["unpaved"])


@lru_cache
def _unpaved_tracktypes() -> frozenset[str]:
    return frozenset(read_table("surfaces")["unpaved_tracktypes"])


def is_unpaved(tags: Tags, highway: str) -> bool:
    """Return whether the road is loose ground, as far as its tags tell."""
    surface = tags.get("surface")
    if surface is not None:
        return surface in _unpaved()
    return tags.get("tracktype") in _unpaved_tracktypes() or (
        highway == "track" and tags.get("tracktype") != "grade1"
    )


def way_speed(road: Road, direction: str, *, is_two_way: bool) -> Speed:
    """Return the speed of an open direction (`forward` or `backward`), above 0 km/h."""
    profile = road.profile
    unpaved = is_unpaved(road.tags, road.highway)
    kph, rule = _limit(road, direction)
    if unpaved and rule.startswith("default:"):
        kph *= profile.unsigned_unpaved_factor
    kph = min(kph, profile.top_kph)
    for cap_kph, cap_rule in _ground(road.tags, profile):
        if cap_kph < kph:
            kph, rule = cap_kph, cap_rule
    kph *= profile.factor * profile.class_factor.get(road.highway, 1.0)
    if profile.narrow["factor"] != 1 and is_two_way and _is_narrow(road.tags, profile):
        kph *= profile.narrow["factor"]
    if profile.is_winter:
        kph *= profile.winter["unpaved_factor" if unpaved else "paved_factor"]
    return max(kph, profile.slowest_kph), rule


def _limit(road: Road, direction: str) -> Speed:
    if road.mode == "foot":
        return _own_pace(road)
    signed = _signed(road, direction)
    if road.mode == "bicycle":
        pace = _own_pace(road)
        return pace if signed is None else min(signed, pace)
    limit = _unsigned(road) if signed is None else signed
    advised = parse_speed(road.tags.get("maxspeed:advisory", ""))
    return limit if advised is None or advised >= limit[0] else (advised, "advisory")


def _own_pace(road: Road) -> Speed:
    profile = road.profile
    kph = profile.class_kph.get(road.highway, profile.top_kph)
    return kph, f"default:{profile.mode}:{road.highway}"


def _signed(road: Road, direction: str) -> Speed | None:
    """Return what a sign, or a code for an unsigned limit, says."""
    keys = _SIGN_KEYS[direction]
    for key in _WINTER_SIGN_KEYS + keys if road.profile.is_winter else keys:
        value = road.tags.get(key)
        if value is None:
            continue
        kph = parse_speed(value)
        if kph is None:
            by_kind = _limit_by_kind(value, road.profile)
            if by_kind is not None:
                return by_kind
            is_changing = value in _CHANGING_WORDS
            road.doubts.append("maxspeed_variable" if is_changing else "maxspeed_unparsed")
        elif kph < math.inf:
            return kph, f"implicit:{value}" if ":" in value else "maxspeed"
        elif road.highway in _FAST_CLASSES:
            return road.profile.top_kph, "maxspeed:none"
        else:
            road.doubts.append("maxspeed_none_doubted")
    return _coded(road)


def _limit_by_kind(value: str, profile: Profile) -> Speed | None:
    """Return the profile's own country's limit where a tag says just `urban` or `rural`."""
    kind = implicit_kind(value.lower())
    if kind is None or kind not in profile.limits:
        return None
    return profile.limits[kind], f"implicit:{profile.country or 'any'}:{kind}"


def _coded(road: Road) -> Speed | None:
    """Return the limit that a remark on its source names, such as `source:maxspeed=SE:urban`."""
    for key in _PLACE_KEYS:
        value = road.tags.get(key)
        if value is None:
            continue
        kph = implicit_kph(value)
        if kph is not None:
            return kph, f"implicit:{value}"
        zone_kph = parse_speed(value) if key == "zone:maxspeed" else None
        if zone_kph is not None and zone_kph < math.inf:
            return zone_kph, "zone:maxspeed"
        by_kind = _limit_by_kind(value, road.profile)
        if by_kind is not None:
            return by_kind
    return None


def _unsigned(road: Road) -> Speed:
    """Return the law for the class and the place, no faster than the class is worth."""
    profile, tags, highway = road.profile, road.tags, road.highway
    class_kph = profile.class_kph.get(highway, profile.class_kph["other"])
    if highway == "service":
        class_kph = profile.service_kph.get(tags.get("service", ""), class_kph)
    elif highway == "track":
        class_kph = profile.track_kph.get(tags.get("tracktype", ""), class_kph)
    place = _place(road)
    country = profile.country or "any"
    return min(class_kph, profile.limits[place]), f"default:{country}:{place}:{highway}"


def _place(road: Road) -> str:
    """Return the kind of place, as the law of speed limits knows them."""
    tags, highway = road.tags, road.highway
    if highway == "living_street":
        return "living_street"
    if highway in {"motorway", "motorway_link"}:
        return "motorway"
    is_trunk = highway in {"trunk", "trunk_link"} or tags.get("motorroad") == "yes"
    built_up = road.built_up
    if built_up is None:
        built_up = highway in _BUILT_UP_CLASSES or (
            not is_trunk and (tags.get("lit") in _LIT or tags.get("sidewalk") in _SIDEWALK)
        )
    if built_up and tags.get("motorroad") != "yes":
        return "urban"
    return "trunk" if is_trunk else "rural"


def _ground(tags: Tags, profile: Profile) -> list[Speed]:
    """Return every bound that the ground sets."""
    bounds = []
    for key, table in (
        ("surface", profile.surface_kph),
        ("tracktype", profile.tracktype_kph),
        ("smoothness", profile.smoothness_kph),
    ):
        value = tags.get(key)
        if value is None:
            continue
        parts = (value, *value.replace(":", ";").split(";"))
        bounds += [(table[part], f"{key}:{part}") for part in parts if part in table][:2]
    if tags.get("ford") in {"yes", "stepping_stones"}:
        bounds.append((float(read_table("surfaces")["ford_kph"]), "ford"))
    return bounds


def _is_narrow(tags: Tags, profile: Profile) -> bool:
    if tags.get("lanes") == "1":
        return True
    width = parse_length(tags["width"]) if "width" in tags else None
    return width is not None and width <= profile.narrow["width_m"]
