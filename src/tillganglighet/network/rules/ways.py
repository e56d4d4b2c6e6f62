"""One way's tags in, its use by one mode out: the entry to all rules about ways."""

from dataclasses import replace
from functools import lru_cache

from tillganglighet.network.rules.access import (
    AccessRules,
    Tags,
    access_rules,
    permission,
    way_access,
)
from tillganglighet.network.rules.closures import closure, lifecycle
from tillganglighet.network.rules.ferries import interpret_ferry, is_ferry
from tillganglighet.network.rules.oneway import NEITHER, directions
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.road import Road
from tillganglighet.network.rules.seasons import seasonal_bar, tags_in_season
from tillganglighet.network.rules.speeds import DIRECTED_LIMIT_KEYS, Speed, way_speed
from tillganglighet.network.rules.way_use import Dropped, WayUse

_Passages = tuple[Passage, Passage]

_PLATFORM_TAGS = (
    ("railway", "platform", "platform"),
    ("public_transport", "platform", "platform"),
    ("man_made", "pier", "pier"),
)
_NO_DOORS = frozenset({"motorway", "motorway_link"})
_PAVEMENT = frozenset({"yes", "both", "left", "right"})
_CAR_KEYS = frozenset({"access", "vehicle", "motor_vehicle", "motorcar"})


def interpret_way(
    tags: Tags, profile: Profile, *, built_up: bool | None = None
) -> WayUse | Dropped | None:
    """Return how a way may be used, why it is left out, or None where it is no road for the mode.

    Parameters
    ----------
    tags : mapping of str to str
        The tags of the way; anything may stand in them.
    profile : Profile
        Whose journey it is.
    built_up : bool, optional
        Whether the way lies in a built-up area, if the caller knows; without it the class, `lit`
        and `sidewalk` decide where the limit is not mapped.
    """
    doubts: list[str] = []
    found = _interpret(tags, profile, doubts, built_up=built_up)
    if found is None or not doubts:
        return found
    return replace(found, doubts=tuple(dict.fromkeys(doubts)))


def _interpret(
    tags: Tags, profile: Profile, doubts: list[str], *, built_up: bool | None
) -> WayUse | Dropped | None:
    rules = access_rules(profile.mode)
    tags = tags_in_season(tags, profile.season, _conditional_keys(profile.mode), doubts)
    if is_ferry(tags):
        bar = seasonal_bar(tags, profile.season, profile.mode, doubts)
        return bar or interpret_ferry(tags, profile, rules, doubts)
    highway = tags.get("highway") or _platform(tags)
    if highway is None:
        return None
    road = Road(tags, highway, profile, built_up, doubts)
    dropped = closure(road)
    if dropped is not None:
        return dropped
    if profile.mode == "bicycle" and _is_pushed(road, rules):
        return _pushed(road)
    return _road(road, rules)


@lru_cache
def _conditional_keys(mode: str) -> frozenset[str]:
    """Return the keys whose conditional values can matter to a mode."""
    rules = access_rules(mode)
    access = (*rules.own_forward, *rules.own_backward, *rules.any_forward, *rules.any_backward)
    if mode == "foot":
        return frozenset(access)
    return frozenset((*access, "maxspeed", "maxspeed:forward", "maxspeed:backward", "oneway"))


def _platform(tags: Tags) -> str | None:
    """Return the class of a walkway that is no highway, if it is one."""
    return next((name for key, value, name in _PLATFORM_TAGS if tags.get(key) == value), None)


def _road(road: Road, rules: AccessRules) -> WayUse | Dropped | None:
    by_access = _adjusted(
        road,
        way_access(road.tags, road.highway, rules, foot_or_bicycle=road.mode != "car"),
    )
    if not any(by_access):
        return _barred(road, rules)
    open_directions = directions(road.tags, road.highway, road.mode, road.doubts)
    if open_directions == NEITHER:
        return Dropped("reversible", "oneway=reversible")
    passages = _both_hold(by_access, open_directions)
    if not any(passages):
        return Dropped("access", "one-way against access")
    if road.highway not in rules.class_rule:
        road.doubts.append("highway_unknown")
    return _use(road, passages, *_speeds(road, passages))


