"""Commuting: how many live in one kommun and work in another."""

from dataclasses import dataclass

import numpy as np

from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.domain.provenance import InputFile


@dataclass(frozen=True)
class Commuting:
    """A commuting table: one row a pair of kommuner; a pair may have several.

    Parameters
    ----------
    home, work : (row_count,) str
        Codes of kommuner; a row of one kommun is who lives and works in it.
    persons : (row_count,) float64
    file : InputFile or None
        What they were read from; None for a table that no file holds.
    bad_rows : tuple of str
        Where rows are wrong and left out.
    """

    home: StrArray
    work: StrArray
    persons: FloatArray
    file: InputFile | None = None
    bad_rows: tuple[str, ...] = ()

    def share_beyond(self, kommun_code: StrArray) -> float:
        """Return the share of who leave their kommun that live or work in none of those given."""
        leaves = self.home != self.work
        within = np.isin(self.home, kommun_code) & np.isin(self.work, kommun_code)
        return float(self.persons[leaves & ~within].sum() / max(self.persons[leaves].sum(), 1.0))
