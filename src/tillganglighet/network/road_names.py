"""What roads are called: names and road numbers, which no search needs but people do."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class RoadNames:
    """Names of ways; those that have neither a name nor a number are left out.

    Parameters
    ----------
    way_id : (way_count,) int64
        Ascending.
    name : (way_count,) str
        Empty where the way has a number only.
    number : (way_count,) str
        Such as "E 45", several with semicolons; empty where the way has a name only.
    """

    way_id: npt.NDArray[np.int64]
    name: npt.NDArray[np.str_]
    number: npt.NDArray[np.str_]

    def __len__(self) -> int:
        """Return the number of ways."""
        return len(self.way_id)

    def ways_called(self, wanted: str) -> npt.NDArray[np.int64]:
        """Return the ways of a name or number; case and spaces in numbers are no matter."""
        asked, number = wanted.strip().casefold(), _packed(wanted)
        fits = [
            name.casefold() == asked or number in map(_packed, numbers.split(";"))
            for name, numbers in zip(self.name.tolist(), self.number.tolist(), strict=True)
        ]
        return np.extract(fits, self.way_id)

    def label(self, way_id: int) -> str:
        """Return name and number of a way, empty if it has none."""
        at = int(np.searchsorted(self.way_id, way_id))
        if at == len(self.way_id) or self.way_id[at] != way_id:
            return ""
        return " ".join(part for part in (str(self.name[at]), str(self.number[at])) if part)


def no_road_names() -> RoadNames:
    """Return the names of no road at all."""
    text = np.empty(0, dtype="U1")
    return RoadNames(np.empty(0, dtype=np.int64), text, text)


def _packed(number: str) -> str:
    return number.replace(" ", "").casefold()
