"""What is counted by place: every village, and outside them one place a kommun."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import NO_VILLAGE, Cells, FloatArray, StrArray, Villages

OUTSIDE_KIND = "utanfor_ort"


@dataclass(frozen=True)
class CountedPlaces:
    """The villages, then those who live outside all of them by kommun: nobody is lost.

    Parameters
    ----------
    id, name, kind : (place_count,) str
        Outside: `utanfor_ort:2039`, no name, and `OUTSIDE_KIND`.
    kommun_code, lan_code : (place_count,) str
        Empty when unknown; those outside in no known kommun are one place too.
    persons : (place_count,) float64
        Of the cells of each place; they sum to the population of all cells.
    cell_count : (place_count,) int64
        Of what is outside no place has 0; villages may.
    of_cell : (cell_count,) int32
        The place of each cell; none is without.
    village_count : int
        The first so many places are the villages, in their order.
    """

    id: StrArray
    name: StrArray
    kind: StrArray
    kommun_code: StrArray
    lan_code: StrArray
    persons: FloatArray
    cell_count: npt.NDArray[np.int64]
    of_cell: npt.NDArray[np.int32]
    village_count: int

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self.id)


def counted_places(villages: Villages, cells: Cells) -> CountedPlaces:
    """Return the places of villages and cells; what is outside ascends by kommun code."""
    outside = cells.village == NO_VILLAGE
    kommuner, first, number = np.unique(
        cells.kommun_code[outside], return_index=True, return_inverse=True
    )
    of_cell = cells.village.copy()
    of_cell[outside] = len(villages) + number.astype(np.int32)
    count = len(villages) + len(kommuner)
    ids = np.array([f"{OUTSIDE_KIND}:{code}" for code in kommuner.tolist()], dtype=np.str_)
    return CountedPlaces(
        id=np.concatenate([villages.id, ids]),
        name=np.concatenate([villages.name, np.full(len(kommuner), "")]),
        kind=np.concatenate([villages.kind, np.full(len(kommuner), OUTSIDE_KIND)]),
        kommun_code=np.concatenate([villages.kommun_code, kommuner]),
        lan_code=np.concatenate([villages.lan_code, cells.lan_code[outside][first]]),
        persons=np.bincount(of_cell, cells.population, count).astype(np.float64),
        cell_count=np.bincount(of_cell, minlength=count).astype(np.int64),
        of_cell=of_cell,
        village_count=len(villages),
    )
