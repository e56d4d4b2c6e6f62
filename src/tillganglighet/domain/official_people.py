"""Who lives in a kommun by the cells, beside what the official statistics say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfficialPeople:
    """The people of one kommun, counted twice.

    Parameters
    ----------
    kommun_code, kommun_name : str
    in_cells : float
        Persons of the population cells.
    official : float
        Folkmängd by the table that was given.
    """

    kommun_code: str
    kommun_name: str
    in_cells: float
    official: float

    @property
    def difference(self) -> float:
        """Persons that the cells have more than the official figure."""
        return self.in_cells - self.official

    @property
    def difference_percent(self) -> float:
        """The difference in per cent of the official figure; 0 where that is 0 and so is it."""
        if self.official == 0:
            return 0.0 if self.difference == 0 else float("inf")
        return 100.0 * self.difference / self.official
