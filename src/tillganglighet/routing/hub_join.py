"""The OD matrix by joining at hubs, the ranks above both an origin and a destination.

A shortest way climbs from the origin to some hub and falls from it to the destination. The
destinations below one hub are neighbours in the order of ranks, so each hub keeps its impedances
to them side by side, and each origin adds them to its own impedances to its hubs: additions and
minima on contiguous numbers, which processors do sixteen at a time.
"""

from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import BoolArray, Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.customise import Metric, Steps
from tillganglighet.routing.ends import Entries
from tillganglighet.routing.packed import LABEL, SHIFT
from tillganglighet.routing.topology import ROOT
from tillganglighet.units import UNREACHED


class Hubs(NamedTuple):
    """The impedances from each hub to the destination entries below it.

    Attributes
    ----------
    parent : (node_count,) int32
        The rank above each rank.
    place : (node_count,) int32
        The hub of each rank, -1 for none.
    entry : (hub_count,) int32
        The first entry below each hub, in the order of ranks.
    first : (hub_count + 1,) int64
        Where the impedances of each hub start.
    impedance : (n,) int32
        From the hub, over falling steps alone; `UNREACHED` if there is no such way.
    """

    parent: Int32Array
    place: Int32Array
    entry: Int32Array
    first: Int64Array
    impedance: Int32Array


@kernel
def gather_hubs(
    down: Steps, parent: Int32Array, size: Int32Array, ranks: Int32Array, partial: Int32Array
) -> Hubs:
    """Return the hubs of entries whose ranks ascend."""
    place = np.full(len(parent), ROOT, np.int32)
    ascending = np.empty(len(parent), np.int32)
    hub_count = 0
    for low in ranks:
        rank = low
        while rank != ROOT and place[rank] < 0:
            place[rank] = hub_count
            ascending[hub_count] = rank
            hub_count += 1
            rank = parent[rank]
    entry = np.empty(hub_count, np.int32)
    first = np.zeros(hub_count + 1, np.int64)
    for hub in range(hub_count):
        rank = ascending[hub]
        entry[hub] = np.searchsorted(ranks, rank - size[rank] + 1)
        first[hub + 1] = first[hub] + np.searchsorted(ranks, rank + 1) - entry[hub]

    impedance = np.full(first[-1], UNREACHED, np.int32)
    distance = np.full(len(parent), UNREACHED, np.int32)
    for number in range(len(ranks)):
        distance[ranks[number]] = partial[number]
        climb(down, parent, ranks[number], distance)
        rank = ranks[number]
        while rank != ROOT:
            hub = place[rank]
            impedance[first[hub] + number - entry[hub]] = distance[rank]
            distance[rank] = UNREACHED
            rank = parent[rank]
    return Hubs(parent, place, entry, first, impedance)


@kernel
def climb(steps: Steps, parent: Int32Array, low: int, distance: Int32Array) -> None:
    """Carry distances from a rank up to all above it."""
    while low != ROOT:
        if distance[low] < UNREACHED:
            for place in range(steps.first[low], steps.first[low + 1]):
                high = steps.step[place] & LABEL
                beyond = distance[low] + (steps.step[place] >> SHIFT)
                distance[high] = min(distance[high], beyond)
        low = parent[low]


@kernel
def join_rows(
    metric: Metric, origins: Entries, hubs: Hubs, column: Int32Array, matrix: Int32Array
) -> None:
    """Lower the matrix; `origins` are ranks, `column` is the destination of each entry.

    The matrix comes full of the longest impedance that counts, plus one.
    """
    distance = np.full(len(hubs.parent), UNREACHED, np.int32)
    is_needed = np.zeros(len(hubs.parent), np.bool_)
    best = np.empty(len(column), np.int32)
    for row in range(matrix.shape[0]):
        best[:] = UNREACHED
        too_far = matrix[row].max() if len(column) else 0
        entries = range(origins.first[row], origins.first[row + 1])
        for entry in entries:
            low = origins.node[entry]
            distance[low] = min(distance[low], origins.impedance[entry])
        for entry in entries:
            climb(metric.up, hubs.parent, origins.node[entry], distance)
        for entry in entries:
            _find_needed(metric.down, hubs.parent, origins.node[entry], distance, is_needed)
        for entry in entries:
            low = origins.node[entry]
            while low != ROOT:
                if is_needed[low] and hubs.place[low] >= 0 and distance[low] < too_far:
                    _join(hubs, hubs.place[low], distance[low], best)
                distance[low] = UNREACHED
                is_needed[low] = False
                low = hubs.parent[low]
        for entry in range(len(column)):
            matrix[row, column[entry]] = min(matrix[row, column[entry]], best[entry])


@kernel
def _find_needed(
    down: Steps, parent: Int32Array, low: int, distance: Int32Array, is_needed: BoolArray
) -> None:
    """Mark the ranks that are not reached as fast by falling from a higher one."""
    path = [low]
    while parent[path[-1]] != ROOT:
        path.append(parent[path[-1]])
    for rank in path[::-1]:
        falling = UNREACHED
        for place in range(down.first[rank], down.first[rank + 1]):
            step = down.step[place]
            falling = min(falling, distance[step & LABEL] + (step >> SHIFT))
        is_needed[rank] = distance[rank] < falling
        distance[rank] = min(distance[rank], falling)


@kernel
def _join(hubs: Hubs, hub: int, climbed: int, best: Int32Array) -> None:
    begin, count = hubs.first[hub], hubs.first[hub + 1] - hubs.first[hub]
    to_hub = np.int32(climbed)
    from_hub = hubs.impedance[begin : begin + count]
    own = best[hubs.entry[hub] : hubs.entry[hub] + count]
    for place in range(count):
        own[place] = min(own[place], np.int32(to_hub + from_hub[place]))
