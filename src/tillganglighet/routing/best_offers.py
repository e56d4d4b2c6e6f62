"""The best few services of each origin, out of what every way of leaving it offers."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import Float64Array, Int32Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.nearest import Nearest
from tillganglighet.units import UNREACHED


class Departures(NamedTuple):
    """Ways of leaving origins: one row for each origin and node that it can leave to.

    Parameters
    ----------
    origin, node, impedance : (n,) int32
        The impedance is that to the node, the access leg included.
    length_m : (n,) float64
        The same in metres.
    """

    origin: Int32Array
    node: Int32Array
    impedance: Int32Array
    length_m: Float64Array


class Trips(NamedTuple):
    """Whole trips that pass no node.

    Parameters
    ----------
    origin, service, impedance : (n,) int32
    length_m : (n,) float64
    """

    origin: Int32Array
    service: Int32Array
    impedance: Int32Array
    length_m: Float64Array


@dataclass(frozen=True, eq=False)
class BestOffers:
    """The k best services of each origin, ascending by impedance, then by service.

    Parameters
    ----------
    service : (origin_count, k) int32
        No two alike in a row; -1 where there are fewer than k.
    impedance : (origin_count, k) int32
        `UNREACHED` where there are fewer than k.
    length_m : (origin_count, k) float64
        Metres of that way, of equally quick ones the shortest; inf where there is none.
    extra : (origin_count, k) float64
        The second attribute along that way; 0 where there is none.
    """

    service: Int32Array
    impedance: Int32Array
    length_m: Float64Array
    extra: Float64Array


def best_offers(
    origin_count: int,
    departures: Departures,
    found: Nearest,
    sums: Float64Array,
    trips: Trips,
) -> BestOffers:
    """Return the k best services of each origin, k as in `found`.

    Parameters
    ----------
    origin_count : int
    departures : Departures
    found : Nearest
        The services of every node.
    sums : (node_count, k, 2) float64
        Metres, and one attribute more, of the ways to them.
    trips : Trips
        Offers beside those of the nodes; their second attribute is 0.
    """
    shape = origin_count, found.label.shape[1]
    best = BestOffers(
        service=np.full(shape, -1, np.int32),
        impedance=np.full(shape, UNREACHED, np.int32),
        length_m=np.full(shape, np.inf),
        extra=np.zeros(shape),
    )
    rows = _Rows(best.service, best.impedance, best.length_m, best.extra)
    _take_departures(rows, departures, found.label, found.impedance, sums)
    _take_trips(rows, trips)
    return best


class _Rows(NamedTuple):
    service: Int32Array
    impedance: Int32Array
    length_m: Float64Array
    extra: Float64Array


@kernel
def _take_departures(
    best: _Rows,
    departures: Departures,
    label: Int32Array,
    impedance: Int32Array,
    sums: Float64Array,
) -> None:
    for at in range(len(departures.origin)):
        node = departures.node[at]
        for slot in range(label.shape[1]):
            if label[node, slot] >= 0:
                _take(
                    best,
                    departures.origin[at],
                    label[node, slot],
                    impedance[node, slot] + departures.impedance[at],
                    sums[node, slot, 0] + departures.length_m[at],
                    sums[node, slot, 1],
                )


@kernel
def _take_trips(best: _Rows, trips: Trips) -> None:
    for at in range(len(trips.origin)):
        _take(
            best,
            trips.origin[at],
            trips.service[at],
            trips.impedance[at],
            trips.length_m[at],
            0.0,
        )


@kernel
def _take(  # noqa: PLR0917 (a kernel: an offer has these parts)
    best: _Rows, origin: int, service: int, impedance: int, length_m: float, extra: float
) -> None:
    """Put an offer among the best of an origin; of equal ones the first stays."""
    of_service, of_impedance = best.service[origin], best.impedance[origin]
    last = len(of_service) - 1
    place = last
    for slot in range(last + 1):
        if of_service[slot] == service:
            place = slot
            break
    if of_service[place] == service:
        if impedance > of_impedance[place] or (
            impedance == of_impedance[place] and length_m >= best.length_m[origin, place]
        ):
            return
    elif of_service[last] >= 0 and (
        impedance > of_impedance[last]
        or (impedance == of_impedance[last] and service > of_service[last])
    ):
        return
    while place > 0 and (
        of_impedance[place - 1] > impedance
        or (of_impedance[place - 1] == impedance and of_service[place - 1] > service)
    ):
        of_service[place], of_impedance[place] = of_service[place - 1], of_impedance[place - 1]
        best.length_m[origin, place] = best.length_m[origin, place - 1]
        best.extra[origin, place] = best.extra[origin, place - 1]
        place -= 1
    of_service[place], of_impedance[place] = service, impedance
    best.length_m[origin, place], best.extra[origin, place] = length_m, extra
