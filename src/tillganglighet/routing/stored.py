"""A hierarchy as one flat set of arrays, to be kept on disk and mapped into memory."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.errors import RegionError
from tillganglighet.routing.arrays import Int32Array, Int64Array, plain
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.customise import Metric, Steps
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Hierarchy
from tillganglighet.routing.topology import Topology

REMEDY = "the prepared roads do not belong to this network: build the region again"

# Fowler, Noll and Vo's 64-bit numbers, the offset as a signed one.
FNV_OFFSET = 0xCBF29CE484222325 - (1 << 64)
FNV_PRIME = 0x100000001B3


@dataclass(frozen=True, eq=False)
class StoredHierarchy:
    """Everything that is prepared, beside the graph itself.

    Parameters
    ----------
    node, rank, parent, size, first, high, pair : int32
        As in `Topology`.
    up_first, down_first : (node_count + 1,) int32
        As in `Steps`.
    up_step, down_step : (step_count,) int64
        As in `Steps`.
    checksum : (3,) int64
        Of the graph's three arrays.
    """

    node: Int32Array
    rank: Int32Array
    parent: Int32Array
    size: Int32Array
    first: Int32Array
    high: Int32Array
    pair: Int32Array
    up_first: Int32Array
    up_step: Int64Array
    down_first: Int32Array
    down_step: Int64Array
    checksum: Int64Array


def to_arrays(hierarchy: Hierarchy) -> StoredHierarchy:
    """Return the prepared arrays, without the graph."""
    topology, (up, down) = hierarchy.topology, hierarchy.metric
    return StoredHierarchy(
        **vars(topology),
        up_first=up.first,
        up_step=up.step,
        down_first=down.first,
        down_step=down.step,
        checksum=_checksum(hierarchy.graph),
    )


def from_arrays(graph: Graph, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Hierarchy:
    """Return the hierarchy of a graph from the arrays that were kept.

    Arrays mapped copy-on-write (`mmap_mode="c"`) are used as they lie on disk and shared by all
    processes; read-only ones are copied. The arrays are checked against the graph and each
    other by their sizes and the checksum of the graph; opening takes milliseconds.

    Raises
    ------
    RegionError
        An array is missing, or does not fit the graph; the message names it.
    """
    nodes, edges = graph.node_count, graph.edge_count
    lengths = {"node": nodes, "rank": nodes, "parent": nodes, "size": nodes, "pair": edges}
    lengths |= dict.fromkeys(("first", "up_first", "down_first"), nodes + 1) | {"checksum": 3}
    names = list(StoredHierarchy.__dataclass_fields__)
    for name in names:
        if name not in arrays:
            raise RegionError(f"{name} is missing; {REMEDY}")
        count, expected = len(arrays[name]), lengths.get(name, len(arrays[name]))
        if count != expected:
            raise RegionError(f"{name} has {count} values, expected {expected}; {REMEDY}")
    for first, values in (("first", "high"), ("up_first", "up_step"), ("down_first", "down_step")):
        count, expected = len(arrays[values]), arrays[first][-1]
        if count != expected:
            raise RegionError(f"{values} has {count} values, expected {expected}; {REMEDY}")
    if not np.array_equal(arrays["checksum"], _checksum(graph)):
        raise RegionError(f"checksum differs from that of the roads; {REMEDY}")

    topology = Topology(*(plain(arrays[name], np.int32) for name in names[:7]))
    up = Steps(plain(arrays["up_first"], np.int32), plain(arrays["up_step"], np.int64))
    down = Steps(plain(arrays["down_first"], np.int32), plain(arrays["down_step"], np.int64))
    return Hierarchy(graph, topology, Metric(up, down))


def _checksum(graph: Graph) -> Int64Array:
    return np.array([_hash(values) for values in graph.csr], np.int64)


@kernel
def _hash(values: Int32Array) -> int:
    """Return the FNV-1a hash of whole numbers, much faster than a checksum of their bytes."""
    hashed = FNV_OFFSET
    for value in values:
        hashed = (hashed ^ value) * FNV_PRIME  # wraps around
    return hashed
