"""Findings: what was dropped or assumed while a network was made, counted, with examples."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

# Enough to look a fault up in the map; the count stands beside.
MOST_EXAMPLES = 1_000


@dataclass(frozen=True)
class Finding:
    """One kind of doubt.

    Parameters
    ----------
    kind : str
        Key; its wording stands in `findings.toml`.
    count : int
    examples : tuple of str
        OSM ids such as `w123`, the first ones in the order of the ids.
    persons : float
        Persons in the villages concerned; 0 where no village is.
    """

    kind: str
    count: int
    examples: tuple[str, ...]
    persons: float = 0.0


@dataclass
class Findings:
    """Collects findings while the network is built."""

    _counts: dict[str, int] = field(default_factory=dict)
    _examples: dict[str, list[str]] = field(default_factory=dict)
    _persons: dict[str, float] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        examples: Iterable[str],
        count: int | None = None,
        *,
        persons: float = 0.0,
    ) -> None:
        """Count a kind once for every example, or `count` times, and the persons it concerns."""
        listed = list(examples)
        number = len(listed) if count is None else int(count)
        if number == 0:
            return
        self._counts[kind] = self._counts.get(kind, 0) + number
        self._persons[kind] = self._persons.get(kind, 0.0) + persons
        known = self._examples.setdefault(kind, [])
        known.extend(listed[: MOST_EXAMPLES - len(known)])

    def add_ways(
        self, kind: str, way_ids: npt.NDArray[np.int64], count: int | None = None
    ) -> None:
        """Count a kind for the given ways."""
        self.add(kind, (f"w{way_id}" for way_id in way_ids), count)

    def frozen(self) -> Mapping[str, Finding]:
        """Return the findings by kind, in alphabetical order."""
        return {
            kind: Finding(
                kind, self._counts[kind], tuple(self._examples[kind]), self._persons[kind]
            )
            for kind in sorted(self._counts)
        }
