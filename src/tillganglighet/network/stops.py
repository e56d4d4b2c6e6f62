"""What signals, signs and junctions cost: seconds on the lanes that drive into them."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from tillganglighet.network.cut import Pieces
from tillganglighet.network.extract import Tags
from tillganglighet.network.rules.stops import Stop, interpret_stop, road_rank
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.units import MS_PER_S

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]

ROADS_OF_A_JUNCTION = 3


def stop_delays_ms(
    pieces: Pieces,
    node_tags: Mapping[int, Tags],
    uses: Sequence[WayUse],
    use: Int32Array,
    delay: Mapping[str, float],
) -> Int32Array:
    """Return (piece_count, 2) milliseconds forward and backward, 0 or more.

    Parameters
    ----------
    pieces : Pieces
    node_tags : mapping of int to Tags
        By position in the extract's nodes.
    uses, use : sequence of WayUse, (piece_count,) int32
        What each piece is.
    delay : mapping
        `delay` of the profile, seconds.
    """
    seconds = np.zeros((len(use), 2))
    if any(delay.values()):
        rank = np.array([-1 if each.is_ferry else road_rank(each.highway) for each in uses])[use]
        rank[pieces.is_gate] = -1
        seconds += _at_signs(pieces, node_tags, delay)
        seconds += delay["turn_s"] * _changes_of_rank(pieces, rank)[:, None]
        seconds[rank < 0] = 0
    return np.rint(seconds * MS_PER_S).astype(np.int32)


def _at_signs(
    pieces: Pieces, node_tags: Mapping[int, Tags], delay: Mapping[str, float]
) -> FloatArray:
    """Return the seconds at signals and signs along each lane and at its end."""
    stops = {at: stop for at, tags in node_tags.items() if (stop := interpret_stop(tags))}
    place = np.flatnonzero(np.isin(pieces.point, np.fromiter(stops, np.int32, len(stops))))
    piece = np.searchsorted(pieces.first_point, place, side="right") - 1
    seconds = np.zeros((len(pieces.way), 2))
    for at, number in zip(place.tolist(), piece.tolist(), strict=True):
        stop = stops[int(pieces.point[at])]
        before = at - int(pieces.first_point[number])
        behind = int(pieces.first_point[number + 1]) - 1 - at
        cost = delay[f"{stop.kind}_s"]
        if before and _meets(stop, "forward", nearer=behind <= before):
            seconds[number, 0] += cost
        if behind and _meets(stop, "backward", nearer=before <= behind):
            seconds[number, 1] += cost
    return seconds


def _meets(stop: Stop, direction: str, *, nearer: bool) -> bool:
    """Tell whether one who drives in a direction meets the sign.

    A signal without a direction is for all. A sign without one is for those who come to the
    junction that it stands at: the nearer end of the piece, as counted in points.
    """
    if stop.direction:
        return stop.direction in {direction, "both"}
    return stop.kind == "traffic_signal" or nearer


def _changes_of_rank(pieces: Pieces, rank: npt.NDArray[np.int_]) -> FloatArray:
    """Return (piece_count,) at how many of its ends, 0 to 2, it meets a road of higher rank."""
    is_road = rank >= 0
    ends = np.concatenate([pieces.from_node[is_road], pieces.to_node[is_road]])
    degree = np.bincount(ends, minlength=len(pieces.node))
    highest = np.full(len(pieces.node), -1)
    np.maximum.at(highest, ends, np.tile(rank[is_road], 2))
    both = np.stack([pieces.from_node, pieces.to_node])
    is_lesser = (rank > 0) & (rank < highest[both]) & (degree[both] >= ROADS_OF_A_JUNCTION)
    return np.asarray(is_lesser.sum(axis=0), dtype=np.float64)
