"""Find the spot that a scenario names: a point on a map, a village's place or a service's."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.locating import locate
from tillganglighet.errors import UsageError
from tillganglighet.network.crs import project, unproject
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapper
from tillganglighet.scenarios.changes.finding import find_services, find_village
from tillganglighet.scenarios.changes.which import Where
from tillganglighet.scenarios.effects.offer import Offer, Spot
from tillganglighet.scenarios.effects.world import Baseline
from tillganglighet.units import M_PER_KM

FloatArray = npt.NDArray[np.float64]

_FAR_M = 100_000.0  # looked round so far for a road to name as a remedy


@dataclass(frozen=True)
class Spots:
    """The places of a region as changes may name them, on the roads as the scenario makes them.

    Parameters
    ----------
    baseline : Baseline
    network : Network
        That of the baseline where the scenario changes no road.
    """

    baseline: Baseline
    network: Network
    _snapper: list[Snapper] = field(default_factory=list, repr=False)

    @property
    def snapper(self) -> Snapper:
        """Return the roads, indexed when first needed."""
        if self.network is self.baseline.world.network:
            return self.baseline.snapper
        if not self._snapper:
            self._snapper.append(Snapper(self.network))
        return self._snapper[0]

    def xy(self, lon: float | None, lat: float | None) -> FloatArray:
        """Return a point in the region's CRS, (2,) float64; nan where there is none."""
        if lon is None or lat is None:
            if lon is not lat:
                raise UsageError("a point needs both lon and lat")
            return np.array([np.nan, np.nan])
        return np.asarray(points_in_crs([(lon, lat)], self.network.crs)[0])

    def find(self, where: Where, offer: Offer, limit_m: float) -> Spot:
        """Return the one spot that is meant.

        Parameters
        ----------
        where : Where
        offer : Offer
            The services that it may name.
        limit_m : float
            How far from a road a point may lie.

        Raises
        ------
        UsageError
            It names nothing, several things, or a point without a road.
        """
        named = [where.lon is not None, where.village is not None, where.service is not None]
        if sum(named) != 1:
            raise UsageError("expected one of lon and lat, village, or service")
        if where.village is not None:
            return self._of_village(where)
        if where.service is not None:
            return self._of_service(where, offer)
        return self._of_point(where, limit_m)

    def _of_village(self, where: Where) -> Spot:
        assert where.village is not None  # noqa: S101 (what the caller looked at)
        world = self.baseline.world
        at = find_village(world.villages, self.baseline.areas, where.village)
        return Spot(
            x=float(world.villages.x[at]),
            y=float(world.villages.y[at]),
            snapping=world.village_snapping.chosen(np.array([at])),
            kommun_code=str(world.villages.kommun_code[at]),
            lan_code=str(world.villages.lan_code[at]),
        )

    def _of_service(self, where: Where, offer: Offer) -> Spot:
        assert where.service is not None  # noqa: S101 (what the caller looked at)
        services, which = offer.services, where.service
        xy = self.xy(which.lon, which.lat)
        at = find_services(services, self.baseline.areas, which, xy)[:1]
        code = services.kommun_code[at]
        return Spot(
            x=float(services.x[at[0]]),
            y=float(services.y[at[0]]),
            snapping=offer.snapping.chosen(at),
            kommun_code=str(code[0]),
            lan_code=str(self.baseline.areas.lan_codes_of(code)[0]),
        )

    def _of_point(self, where: Where, limit_m: float) -> Spot:
        xy = self.xy(where.lon, where.lat)
        snapping = self.snapper.snap(xy[:1], xy[1:], max_access_distance_m=limit_m)
        if snapping.road[0] < 0:
            raise UsageError(self._no_road(where, xy, limit_m))
        located = locate(self.baseline.areas, xy[:1], xy[1:])
        return Spot(
            x=float(xy[0]),
            y=float(xy[1]),
            snapping=snapping,
            kommun_code=str(located.kommun_code[0]),
            lan_code=str(located.lan_code[0]),
        )

    def _no_road(self, where: Where, xy: FloatArray, limit_m: float) -> str:
        """Return what is wrong with a point that has no road, and what would be right."""
        told = f"point lon {where.lon:g}, lat {where.lat:g}: no road within {limit_m:.0f} m"
        far = self.snapper.snap(xy[:1], xy[1:], max_access_distance_m=_FAR_M)
        if far.road[0] < 0:
            swapped = self.xy(where.lat, where.lon)
            back = self.snapper.snap(swapped[:1], swapped[1:], max_access_distance_m=_FAR_M)
            hint = "; lon and lat are swapped" if back.road[0] >= 0 else ""
            return f"{told}, nor within {_FAR_M / M_PER_KM:.0f} km{hint}"
        line = self.network.roads.lines(far.road)[0]
        near = line.interpolate(float(far.fraction[0]), normalized=True)
        lon, lat = unproject(np.array([near.x]), np.array([near.y]), self.network.crs)
        return (
            f"{told}; the nearest is {far.access_distance_m[0] / M_PER_KM:.1f} km away, "
            f"at lon {lon[0]:.5f}, lat {lat[0]:.5f}"
        )


def points_in_crs(lon_lat: list[tuple[float, float]], crs: str) -> FloatArray:
    """Return points in degrees in a metric CRS, (n, 2) float64.

    Raises
    ------
    UsageError
        A point is none on Earth.
    """
    lon, lat = np.array(lon_lat, dtype=np.float64).T
    if (np.abs(lon) > 180).any() or (np.abs(lat) > 90).any():  # noqa: PLR2004 (degrees)
        raise UsageError(f"point {lon_lat[0]}: expected lon -180 to 180 and lat -90 to 90")
    return np.column_stack(project(lon, lat, crs))
