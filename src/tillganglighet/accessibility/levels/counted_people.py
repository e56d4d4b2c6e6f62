"""Everybody who is counted: how many live where, by group, and what they reach."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.residents import residents_of
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.places import Cells, FloatArray, StrArray, Villages

EVERYBODY = "alla"
# Cells may hold parts of persons. Counted in millionths (2**-20) every sum below 2**33 persons is
# exact in float64, so places, kommuner and län add up whatever the order of the addition.
_PARTS = 2.0**20


@dataclass(frozen=True)
class CountedPeople:
    """The cells where the report counts people from cells, else the villages.

    Parameters
    ----------
    groups : tuple of str
        `EVERYBODY`, then the groups of the cells.
    persons : (origin_count, group_count) float64
        Whole multiples of 2**-20, so that all sums of them are exact. Villages count one each
        where too few of them have a population.
    counts_persons : bool
        Whether `persons` are persons; else villages.
    are_cells : bool
    access, gaps
        The answers of the origins.
    village : (origin_count,) int32
        Index of the village they live in; -1 outside all of them.
    kommun_code, lan_code : (origin_count,) str
        Of the origin itself, also where its village is of another kommun; empty when unknown.
    x, y : (origin_count,) float64
    area_codes : mapping of str to (origin_count,) str
        Codes of the other areas that they live in by kind, such as deso; empty outside all.
    """

    groups: tuple[str, ...]
    persons: FloatArray
    counts_persons: bool
    are_cells: bool
    access: AccessTable
    gaps: Gaps
    village: npt.NDArray[np.int32]
    kommun_code: StrArray
    lan_code: StrArray
    x: FloatArray
    y: FloatArray
    area_codes: Mapping[str, StrArray]

    def __len__(self) -> int:
        """Return the number of origins."""
        return len(self.village)

    def of_everybody(self) -> Self:
        """Return the same without the groups."""
        return replace(self, groups=self.groups[:1], persons=self.persons[:, :1])


def counted_people(report: GapReport) -> CountedPeople:
    """Return who is counted in a report, in whole parts of persons."""
    residents = residents_of(report.villages, report.cells)
    places: Cells | Villages
    if residents.are_cells and report.cells and report.cell_access and report.cell_gaps:
        places, access, gaps = report.cells, report.cell_access, report.cell_gaps
        groups = (EVERYBODY, *report.cells.groups)
        persons = np.column_stack([residents.weight, report.cells.group_population])
    else:
        places, access, gaps = report.villages, report.access, report.gaps
        groups, persons = (EVERYBODY,), residents.weight[:, None]
    return CountedPeople(
        groups=groups,
        persons=np.rint(np.nan_to_num(persons) * _PARTS) / _PARTS,
        counts_persons=residents.counts_persons,
        are_cells=residents.are_cells,
        access=access,
        gaps=gaps,
        village=residents.village,
        kommun_code=places.kommun_code,
        lan_code=places.lan_code,
        x=places.x,
        y=places.y,
        area_codes=places.area_codes,
    )
