"""A timetable as planners use it: how often something goes, from where, along which roads."""

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.domain.provenance import InputFile


@dataclass(frozen=True)
class Stops:
    """Stops, all their platforms together; parallel arrays.

    Trips are those of a usual week: means a weekday, Monday to Friday, and sums of one day. nan
    where the timetable does not say.

    Parameters
    ----------
    id, name : (stop_count,) str
    lines : (stop_count,) str
        What is written on the buses, "323, 350"; empty when unknown.
    x, y : (stop_count,) float64
        Metres in the region's CRS.
    weekday : (stop_count,) float64
        Trips that call there a weekday, both directions together.
    least_direction : (stop_count,) float64
        Of them those in the direction that has fewer; 0 where all go the same way round.
    evening : (stop_count,) float64
        Of them those from the hour on that the evening begins.
    saturday, sunday : (stop_count,) float64
    """

    id: StrArray
    name: StrArray
    lines: StrArray
    x: FloatArray
    y: FloatArray
    weekday: FloatArray
    least_direction: FloatArray
    evening: FloatArray
    saturday: FloatArray
    sunday: FloatArray

    def __len__(self) -> int:
        """Return the number of stops."""
        return len(self.id)

    @property
    def weekend(self) -> FloatArray:
        """(stop_count,) float64: trips on a Saturday and a Sunday together."""
        return self.saturday + self.sunday

    def chosen(self, which: npt.NDArray[np.generic]) -> "Stops":
        """Return some of the stops, by index or mask."""
        return Stops(**{each.name: getattr(self, each.name)[which] for each in fields(self)})

    def followed_by(self, other: "Stops") -> "Stops":
        """Return these stops, then the others."""
        return Stops(
            **{
                each.name: np.concatenate([getattr(self, each.name), getattr(other, each.name)])
                for each in fields(self)
            }
        )


def one_row_a_stop(stops: Stops) -> Stops:
    """Add up the rows of each id, ascending; name and place are those of its first row."""
    ids, first, number = np.unique(stops.id, return_index=True, return_inverse=True)

    def sums(trips: FloatArray) -> FloatArray:
        return np.bincount(number, trips, len(ids)).astype(np.float64)

    named: list[set[str]] = [set() for _ in ids]
    for at, text in zip(number.tolist(), stops.lines.tolist(), strict=True):
        named[at] |= {each.strip() for each in text.split(",")} - {""}
    return replace(
        stops.chosen(first),
        lines=np.array([", ".join(sorted(each, key=_by_number)) for each in named], dtype=np.str_),
        weekday=sums(stops.weekday),
        least_direction=sums(stops.least_direction),
        evening=sums(stops.evening),
        saturday=sums(stops.saturday),
        sunday=sums(stops.sunday),
    )


def _by_number(line: str) -> tuple[bool, int, str]:
    digits = "".join(each for each in line if each.isdecimal())
    return not digits, int(digits or 0), line  # those without a number last


@dataclass(frozen=True)
class Legs:
    """Trips by road from one stop to the next.

    Parameters
    ----------
    start, end : (leg_count, 2) float64
        x and y in the region's CRS.
    trips : (leg_count,) float64
        A weekday in the mean.
    """

    start: FloatArray
    end: FloatArray
    trips: FloatArray

    def __len__(self) -> int:
        """Return the number of legs."""
        return len(self.trips)


@dataclass(frozen=True)
class Lines:
    """Lines as drawn by whoever made the timetable, where it does not tell the stops in order.

    Parameters
    ----------
    line : (line_count,) object
        In the region's CRS.
    trips : (line_count,) float64
        A weekday in the mean.
    """

    line: npt.NDArray[np.object_]
    trips: FloatArray

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.trips)


@dataclass(frozen=True)
class Timetable:
    """What one or several files say together.

    Parameters
    ----------
    stops : Stops
        Each id once.
    legs : Legs
    lines : Lines
    files : tuple of InputFile
        The date is the Monday of the week that was counted, or that of the table.
    bad_rows : tuple of str
        Rows that were left out, as `file:line: column=value: expected ...`.
    """

    stops: Stops
    legs: Legs
    lines: Lines
    files: tuple[InputFile, ...]
    bad_rows: tuple[str, ...] = ()

    @property
    def has_routes(self) -> bool:
        """Whether it says which roads the trips take."""
        return len(self.legs) + len(self.lines) > 0
