"""Ways as they come from the file, packed into arrays."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from tillganglighet.network.extract import Tags
from tillganglighet.network.rules.keys import RELEVANT_KEYS
from tillganglighet.sources.osm.lines import unescaped

Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]

_WAYS_AT_A_TIME = 50_000


class PackedWays:
    """The ways of one file: ids, nodes and the tags that rules may ask for.

    Ways of equal tags share them, so that the rules need to look at them only once.
    """

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._tags: list[int] = []
        self._counts: list[int] = []
        self._refs: list[str] = []
        self._packed_refs: list[Int64Array] = []
        self._index_of_tags: dict[tuple[str, ...], int] = {}

    def add(self, lines: Iterable[list[str]]) -> None:
        """Take up ways given as fields of text (see `osm_lines`)."""
        for way, tags, nodes in lines:
            parts = tags[1:].split(",")
            known = tuple([part for part in parts if part[: part.find("=")] in RELEVANT_KEYS])
            refs = nodes[1:]
            self._ids.append(int(way[1:]))
            self._tags.append(self._index_of_tags.setdefault(known, len(self._index_of_tags)))
            self._counts.append(refs.count("n"))
            if refs:
                self._refs.append(refs)
            if len(self._refs) == _WAYS_AT_A_TIME:
                self._pack_refs()
        self._pack_refs()

    @property
    def tag_sets(self) -> tuple[Tags, ...]:
        """Return every distinct set of tags."""
        return tuple(dict(unescaped(part) for part in known) for known in self._index_of_tags)

    def arrays(self) -> tuple[Int64Array, Int32Array, Int64Array, Int64Array]:
        """Return way ids, tag indices, first refs and refs, by ascending way id.

        Of ways that share an id the last one in the file counts.
        """
        ids = np.array(self._ids, np.int64)
        count = np.array(self._counts, np.int64)
        first = np.cumsum(count) - count
        # The first of equal ids in reversed order is the last one in the file.
        unique, from_end = np.unique(ids[::-1], return_index=True)
        chosen = len(ids) - 1 - from_end
        count = count[chosen]
        first_ref = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
        within = np.arange(first_ref[-1]) - np.repeat(first_ref[:-1], count)
        refs = np.concatenate([np.empty(0, np.int64), *self._packed_refs])
        ref = refs[np.repeat(first[chosen], count) + within]
        return unique, np.array(self._tags, np.int32)[chosen], first_ref, ref

    def _pack_refs(self) -> None:
        text = ",".join(self._refs).replace("n", "")
        if text:
            self._packed_refs.append(np.fromstring(text, dtype=np.int64, sep=","))
        self._refs.clear()
