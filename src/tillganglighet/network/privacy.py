"""Which roads may carry a journey through, and which only begin or end one."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tillganglighet.network.rules.passage import Passage

Int32Array = npt.NDArray[np.int32]


def enclosed_as_private(
    from_node: Int32Array,
    to_node: Int32Array,
    passage: npt.NDArray[np.int8],
    length_m: npt.NDArray[np.float64],
) -> npt.NDArray[np.int8]:
    """Return passages in which public roads that only private ones tie to the rest are private.

    A hamlet behind an enskild väg may have public streets; as a public network of its own nobody
    could reach it, since private roads carry no journey through. Of the public networks that
    private roads tie together, the longest stays public.

    Parameters
    ----------
    from_node, to_node : (road_count,) int32
    passage : (road_count, 2) int8
    length_m : (road_count,) float64

    Returns
    -------
    (road_count, 2) int8
    """
    node_count = int(max(from_node.max(initial=-1), to_node.max(initial=-1))) + 1
    is_public = (passage == Passage.PUBLIC).any(axis=1)
    is_used = (passage != Passage.BARRED).any(axis=1)
    public = _component(from_node[is_public], to_node[is_public], node_count)
    joined = _component(from_node[is_used], to_node[is_used], node_count)

    public_of_road = public[from_node[is_public]]
    length = np.bincount(public_of_road, length_m[is_public], minlength=node_count)
    whole = np.zeros(node_count, dtype=np.int64)
    whole[public_of_road] = joined[from_node[is_public]]
    networks = np.unique(public_of_road)
    # Longest first within each whole; the lowest number breaks ties.
    order = np.lexsort([networks, -length[networks], whole[networks]])
    _, first = np.unique(whole[networks][order], return_index=True)
    is_main = np.zeros(node_count, dtype=bool)
    is_main[networks[order][first]] = True

    enclosed = is_public.copy()
    enclosed[is_public] = ~is_main[public_of_road]
    return np.where(
        enclosed[:, None] & (passage == Passage.PUBLIC), np.int8(Passage.PRIVATE), passage
    )


def _component(from_node: Int32Array, to_node: Int32Array, node_count: int) -> Int32Array:
    matrix = coo_matrix(
        (np.ones(len(from_node), dtype=np.int8), (from_node, to_node)),
        shape=(node_count, node_count),
    )
    return np.asarray(connected_components(matrix, directed=False)[1], dtype=np.int32)
