"""How a scenario names things: a service, a village, a road or a spot, as a planner would."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# A field that holds keys of the catalogue; "" stands for none.
OF_CATALOGUE: Mapping[str, str] = {"category": ""}


@dataclass(frozen=True)
class Point:
    """A point in degrees, WGS 84."""

    lon: float
    lat: float


@dataclass(frozen=True)
class WhichVillage:
    """One village, by id, or by name and perhaps kommun (code or name)."""

    id: str = ""
    name: str = ""
    kommun: str = ""


@dataclass(frozen=True)
class WhichService:
    """One service, by id, by name and perhaps kommun, or by a point beside it.

    Parameters
    ----------
    id : str
        All that the service offers is meant.
    name, kommun : str
        As people say it; the kommun by code or name.
    category : str
        Narrows a name or a point down.
    lon, lat : float or None
        Degrees.
    """

    id: str = ""
    name: str = ""
    kommun: str = ""
    category: str = field(default="", metadata=OF_CATALOGUE)
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True)
class WhichRoad:
    """Some roads: a way by id, a way by name or number, or the piece of road at a point.

    Parameters
    ----------
    way : str
        `w123` or `123`; all pieces of the way are meant.
    name : str
        Name or road number; one way must go by it, or the one nearest to `near` is meant.
    near : Point or None
        Which of the ways of that name.
    lon, lat : float or None
        The piece of road, from junction to junction, nearest to this point.
    """

    way: str = ""
    name: str = ""
    near: Point | None = None
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True)
class Where:
    """A spot: a point, a village or a service, whose own place on the road it then takes over."""

    lon: float | None = None
    lat: float | None = None
    village: WhichVillage | None = None
    service: WhichService | None = None


@dataclass(frozen=True)
class WhosePeople:
    """The people who move: those of some cells, of a village or of a kommun."""

    cells: tuple[str, ...] = ()
    village: WhichVillage | None = None
    kommun: str = ""
