"""What makes a driver stop or slow down at a node: signals, signs, and roads of higher rank."""

from typing import NamedTuple

from tillganglighet.network.rules.access import Tags

# https://wiki.openstreetmap.org/wiki/Tag:highway=traffic_signals, =stop, =give_way
_KINDS = {"traffic_signals": "traffic_signal", "stop": "stop", "give_way": "give_way"}
_DIRECTIONS = frozenset({"forward", "backward", "both"})
_CLASSES_BY_RANK = (
    frozenset({"unclassified", "residential"}),
    frozenset({"tertiary"}),
    frozenset({"secondary"}),
    frozenset({"primary"}),
    frozenset({"trunk"}),
)


class Stop(NamedTuple):
    """What stands at a node.

    Parameters
    ----------
    kind : str
        `traffic_signal`, `stop` or `give_way`.
    direction : str
        `forward` or `backward` along the way, `both`, or empty where no tag says.
    """

    kind: str
    direction: str


def interpret_stop(tags: Tags) -> Stop | None:
    """Return what makes drivers stop at the node, if anything does."""
    kind = _KINDS.get(tags.get("highway", ""))
    if kind is None:
        return None
    direction = tags.get("traffic_signals:direction", tags.get("direction", ""))
    return Stop(kind, direction if direction in _DIRECTIONS else "")


def road_rank(highway: str) -> int:
    """Return the rank of a road at a junction: who joins or crosses a higher one slows down.

    0 is out of the order: motorways and ramps, which are joined at speed. Driveways, tracks and
    every other lesser road have 1.
    """
    if highway == "motorway" or highway.endswith("_link"):
        return 0
    ranks = (rank for rank, classes in enumerate(_CLASSES_BY_RANK, 2) if highway in classes)
    return next(ranks, 1)
