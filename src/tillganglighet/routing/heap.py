"""A queue of (key, item) pairs, smallest key first: a heap with four children to a parent.

Four children instead of two halve the depth, and the four keys share a cache line.
Equal keys come out in no promised order; no search may depend on it.
"""

from tillganglighet.routing.arrays import Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel

CHILDREN = 4


@kernel
def push(keys: Int64Array, items: Int32Array, size: int, key: int, item: int) -> int:
    """Add a pair to the first `size` places of the arrays; return the new size."""
    place = size
    while place > 0:
        parent = (place - 1) // CHILDREN
        if keys[parent] <= key:
            break
        keys[place] = keys[parent]
        items[place] = items[parent]
        place = parent
    keys[place] = key
    items[place] = item
    return size + 1


@kernel
def pop(keys: Int64Array, items: Int32Array, size: int) -> int:
    """Remove the pair at place 0, which the caller has read; return the new size."""
    size -= 1
    key, item = keys[size], items[size]
    place = 0
    while True:
        child = CHILDREN * place + 1
        if child >= size:
            break
        for other in range(child + 1, min(child + CHILDREN, size)):
            if keys[other] < keys[child]:
                child = other
        if keys[child] >= key:
            break
        keys[place] = keys[child]
        items[place] = items[child]
        place = child
    keys[place] = key
    items[place] = item
    return size
