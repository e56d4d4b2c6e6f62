"""Use case: the ground within some minutes of a point, or of a category of services."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from tillganglighet.accessibility.areas.isochrone_report import IsochroneReport
from tillganglighet.accessibility.areas.isochrones import isochrones
from tillganglighet.accessibility.gaps.residents import residents_of
from tillganglighet.accessibility.travel.journeys import Direction
from tillganglighet.errors import UsageError
from tillganglighet.pipeline.goals import (
    Goals,
    goal_at,
    journeys_of,
    measured_area,
    minutes_of,
    services_of,
    village_limit_m,
)
from tillganglighet.store.region import Region
from tillganglighet.units import S_PER_MIN


def isochrone_report(
    region: Region,
    minutes: Sequence[float],
    *,
    point: tuple[float, float] | None = None,
    category: str = "",
    direction: Direction = "to",
    on_step: Callable[[str], None] = lambda _: None,
) -> IsochroneReport:
    """Draw the bands, and count who lives in them by their own travel times.

    Parameters
    ----------
    region : Region
    minutes : sequence of float
        Ascending ends of the bands.
    point : tuple of float, optional
        Longitude and latitude in degrees.
    category : str, optional
        Key of the catalogue, in place of a point: the nearest of its services counts.
    direction : "to" or "from"
        Towards the point or the services, as all else is measured; or from them, as ambulances
        and fire engines drive.
    on_step : callable
        Called with the name of each step, for progress.

    Raises
    ------
    UsageError
        The minutes do not rise, or neither or both of point and category are given.
    NotFoundError
        No road lies near the point, or the region has no such service.
    """
    limits = (0.0, *minutes)
    if len(limits) == 1 or any(before >= after for before, after in pairwise(limits)):
        listed = ",".join(f"{each:g}" for each in minutes)
        raise UsageError(f"minutes {listed or 'none'}: expected numbers that rise, as 10,20,30")
    goals, is_category = _goals(region, point, category)
    on_step("travel times")
    journeys = journeys_of(region, goals, direction)
    villages, cells = region.villages, region.cells
    village_min = minutes_of(journeys.impedance(region.village_snapping))
    residents, resident_min = residents_of(villages, cells), village_min
    if residents.are_cells and region.cell_snapping is not None:
        resident_min = minutes_of(journeys.impedance(region.cell_snapping))
    on_step("areas")
    limits_s = [each * S_PER_MIN for each in minutes]
    return IsochroneReport(
        goal=goals.name,
        is_category=is_category,
        direction=direction,
        limits_min=tuple(minutes),
        area=isochrones(
            journeys,
            limits_s,
            max_access_m=village_limit_m(region),
            # Services are known in and round the area that is measured, and no farther.
            within=measured_area(region) if is_category else None,
        ),
        goal_x=goals.x,
        goal_y=goals.y,
        villages=villages,
        village_min=village_min,
        residents=residents,
        resident_min=resident_min,
        network=region.network,
        ground=region.ground,
        areas=region.areas,
        provenance=region.provenance,
    )


def _goals(region: Region, point: tuple[float, float] | None, category: str) -> tuple[Goals, bool]:
    if (point is None) == (not category):
        raise UsageError("isochrones need either a point or a category; give one of the two")
    if point is None:
        return services_of(region, category)[1], True
    return goal_at(region, *point), False
