"""The village that a service, or any other point, lies in."""

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from tillganglighet.domain.places import NO_VILLAGE, Cells, FloatArray, Services, Villages
from tillganglighet.domain.village_reach import village_reach_m

# A service and the people round it: the middle of a square of 1 km lies 0.7 km from its corner.
NEAR_CELL_M = 1_000.0


def villages_of_services(
    services: Services, villages: Villages, cells: Cells | None
) -> npt.NDArray[np.int32]:
    """Return the village of each service: (service_count,) int32, -1 outside all of them."""
    return villages_of_points(services.x, services.y, villages, cells)


def villages_of_points(
    x: FloatArray, y: FloatArray, villages: Villages, cells: Cells | None
) -> npt.NDArray[np.int32]:
    """Return the village of each point: (point_count,) int32, -1 outside all of them.

    That of the nearest cell within 1 km. Without cells, the nearest of the villages that reach
    the point as the crow flies. Ties go to the first.
    """
    points = np.column_stack([x, y])
    if cells is not None and len(cells):
        cell = _nearest_within(points, cells.x, cells.y, np.full(len(cells), NEAR_CELL_M))
        return np.append(cells.village, NO_VILLAGE)[cell].astype(np.int32)
    return _nearest_within(points, villages.x, villages.y, village_reach_m(villages))


def _nearest_within(
    points: FloatArray, x: FloatArray, y: FloatArray, reach_m: FloatArray
) -> npt.NDArray[np.int32]:
    """Return the nearest place that reaches each point, -1 where none does."""
    found = np.full(len(points), -1, dtype=np.int32)
    if len(points) == 0 or len(x) == 0:
        return found
    near = KDTree(points).query_ball_point(np.column_stack([x, y]), reach_m)
    place = np.repeat(np.arange(len(x)), [len(each) for each in near])
    point = np.concatenate([np.array(each, dtype=np.intp) for each in near])
    away = np.hypot(points[point, 0] - x[place], points[point, 1] - y[place])
    order = np.lexsort((place, away))[::-1]
    found[point[order]] = place[order]  # of several the last one written stays: the nearest
    return found
