"""The nearest services of places on the road, with the kilometres of the way and its ferries."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.metric import Metric, arriving, direct, leaving
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.nearest import nearest
from tillganglighet.routing.ways import along_the_way
from tillganglighet.units import UNREACHED

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
    metric: Metric, origins: Snapping, services: Snapping, *, k: int
) -> NearestServices:
    """Find the k nearest services of each origin: one search from all services, towards them.

    Of services equally near, the one that stands first in `services` wins.
    """
    seeds = arriving(metric, services)
    found = nearest(metric.search, seeds.as_seeds(), k=k)
    sums = along_the_way(
        metric.graph,
        found,
        seeds.as_seeds(),
        np.column_stack([_edge_length_m(metric), metric.network.edge_is_ferry]),
        np.column_stack([seeds.length_m, np.zeros(len(seeds.node))]),
    )
    start = leaving(metric, origins)
    onward = direct(metric, origins, services)
    slot = np.arange(k)
    return _k_first(
        origin=np.concatenate([np.repeat(start.point, k), onward.origin]),
        service=np.concatenate([found.label[start.node].ravel(), onward.destination]),
        impedance=np.concatenate(
            [(found.impedance[start.node] + start.impedance[:, None]).ravel(), onward.impedance]
        ),
        length_m=np.concatenate(
            [
                (sums[start.node[:, None], slot, 0] + start.length_m[:, None]).ravel(),
                onward.length_m,
            ]
        ),
        ferries=np.concatenate(
            [sums[start.node[:, None], slot, 1].ravel(), np.zeros(len(onward.origin))]
        ),
        shape=(len(origins), k),
    )


def _edge_length_m(metric: Metric) -> FloatArray:
    lane = metric.network.lane
    return np.where(lane < 0, 0.0, metric.network.roads.length_m[lane >> 1])


def _k_first(
    *,
    origin: Int32Array,
    service: Int32Array,
    impedance: Int32Array,
    length_m: FloatArray,
    ferries: FloatArray,
    shape: tuple[int, int],
) -> NearestServices:
    """Keep for each origin the k best candidates, each service once."""
    reached = np.flatnonzero(service >= 0)
    order = reached[
        np.lexsort((length_m[reached], impedance[reached], service[reached], origin[reached]))
    ]
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = (np.diff(origin[order]) != 0) | (np.diff(service[order]) != 0)
    order = order[is_new]
    order = order[np.lexsort((service[order], impedance[order], origin[order]))]
    rank = np.arange(len(order)) - np.searchsorted(origin[order], origin[order])
    order, rank = order[rank < shape[1]], rank[rank < shape[1]]

    result = NearestServices(
        service=np.full(shape, -1, dtype=np.int32),
        impedance=np.full(shape, UNREACHED, dtype=np.int32),
        length_m=np.full(shape, np.inf),
        via_ferry=np.zeros(shape, dtype=bool),
    )
    at = (origin[order], rank)
    result.service[at] = service[order]
    result.impedance[at] = impedance[order]
    result.length_m[at] = length_m[order]
    result.via_ferry[at] = ferries[order] > 0
    return result
