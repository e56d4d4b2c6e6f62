"""What a turn restriction says to one mode.

References
----------
https://wiki.openstreetmap.org/wiki/Relation:restriction
"""

from dataclasses import dataclass
from typing import Literal

from tillganglighet.network.rules.access import Tags
from tillganglighet.network.rules.profile import Profile

# From the special to the general. Walkers turn as they like, unless a sign is about them.
_KEYS = {
    "car": (
        "restriction:motorcar",
        "restriction:motor_vehicle",
        "restriction:vehicle",
        "restriction",
    ),
    "bicycle": ("restriction:bicycle", "restriction:vehicle", "restriction"),
    "foot": ("restriction:foot",),
}
_EXCEPTED_AS = {
    "car": frozenset({"motorcar", "motor_vehicle", "vehicle", "car"}),
    "bicycle": frozenset({"bicycle", "vehicle"}),
    "foot": frozenset({"foot"}),
}
_OLD_TIME_KEYS = ("day_on", "day_off", "hour_on", "hour_off")
_NO_RULE = frozenset({"none", "no", "yes"})


@dataclass(frozen=True, slots=True)
class TurnRule:
    """A turn that is forbidden (`no`), or the only one allowed (`only`)."""

    kind: Literal["no", "only"]
    is_u_turn: bool = False


def interpret_restriction(tags: Tags, profile: Profile) -> TurnRule | str | None:
    """Return the rule of a relation, or why it is ignored, or None where it is not about the mode.

    Returns
    -------
    TurnRule, str or None
        A text is a reason for the import report: `conditional` (it holds at certain hours only)
        or `unknown_value`.
    """
    kind, _, suffix = tags.get("type", "").partition(":")
    if kind != "restriction":
        return None
    keys = _KEYS[profile.mode]
    if suffix and f"restriction:{suffix}" not in keys:
        return None
    if suffix:
        keys = (f"restriction:{suffix}", "restriction")
    excepted = {name.strip() for name in tags.get("except", "").replace(",", ";").split(";")}
    if excepted & _EXCEPTED_AS[profile.mode]:
        return None
    value = next((tags[key] for key in keys if key in tags), None)
    if value is None:
        return "conditional" if any(f"{key}:conditional" in tags for key in keys) else None
    if any(key in tags for key in _OLD_TIME_KEYS):
        return "conditional"
    return _rule(value.strip().lower())


def _rule(value: str) -> TurnRule | str | None:
    is_u_turn = value.endswith("u_turn")
    if value.startswith("no_"):
        return TurnRule("no", is_u_turn)
    if value.startswith("only_"):
        return TurnRule("only", is_u_turn)
    return None if value in _NO_RULE else "unknown_value"
