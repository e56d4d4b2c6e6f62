"""The people of a village: those of the cells inside its area, or near its point."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.places import NO_VILLAGE, Cells, FloatArray, Villages
from tillganglighet.domain.village_reach import village_reach_m
from tillganglighet.sources.villages.kinds import rank

IntArray = npt.NDArray[np.int32]


def village_of_cells(
    villages: Villages, polygons: npt.NDArray[np.object_], cells: Cells
) -> IntArray:
    """Return the village of each cell, by its point: (cell_count,) int32, -1 outside all.

    A cell inside an area belongs to it; where areas overlap a tätort comes before a småort, then
    the smaller id. A village that is a point has no outline: it reaches as far as the circle that
    would hold its people at the density of Swedish tätorter, 3.0 km for a town of 40 000, and at
    least 1 km. A cell in no area belongs to the nearest of the points that reach it; who lives
    farther out is outside all villages.

    Parameters
    ----------
    villages : Villages
    polygons : (village_count,) object
        Areas in the CRS of the villages; None for a point.
    cells : Cells
    """
    found = np.full(len(cells), NO_VILLAGE, dtype=np.int32)
    points = shapely.STRtree(np.asarray(shapely.points(cells.x, cells.y)))
    are_points = np.flatnonzero(shapely.is_missing(polygons))
    at, cell = points.query(
        shapely.points(villages.x[are_points], villages.y[are_points]),
        predicate="dwithin",
        distance=village_reach_m(villages)[are_points],
    )
    near = are_points[at]
    away = np.hypot(cells.x[cell] - villages.x[near], cells.y[cell] - villages.y[near])
    _write_best(found, cell, near, (villages.id[near], away))

    area, cell = points.query(polygons, predicate="intersects")
    ranks = np.array([rank(kind) for kind in villages.kind.tolist()], dtype=np.intp)
    _write_best(found, cell, area, (villages.id[area], ranks[area]))
    return found


def villages_with_people(
    villages: Villages, polygons: npt.NDArray[np.object_], cells: Cells
) -> Villages:
    """Return the villages with the people of their cells.

    A village with an area has the people of its cells, and its point moves to the cell nearest to
    the middle of them, so that it stands where somebody lives. A point stays where it is, with the
    population that it is said to have; where nobody has said, that of its cells. A village without
    cells stays as it is.
    """
    inside = cells.village != NO_VILLAGE
    village = cells.village[inside]
    persons = np.bincount(village, cells.population[inside], len(villages))
    has_cells = np.bincount(village, minlength=len(villages)) > 0
    moves = has_cells & ~shapely.is_missing(polygons)
    counts = moves | (has_cells & np.isnan(villages.population))
    x, y = _middles(cells, len(villages))
    return replace(
        villages,
        population=np.where(counts, persons, villages.population),
        x=np.where(moves, x, villages.x),
        y=np.where(moves, y, villages.y),
    )


def _write_best(
    found: IntArray,
    cell: npt.NDArray[np.intp],
    village: npt.NDArray[np.intp],
    keys: tuple[npt.NDArray[np.generic], npt.NDArray[np.generic]],
) -> None:
    """Write to each cell the village with the smallest keys, the last of which counts most."""
    order = np.lexsort(keys)[::-1]
    found[cell[order]] = village[order]  # of several the last one written stays: the best


def _middles(cells: Cells, count: int) -> tuple[FloatArray, FloatArray]:
    """Return where the cell nearest to the middle of each village's people lies; nan without."""
    at = np.flatnonzero(cells.village != NO_VILLAGE)
    number = cells.village[at]
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
