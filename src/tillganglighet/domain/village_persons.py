"""How many live in each village: one number, whatever product tells it."""

import numpy as np

from tillganglighet.domain.places import NO_VILLAGE, Cells, FloatArray, Villages


def village_persons(villages: Villages, cells: Cells | None) -> FloatArray:
    """Return (village_count,) float64 who live in each village.

    Those of the cells that belong to it, 0 where none does, so that all villages and who lives
    outside them sum to everybody. Without cells the population that it is said to have, nan where
    nobody has said.
    """
    if cells is None:
        return villages.population
    inside = cells.village != NO_VILLAGE
    persons = np.bincount(cells.village[inside], cells.population[inside], len(villages))
    return persons.astype(np.float64)
