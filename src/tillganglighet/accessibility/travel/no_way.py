"""Why a village has no way to a service: no road near it, or one that leads nowhere near."""

from dataclasses import dataclass

import numpy as np

from tillganglighet.domain.places import FloatArray
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapper, Snapping

_FARTHEST_M = 100_000.0


@dataclass(frozen=True)
class NoWay:
    """What there is around a village that reaches no service of a category.

    Parameters
    ----------
    road : int
        The road that it meets, or the nearest one beyond the limit; -1 within 100 km none.
    road_m : float
        Metres to it, as the crow flies; inf for none.
    is_fragment : bool
        Whether that is a stub beside a real network, not tied to it.
    network : int
        Number of its network by length, 0 the longest; -1 if one can drive in but not out, or
        out but not in.
    network_m : float
        Metres of road of that network, ferries not counted; 0 where there is none.
    services, off_road, on_network : int
        How many services there are in all, how many of them meet no road, and how many are on
        the village's network.
    nearest_m : float
        Metres to the nearest of them as the crow flies; inf where there is none.
    nearest_at : int
        Which that is, -1 for none.
    """

    road: int
    road_m: float
    is_fragment: bool
    network: int
    network_m: float
    services: int
    off_road: int
    on_network: int
    nearest_m: float
    nearest_at: int


def why_no_way(
    network: Network,
    village: Snapping,
    services: Snapping,
    village_at: FloatArray,
    services_at: FloatArray,
) -> NoWay:
    """Look around a village for roads and services.

    Parameters
    ----------
    network : Network
    village, services : Snapping
        One point, and all services of the category.
    village_at, services_at : (2,), (2, service_count) float64
        Their x and y; nan for a service whose place is not told.
    """
    met = village
    if village.road[0] < 0:
        met = Snapper(network).snap(
            village_at[:1], village_at[1:], max_access_distance_m=_FARTHEST_M
        )
    road = int(met.road[0])
    number = int(network.network_of_road[road]) if road >= 0 else -1
    same = (network.network_of_road == number) & ~network.roads.is_ferry & (number >= 0)
    on_road = services.road >= 0
    crow_m = np.hypot(*(services_at - village_at[:, None]))
    crow_m = np.where(np.isnan(crow_m), np.inf, crow_m)
    return NoWay(
        road=road,
        road_m=float(met.access_distance_m[0]),
        is_fragment=road >= 0 and not bool(network.is_target[road]),
        network=number,
        network_m=float(network.roads.length_m[same].sum()),
        services=len(services),
        off_road=int((~on_road).sum()),
        on_network=int((network.network_of_road[services.road[on_road]] == number).sum()),
        nearest_m=float(crow_m.min(initial=np.inf)),
        nearest_at=int(crow_m.argmin()) if len(crow_m) else -1,
    )
