"""Commuting: how many live in one kommun and work in another."""

from dataclasses import dataclass

from tillganglighet.domain.places import FloatArray, StrArray


@dataclass(frozen=True)
class Commuting:
    """A commuting table: one row a pair of kommuner; a pair may have several.

    Parameters
    ----------
    home, work : (row_count,) str
        Codes of kommuner; a row of one kommun is who lives and works in it.
    persons : (row_count,) float64
    """

    home: StrArray
    work: StrArray
    persons: FloatArray
