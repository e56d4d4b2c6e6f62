"""Which roads may carry a journey through, and which only begin or end one."""

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from tillganglighet.network.rules.passage import Passage

Int32Array = npt.NDArray[np.int32]
Connection = Literal["weak", "strong"]
_BOTH: tuple[Connection, Connection] = ("weak", "strong")


def enclosed_as_private(
    from_node: Int32Array,
    to_node: Int32Array,
    passage: npt.NDArray[np.int8],
    length_m: npt.NDArray[np.float64],
) -> npt.NDArray[np.int8]:
    """Return passages in which public roads that need private ones to tie them on are private.

    A hamlet behind an enskild väg may have public streets; as a public network of its own nobody
    could reach it, since private roads carry no journey through. Neither could one leave a
    one-way street that goes on as `destination`. Of the public networks that private roads tie
    together the longest stays public: first of networks that hang together at all, then of those
    in which one can drive to and fro. Roads that nothing leads back from stay public.

    Parameters
    ----------
    from_node, to_node : (road_count,) int32
    passage : (road_count, 2) int8
    length_m : (road_count,) float64

    Returns
    -------
    (road_count, 2) int8
    """
    for connection in _BOTH:
        enclosed = _enclosed(from_node, to_node, passage, length_m, connection)
        closed = enclosed[:, None] & (passage == Passage.PUBLIC)
        passage = np.where(closed, np.int8(Passage.PRIVATE), passage)
    return passage


def _enclosed(
    from_node: Int32Array,
    to_node: Int32Array,
    passage: npt.NDArray[np.int8],
    length_m: npt.NDArray[np.float64],
    connection: Connection,
) -> npt.NDArray[np.bool_]:
    """Return (road_count,) bool: public, and tied to the main public network by private roads."""
    node_count = int(max(from_node.max(initial=-1), to_node.max(initial=-1))) + 1
    lanes = (from_node, to_node, node_count, connection)
    public = _networks(passage == Passage.PUBLIC, *lanes)
    whole = _networks(passage != Passage.BARRED, *lanes)

    is_public = (passage == Passage.PUBLIC).any(axis=1)
    is_inside = is_public & (public[from_node] == public[to_node])
    inside = public[from_node[is_inside]]
    length = np.bincount(inside, length_m[is_inside], minlength=node_count)
    whole_of = np.zeros(node_count, dtype=np.int32)
    whole_of[inside] = whole[from_node[is_inside]]
    networks = np.unique(inside)
    # Longest first within each whole; the lowest number breaks ties.
    order = np.lexsort([networks, -length[networks], whole_of[networks]])
    _, first = np.unique(whole_of[networks][order], return_index=True)
    is_main = np.zeros(node_count, dtype=bool)
    is_main[networks[order][first]] = True
    # A road from one network to another is enclosed if the way back leads over private roads.
    stays = np.where(is_inside, is_main[public[from_node]], whole[from_node] != whole[to_node])
    return np.asarray(is_public & ~stays)


def _networks(
    is_open: npt.NDArray[np.bool_],
    from_node: Int32Array,
    to_node: Int32Array,
    node_count: int,
    connection: Connection,
) -> Int32Array:
    """Return (node_count,) numbers, equal where (road_count, 2) open lanes connect the nodes."""
    forward, backward = is_open.T
    tail = np.concatenate([from_node[forward], to_node[backward]])
    head = np.concatenate([to_node[forward], from_node[backward]])
    matrix = coo_matrix(
        (np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(node_count, node_count)
    )
    return np.asarray(connected_components(matrix, connection=connection)[1], dtype=np.int32)
