"""What journeys lead to: a point of the user's, or all services of a category."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.travel.journeys import Direction, Journeys, journeys
from tillganglighet.accessibility.travel.measure import offered_by_id
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.catalogue import Category, chosen_categories
from tillganglighet.errors import NotFoundError, UsageError
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.store.region import Region
from tillganglighet.units import MS_PER_S, S_PER_MIN, UNREACHED

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Goals:
    """Places that journeys lead to or from.

    Parameters
    ----------
    name : tuple of str
        In Swedish and in English.
    x, y : (goal_count,) float64
        Metres in the region's CRS.
    snapping : Snapping
    """

    name: tuple[str, str]
    x: FloatArray
    y: FloatArray
    snapping: Snapping


def services_of(region: Region, category: str) -> tuple[Category, Goals]:
    """Return all services of a category that are places to go any day.

    Raises
    ------
    UsageError
        The category is unknown, not measured by this mode, or its places are protected.
    NotFoundError
        The region has no service of it, or none that a road leads to.
    """
    (chosen,) = chosen_categories(category)
    if region.network.mode not in chosen.modes:
        raise UsageError(f"{category} is not measured by {region.network.mode}")
    services = region.services
    offered = offered_by_id(services, category)
    if services.is_restricted[offered].any():
        raise UsageError(f"the places of {category} are protected, and a map would show them")
    snapping = region.service_snapping.chosen(offered)
    if not (snapping.road >= 0).any():
        raise NotFoundError(
            f"the region has no service of {category} that a road leads to; "
            "see `tillganglighet info`, or give services to `build`"
        )
    name = (chosen.name_sv, chosen.name_en)
    return chosen, Goals(name, services.x[offered], services.y[offered], snapping)


def goal_at(region: Region, lon: float, lat: float) -> Goals:
    """Return a point in degrees.

    Raises
    ------
    NotFoundError
        No road lies within the limit of villages.
    """
    x, y = project(np.array([lon]), np.array([lat]), region.network.crs)
    limit = village_limit_m(region)
    snapping = Snapper(region.network).snap(x, y, max_access_distance_m=limit)
    if snapping.road[0] < 0:
        raise NotFoundError(
            f"no road lies within {limit:g} m of {lon:g},{lat:g} (longitude, latitude in degrees)"
        )
    return Goals((f"{lon:g}, {lat:g}",) * 2, x, y, snapping)


def journeys_of(region: Region, goals: Goals, direction: Direction = "to") -> Journeys:
    """Return the journeys between the goals and any point, quickest way."""
    metric = travel_time(region.network, region.prepared.time if region.prepared else None)
    return journeys(metric, goals.snapping, direction)


def village_limit_m(region: Region) -> float:
    """Return how far from a road villages may lie."""
    return region.provenance.parameters["max_village_access_m"]


def measured_area(region: Region) -> shapely.Geometry | None:
    """Return the outline of the kommun or län that is measured; None where all is."""
    code = region.provenance.area.partition(" ")[0]
    areas = region.areas
    found = np.isin(areas.kind, [AreaKind.KOMMUN, AreaKind.LAN]) & (areas.code == code)
    return areas.polygon[np.flatnonzero(found)[0]] if code and found.any() else None


def minutes_of(impedance: npt.NDArray[np.int32]) -> FloatArray:
    """Return unrounded minutes of travel times; inf where there is no way."""
    return np.where(impedance < UNREACHED, impedance / MS_PER_S / S_PER_MIN, np.inf)
