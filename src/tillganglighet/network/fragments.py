"""Which roads hang together, and which are mere fragments beside a real network."""

from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.passage import Passage

Int32Array = npt.NDArray[np.int32]

# A network shorter than this that lies nearer than that to a longer one is a parking aisle nobody
# tied to the street, or a stub cut off by the extract; both are far smaller in practice, while the
# roads of an inhabited island are longer or farther away. Our own choice, beside R5's 40 nodes and
# OpenTripPlanner's 10: length and distance do not change when somebody adds points to a curve.
FRAGMENT_LENGTH_M = 1_000.0
FRAGMENT_GAP_M = 300.0


def networks(
    from_node: Int32Array,
    to_node: Int32Array,
    passage: npt.NDArray[np.int8],
    length_m: npt.NDArray[np.float64],
) -> Int32Array:
    """Return the strongly connected network of each road, 0 the longest, -1 between networks.

    From every road of a network every other one can be reached and returned from, private roads
    counted as any other.
    """
    ahead, back = (passage != Passage.BARRED).T
    tail = np.concatenate([from_node[ahead], to_node[back]])
    head = np.concatenate([to_node[ahead], from_node[back]])
    of_node = _connected(tail, head, "strong")
    of_road = np.where(of_node[from_node] == of_node[to_node], of_node[from_node], -1)
    return _by_length(of_road, of_node, length_m)


def components(
    from_node: Int32Array, to_node: Int32Array, length_m: npt.NDArray[np.float64]
) -> Int32Array:
    """Return the component of each road, 0 the longest: all that hangs together somehow."""
    of_node = _connected(from_node, to_node, "weak")
    return _by_length(of_node[from_node], of_node, length_m)


def _connected(
    tail: Int32Array, head: Int32Array, connection: Literal["weak", "strong"]
) -> Int32Array:
    node_count = int(max(tail.max(initial=-1), head.max(initial=-1))) + 1
    matrix = coo_matrix(
        (np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(node_count, node_count)
    )
    _, of_node = connected_components(matrix, directed=True, connection=connection)
    return np.asarray(of_node, dtype=np.int32)


def _by_length(
    of_road: Int32Array, of_node: Int32Array, length_m: npt.NDArray[np.float64]
) -> Int32Array:
    """Return the roads' parts numbered by falling length; their first nodes settle ties."""
    count = int(of_node.max(initial=-1)) + 1
    inside = of_road >= 0
    length = np.bincount(of_road[inside], length_m[inside], minlength=count)
    first_node = np.full(count, len(of_node))
    np.minimum.at(first_node, of_node, np.arange(len(of_node)))
    number = np.empty(count, dtype=np.int32)
    number[np.lexsort((first_node, -length))] = np.arange(count)
    return np.where(inside, number[of_road], -1).astype(np.int32)


def is_short(
    network_of_road: Int32Array, length_m: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Return (road_count,) bool: the road's network is short, or it leads between networks."""
    inside = network_of_road >= 0
    length = np.bincount(network_of_road[inside], length_m[inside], minlength=1)
    return np.asarray(~inside | (length[network_of_road] < FRAGMENT_LENGTH_M))


def is_fragment(component_of_road: Int32Array, roads: Roads) -> npt.NDArray[np.bool_]:
    """Return (road_count,) bool: the road is untied, in a short component close to a longer one.

    Parameters
    ----------
    component_of_road : (road_count,) int32
        As from `components`.
    roads : Roads
    """
    short = is_short(component_of_road, roads.length_m)
    if short.all() or not short.any():
        return np.zeros(len(roads), dtype=bool)
    stubs = np.flatnonzero(short & roads.has_line).astype(np.int32)
    real = np.flatnonzero(~short & roads.has_line).astype(np.int32)
    near, _ = shapely.STRtree(roads.lines(real)).query(
        roads.lines(stubs), predicate="dwithin", distance=FRAGMENT_GAP_M
    )
    is_near = np.zeros(int(component_of_road.max()) + 1, dtype=bool)
    is_near[component_of_road[stubs[near]]] = True
    return np.asarray(short & is_near[component_of_road])
