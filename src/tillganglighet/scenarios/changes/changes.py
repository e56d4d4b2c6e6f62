"""The changes that a scenario is made of, as they are written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tillganglighet.scenarios.changes.which import (
    OF_CATALOGUE,
    Point,
    Where,
    WhichRoad,
    WhichService,
    WhosePeople,
)


def _at_least(least: float, **given: Any) -> Any:  # noqa: ANN401 (as `field` itself)
    return field(metadata={"least": least}, **given)


def _above(limit: float, **given: Any) -> Any:  # noqa: ANN401 (as `field` itself)
    return field(metadata={"above": limit}, **given)


def _one_of(*choices: str, **given: Any) -> Any:  # noqa: ANN401 (as `field` itself)
    return field(metadata={"choices": choices}, **given)


WEEKDAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
)


@dataclass(frozen=True)
class CloseService:
    """A service closes, with all that it offers; what else is in the building stays."""

    service: WhichService


@dataclass(frozen=True)
class ClosePlace:
    """A building closes: every service that shares it with the one named."""

    service: WhichService


@dataclass(frozen=True)
class OpenService:
    """A service opens: a new one `at` a spot with its categories, or a closed one again."""

    category: tuple[str, ...] = field(default=(), metadata=OF_CATALOGUE)
    at: Where | None = None
    service: WhichService | None = None
    name: str = ""
    operator: str = ""
    capacity: float | None = _at_least(0, default=None)


@dataclass(frozen=True)
class MoveService:
    """A service moves, with all that it offers."""

    service: WhichService
    to: Where


@dataclass(frozen=True)
class MergeServices:
    """Several services become one, which offers all that they offered.

    Parameters
    ----------
    services : tuple of WhichService
        Those that close.
    into : WhichService or None
        The one that takes over, if it is there already.
    at : Where or None
        Where a new one opens, if it is not.
    """

    services: tuple[WhichService, ...]
    into: WhichService | None = None
    at: Where | None = None
    name: str = ""


@dataclass(frozen=True)
class ChangeService:
    """A service stays but becomes another: its capacity, who runs it, or what it offers.

    `category` takes the place of `instead_of`, which may be left out where the service offers
    one thing only.
    """

    service: WhichService
    capacity: float | None = _at_least(0, default=None)
    operator: str = ""
    category: str = field(default="", metadata=OF_CATALOGUE)
    instead_of: str = field(default="", metadata=OF_CATALOGUE)


@dataclass(frozen=True)
class Stop:
    """One stop of a mobile service.

    Parameters
    ----------
    at : Where
    weekday : str
    time : str
        Such as "13:30-14:15".
    every_weeks : float
        Weeks from one visit to the next: 1 each week, 4 every fourth.
    """

    at: Where
    weekday: str = _one_of(*WEEKDAYS)
    time: str = ""
    every_weeks: float = _above(0, default=1.0)


@dataclass(frozen=True)
class MobileService:
    """A service on wheels; it never counts as a fixed one, it is told beside it."""

    name: str
    category: str = field(metadata=OF_CATALOGUE)
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class CloseRoad:
    """A road closes to all traffic, both ways."""

    road: WhichRoad


@dataclass(frozen=True)
class SlowRoad:
    """A road gets another speed: `kph`, or `factor` times what it has."""

    road: WhichRoad
    kph: float | None = _above(0, default=None)
    factor: float | None = _above(0, default=None)


@dataclass(frozen=True)
class AddRoad:
    """A new road along a line, joined to the roads at its two ends and nowhere between.

    Parameters
    ----------
    line : tuple of Point
        Two or more.
    kph : float
    oneway : bool
        Along the line only.
    """

    line: tuple[Point, ...]
    kph: float = _above(0)
    oneway: bool = False


@dataclass(frozen=True)
class FerryOut:
    """A ferry does not run; without `ferry` none does."""

    ferry: WhichRoad | None = None


@dataclass(frozen=True)
class Season:
    """Winter roads: slower, by these factors, on what is paved and what is known not to be.

    What a season closes or opens (ice roads, unploughed roads) the region was built with.
    """

    season: str = _one_of("winter", "vinter")
    paved_factor: float = _above(0, default=0.9)  # domain.md, `vinter`: a proposal to settle
    unpaved_factor: float = _above(0, default=0.8)


@dataclass(frozen=True)
class SpeedFactor:
    """All roads, or those of some classes (`tertiary`, `track` ...), get other speeds."""

    factor: float = _above(0)
    road_class: tuple[str, ...] = ()


@dataclass(frozen=True)
class MovePeople:
    """Some people come to live elsewhere; nobody is lost and nobody new."""

    from_: WhosePeople
    to: Where
    persons: float = _above(0)
    group: str = ""


Change = (
    CloseService
    | ClosePlace
    | OpenService
    | MoveService
    | MergeServices
    | ChangeService
    | MobileService
    | CloseRoad
    | SlowRoad
    | AddRoad
    | FerryOut
    | Season
    | SpeedFactor
    | MovePeople
)

CHANGE_TYPES: Mapping[str, type[Change]] = {
    "close_service": CloseService,
    "close_place": ClosePlace,
    "open_service": OpenService,
    "move_service": MoveService,
    "merge_services": MergeServices,
    "change_service": ChangeService,
    "mobile_service": MobileService,
    "close_road": CloseRoad,
    "slow_road": SlowRoad,
    "add_road": AddRoad,
    "ferry_out": FerryOut,
    "season": Season,
    "speed_factor": SpeedFactor,
    "move_people": MovePeople,
}


def type_of(change: Change) -> str:
    """Return the name by which scenario files know the change."""
    return next(name for name, cls in CHANGE_TYPES.items() if isinstance(change, cls))
