"""Tags written on one line, and what the rules say of them in short."""

from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.way_use import Dropped, WayUse
from tillganglighet.network.rules.ways import interpret_way


def tags(line: str) -> dict[str, str]:
    """Return the tags of a line such as `highway=primary, oneway=yes`."""
    return dict(pair.split("=", 1) for pair in line.split(", ") if pair)


def use(line: str, profile: Profile) -> WayUse:
    """Return the use of a way that must be usable."""
    found = interpret_way(tags(line), profile)
    assert isinstance(found, WayUse), f"{line}: {found}"
    return found


def ways_open(line: str, profile: Profile) -> str:
    """Return `both`, `forward`, `backward` or `no`; in brackets where it is private.

    The first word tells the directions, so `(both)` is a private road for both.
    """
    found = interpret_way(tags(line), profile)
    if found is None or isinstance(found, Dropped):
        return "no"
    names = {(True, True): "both", (True, False): "forward", (False, True): "backward"}
    name = names[bool(found.forward), bool(found.backward)]
    is_private = Passage.PRIVATE in {found.forward, found.backward}
    return f"({name})" if is_private else name
