"""Ways that are closed whatever their access tags say: works, ruins, too narrow, out of season."""

from functools import lru_cache

from tillganglighet.network.rules.access import access_rules
from tillganglighet.network.rules.resources import read_table
from tillganglighet.network.rules.road import Road
from tillganglighet.network.rules.seasons import seasonal_bar
from tillganglighet.network.rules.values import parse_length
from tillganglighet.network.rules.way_use import Dropped

_IMPASSABLE = (("impassable", "yes"), ("status", "impassable"))
_WIDTH_KEYS = ("maxwidth:physical", "maxwidth", "width", "est_width")
_HEIGHT_KEYS = ("maxheight:physical", "maxheight")
_RIDING_TRAILS = frozenset({"hiking", "strolling"})


@lru_cache
def lifecycle(name: str) -> frozenset[str]:
    """Return the values of `highway` of one kind, such as `not_yet` or `not_roads`."""
    return frozenset(read_table("access")["lifecycle"][name])


def closure(road: Road) -> Dropped | None:
    """Return why nobody of this mode can use the way now, or None."""
    return (
        _not_a_road_now(road)
        or _impassable(road)
        or (_closed_to_cars(road) if road.mode == "car" else None)
        or seasonal_bar(road.tags, road.profile.season, road.mode, road.doubts)
    )


def _not_a_road_now(road: Road) -> Dropped | None:
    if road.highway in lifecycle("not_yet") or road.highway in lifecycle("no_more"):
        return Dropped(road.highway, f"highway={road.highway}")
    works = road.tags.get("construction")
    if works is not None and works not in lifecycle("harmless_construction"):
        return Dropped("construction", f"construction={works}")
    for key in ("abandoned", "disused"):
        if road.tags.get(key) == "yes":
            return Dropped(key, f"{key}=yes")
    return None


def _impassable(road: Road) -> Dropped | None:
    for key, value in _IMPASSABLE:
        if road.tags.get(key) == value:
            return Dropped("impassable", f"{key}={value}")
    if road.mode != "foot" and road.tags.get("smoothness") == "impassable":  # for wheels
        return Dropped("impassable", "smoothness=impassable")
    scale = road.tags.get("sac_scale")
    if road.mode == "bicycle" and scale is not None and scale not in _RIDING_TRAILS:
        return Dropped("impassable", f"sac_scale={scale}")
    return None


def _closed_to_cars(road: Road) -> Dropped | None:
    if road.tags.get("area") == "yes":
        return Dropped("area", "area=yes")
    if road.tags.get("service") == "emergency_access":
        return Dropped("access", "service=emergency_access")
    # A narrow footpath is no news: only roads that cars would use are reported as too tight.
    if access_rules("car").class_rule.get(road.highway) not in {"public", "private"}:
        return None
    return _too_tight(road, _WIDTH_KEYS, "width_m", "too_narrow") or _too_tight(
        road, _HEIGHT_KEYS, "height_m", "too_low"
    )


def _too_tight(road: Road, keys: tuple[str, ...], size: str, reason: str) -> Dropped | None:
    """Return the limit that keeps an ordinary car out; the first one that can be read counts."""
    for key in keys:
        value = road.tags.get(key)
        metres = None if value is None else parse_length(value)
        if metres is not None:
            is_tight = metres <= road.profile.size[size]
            return Dropped(reason, f"{key}={value}") if is_tight else None
    return None
