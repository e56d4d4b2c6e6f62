"""Who may use a way or pass a barrier: the hierarchy of access tags.

References
----------
https://wiki.openstreetmap.org/wiki/Key:access
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.resources import read_table

Tags = Mapping[str, str]


# What a class gives to those whom no access tag mentions.
_BY_CLASS = {
    "public": Passage.PUBLIC,
    "pushed": Passage.PUBLIC,
    "private": Passage.PRIVATE,
    "path": Passage.BARRED,
    "barred": Passage.BARRED,
    "unknown": Passage.BARRED,
}


@dataclass(frozen=True)
class AccessRules:
    """The access table of one mode, ready for use.

    Parameters
    ----------
    own_forward, own_backward : tuple of str
        The keys that name a kind of vehicle or walking, the most special first.
    any_forward, any_backward : tuple of str
        The keys for everybody.
    values : mapping of str to Passage
        What a value says; other values say nothing.
    class_rule : mapping of str to str
        `public`, `private`, `path`, `pushed`, `barred` or `never`, by class of road.
    """

    own_forward: tuple[str, ...]
    own_backward: tuple[str, ...]
    any_forward: tuple[str, ...]
    any_backward: tuple[str, ...]
    values: Mapping[str, Passage]
    class_rule: Mapping[str, str]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return every key that the table reads."""
        return frozenset(
            self.own_forward + self.own_backward + self.any_forward + self.any_backward
        )


@lru_cache
def access_rules(mode: str) -> AccessRules:
    """Return the access table of a mode."""
    table = read_table("access")
    own = [key for key in reversed(table["keys"][mode]) if key != "access"]
    names = {"public": Passage.PUBLIC, "private": Passage.PRIVATE, "barred": Passage.BARRED}
    return AccessRules(
        own_forward=_directed(own, "forward"),
        own_backward=_directed(own, "backward"),
        any_forward=_directed(["access"], "forward"),
        any_backward=_directed(["access"], "backward"),
        values={
            value: names[name] for name, values in table["values"].items() for value in values
        },
        class_rule={
            highway: rule
            for rule, classes in table["classes"][mode].items()
            for highway in classes
        },
    )


def _directed(keys: list[str], direction: str) -> tuple[str, ...]:
    return tuple(name for key in keys for name in (f"{key}:{direction}", key))


def permission(tags: Tags, keys: tuple[str, ...], values: Mapping[str, Passage]) -> Passage | None:
    """Return what the first key that says something says; None if all are silent.

    A value that nobody knows says nothing and hides nothing: the next key is asked.
    """
    for key in keys:
        value = tags.get(key)
        if value is None:
            continue
        passage = values.get(value)
        if passage is None:
            passage = _most_open(value, values)
        if passage is not None:
            return passage
    return None


def _most_open(value: str, values: Mapping[str, Passage]) -> Passage | None:
    """Read a list such as `agricultural;destination`, and values in capitals or with spaces."""
    parts = (part.strip().lower() for part in value.replace(",", ";").split(";"))
    return max((values[part] for part in parts if part in values), default=None)


def way_access(
    tags: Tags, highway: str, rules: AccessRules, *, foot_or_bicycle: bool
) -> tuple[Passage, Passage]:
    """Return the passage along and against a way by class and tags, one-way rules apart."""
    rule = rules.class_rule.get(highway, "unknown")
    if rule == "never":
        return Passage.BARRED, Passage.BARRED
    if foot_or_bicycle and rule != "barred" and tags.get("motorroad") == "yes":
        rule = "barred"
    if rules.keys.isdisjoint(tags):  # most ways; saves a dozen look-ups
        return _BY_CLASS[rule], _BY_CLASS[rule]
    forward = _one_way_access(tags, rule, rules.own_forward, rules.any_forward, rules.values)
    backward = _one_way_access(tags, rule, rules.own_backward, rules.any_backward, rules.values)
    return forward, backward


def _one_way_access(
    tags: Tags,
    rule: str,
    own_keys: tuple[str, ...],
    any_keys: tuple[str, ...],
    values: Mapping[str, Passage],
) -> Passage:
    own = permission(tags, own_keys, values)
    if own is not None:
        return own
    general = permission(tags, any_keys, values)
    if general is None:
        return _BY_CLASS[rule]
    if rule in {"public", "pushed", "private"}:
        return general
    # `access=yes` on a path means all who walk and ride. OSRM lets cars through there; we let them
    # come as far as a door on it, but never make a path a short cut.
    if rule == "path" and general is Passage.PUBLIC:
        return Passage.PRIVATE
    # A class nobody knows (`runway`) is a road only where somebody is let in by tag.
    if rule == "unknown" and general is Passage.PUBLIC:
        return Passage.PUBLIC
    return Passage.BARRED
