"""Make the changes of roads one by one, each on what the ones before it left."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tillganglighet.errors import UsageError
from tillganglighet.network.network import Network
from tillganglighet.network.road_names import RoadNames
from tillganglighet.scenarios.changes.changes import (
    AddRoad,
    CloseRoad,
    FerryOut,
    Season,
    SlowRoad,
    SpeedFactor,
)
from tillganglighet.scenarios.changes.finding_roads import find_roads
from tillganglighet.scenarios.changes.new_road import with_new_road
from tillganglighet.scenarios.changes.spots import points_in_crs
from tillganglighet.scenarios.changes.which import WhichRoad
from tillganglighet.scenarios.effects.road_times import closed, in_season, slowed, sped
from tillganglighet.units import UNREACHED

Int32Array = npt.NDArray[np.int32]
RoadChange = CloseRoad | SlowRoad | AddRoad | FerryOut | Season | SpeedFactor


@dataclass
class RoadPlan:
    """The network as the changes so far leave it.

    Parameters
    ----------
    names : RoadNames
    network : Network
        With all changes.
    without_new : Network or None
        With all changes but new roads; None where a change rests on a new road, so that there
        is no telling them apart.
    is_winter : bool
        Whether the roads are those of winter.
    new_ways : list of int
        Way ids of the new roads.
    """

    names: RoadNames
    network: Network
    without_new: Network | None
    is_winter: bool
    new_ways: list[int] = field(default_factory=list)

    def make(self, change: RoadChange) -> None:
        """Make one change.

        Raises
        ------
        UsageError
            It cannot be made; the network is as it was.
        """
        match change:
            case AddRoad():
                self._add(change)
            case CloseRoad():
                self._close(self._found(change.road, ferries=False))
            case FerryOut():
                self._close(self._ferries(change.ferry))
            case SlowRoad():
                self._slow(change)
            case Season():
                self._winter(change)
            case SpeedFactor():
                self._speed(change)

    def quiet(self) -> Network:
        """Return the network with all changes, but with the new roads closed."""
        new = np.flatnonzero(np.isin(self.network.roads.way_id, self.new_ways))
        return closed(self.network, new.astype(np.int32))

    def _add(self, change: AddRoad) -> None:
        lon_lat = [(point.lon, point.lat) for point in change.line]
        xy = points_in_crs(lon_lat, self.network.crs)
        self.network = with_new_road(self.network, change, xy)
        self.new_ways.append(int(self.network.roads.way_id[-1]))

    def _close(self, road: Int32Array) -> None:
        if (self.network.roads.travel_time_ms[road] == UNREACHED).all():
            raise UsageError("is closed already, by the scenario or in the data")
        self.network = closed(self.network, road)
        old = self._among_the_old(road)
        self.without_new = None if old is None else closed(old, road)

    def _slow(self, change: SlowRoad) -> None:
        if (change.kph is None) == (change.factor is None):
            raise UsageError("expected either kph or factor")
        road = self._found(change.road, ferries=False)
        self.network = slowed(self.network, road, change)
        old = self._among_the_old(road)
        self.without_new = None if old is None else slowed(old, road, change)

    def _winter(self, change: Season) -> None:
        if self.is_winter:
            raise UsageError("the roads are those of winter already, by the region or a change")
        self.network = in_season(self.network, change)
        self.without_new = self.without_new and in_season(self.without_new, change)
        self.is_winter = True

    def _speed(self, change: SpeedFactor) -> None:
        known = {use.highway for use in self.network.roads.uses}
        unknown = sorted(set(change.road_class) - known)
        if unknown:
            raise UsageError(
                f"road_class {', '.join(unknown)}: not among the roads of the region, which are "
                f"{', '.join(sorted(known))}"
            )
        self.network = sped(self.network, change)
        self.without_new = self.without_new and sped(self.without_new, change)

    def _among_the_old(self, road: Int32Array) -> Network | None:
        """Return the network without new roads, if it has all these roads."""
        old = self.without_new
        if old is None or (len(road) and road.max() >= len(old.roads)):
            return None
        return old

    def _ferries(self, which: WhichRoad | None) -> Int32Array:
        if which is not None:
            return self._found(which, ferries=True)
        ferries = np.flatnonzero(self.network.roads.is_ferry).astype(np.int32)
        if len(ferries) == 0:
            raise UsageError("the region has no ferry")
        return ferries

    def _found(self, which: WhichRoad, *, ferries: bool) -> Int32Array:
        lon, lat = which.lon, which.lat
        if which.near is not None:
            lon, lat = which.near.lon, which.near.lat
        if (lon is None) != (lat is None):
            raise UsageError("a point needs both lon and lat")
        xy = np.array([np.nan, np.nan])
        if lon is not None and lat is not None:
            xy = points_in_crs([(lon, lat)], self.network.crs)[0]
        return find_roads(self.network.roads, self.names, which, xy, ferries=ferries)
