"""Travel times between points on the road, each origin to each destination."""

import numpy as np

from tillganglighet.accessibility.travel.metric import Metric, arriving, direct, leaving
from tillganglighet.domain.places import FloatArray
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.od import od_matrix
from tillganglighet.units import MS_PER_S, S_PER_MIN, UNREACHED


def od_minutes(metric: Metric, origins: Snapping, destinations: Snapping) -> FloatArray:
    """Return minutes from every origin to every destination, access legs at both ends included.

    Parameters
    ----------
    metric : Metric
        Of travel time.
    origins, destinations : Snapping

    Returns
    -------
    (origin_count, destination_count) float64
        inf where there is no way.
    """
    matrix = od_matrix(
        metric.search,
        leaving(metric, origins).as_ends(len(origins)),
        arriving(metric, destinations).as_ends(len(destinations)),
    )
    onward = direct(metric, origins, destinations)
    np.minimum.at(matrix, (onward.origin, onward.destination), onward.impedance)
    return np.where(matrix >= UNREACHED, np.inf, matrix / (MS_PER_S * S_PER_MIN))
