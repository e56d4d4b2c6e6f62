"""Isochrones of sixteen points in one sweep, leaving out every subtree that none can reach."""

from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.customise import Metric
from tillganglighet.routing.packed import LABEL, SHIFT
from tillganglighet.routing.topology import ROOT
from tillganglighet.units import UNREACHED

LANES = 16  # points in one sweep: sixteen int32 are a cache line


class Tree(NamedTuple):
    """What the sweep needs of the topology."""

    parent: Int32Array
    size: Int32Array
    first: Int32Array
    high: Int32Array


Scratch = tuple[Int32Array, Int32Array]  # the row of each rank, -1 for none; LANES to a row


@kernel
def sweep_within(
    metric: Metric,
    tree: Tree,
    starts: tuple[Int32Array, Int32Array, Int32Array],
    limit: int,
    scratch: Scratch,
) -> Int32Array:
    """Fill a row of distances for each rank that may be within the limit; return those ranks.

    Parameters
    ----------
    starts : three of (n,) int32
        Rank, lane and impedance of each start.
    """
    row, distance = scratch
    visited = np.empty(len(row), np.int32)
    count = _climb_lanes(metric, tree, starts, scratch, visited)
    is_near = np.zeros(len(row), np.bool_)
    own = np.empty(LANES, np.int32)
    low = len(row) - 1
    while low >= 0:
        if row[low] < 0:
            # Whoever enters this subtree passes one of these; no start lies inside it.
            pair, end = tree.first[low], tree.first[low + 1]
            while pair < end and not is_near[tree.high[pair]]:
                pair += 1
            if pair == end:
                low -= tree.size[low]
                continue
            row[low] = count
            visited[count] = low
            distance[count * LANES : count * LANES + LANES] = UNREACHED
            count += 1
        begin = row[low] * LANES
        own[:] = distance[begin : begin + LANES]
        for place in range(metric.down.first[low], metric.down.first[low + 1]):
            step = metric.down.step[place]
            other = row[step & LABEL] * LANES
            above, impedance = distance[other : other + LANES], np.int32(step >> SHIFT)
            for lane in range(LANES):
                own[lane] = min(own[lane], np.int32(above[lane] + impedance))
        distance[begin : begin + LANES] = own
        is_near[low] = own.min() <= limit
        low -= 1
    return visited[:count]


@kernel
def _climb_lanes(
    metric: Metric,
    tree: Tree,
    starts: tuple[Int32Array, Int32Array, Int32Array],
    scratch: Scratch,
    visited: Int32Array,
) -> int:
    """Give a row to every rank above a start, and carry the starts up; return how many."""
    row, distance = scratch
    count = 0
    for start in range(len(starts[0])):
        low = starts[0][start]
        while low != ROOT and row[low] < 0:
            row[low] = count
            visited[count] = low
            distance[count * LANES : count * LANES + LANES] = UNREACHED
            count += 1
            low = tree.parent[low]
    for start in range(len(starts[0])):
        low, lane = starts[0][start], starts[1][start]
        begin = row[low] * LANES + lane
        distance[begin] = min(distance[begin], starts[2][start])
    for start in range(len(starts[0])):
        low, lane = starts[0][start], starts[1][start]
        while low != ROOT:
            climbed = distance[row[low] * LANES + lane]
            if climbed < UNREACHED:
                for place in range(metric.up.first[low], metric.up.first[low + 1]):
                    step = metric.up.step[place]
                    other = row[step & LABEL] * LANES + lane
                    distance[other] = min(distance[other], climbed + (step >> SHIFT))
            low = tree.parent[low]
    return count


@kernel
def collect(
    rank: Int32Array, visited: Int32Array, limit: int, scratch: Scratch
) -> tuple[Int32Array, Int32Array, Int64Array]:
    """Return nodes and impedances lane by lane, nodes ascending, and where each lane starts.

    Leaves the scratch without rows, ready for the next sweep.
    """
    row, distance = scratch
    first = np.zeros(LANES + 1, np.int64)
    for place in range(len(visited)):
        for lane in range(LANES):
            first[lane + 1] += distance[place * LANES + lane] <= limit
    for lane in range(LANES):
        first[lane + 1] += first[lane]
    nodes, impedances = np.empty(first[-1], np.int32), np.empty(first[-1], np.int32)
    free = first.copy()
    for node in range(len(rank)):
        if row[rank[node]] >= 0:
            for lane in range(LANES):
                reached = distance[row[rank[node]] * LANES + lane]
                if reached <= limit:
                    nodes[free[lane]] = node
                    impedances[free[lane]] = reached
                    free[lane] += 1
    for low in visited:
        row[low] = ROOT
    return nodes, impedances, first
