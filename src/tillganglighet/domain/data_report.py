"""What became of the data: rows read, used, merged and refused of each source, and what lacks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceRecord:
    """What one source gave to one thing that a region holds.

    Rows read are those used, merged, outside and refused together.

    Parameters
    ----------
    holds : str
        villages, cells, services or corrections.
    source : str
        "osm" or the name of the file.
    category : str
        Of services; empty for rows of no category, and for all else.
    read, used : int
    merged : int
        Counted with a row of another source, or of the same.
    outside : int
        Beyond the area and its surroundings.
    refused : int
        For a fault, or since they are about something else.
    reasons : tuple of str
        Why, such as "lat: 3".
    oldest, newest : str
        ISO 8601 days of the rows, or of the file; empty where it tells none.
    """

    holds: str
    source: str
    category: str = ""
    read: int = 0
    used: int = 0
    merged: int = 0
    outside: int = 0
    refused: int = 0
    reasons: tuple[str, ...] = ()
    oldest: str = ""
    newest: str = ""


@dataclass(frozen=True)
class Lack:
    """Places that lack something, such as a road.

    Parameters
    ----------
    kind : str
        villages_without_population, villages_without_road, cells_without_road,
        cells_outside_villages or services_without_road.
    places : int
    persons : float
        Who live there, as far as anybody has counted.
    """

    kind: str
    places: int
    persons: float = 0.0


@dataclass(frozen=True)
class DataReport:
    """What became of the data of a region."""

    sources: tuple[SourceRecord, ...] = ()
    lacks: tuple[Lack, ...] = ()
