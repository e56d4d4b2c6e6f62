"""Why an answer is what it is: one status for every village and category."""

from enum import IntEnum


class Status(IntEnum):
    """The outcome of a search; every row of the access table carries exactly one."""

    REACHED = 0
    NO_ROAD = 1
    NOT_CONNECTED = 2
    BEYOND_CUTOFF = 3
    NO_SERVICE = 4
    UNKNOWN = 5
    NOT_APPLICABLE = 6

    @property
    def code(self) -> str:
        """Return the published code of the status."""
        return _CODES[self]


_CODES = {
    Status.REACHED: "restid_finns",
    Status.NO_ROAD: "ingen_vag",
    Status.NOT_CONNECTED: "ingen_vagforbindelse",
    Status.BEYOND_CUTOFF: "bortom_sokgrans",
    Status.NO_SERVICE: "service_saknas",
    Status.UNKNOWN: "uppgift_saknas",
    Status.NOT_APPLICABLE: "ej_tillampligt",
}


class Level(IntEnum):
    """How a place stands against a standard."""

    GOOD = 0
    ACCEPTABLE = 1
    GAP = 2
    UNCERTAIN = 3
    UNREACHABLE = 4
    UNKNOWN = 5
    NOT_APPLICABLE = 6

    @property
    def code(self) -> str:
        """Return the published code of the level."""
        return _LEVEL_CODES[self]


_LEVEL_CODES = {
    Level.GOOD: "god",
    Level.ACCEPTABLE: "acceptabel",
    Level.GAP: "brist",
    Level.UNCERTAIN: "osaker",
    Level.UNREACHABLE: "ej_nabar",
    Level.UNKNOWN: "okant",
    Level.NOT_APPLICABLE: "ej_tillampligt",
}


class Coverage(IntEnum):
    """How much of a category the data hold; OSM alone is never complete."""

    UNKNOWN = 0
    INCOMPLETE = 1
    COMPLETE = 2

    @property
    def code(self) -> str:
        """Return the published code of the coverage."""
        return ("okand", "ofullstandig", "fullstandig")[self]
