"""An impedance and a label in one number, so that the smaller number is the better answer.

The impedance stands in the upper half of an int64, the label in the lower: the minimum of two
packed numbers is the nearer service, and of two equally near ones that with the smaller label.
"""

import numpy as np

from tillganglighet.routing.arrays import Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.units import UNREACHED

SHIFT = 32
LABEL = (1 << SHIFT) - 1  # the lower half
EMPTY = UNREACHED << SHIFT  # what lies farther away is not less than this


def pack(impedance: Int32Array, label: Int32Array) -> Int64Array:
    """Return impedance and label as packed numbers, int64 of the same shape."""
    return (impedance.astype(np.int64) << SHIFT) | label


@kernel
def offer(best: Int64Array, start: int, k: int, candidate: int) -> bool:
    """Put a candidate among the k best of different labels, which ascend from `start`.

    Returns
    -------
    bool
        Whether it is among them now and was not before.
    """
    if candidate >= best[start + k - 1]:
        return False
    place = start + k - 1
    for slot in range(start, start + k):
        if best[slot] & LABEL == candidate & LABEL:
            if best[slot] <= candidate:
                return False
            place = slot
            break
    while place > start and best[place - 1] > candidate:
        best[place] = best[place - 1]
        place -= 1
    best[place] = candidate
    return True


@kernel
def holds(best: Int64Array, start: int, k: int, packed: int) -> bool:
    """Return whether a packed number is among the k from `start`."""
    slot = start
    while slot < start + k and best[slot] != packed:
        slot += 1
    return slot < start + k
