"""The nearest services of all nodes by two sweeps through the ranks, upwards and downwards.

Every shortest way towards a service climbs and then falls. Seen from the services, the first
sweep carries answers up against the steps that fall, to the ranks above the services; the
second carries them down against the steps that climb, to everybody.

References
----------
D. Delling, A. V. Goldberg, A. Nowatzyk, R. F. Werneck: PHAST: hardware-accelerated shortest
path trees. JPDC 73, 2013, doi:10.1016/j.jpdc.2012.02.007
"""

import numpy as np

from tillganglighet.routing.arrays import BoolArray, Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.customise import Metric
from tillganglighet.routing.packed import EMPTY, LABEL, SHIFT, offer
from tillganglighet.units import UNREACHED

LANES = 4  # categories in one sweep: four packed numbers are half a cache line


def empty_answers(count: int) -> Int64Array:
    """Return an array full of `EMPTY`, made by numpy, which asks for large memory pages."""
    return np.full(count, EMPTY, np.int64)


@kernel
def sweep_nearest(
    metric: Metric, seed_rank: Int32Array, packed: Int64Array, best: Int64Array
) -> None:
    """Fill the best packed (impedance, label) of every rank, (node_count,) int64."""
    up, down = metric
    for seed in range(len(seed_rank)):
        best[seed_rank[seed]] = min(best[seed_rank[seed]], packed[seed])
    for low in range(len(best)):
        if best[low] < EMPTY:
            for place in range(down.first[low], down.first[low + 1]):
                high = down.step[place] & LABEL
                best[high] = min(best[high], best[low] + (down.step[place] - high))
    for low in range(len(best) - 1, -1, -1):
        own = best[low]
        for place in range(up.first[low], up.first[low + 1]):
            high = up.step[place] & LABEL
            own = min(own, best[high] + (up.step[place] - high))
        best[low] = own


@kernel
def sweep_lanes(
    metric: Metric,
    seed_rank: Int32Array,
    seed_lane: Int32Array,
    packed: Int64Array,
    best: Int64Array,
) -> None:
    """Fill the best of every rank in each of `LANES` categories, (node_count * LANES,) int64.

    `best` may hold anything before: rows are emptied when they are first needed.
    """
    up, down = metric
    is_above = np.zeros(len(up.first) - 1, np.bool_)
    for seed in range(len(seed_rank)):
        _empty_row(best, is_above, seed_rank[seed])
        place = seed_rank[seed] * LANES + seed_lane[seed]
        best[place] = min(best[place], packed[seed])
    for low in range(len(is_above)):
        if is_above[low]:
            own = low * LANES
            a, b, c, d = best[own], best[own + 1], best[own + 2], best[own + 3]
            for place in range(down.first[low], down.first[low + 1]):
                high = down.step[place] & LABEL
                impedance = down.step[place] - high
                _empty_row(best, is_above, high)
                for lane, answer in enumerate((a, b, c, d)):
                    other = high * LANES + lane
                    best[other] = min(best[other], answer + impedance)
    for low in range(len(is_above) - 1, -1, -1):
        # Written out, so that the four lanes stay in registers.
        own = low * LANES
        a = b = c = d = EMPTY
        if is_above[low]:
            a, b, c, d = best[own], best[own + 1], best[own + 2], best[own + 3]
        for place in range(up.first[low], up.first[low + 1]):
            high = up.step[place] & LABEL
            impedance = up.step[place] - high
            other = high * LANES
            a, b = min(a, best[other] + impedance), min(b, best[other + 1] + impedance)
            c, d = min(c, best[other + 2] + impedance), min(d, best[other + 3] + impedance)
        best[own], best[own + 1], best[own + 2], best[own + 3] = a, b, c, d


@kernel
def _empty_row(best: Int64Array, is_above: BoolArray, rank: int) -> None:
    if not is_above[rank]:
        is_above[rank] = True
        best[rank * LANES : rank * LANES + LANES] = EMPTY


@kernel
def sweep_k_nearest(
    metric: Metric, seed_rank: Int32Array, packed: Int64Array, k: int, best: Int64Array
) -> None:
    """Fill the k best of different labels of every rank, (node_count * k,) int64."""
    up, down = metric
    for seed in range(len(seed_rank)):
        offer(best, seed_rank[seed] * k, k, packed[seed])
    for low in range(len(up.first) - 1):
        if best[low * k] < EMPTY:
            for place in range(down.first[low], down.first[low + 1]):
                _offer_all(best, low, down.step[place] & LABEL, k, down.step[place])
    for low in range(len(up.first) - 2, -1, -1):
        for place in range(up.first[low], up.first[low + 1]):
            _offer_all(best, up.step[place] & LABEL, low, k, up.step[place])


@kernel
def _offer_all(best: Int64Array, giver: int, taker: int, k: int, step: int) -> None:
    """Offer a rank's answers to another; they ascend, so the first one too far ends it."""
    impedance = step - (step & LABEL)
    for slot in range(giver * k, giver * k + k):
        if best[slot] + impedance >= best[taker * k + k - 1]:
            return
        offer(best, taker * k, k, best[slot] + impedance)


@kernel
def unpack(
    best: Int64Array, rows: Int32Array, limit: int, impedance: Int32Array, label: Int32Array
) -> None:
    """Write some rows of answers into tables `[row, slot]`; -1 beyond the limit."""
    for row in range(len(rows)):
        start = rows[row] * impedance.shape[1]
        for slot in range(impedance.shape[1]):
            answer = best[start + slot]
            near = answer >> SHIFT <= limit
            impedance[row, slot] = answer >> SHIFT if near else UNREACHED
            label[row, slot] = answer & LABEL if near else -1


@kernel
def unpack_lanes(
    best: Int64Array, rows: Int32Array, limit: int, impedance: Int32Array, label: Int32Array
) -> None:
    """Do as `unpack` for `LANES` slots, written out: the rows lie far apart in memory."""
    for row in range(len(rows)):
        own = rows[row] * LANES
        answers = best[own], best[own + 1], best[own + 2], best[own + 3]
        for slot, answer in enumerate(answers):
            near = answer >> SHIFT <= limit
            impedance[row, slot] = answer >> SHIFT if near else UNREACHED
            label[row, slot] = answer & LABEL if near else -1
