"""What each service's closing alone would do to everybody, from nearest and second nearest."""

from dataclasses import dataclass

import numpy as np

from tillganglighet.routing.arrays import Float64Array, Int64Array
from tillganglighet.routing.nearest import Nearest


@dataclass(frozen=True, eq=False)
class Losses:
    """The effect of closing each service while all the others stay.

    Parameters
    ----------
    count : (service_count,) int64
        The places it is the nearest of.
    weight : (service_count,) float64
        The sum of their weights.
    extra : (service_count,) float64
        Weight times the further impedance to the second nearest, where there is one.
    worst : (service_count,) int64
        The largest further impedance.
    left_without : (service_count,) float64
        The weight of the places that have no second.
    """

    count: Int64Array
    weight: Float64Array
    extra: Float64Array
    worst: Int64Array
    left_without: Float64Array


def leave_one_out(found: Nearest, weight: Float64Array, service_count: int) -> Losses:
    """Sum up, service by service, what its places lose when it closes.

    Parameters
    ----------
    found : Nearest
        The two (or more) nearest services of each place.
    weight : (place_count,) float64
        Persons, or ones.
    service_count : int
        Labels are below this.
    """
    if found.label.shape[1] < 2:  # noqa: PLR2004 (nearest and second nearest)
        raise ValueError(
            f"k is {found.label.shape[1]}; must be at least 2, for the second nearest"
        )
    is_served, has_second = found.label[:, 0] >= 0, found.label[:, 1] >= 0
    first = found.label[is_served, 0]
    here, second = weight[is_served], has_second[is_served]
    further = np.where(second, found.impedance[is_served, 1] - found.impedance[is_served, 0], 0)
    worst = np.zeros(service_count, np.int64)
    np.maximum.at(worst, first, further)
    count, *sums = (
        np.bincount(first, values, service_count)
        for values in (None, here, here * further, here * ~second)
    )
    total, extra, left_without = (np.asarray(values, np.float64) for values in sums)
    return Losses(np.asarray(count, np.int64), total, extra, worst, left_without)
