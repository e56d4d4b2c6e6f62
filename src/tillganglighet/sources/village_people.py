"""The people of a village: those of the cells inside its area; the rest are outside villages."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.places import Cells, FloatArray, StrArray, Villages
from tillganglighet.sources.village_kinds import rank

OUTSIDE_KIND = "utanfor_ort"
NO_VILLAGE = -1

IntArray = npt.NDArray[np.int32]


def village_of_cells(villages: Villages, areas: npt.NDArray[np.object_], cells: Cells) -> IntArray:
    """Return the village of each cell, by its point: (cell_count,) int32, -1 outside all.

    Where areas overlap a tätort comes before a småort, then the smaller id.
    """
    cell, village = shapely.STRtree(areas).query(
        shapely.points(cells.x, cells.y), predicate="intersects"
    )
    ranks = np.array([rank(kind) for kind in villages.kind.tolist()])
    order = np.lexsort((villages.id[village], ranks[village]))[::-1]
    found = np.full(len(cells), NO_VILLAGE, dtype=np.int32)
    found[cell[order]] = village[order]  # of several the last one written stays: the best
    return found


def villages_with_people(villages: Villages, cells: Cells, village: IntArray) -> Villages:
    """Return the villages with the people of their cells.

    Their point moves to the cell nearest to the middle of their people, so that it stands where
    somebody lives; a village without cells stays as it is.
    """
    inside = village != NO_VILLAGE
    persons = np.bincount(village[inside], cells.population[inside], len(villages))
    has_cells = np.bincount(village[inside], minlength=len(villages)) > 0
    x, y = _middles(cells, village, len(villages))
    return replace(
        villages,
        population=np.where(has_cells, persons, villages.population),
        x=np.where(has_cells, x, villages.x),
        y=np.where(has_cells, y, villages.y),
    )


def with_outside(
    villages: Villages, cells: Cells, village: IntArray, kommun_code: StrArray
) -> tuple[Villages, IntArray]:
    """Return the villages and one more a kommun for those who live outside all of them.

    Parameters
    ----------
    villages : Villages
    cells : Cells
    village : (cell_count,) int32
        Of `village_of_cells`.
    kommun_code : (cell_count,) str
        Where each cell lies; empty when unknown, which counts as a kommun of its own.

    Returns
    -------
    Villages
    (cell_count,) int32
        No cell is left without.
    """
    outside = village == NO_VILLAGE
    kommuner, number = np.unique(kommun_code[outside], return_inverse=True)
    village = village.copy()
    village[outside] = len(villages) + number.astype(np.int32)
    count = len(kommuner)
    rest = Villages(
        id=np.array([f"{OUTSIDE_KIND}:{code}" for code in kommuner.tolist()], dtype=np.str_),
        name=np.full(count, "Utanför ort"),
        kind=np.full(count, OUTSIDE_KIND),
        x=np.full(count, np.nan),
        y=np.full(count, np.nan),
        population=np.zeros(count),
        kommun_code=kommuner,
        lan_code=kommuner.astype("U2"),
    )
    joined = Villages(
        **{
            name: np.concatenate([getattr(villages, name), getattr(rest, name)])
            for name in Villages.__dataclass_fields__
        }
    )
    is_new = np.arange(len(joined)) >= len(villages)
    peopled = villages_with_people(joined, cells, village)
    return replace(
        joined,
        **{
            name: np.where(is_new, getattr(peopled, name), getattr(joined, name))
            for name in ("x", "y", "population")
        },
    ), village


def _middles(cells: Cells, village: IntArray, count: int) -> tuple[FloatArray, FloatArray]:
    """Return where the cell nearest to the middle of each village's people lies; nan without."""
    at = np.flatnonzero(village != NO_VILLAGE)
    number = village[at]
    # A hair of weight lets villages where nobody is registered have a middle too.
    weight = cells.population[at] + 1e-9
    total = np.bincount(number, weight, count)
    with np.errstate(invalid="ignore"):
        middle_x, middle_y = (
            np.bincount(number, weight * each[at], count) / total for each in (cells.x, cells.y)
        )
    away = np.hypot(cells.x[at] - middle_x[number], cells.y[at] - middle_y[number])
    order = np.lexsort((cells.id[at], away))[::-1]
    x, y = np.full(count, np.nan), np.full(count, np.nan)
    x[number[order]], y[number[order]] = cells.x[at][order], cells.y[at][order]
    return x, y
