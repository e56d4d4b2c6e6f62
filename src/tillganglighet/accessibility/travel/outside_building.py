"""The nearest service outside the building of the nearest one: what is left when it closes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.residents import Residents
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.accessibility.travel.measure import offered_by_id
from tillganglighet.accessibility.travel.metric import Metric
from tillganglighet.accessibility.travel.nearest import NearestServices, nearest_services
from tillganglighet.domain.places import FloatArray, Services
from tillganglighet.network.snapping import Snapping
from tillganglighet.units import MS_PER_S


@dataclass(frozen=True)
class OutsideBuilding:
    """Seconds to what is left, (village_count or cell_count, category_count); inf if nothing is.

    Parameters
    ----------
    villages : float64
    cells : float64 or None
        None where the region has no cells.
    """

    villages: FloatArray
    cells: FloatArray | None

    def of(self, residents: Residents) -> FloatArray:
        """Return the seconds of those who are counted."""
        if residents.are_cells and self.cells is not None:
            return self.cells
        return self.villages


def time_outside_building(
    metric: Metric,
    services: Services,
    service_snapping: Snapping,
    origins: Snapping,
    access: AccessTable,
) -> FloatArray:
    """Return seconds to the nearest service that shares no building with the nearest one.

    Mostly that is the second nearest. Only for a category of which a building holds several is
    searched, for one more service than any building holds: one of them lies outside.

    Parameters
    ----------
    metric : Metric
        Of travel time.
    services, service_snapping
    origins : Snapping
    access : AccessTable
        Of these origins.

    Returns
    -------
    (origin_count, category_count) float64
        inf where nothing is left.
    """
    outside_s = access.travel_time_s[:, :, 1].copy()
    for column, key in enumerate(access.categories):
        offered = offered_by_id(services, key)
        _, building = np.unique(services.place_key[offered], return_inverse=True)
        most = int(np.bincount(building).max(initial=0))
        if most > 1 and (access.service[:, column, 0] >= 0).any():
            found = nearest_services(metric, origins, service_snapping.chosen(offered), k=most + 1)
            of_service = np.full(len(services) + 1, -1)
            of_service[offered] = building
            closed = of_service[access.service[:, column, 0]]
            outside_s[:, column] = _first_outside(found, np.append(building, -1), closed)
    return outside_s


def _first_outside(
    found: NearestServices, building: npt.NDArray[np.intp], closed: npt.NDArray[np.intp]
) -> FloatArray:
    """Return seconds to the first of the services found that is in another building."""
    own = building[found.service]  # index -1, no service, is in none
    is_outside = (own != closed[:, None]) & (own >= 0)
    at, row = is_outside.argmax(axis=1), np.arange(len(own))
    return np.where(is_outside[row, at], found.impedance[row, at] / MS_PER_S, np.inf)
