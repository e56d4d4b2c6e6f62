"""The nearest services of places on the road, with the kilometres of the way and its ferries."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.metric import Entries, Metric, arriving, direct, leaving
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.best_offers import Departures, Trips, best_offers
from tillganglighet.routing.nearest import nearest
from tillganglighet.routing.ways import along_the_way

Int32Array = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class NearestServices:
    """The k nearest services of each origin, ascending by impedance, then by service.

    Parameters
    ----------
    service : (origin_count, k) int32
        -1 where there are fewer than k.
    impedance : (origin_count, k) int32
        `UNREACHED` where there are fewer than k.
    length_m : (origin_count, k) float64
        Metres of that way; inf where there is none.
    via_ferry : (origin_count, k) bool
    """

    service: Int32Array
    impedance: Int32Array
    length_m: FloatArray
    via_ferry: npt.NDArray[np.bool_]


def nearest_services(
    metric: Metric,
    origins: Snapping,
    services: Snapping,
    *,
    k: int,
    start: Entries | None = None,
) -> NearestServices:
    """Find the k nearest services of each origin: one search from all services, towards them.

    Of services equally near, the one that stands first in `services` wins.

    Parameters
    ----------
    start : Entries, optional
        What `leaving` says of the origins, where it is known already.
    """
    seeds = arriving(metric, services)
    found = nearest(metric.search, seeds.as_seeds(), k=k)
    sums = along_the_way(
        metric.graph,
        found,
        seeds.as_seeds(),
        metric.edge_sums,
        np.column_stack([seeds.length_m, np.zeros(len(seeds.node))]),
    )
    start = leaving(metric, origins) if start is None else start
    onward = direct(metric, origins, services)
    best = best_offers(
        len(origins),
        Departures(start.point, start.node, start.impedance, start.length_m),
        found,
        sums,
        Trips(onward.origin, onward.destination, onward.impedance, onward.length_m),
    )
    return NearestServices(best.service, best.impedance, best.length_m, best.extra > 0)
