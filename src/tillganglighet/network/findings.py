"""Findings: everything that was dropped or assumed while a network was made, counted, with examples."""

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
    """

    kind: str
    count: int
    examples: tuple[str, ...]


@dataclass
class Findings:
    """Collects findings while the network is built."""

    _counts: dict[str, int] = field(default_factory=dict)
    _examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, examples: Iterable[str], count: int | None = None) -> None:
        """Count a kind once for every example, or `count` times."""
        listed = list(examples)
        number = len(listed) if count is None else int(count)
        if number == 0:
            return
        self._counts[kind] = self._counts.get(kind, 0) + number
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
            kind: Finding(kind, self._counts[kind], tuple(self._examples[kind]))
            for kind in sorted(self._counts)
        }
