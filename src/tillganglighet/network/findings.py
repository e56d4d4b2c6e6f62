"""Findings: what was dropped or assumed while a network was made, counted, with examples."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
import numpy.typing as npt

from tillganglighet.network.crs import project

FloatArray = npt.NDArray[np.float64]

# Enough to look a fault up in the map; the count stands beside.
MOST_EXAMPLES = 20
# Enough to see in a map where faults of one kind lie, and that an editor will ever mend.
MOST_PROBLEMS = 10_000


@dataclass(frozen=True)
class Finding:
    """One kind of doubt.

    Parameters
    ----------
    kind : str
        Key; its wording stands in `findings.toml`.
    count : int
    examples : tuple of str
        OSM ids such as `w123`, the first ones found.
    persons : float
        Persons in the villages concerned; 0 where no village is.
    """

    kind: str
    count: int
    examples: tuple[str, ...]
    persons: float = 0.0


@dataclass(frozen=True)
class Problems:
    """The places behind the findings, to be looked at one by one: parallel arrays.

    Parameters
    ----------
    kind : (problem_count,) str
        Of the finding, ascending.
    osm_id : (problem_count,) str
        `n123`, `w123` or `r123`; a file's own id where it does not come from OSM.
    persons : (problem_count,) float64
        Who live there; nan where nobody does or nobody has counted.
    x, y : (problem_count,) float64
        Metres in the region's CRS; nan where it is not known.
    """

    kind: npt.NDArray[np.str_]
    osm_id: npt.NDArray[np.str_]
    persons: FloatArray
    x: FloatArray
    y: FloatArray

    def __len__(self) -> int:
        """Return the number of problems."""
        return len(self.kind)


@dataclass
class _Found:
    count: int = 0
    persons: float = 0.0
    examples: list[tuple[str, float]] = field(default_factory=list)


@dataclass
class Findings:
    """Collects findings while the network is built."""

    _found: dict[str, _Found] = field(default_factory=dict)
    _lon_lat: dict[str, tuple[float, float]] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        examples: Iterable[str],
        count: int | None = None,
        *,
        persons: Iterable[float] | None = None,
    ) -> None:
        """Count a kind once for every example, or `count` times.

        `persons` live at each of the examples, nan where nobody has counted them.
        """
        listed = list(zip(examples, repeat(np.nan) if persons is None else persons, strict=False))
        number = len(listed) if count is None else int(count)
        if number == 0:
            return
        found = self._found.setdefault(kind, _Found())
        found.count += number
        found.persons += float(np.nansum([each for _, each in listed]))
        found.examples += listed[: MOST_PROBLEMS - len(found.examples)]

    def add_ways(
        self, kind: str, way_ids: npt.NDArray[np.int64], count: int | None = None
    ) -> None:
        """Count a kind for the given ways."""
        self.add(kind, (f"w{way_id}" for way_id in way_ids), count)

    def examples(self) -> set[str]:
        """Return the ids of all examples."""
        return {example for found in self._found.values() for example, _ in found.examples}

    def locate(self, lon_lat: Mapping[str, tuple[float, float]]) -> None:
        """Say where objects lie, in degrees by id; it is no matter if they are no examples."""
        self._lon_lat |= lon_lat

    def frozen(self) -> Mapping[str, Finding]:
        """Return the findings by kind, in alphabetical order."""
        return {
            kind: Finding(
                kind,
                found.count,
                tuple(example for example, _ in found.examples[:MOST_EXAMPLES]),
                found.persons,
            )
            for kind, found in sorted(self._found.items())
        }

    def problems(self, crs: str) -> Problems:
        """Return every example that was kept, with its place in this metric CRS."""
        rows = [
            (kind, example, persons, *self._lon_lat.get(example, (np.nan, np.nan)))
            for kind, found in sorted(self._found.items())
            for example, persons in found.examples
        ]
        kind, osm_id, persons, lon, lat = zip(*rows, strict=True) if rows else ((),) * 5
        x, y = project(np.array(lon, np.float64), np.array(lat, np.float64), crs)
        placed = np.isfinite(x) & np.isfinite(y)
        return Problems(
            kind=np.array(kind, np.str_),
            osm_id=np.array(osm_id, np.str_),
            persons=np.array(persons, np.float64),
            x=np.where(placed, x, np.nan),
            y=np.where(placed, y, np.nan),
        )
