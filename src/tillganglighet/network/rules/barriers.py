"""What a node on a road lets through: gates, bollards, booms and narrow openings.

References
----------
https://wiki.openstreetmap.org/wiki/Key:barrier
"""

from functools import lru_cache

from tillganglighet.network.rules.access import Tags, access_rules, permission
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.resources import read_table
from tillganglighet.network.rules.values import parse_length

# On these things `access` speaks of the thing (a car park, a door, a stop), not of the road.
_OTHER_FEATURES = frozenset(
    {
        *("highway", "railway", "amenity", "entrance", "public_transport", "shop", "tourism"),
        *("leisure", "building", "place", "natural", "man_made", "office", "craft"),
        *("emergency", "historic", "power", "traffic_sign", "door", "indoor", "addr:housenumber"),
    }
)
_OPENING_BOLLARDS = frozenset({"rising", "retractable"})
_NAMES = {"public": Passage.PUBLIC, "private": Passage.PRIVATE, "barred": Passage.BARRED}


@lru_cache
def barrier_defaults(mode: str) -> dict[str, Passage]:
    """Return what each known barrier means to a mode before any access tag."""
    lists = {name: kinds for name, kinds in read_table("barriers")[mode].items() if name in _NAMES}
    return {kind: _NAMES[name] for name, kinds in lists.items() for kind in kinds}


def interpret_barrier(tags: Tags, profile: Profile) -> Passage:
    """Return how a node lets a mode pass; a node without any barrier is `PUBLIC`.

    Tags of access on the node decide over the kind of barrier; a locked one without such tags is
    closed.
    """
    barrier = tags.get("barrier")
    if barrier is None and any(key in _OTHER_FEATURES for key in tags):
        return Passage.PUBLIC
    if profile.mode == "car" and _is_too_tight(tags, profile):
        return Passage.BARRED
    rules = access_rules(profile.mode)
    if profile.mode == "bicycle" and tags.get("bicycle") == "dismount":
        return Passage.PUBLIC
    said = permission(tags, rules.own_forward + rules.any_forward, rules.values)
    return _by_kind(barrier, tags, profile.mode) if said is None else said


def _by_kind(barrier: str | None, tags: Tags, mode: str) -> Passage:
    """Return what the barrier means where no tag of access stands on it."""
    if barrier is None:
        return Passage.PUBLIC
    if tags.get("locked") == "yes":
        return Passage.BARRED
    if barrier == "bollard" and tags.get("bollard") in _OPENING_BOLLARDS:
        return Passage.PUBLIC
    unknown = _NAMES[read_table("barriers")[mode]["unknown"]]
    return barrier_defaults(mode).get(barrier, unknown)


def _is_too_tight(tags: Tags, profile: Profile) -> bool:
    """Return whether an ordinary car gets stuck in the opening."""
    for keys, limit in (
        (("maxwidth:physical", "maxwidth"), profile.size["width_m"]),
        (("maxheight:physical", "maxheight"), profile.size["height_m"]),
    ):
        lengths = [parse_length(tags[key]) for key in keys if key in tags]
        if any(metres is not None and metres <= limit for metres in lengths):
            return True
    return False
