"""Cut ways into pieces at junctions and barriers; nodes in between become mere points."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.network.extract import RoadExtract
from tillganglighet.network.findings import Findings
from tillganglighet.network.rules.passage import Passage

Int64Array = npt.NDArray[np.int64]
Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Pieces:
    """Ways cut at every node where a journey can choose, begin to be barred, or end.

    Parameters
    ----------
    way : (piece_count,) int64
        Position of the way in the extract.
    from_node, to_node : (piece_count,) int32
        Piece ends, numbered from 0; a barrier has one node for each piece that meets it.
    first_point : (piece_count + 1,) int64
        Points of each piece in `point`.
    point : (point_count,) int32
        Position of the point in the extract's nodes.
    is_gate : (piece_count,) bool
        A piece without extent that joins the parted nodes of a private barrier.
    node : (node_count,) int32
        Position of each node in the extract's nodes.
    """

    way: Int64Array
    from_node: Int32Array
    to_node: Int32Array
    first_point: Int64Array
    point: Int32Array
    is_gate: npt.NDArray[np.bool_]
    node: Int32Array


def cut_ways(
    extract: RoadExtract,
    ways: Int64Array,
    barriers: Mapping[int, Passage],
    findings: Findings,
) -> Pieces:
    """Cut the given ways (positions in the extract) into pieces.

    A way is cut where it meets itself or another, at its ends, where the extract lacks a node,
    at barriers and at the nodes of turn restrictions. Contraction never crosses from one way to
    the next, so that a piece has one set of tags and a road can later be closed or explained.
    """
    point, way, is_start = _runs(extract, ways, findings)
    is_end = np.append(is_start[1:], True)[: len(point)]
    is_cut = _cut_here(extract, point, is_start | is_end, barriers)

    start = np.flatnonzero(is_cut & ~is_end)
    stop = np.flatnonzero(is_cut & ~is_start)
    count = stop - start + 1
    first_point = np.concatenate([[0], np.cumsum(count)])
    within = np.arange(first_point[-1]) - np.repeat(first_point[:-1], count)
    pieces = Pieces(
        way=way[start],
        from_node=point[start],
        to_node=point[stop],
        first_point=first_point,
        point=point[np.repeat(start, count) + within],
        is_gate=np.zeros(len(start), dtype=bool),
        node=np.arange(len(extract.node_id), dtype=np.int32),
    )
    return _numbered_from_zero(_part_at_barriers(pieces, barriers))


def _runs(
    extract: RoadExtract, ways: Int64Array, findings: Findings
) -> tuple[Int32Array, Int64Array, npt.NDArray[np.bool_]]:
    """Return points, their ways, and where a new run begins: at a way, or after a lacking node."""
    count = np.diff(extract.first_ref)[ways]
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    point = extract.ref[np.repeat(extract.first_ref[ways], count) + within]
    way = np.repeat(ways, count)
    present = point >= 0
    is_start = (within == 0) | np.append(True, ~present[:-1])[: len(point)]
    findings.add_ways("node_missing", extract.way_id[np.unique(way[~present])], (~present).sum())

    point, way, is_start = point[present], way[present], is_start[present]
    repeated = ~is_start & np.append(False, point[1:] == point[:-1])[: len(point)]
    findings.add_ways("node_repeated", extract.way_id[np.unique(way[repeated])], repeated.sum())
    point, way, is_start = point[~repeated], way[~repeated], is_start[~repeated]

    alone = is_start & np.append(is_start[1:], True)[: len(point)]
    whole = np.isin(ways, way[~alone])
    findings.add_ways("way_too_short", extract.way_id[ways[~whole]])
    return point[~alone], way[~alone], is_start[~alone]


def _cut_here(
    extract: RoadExtract,
    point: Int32Array,
    is_tip: npt.NDArray[np.bool_],
    barriers: Mapping[int, Passage],
) -> npt.NDArray[np.bool_]:
    uses = np.bincount(point, minlength=len(extract.node_id))
    is_junction = uses > 1
    is_junction[np.fromiter(barriers, np.int64, len(barriers))] = True
    via = np.array([node for each in extract.restrictions for node in each.via_nodes], np.int64)
    is_junction |= np.isin(extract.node_id, via)
    return np.asarray(is_tip | is_junction[point])


def _part_at_barriers(pieces: Pieces, barriers: Mapping[int, Passage]) -> Pieces:
    """Give every piece end at a barrier a node of its own; join them again by private gates."""
    barred = np.fromiter(barriers, np.int32, len(barriers))
    ends = np.stack([pieces.from_node, pieces.to_node])
    parted = np.isin(ends, barred)
    new_nodes = len(pieces.node) + np.arange(parted.sum(), dtype=np.int32)
    barrier_of_new = ends[parted]
    way_of_new = np.broadcast_to(pieces.way, ends.shape)[parted]
    ends[parted] = new_nodes

    gated = np.array([barriers[int(node)] == Passage.PRIVATE for node in barrier_of_new], bool)
    gate_count = int(gated.sum())
    return Pieces(
        way=np.concatenate([pieces.way, way_of_new[gated]]),
        from_node=np.concatenate([ends[0], new_nodes[gated]]),
        to_node=np.concatenate([ends[1], barrier_of_new[gated]]),
        first_point=np.concatenate(
            [pieces.first_point, pieces.first_point[-1] + 1 + np.arange(gate_count)]
        ),
        point=np.concatenate([pieces.point, barrier_of_new[gated]]),
        is_gate=np.concatenate([pieces.is_gate, np.ones(gate_count, dtype=bool)]),
        node=np.concatenate([pieces.node, barrier_of_new]),
    )


def _numbered_from_zero(pieces: Pieces) -> Pieces:
    """Give numbers to the nodes that pieces end at only, in the order of the extract."""
    both = np.concatenate([pieces.from_node, pieces.to_node])
    used, number = np.unique(both, return_inverse=True)
    ends: Int32Array = number.astype(np.int32)
    return Pieces(
        way=pieces.way,
        from_node=ends[: len(pieces.way)],
        to_node=ends[len(pieces.way) :],
        first_point=pieces.first_point,
        point=pieces.point,
        is_gate=pieces.is_gate,
        node=pieces.node[used],
    )
