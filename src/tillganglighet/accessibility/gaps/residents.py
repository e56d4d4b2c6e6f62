"""Who is counted: the people of the cells, of the villages, or else the villages themselves."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.places import Cells, FloatArray, Villages
from tillganglighet.domain.standards import limits_of_cells, limits_of_villages


@dataclass(frozen=True)
class Residents:
    """The origins that are counted, and how much each counts.

    Parameters
    ----------
    weight : (origin_count,) float64
        Persons, 0 where nobody has counted them; ones where villages are counted.
    village : (origin_count,) int32
        Index of the village they live in; -1 outside all of them.
    are_cells : bool
        Whether the origins are the region's cells; else its villages.
    counts_persons : bool
        Whether `weight` is persons; else villages, since most of them lack a population.
    """

    weight: FloatArray
    village: npt.NDArray[np.int32]
    are_cells: bool
    counts_persons: bool

    def __len__(self) -> int:
        """Return the number of origins."""
        return len(self.weight)


def residents_of(villages: Villages, cells: Cells | None) -> Residents:
    """Return the cells where there are any, else the villages.

    Villages count one each where more than half of them lack a population, or nobody lives in any.
    """
    if cells is not None and cells.population.sum() > 0:
        return Residents(cells.population, cells.village, are_cells=True, counts_persons=True)
    village = np.arange(len(villages), dtype=np.int32)
    unknown = np.isnan(villages.population)
    persons = np.where(unknown, 0.0, villages.population)
    if 2 * unknown.sum() <= len(villages) and persons.sum() > 0:
        return Residents(persons, village, are_cells=False, counts_persons=True)
    return Residents(np.ones(len(villages)), village, are_cells=False, counts_persons=False)


def access_of(report: GapReport, residents: Residents) -> AccessTable:
    """Return the answers of the origins that are counted."""
    if residents.are_cells and report.cell_access is not None:
        return report.cell_access
    return report.access


def acceptable_min(report: GapReport, residents: Residents) -> FloatArray:
    """Return the most minutes that are acceptable: (origin_count or 1, category_count)."""
    keys = report.access.categories
    if residents.are_cells and report.cells is not None:
        limits = limits_of_cells(report.standards, keys, report.cells, report.villages)
    else:
        limits = limits_of_villages(report.standards, keys, report.villages)
    return limits.acceptable_min
