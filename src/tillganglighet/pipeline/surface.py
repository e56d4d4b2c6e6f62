"""Use case: the minutes to a category from every square of a region."""

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.areas.surface import Surface, grid_over
from tillganglighet.domain.catalogue import Category
from tillganglighet.errors import UsageError
from tillganglighet.network.snapping import Snapper
from tillganglighet.pipeline.goals import (
    journeys_of,
    measured_area,
    services_of,
    village_limit_m,
)
from tillganglighet.store.region import Region

FloatArray = npt.NDArray[np.float64]

SIDES_M = (1_000, 250, 100)  # the squares of SCB


def surface(region: Region, category: str, *, side_m: int = 250) -> tuple[Category, Surface]:
    """Return the surface of a category over the measured area, else over all roads.

    Nothing is measured yet: `Surface.minutes` does, for as many rows at a time as one likes.

    Parameters
    ----------
    region : Region
    category : str
        Key of the catalogue.
    side_m : int
        1000, 250 or 100.

    Raises
    ------
    UsageError, NotFoundError
        The category or the side is not known, or there is no service (see `services_of`).
    """
    if side_m not in SIDES_M:
        known = ", ".join(str(side) for side in SIDES_M)
        raise UsageError(f"squares of {side_m} m are not SCB's; expected {known}")
    chosen, goals = services_of(region, category)
    within, limit_m = measured_area(region), village_limit_m(region)
    box = _roads_box(region, limit_m) if within is None else shapely.bounds(within)
    shapely.prepare(within)
    snapper = Snapper(region.network)
    return chosen, Surface(
        grid_over(box, side_m), journeys_of(region, goals), snapper, limit_m, within
    )


def _roads_box(region: Region, margin_m: float) -> FloatArray:
    roads = region.network.roads
    # A ferry to a far port carries no village.
    drawn = np.flatnonzero(region.network.is_target & roads.has_line).astype(np.int32)
    box: FloatArray = shapely.total_bounds(roads.lines(drawn))
    return box + margin_m * np.array([-1.0, -1.0, 1.0, 1.0])