def _speeds(road: Road, passages: _Passages) -> tuple[Speed | None, Speed | None]:
    """Return the speed along and against the way, None where it is barred."""
    forward, backward = passages
    if not (forward and backward):
        return (
            way_speed(road, "forward", is_two_way=False) if forward else None,
            way_speed(road, "backward", is_two_way=False) if backward else None,
        )
    along = way_speed(road, "forward", is_two_way=True)
    if DIRECTED_LIMIT_KEYS.isdisjoint(road.tags):
        return along, along
    return along, way_speed(road, "backward", is_two_way=True)


def _both_hold(by_access: _Passages, open_directions: tuple[bool, bool]) -> _Passages:
    (forward, backward), (along, against) = by_access, open_directions
    return forward if along else Passage.BARRED, backward if against else Passage.BARRED


def _adjusted(road: Road, passages: _Passages) -> _Passages:
    """Apply what the class and the access tags alone do not say."""
    tags = road.tags
    has_pavement = tags.get("sidewalk") in _PAVEMENT and not {"foot", "access"} & tags.keys()
    if road.mode == "foot" and not any(passages) and has_pavement:
        return Passage.PUBLIC, Passage.PUBLIC
    # A driveway leads to one house; unless a tag opens it, nobody drives through a yard.
    is_driveway = road.highway == "service" and tags.get("service") == "driveway"
    if road.mode == "car" and is_driveway and not _CAR_KEYS & tags.keys():
        return min(passages[0], Passage.PRIVATE), min(passages[1], Passage.PRIVATE)
    return passages


def _barred(road: Road, rules: AccessRules) -> Dropped | None:
    """Return what the report should say of a way that the mode may not use."""
    rule = rules.class_rule.get(road.highway)
    if rule is None:
        is_news = road.highway not in lifecycle("not_roads")
        return Dropped("highway_unknown", f"highway={road.highway}") if is_news else None
    if rule not in {"public", "private", "pushed"}:
        return None
    keys = (*rules.own_forward, *rules.own_backward, *rules.any_forward, *rules.any_backward)
    deciding = next((key for key in (*keys, "motorroad") if key in road.tags), "access")
    return Dropped("access", f"{deciding}={road.tags.get(deciding, '')}")


def _use(
    road: Road, passages: _Passages, forward_speed: Speed | None, backward_speed: Speed | None
) -> WayUse:
    return WayUse(
        highway=road.highway,
        forward=passages[0],
        backward=passages[1],
        forward_kph=forward_speed[0] if forward_speed else 0.0,
        backward_kph=backward_speed[0] if backward_speed else 0.0,
        speed_rule=(forward_speed or backward_speed or (0.0, ""))[1],
        snappable=_has_doors(road),
    )


def _has_doors(road: Road) -> bool:
    """Return whether a journey may begin along the way.

    Not on motorways, their ramps and motor roads (nobody lives there and nobody may stop), not
    inside a tunnel (the house stands on the hill above it), not on the ice.
    """
    tags = road.tags
    if tags.get("tunnel") == "yes" or tags.get("ice_road") == "yes":
        return False
    return road.mode != "car" or (road.highway not in _NO_DOORS and tags.get("motorroad") != "yes")


def _is_pushed(road: Road, rules: AccessRules) -> bool:
    """Return whether a cyclist gets off and walks here."""
    rule = rules.class_rule.get(road.highway)
    if road.tags.get("bicycle") == "dismount":
        return rule != "never"
    if rule != "pushed" or road.tags.get("motorroad") == "yes":
        return False
    keys = ("bicycle:forward", "bicycle", "bicycle:backward")
    return permission(road.tags, keys, rules.values) is None


def _pushed(road: Road) -> WayUse | Dropped:
    """Return the use of a way by one who walks with a bicycle, under the rules for walkers."""
    profile = road.profile
    by_access = (Passage.PUBLIC, Passage.PUBLIC)
    if road.tags.get("bicycle") != "dismount":
        rules = access_rules("foot")
        by_access = way_access(road.tags, road.highway, rules, foot_or_bicycle=True)
    passages = _both_hold(by_access, directions(road.tags, road.highway, "foot", road.doubts))
    if not any(passages):
        return Dropped("access", "closed on foot")
    kph = min(profile.pushing_kph, profile.class_kph.get(road.highway, profile.pushing_kph))
    kph *= profile.winter["paved_factor"] if profile.is_winter else 1.0
    speed = kph, "dismount"
    return _use(road, passages, speed if passages[0] else None, speed if passages[1] else None)
