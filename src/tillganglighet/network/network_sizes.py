"""How large the networks are that a region falls into, and who lives on them."""

from dataclasses import dataclass

import numpy as np

from tillganglighet.domain.places import Villages
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping
from tillganglighet.units import M_PER_KM

MOST_NETWORKS = 10


@dataclass(frozen=True)
class NetworkSize:
    """One network, within which all roads can reach one another.

    Parameters
    ----------
    number : int
        0 for the longest; -1 for all beyond the longest ten, and roads between networks, together.
    road_km : float
        Ferries not counted.
    villages : int
    persons : float
        Those counted.
    largest_village : str
        Name of the one with most persons; empty where there is no village.
    """

    number: int
    road_km: float
    villages: int
    persons: float
    largest_village: str


def network_sizes(
    network: Network, villages: Villages, snapping: Snapping
) -> tuple[NetworkSize, ...]:
    """Return the longest networks, then all the rest as one; roads and villages counted once.

    Villages that meet no road are on no network.
    """
    roads = network.roads
    of_road = np.where(network.network_of_road < MOST_NETWORKS, network.network_of_road, -1)
    of_village = np.where(snapping.road < 0, -2, of_road[snapping.road]) if len(roads) else ()
    road_m = np.where(roads.is_ferry, 0.0, roads.length_m)
    found = np.unique(of_road)
    sizes = []
    for number in (*found[found >= 0], *found[found < 0]):
        here = np.flatnonzero(of_village == number)
        persons = np.nan_to_num(villages.population[here])
        sizes.append(
            NetworkSize(
                number=int(number),
                road_km=float(road_m[of_road == number].sum()) / M_PER_KM,
                villages=len(here),
                persons=float(persons.sum()),
                largest_village=str(villages.name[here[persons.argmax()]]) if len(here) else "",
            )
        )
    return tuple(sizes)
