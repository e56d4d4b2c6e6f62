"""Which roads hang together, and which are mere fragments beside a real network."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

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
    node_count = int(max(from_node.max(initial=-1), to_node.max(initial=-1))) + 1
    ahead, back = (passage != Passage.BARRED).T
    tail = np.concatenate([from_node[ahead], to_node[back]])
    head = np.concatenate([to_node[ahead], from_node[back]])
    matrix = coo_matrix(
        (np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(node_count, node_count)
    )
    _, of_node = connected_components(matrix, directed=True, connection="strong")
    of_road = np.where(of_node[from_node] == of_node[to_node], of_node[from_node], -1)

    inside = of_road >= 0
    length = np.bincount(of_road[inside], length_m[inside], minlength=node_count)
    first_node = np.full(node_count, node_count)
    np.minimum.at(first_node, of_node, np.arange(node_count))
    number = np.empty(node_count, dtype=np.int32)
    number[np.lexsort([first_node, -length])] = np.arange(node_count)
    return np.where(inside, number[of_road], -1).astype(np.int32)


def is_fragment(
    network_of_road: Int32Array,
    length_m: npt.NDArray[np.float64],
    first_point: npt.NDArray[np.int64],
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
) -> npt.NDArray[np.bool_]:
    """Return (road_count,) bool: the road's network is short and close to one that is not.

    Points of the roads stand for them: road pieces are cut at curves and junctions often enough.
    """
    inside = network_of_road >= 0
    length = np.bincount(network_of_road[inside], length_m[inside], minlength=1)
    is_short = np.where(inside, length[network_of_road] < FRAGMENT_LENGTH_M, True)  # noqa: FBT003 (numpy takes it by position)
    if is_short.all() or not is_short.any():
        return np.zeros(len(length_m), dtype=bool)

    road_of_point = np.repeat(np.arange(len(length_m)), np.diff(first_point))
    finite = np.isfinite(x) & np.isfinite(y)
    short_point = is_short[road_of_point] & finite
    real = cKDTree(np.column_stack([x, y])[~is_short[road_of_point] & finite])
    gap, _ = real.query(np.column_stack([x, y])[short_point], distance_upper_bound=FRAGMENT_GAP_M)
    nearest = np.full(len(length_m), np.inf)
    np.minimum.at(nearest, road_of_point[short_point], gap)
    of_network = np.full(int(network_of_road.max()) + 1, np.inf)
    np.minimum.at(of_network, network_of_road[inside], nearest[inside])
    close = np.where(inside, of_network[network_of_road], nearest) <= FRAGMENT_GAP_M
    return np.asarray(is_short & close)
