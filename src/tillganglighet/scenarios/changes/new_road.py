"""A new road: junctions where it meets the old ones, and itself between them.

An old road that the new one meets between two junctions is closed, and two pieces of it take its
place; they keep its times together to the millisecond. All else keeps its number, and what is new
comes last.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from shapely.ops import substring

from tillganglighet.errors import UsageError
from tillganglighet.network.crs import ground_length_m, unproject
from tillganglighet.network.layers import Layer
from tillganglighet.network.network import Network
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.network.snapping import Snapper
from tillganglighet.scenarios.changes.changes import AddRoad
from tillganglighet.scenarios.effects.road_times import closed
from tillganglighet.units import KPH_PER_MPS, MS_PER_S, UNREACHED

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]

# How far from a road a drawn line may end and still be meant to meet it.
JOIN_M = 100.0


@dataclass(frozen=True)
class _Piece:
    """A road to be added, and how the graph drives it.

    Parameters
    ----------
    line : (n, 2) float64
    length_m : float
    way_id, use, network : int
    ends : (int, int)
        Its nodes among those of the roads.
    lane_ms : (int, int)
        Forward and backward; `UNREACHED` where barred.
    tails : (Int32Array, Int32Array)
        The nodes of the graph from which each lane is entered.
    heads : (int, int)
        The node of the graph to which it leads.
    is_target : bool
    """

    line: FloatArray
    length_m: float
    way_id: int
    use: int
    network: int
    ends: tuple[int, int]
    lane_ms: tuple[int, int]
    tails: tuple[Int32Array, Int32Array]
    heads: tuple[int, int]
    is_target: bool
    new_use: WayUse | None = None


def with_new_road(network: Network, change: AddRoad, xy: FloatArray) -> Network:
    """Return the network with a new road along a line, (n, 2) float64 in the region's CRS.

    Raises
    ------
    UsageError
        The line has no length, or an end of it meets no road that carries traffic through.
    """
    if len(xy) < 2 or np.ptp(xy, axis=0).max() == 0:  # noqa: PLR2004 (a line has two ends)
        raise UsageError("line: expected two points or more, not all the same")
    ends = []
    for name, end in (("first", xy[0]), ("last", xy[-1])):
        network, node = _junction(network, end, name)
        ends.append(node)
    if ends[0] == ends[1]:
        raise UsageError("line: both ends meet the roads at the same junction")
    return _grown(network, [_new_piece(network, change, xy, (ends[0], ends[1]))], 0)


def _junction(network: Network, end: FloatArray, name: str) -> tuple[Network, int]:
    """Return the network with a node of the roads where the line ends, and that node."""
    roads = network.roads
    through = (roads.passage == Passage.PUBLIC).any(axis=1) & ~roads.is_ferry & roads.has_line
    snapper = Snapper(replace(network, is_target=through))
    met = snapper.snap(end[:1], end[1:], max_access_distance_m=JOIN_M)
    road, fraction = int(met.road[0]), float(met.fraction[0])
    if road < 0 or not through[road]:
        raise UsageError(
            f"line: its {name} point lies more than {JOIN_M:.0f} m from any road that carries "
            "traffic through; begin and end the line on such roads"
        )
    if 0.0 < fraction < 1.0:
        return _split(network, road, fraction)
    return network, int(roads.from_node[road] if fraction == 0.0 else roads.to_node[road])


def _split(network: Network, road: int, fraction: float) -> tuple[Network, int]:
    """Return the network with a road in two pieces, and the node between them."""
    roads = network.roads
    line = roads.lines(np.array([road], dtype=np.int32))[0]
    middle, copy = len(roads.node_id), network.node_count
    through = roads.passage[road] == Passage.PUBLIC
    ahead, back = np.where(through, roads.travel_time_ms[road], UNREACHED).tolist()
    # Together as long as before, and no lane free.
    first_ahead, last_back = (
        _part(ms, share) for ms, share in ((ahead, fraction), (back, 1 - fraction))
    )
    last_ahead, first_back = _rest(ahead, first_ahead), _rest(back, last_back)
    (tails_ahead, head_ahead), (tails_back, head_back) = (
        _lane(network, 2 * road + backward) for backward in (0, 1)
    )
    here = np.array([copy], dtype=np.int32)
    shared = {
        "way_id": int(roads.way_id[road]),
        "use": int(roads.use[road]),
        "network": int(network.network_of_road[road]),
        "is_target": bool(network.is_target[road]),
    }
    pieces = [
        _Piece(
            **shared,  # type: ignore[arg-type] # one value of each kind
            line=shapely.get_coordinates(substring(line, 0.0, fraction, normalized=True)),
            length_m=float(roads.length_m[road]) * fraction,
            ends=(int(roads.from_node[road]), middle),
            lane_ms=(first_ahead, first_back),
            tails=(tails_ahead, here),
            heads=(copy, head_back),
        ),
        _Piece(
            **shared,  # type: ignore[arg-type] # one value of each kind
            line=shapely.get_coordinates(substring(line, fraction, 1.0, normalized=True)),
            length_m=float(roads.length_m[road]) * (1.0 - fraction),
            ends=(middle, int(roads.to_node[road])),
            lane_ms=(last_ahead, last_back),
            tails=(here, tails_back),
            heads=(head_ahead, copy),
        ),
    ]
    return _grown(closed(network, np.array([road], dtype=np.int32)), pieces, 1), middle


def _part(ms: int, share: float) -> int:
    return UNREACHED if ms == UNREACHED else max(1, round(ms * share))


def _rest(ms: int, part: int) -> int:
    return UNREACHED if ms == UNREACHED else max(1, ms - part)


def _lane(network: Network, lane: int) -> tuple[Int32Array, int]:
    """Return from where a lane is entered and where it leads; nothing for a barred one."""
    edge = int(network.leaving_edge[lane])
    if edge < 0:
        return np.empty(0, dtype=np.int32), -1
    begin, end = network.first_arriving[lane : lane + 2]
    return network.arriving_tail[begin:end], int(network.head[edge])


def _new_piece(network: Network, change: AddRoad, xy: FloatArray, ends: tuple[int, int]) -> _Piece:
    roads = network.roads
    copies = [_public_copies(network, node) for node in ends]
    places = np.column_stack(network.places())
    line = np.vstack([places[copies[0][:1]], xy, places[copies[1][:1]]])
    line = line[np.append(True, (np.diff(line, axis=0) != 0).any(axis=1))]
    lon, lat = unproject(line[:, 0], line[:, 1], network.crs)
    length_m = float(ground_length_m(lon, lat, np.array([0, len(line)]))[0])
    whole_ms = max(1, round(length_m * KPH_PER_MPS / change.kph * MS_PER_S))
    joined = np.flatnonzero(np.isin(roads.from_node, ends) | np.isin(roads.to_node, ends))
    return _Piece(
        line=line,
        length_m=length_m,
        way_id=min(int(roads.way_id.min()), 0) - 1,
        use=len(roads.uses),
        network=int(network.network_of_road[joined].max()),
        ends=ends,
        lane_ms=(whole_ms, UNREACHED if change.oneway else whole_ms),
        tails=(copies[0], copies[1]),
        heads=(int(copies[1][0]), int(copies[0][0])),
        is_target=True,
        new_use=_use(change),
    )


def _use(change: AddRoad) -> WayUse:
    return WayUse(
        highway="unclassified",
        forward=Passage.PUBLIC,
        backward=Passage.BARRED if change.oneway else Passage.PUBLIC,
        forward_kph=change.kph,
        backward_kph=0.0 if change.oneway else change.kph,
        speed_rule="scenario",
    )


def _public_copies(network: Network, node: int) -> Int32Array:
    first, copy = network.copies
    copies = copy[first[node] : first[node + 1]]
    return np.asarray(copies[network.layer[copies] == Layer.PUBLIC])


def _grown(network: Network, pieces: Sequence[_Piece], node_count: int) -> Network:
    """Return the network with more roads, and so many more nodes, at its end."""
    roads = network.roads
    tail = np.repeat(np.arange(network.node_count, dtype=np.int32), np.diff(network.first_out))
    edges = [np.column_stack([tail, network.head, network.lane, network.travel_time_ms])]
    leaving = [network.leaving_edge]
    count = len(tail)
    for number, piece in enumerate(pieces, start=len(roads)):
        for backward in (0, 1):
            tails, ms = piece.tails[backward], piece.lane_ms[backward]
            is_open = ms < UNREACHED and len(tails) > 0
            leaving.append(np.array([count if is_open else -1], dtype=np.int32))
            if is_open:
                rest = (piece.heads[backward], 2 * number + backward, ms)
                edges.append(np.column_stack([tails, np.tile(rest, (len(tails), 1))]))
                count += len(tails)
    new_nodes = len(roads.node_id) + np.arange(node_count, dtype=np.int32)
    return _sorted(
        replace(
            network,
            roads=_longer(roads, pieces, node_count),
            road_node=np.append(network.road_node, new_nodes).astype(np.int32),
            layer=np.append(network.layer, np.full(node_count, Layer.PUBLIC)).astype(np.int8),
            is_target=np.append(network.is_target, [each.is_target for each in pieces]),
            network_of_road=np.append(
                network.network_of_road, [each.network for each in pieces]
            ).astype(np.int32),
        ),
        np.vstack(edges).astype(np.int32),
        np.concatenate(leaving),
    )


def _longer(roads: Roads, pieces: Sequence[_Piece], node_count: int) -> Roads:
    points = np.vstack([piece.line for piece in pieces])
    ends = np.cumsum([len(piece.line) for piece in pieces])
    lane_ms = np.array([piece.lane_ms for piece in pieces], dtype=np.int32)
    passage = np.where(lane_ms == UNREACHED, Passage.BARRED, Passage.PUBLIC).astype(np.int8)
    new_ids = min(int(roads.node_id.min()), 0) - 1 - np.arange(node_count)
    return replace(
        roads,
        way_id=np.append(roads.way_id, [each.way_id for each in pieces]),
        from_node=np.append(roads.from_node, [each.ends[0] for each in pieces]).astype(np.int32),
        to_node=np.append(roads.to_node, [each.ends[1] for each in pieces]).astype(np.int32),
        first_point=np.append(roads.first_point, roads.first_point[-1] + ends),
        x=np.append(roads.x, points[:, 0]),
        y=np.append(roads.y, points[:, 1]),
        length_m=np.append(roads.length_m, [each.length_m for each in pieces]),
        use=np.append(roads.use, [each.use for each in pieces]).astype(np.int32),
        uses=roads.uses + tuple(each.new_use for each in pieces if each.new_use is not None),
        passage=np.vstack([roads.passage, passage]),
        travel_time_ms=np.vstack([roads.travel_time_ms, lane_ms]),
        node_id=np.append(roads.node_id, new_ids),
    )


def _sorted(network: Network, edges: Int32Array, leaving: Int32Array) -> Network:
    """Return the network with these edges (tail, head, lane, ms), in the order of a built one."""
    tail, head, lane, ms = edges.T
    order = np.lexsort([head, lane, tail])
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    by_lane = np.argsort(lane, kind="stable")
    first_arriving = np.searchsorted(lane[by_lane], np.arange(2 * len(network.roads) + 1))
    is_step = first_arriving[0]
    return replace(
        network,
        first_out=np.searchsorted(tail[order], np.arange(len(network.road_node) + 1)).astype(
            np.int32
        ),
        head=head[order],
        lane=lane[order],
        travel_time_ms=ms[order],
        leaving_edge=np.where(leaving < 0, -1, place[leaving]).astype(np.int32),
        first_arriving=(first_arriving - is_step).astype(np.int32),
        arriving_tail=tail[by_lane][is_step:],
    )
