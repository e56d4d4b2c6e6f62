"""Which directions of a way are open: one-way streets in all their forms.

References
----------
https://wiki.openstreetmap.org/wiki/Key:oneway and Key:oneway:bicycle, Key:cycleway
"""

from tillganglighet.network.rules.access import Tags

Directions = tuple[bool, bool]

BOTH: Directions = (True, True)
FORWARD: Directions = (True, False)
BACKWARD: Directions = (False, True)
# Reversible lanes turn with the hours: no time of travel can be promised (OSRM leaves them out).
NEITHER: Directions = (False, False)

_VALUES: dict[str, Directions] = {
    "yes": FORWARD,
    "true": FORWARD,
    "1": FORWARD,
    "-1": BACKWARD,
    "reverse": BACKWARD,
    "no": BOTH,
    "false": BOTH,
    "0": BOTH,
    "alternating": BOTH,  # turns every few minutes, as at a single-lane tunnel
    "reversible": NEITHER,
}
_KEYS = {
    "car": ("oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway"),
    "bicycle": ("oneway:bicycle", "oneway:vehicle", "oneway"),
    "foot": ("oneway:foot",),
}
_IMPLIED_BY_JUNCTION = frozenset({"roundabout", "circular"})
_CYCLEWAY_KEYS = ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")
_CONTRAFLOW = frozenset({"opposite", "opposite_lane", "opposite_track", "opposite_share_busway"})
_TWO_WAY = frozenset({"no", "-1"})


def directions(tags: Tags, highway: str, mode: str, doubts: list[str]) -> Directions:
    """Return whether the way is open along and against its nodes, as far as one-way rules go."""
    for key in _KEYS[mode]:
        value = tags.get(key)
        if value is None:
            continue
        found = _VALUES.get(value)
        if found is None:
            doubts.append("oneway_unparsed")
            continue
        if key == "oneway" and mode == "bicycle" and found is not BOTH and _has_contraflow(tags):
            return BOTH
        return found
    if mode == "foot":
        return _walking_directions(tags)
    if tags.get("junction") in _IMPLIED_BY_JUNCTION or highway == "motorway":
        return FORWARD
    return BOTH


def ferry_directions(tags: Tags) -> Directions:
    """Return the directions of a ferry line; `oneway` holds for all, walkers too."""
    return _VALUES.get(tags.get("oneway", "no"), BOTH)


def _has_contraflow(tags: Tags) -> bool:
    """Return whether cyclists may ride against a one-way street."""
    if any(tags.get(key) in _CONTRAFLOW for key in _CYCLEWAY_KEYS):
        return True
    if any(tags.get(f"{key}:oneway") in _TWO_WAY for key in _CYCLEWAY_KEYS):
        return True
    # A track on the left of a one-way street, where one keeps to the right, runs against it.
    return tags.get("cycleway:left") == "track" or tags.get("bicycle:backward") == "yes"


def _walking_directions(tags: Tags) -> Directions:
    """Return the directions on foot: escalators, and ways tagged for one direction alone."""
    if tags.get("highway") == "steps" and "conveying" in tags:
        return {"forward": FORWARD, "backward": BACKWARD}.get(tags["conveying"], BOTH)
    if "foot" not in tags and ("foot:forward" in tags) != ("foot:backward" in tags):
        if tags.get("foot:forward") in {"yes", "designated"}:
            return FORWARD
        if tags.get("foot:backward") in {"yes", "designated"}:
            return BACKWARD
    return BOTH
