"""The part of the hierarchy that depends on the impedances: what each pair costs, up and down.

First every pair is lowered to the best way over lower ranks, from the bottom up; a shortest way
then exists that only climbs and afterwards only falls. Next, from the top down, pairs are
compared with ways over higher ranks, and those that no shortest way needs are left out.
"""

from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import BoolArray, Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.packed import SHIFT
from tillganglighet.routing.topology import NO_PAIR, Topology
from tillganglighet.units import UNREACHED


class Steps(NamedTuple):
    """The pairs that shortest ways need, in one direction, grouped by the lower rank.

    Attributes
    ----------
    first : (node_count + 1,) int32
        The steps of a rank are `first[rank] .. first[rank + 1] - 1`.
    step : (step_count,) int64
        The impedance in the upper half, the higher rank in the lower half.
    """

    first: Int32Array
    step: Int64Array


class Metric(NamedTuple):
    """The steps from lower ranks `up` to higher ones, and `down` from higher ranks to lower."""

    up: Steps
    down: Steps


def customise(topology: Topology, impedance: Int32Array) -> Metric:
    """Return the steps for these impedances.

    Parameters
    ----------
    topology : Topology
        Of the network.
    impedance : (edge_count,) int32
        Zero to `UNREACHED`, which closes an edge.
    """
    if len(impedance) != len(topology.pair):
        raise ValueError(
            f"impedance has {len(impedance)} values for the {len(topology.pair)} edges of the"
            " topology; build the topology anew"
        )
    first, high = topology.first, topology.high
    up, down = np.full_like(high, UNREACHED), np.full_like(high, UNREACHED)
    _lay_edges(topology.pair, impedance, up, down)
    _relax_upwards(first, high, up, down)
    keep_up, keep_down = _needed(first, high, up, down)
    return Metric(_steps(first, high, up, keep_up), _steps(first, high, down, keep_down))


def _steps(first: Int32Array, high: Int32Array, impedance: Int32Array, keep: BoolArray) -> Steps:
    step = np.empty(np.count_nonzero(keep), np.int64)
    return Steps(_gather(first, high, impedance, keep, step), step)


@kernel
def _lay_edges(pair: Int32Array, impedance: Int32Array, up: Int32Array, down: Int32Array) -> None:
    for edge in range(len(pair)):
        if pair[edge] >= 0:
            up[pair[edge]] = min(up[pair[edge]], impedance[edge])
        elif pair[edge] != NO_PAIR:
            down[-1 - pair[edge]] = min(down[-1 - pair[edge]], impedance[edge])


@kernel
def _relax_upwards(first: Int32Array, high: Int32Array, up: Int32Array, down: Int32Array) -> None:
    """Lower the pair (x, y) to the way over any low rank joined with both."""
    for low in range(len(first) - 1):
        for x in range(first[low], first[low + 1]):
            pair = first[high[x]]
            for y in range(x + 1, first[low + 1]):
                while high[pair] != high[y]:
                    pair += 1
                up[pair] = min(up[pair], down[x] + up[y])
                down[pair] = min(down[pair], down[y] + up[x])


@kernel
def _needed(
    first: Int32Array, high: Int32Array, up: Int32Array, down: Int32Array
) -> tuple[BoolArray, BoolArray]:
    """Return which pairs are shorter than any way over higher ranks, up and down.

    A pair as long as such a way is left out too, but only where the part of the way between
    the higher ranks has a length: else two pairs could each be left out for the other. Doubled
    impedances, lowered by one for a way with such a part, turn both rules into one comparison.
    """
    best_up, best_down = up.copy(), down.copy()
    keep_up, keep_down = np.empty(len(up), np.bool_), np.empty(len(up), np.bool_)
    widest = np.diff(first).max() if len(first) > 1 else 0
    above, below = np.empty(widest, np.int64), np.empty(widest, np.int64)  # doubled
    for low in range(len(first) - 2, -1, -1):
        begin, count = first[low], first[low + 1] - first[low]
        for x in range(count):
            above[x], below[x] = 2 * up[begin + x], 2 * down[begin + x]
        for x in range(count):
            pair = first[high[begin + x]]
            for y in range(x + 1, count):
                while high[pair] != high[begin + y]:
                    pair += 1
                level_up = 2 * best_up[pair] - (best_up[pair] > 0)
                level_down = 2 * best_down[pair] - (best_down[pair] > 0)
                above[x] = min(above[x], _even(above[y]) + level_down)
                above[y] = min(above[y], _even(above[x]) + level_up)
                below[x] = min(below[x], _even(below[y]) + level_up)
                below[y] = min(below[y], _even(below[x]) + level_down)
        for x in range(count):
            pair = begin + x
            best_up[pair], best_down[pair] = _even(above[x]) // 2, _even(below[x]) // 2
            keep_up[pair] = above[x] == 2 * up[pair] and up[pair] < UNREACHED
            keep_down[pair] = below[x] == 2 * down[pair] and down[pair] < UNREACHED
    return keep_up, keep_down


@kernel
def _even(doubled: int) -> int:
    return (doubled + 1) & ~1


@kernel
def _gather(
    first: Int32Array, high: Int32Array, impedance: Int32Array, keep: BoolArray, step: Int64Array
) -> Int32Array:
    """Fill the steps and return where those of each rank start."""
    first_step = np.zeros_like(first)
    end = 0
    for low in range(len(first) - 1):
        for pair in range(first[low], first[low + 1]):
            if keep[pair]:
                step[end] = (np.int64(impedance[pair]) << SHIFT) | high[pair]
                end += 1
        first_step[low + 1] = end
    return first_step
