"""Roads that go on as one line, from crossing to crossing."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tillganglighet.domain.places import FloatArray
from tillganglighet.network.network import Network
from tillganglighet.network.roads import Roads

Int32Array = npt.NDArray[np.int32]

_ENDS = 2
_EQUAL_M = 1e-6  # points nearer than this are one


def joined_roads(
    network: Network, road: Int32Array, amount: FloatArray, width: npt.NDArray[np.int8]
) -> Int32Array:
    """Return the line of each road, numbered by the first road in it.

    Parameters
    ----------
    network : Network
    road : (n,) int32
        The roads to join, ascending, each with a line.
    amount, width : (n,)
        What they carry, and its class.
    """
    first, second = _going_on(network, road, amount, width)
    joined = coo_array((np.ones(len(first)), (first, second)), shape=(len(road), len(road)))
    _, line = connected_components(joined, directed=False)
    _, where, number = np.unique(line, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(where))[number].astype(np.int32)


def _going_on(
    network: Network, road: Int32Array, amount: FloatArray, width: npt.NDArray[np.int8]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return pairs of roads that go on as one line at a node; each end is in one pair at most.

    Of those of one class of width that meet, the busiest pair goes first, then the straightest.
    """
    roads, count = network.roads, len(road)
    node = np.concatenate([roads.from_node[road], roads.to_node[road]])
    start, after = roads.first_point[road], roads.first_point[road + 1]
    point = np.concatenate([start, after - 1])
    away = _directions(roads, point, np.concatenate([start + 1, after - 2]))
    by_node = np.argsort(node, kind="stable")
    meeting = np.split(by_node, np.flatnonzero(np.diff(node[by_node])) + 1)
    pairs = [pair for ends in meeting for pair in combinations(ends.tolist(), 2)]
    one, other = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    same = (width[one % count] == width[other % count]) & (one % count != other % count)
    one, other = one[same], other[same]
    turn = (away[one] * away[other]).sum(axis=1)  # -1 straight on, 1 back again
    least = np.minimum(amount[one % count], amount[other % count])
    is_free, kept = np.ones(2 * count, dtype=np.bool_), []
    for pair in np.lexsort((other, one, turn, -least)).tolist():
        if is_free[one[pair]] and is_free[other[pair]]:
            is_free[[one[pair], other[pair]]] = False
            kept.append(pair)
    return one[kept] % count, other[kept] % count


def _directions(
    roads: Roads, point: npt.NDArray[np.int64], towards: npt.NDArray[np.int64]
) -> FloatArray:
    """Return (point_count, 2) float64: one metre from each point towards another."""
    step = np.column_stack([roads.x[towards] - roads.x[point], roads.y[towards] - roads.y[point]])
    direction: FloatArray = step / np.maximum(np.hypot(*step.T), _EQUAL_M)[:, None]
    return direction


def loose_ends(network: Network, road: Int32Array, line_of: Int32Array) -> npt.NDArray[np.bool_]:
    """Return (line_count,) bool: the line has an end where no other kept road goes on."""
    roads = network.roads
    ends = np.concatenate([roads.from_node[road], roads.to_node[road]])
    alone = np.bincount(ends, minlength=len(roads.node_id))[ends] < _ENDS
    is_loose = np.zeros(line_of.max(initial=-1) + 1, dtype=bool)
    is_loose[np.tile(line_of, 2)[alone]] = True
    return is_loose


def one_line(network: Network, road: Int32Array) -> shapely.Geometry:
    """Return the roads as one line; of a figure that is no line, the longest part."""
    merged = shapely.line_merge(shapely.multilinestrings(network.roads.lines(road)))
    parts = shapely.get_parts(merged)
    longest: shapely.Geometry = parts[int(np.argmax(shapely.length(parts)))]
    return longest
