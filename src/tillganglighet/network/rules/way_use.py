"""What the rules say about one way: how it may be used, or why not at all."""

from dataclasses import dataclass

from tillganglighet.network.rules.passage import Passage


@dataclass(frozen=True, slots=True)
class WayUse:
    """The use of a way by one mode; equal tags give equal uses, so uses can be shared.

    Parameters
    ----------
    highway : str
        The class of road, `ferry`, `platform` or `pier`.
    forward, backward : Passage
        Along the nodes of the way, and against them.
    forward_kph, backward_kph : float
        Speed, 0 where that direction is barred. For a ferry only the speed of a 10 km crossing:
        its time comes from `ferries.ferry_seconds`, once the length is known.
    speed_rule : str
        What set the speed: `maxspeed`, `implicit:SE:rural`, `default:SE:rural:tertiary`,
        `surface:gravel`, `dismount`, `ferry:duration`, `ferry:length` ...
    is_ferry : bool
        Whether it is a ferry or a car train.
    duration_s : float or None
        What the ferry takes from end to end of everything that carries the tag.
    wait_s : float
        Expected wait before boarding.
    snappable : bool
        Whether a journey may begin or end along it.
    doubts : tuple of str
        What was assumed or left out, as keys for the import report.
    """

    highway: str
    forward: Passage
    backward: Passage
    forward_kph: float
    backward_kph: float
    speed_rule: str
    is_ferry: bool = False
    duration_s: float | None = None
    wait_s: float = 0.0
    snappable: bool = True
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A way that a reader would take for a road, but that is left out, for the import report.

    Parameters
    ----------
    reason : str
        Such as `highway_unknown`, `construction`, `access`, `reversible`, `too_narrow`.
    detail : str
        The tag that decided, as `key=value`.
    doubts : tuple of str
        What was assumed or left out on the way to that decision.
    """

    reason: str
    detail: str = ""
    doubts: tuple[str, ...] = ()
