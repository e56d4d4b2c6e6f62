"""One travel time taken apart: every leg of the way, and what each of them costs.

The way is the one whose kilometres are published. Its time is found again by a search that knows
only this village and this service, so that both can be compared to the millisecond.
"""

from dataclasses import dataclass, fields
from enum import IntEnum
from itertools import groupby

import numpy as np
import numpy.typing as npt
import shapely
from shapely.ops import substring

from tillganglighet.accessibility.travel.metric import Entries, Metric, arriving, direct, leaving
from tillganglighet.network.roads import Roads
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.nearest import nearest
from tillganglighet.routing.route import route
from tillganglighet.routing.ways import quickest_ways
from tillganglighet.units import KPH_PER_MPS, MS_PER_S, UNREACHED

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]
Int64Array = npt.NDArray[np.int64]


class LegKind(IntEnum):
    """What a leg of a way is."""

    ACCESS = 0  # off the road, between a place and where it meets the road
    ROAD = 1
    FERRY = 2
    GATE = 3  # from private roads to public ones or back: one millisecond, to settle ties


@dataclass(frozen=True)
class Legs:
    """The legs of a way from a village to a service, in the order they are travelled.

    Parameters
    ----------
    kind : (leg_count,) int8
        `LegKind`.
    lane : (leg_count,) int32
        Twice the road, plus one if driven backward; -1 off the road and at a gate.
    length_m : (leg_count,) float64
    time_ms : (leg_count,) int64
        They sum to the travel time.
    wait_ms : (leg_count,) int64
        Of `time_ms`: the expected wait before a ferry.
    added_ms : (leg_count,) int64
        Of `time_ms`: what signals, signs, junctions and bends add to length and speed.
    speed_kph : (leg_count,) float64
        By the rules; nan for ferries and gates.
    line : (leg_count,) object
        shapely lines in the network's CRS, in the direction of travel; None for a gate.
    """

    kind: npt.NDArray[np.int8]
    lane: Int32Array
    length_m: FloatArray
    time_ms: Int64Array
    wait_ms: Int64Array
    added_ms: Int64Array
    speed_kph: FloatArray
    line: npt.NDArray[np.object_]

    def __len__(self) -> int:
        """Return the number of legs."""
        return len(self.kind)

    @property
    def crossing_waits_ms(self) -> list[int]:
        """Return the wait before each crossing by ferry; 0 where the data give no interval."""
        runs = groupby(
            zip(self.kind.tolist(), self.wait_ms.tolist(), strict=True), lambda leg: leg[0]
        )
        return [sum(wait for _, wait in run) for kind, run in runs if kind == LegKind.FERRY]


@dataclass(frozen=True)
class Explanation:
    """A travel time with its legs.

    Parameters
    ----------
    legs : Legs
    recomputed_ms : int
        What a search for this village and this service alone finds.
    """

    legs: Legs
    recomputed_ms: int


@dataclass(frozen=True)
class _Part:
    """A part of a lane that is driven, from one place on the road to another."""

    lane: int
    begin: float
    end: float
    time_ms: int


def explain(
    metric: Metric, village: Snapping, service: Snapping, ends: tuple[FloatArray, FloatArray]
) -> Explanation | None:
    """Return the way from one village to one service, or None where there is none.

    Parameters
    ----------
    metric : Metric
        Travel time.
    village, service : Snapping
        One point each.
    ends : tuple of (2,) float64
        x and y of the village and of the service.
    """
    start, end = leaving(metric, village), arriving(metric, service)
    alone = route(metric.graph, start.as_ends(1), end.as_ends(1)).impedance
    onward = direct(metric, village, service)
    on_one_road = int(onward.impedance.min(initial=UNREACHED))
    least = min(alone, on_one_road)
    if least >= UNREACHED:
        return None
    parts = (
        [_part_on_one_road(metric, village, service)]
        if on_one_road <= alone
        else _parts(metric, village, service, start, end)
    )
    return Explanation(_legs(metric, village, service, ends, parts), least)


def _part_on_one_road(metric: Metric, village: Snapping, service: Snapping) -> _Part:
    begin, end = float(village.fraction[0]), float(service.fraction[0])
    lane = 2 * int(village.road[0]) + (end < begin)
    if begin == end and metric.lane[lane] == UNREACHED:
        lane += 1
    return _Part(lane, begin, end, int(np.rint(abs(end - begin) * metric.lane[lane])))


def _parts(
    metric: Metric, village: Snapping, service: Snapping, start: Entries, end: Entries
) -> list[_Part]:
    """Return the lanes driven, in full but for the first and the last one."""
    network, seeds = metric.network, end.as_seeds()
    edge_m = np.where(network.lane < 0, 0.0, network.roads.length_m[network.lane >> 1])
    found = nearest(metric.graph, seeds)
    ways = quickest_ways(metric.graph, found, seeds, edge_m[:, None], end.length_m[:, None])
    total = found.impedance[start.node, 0].astype(np.int64) + start.impedance
    metres = ways.sums[start.node, 0, 0] + start.length_m
    first = int(np.lexsort((metres, total))[0])
    edges = ways.edges_from(metric.graph, found, int(start.node[first]), 0)
    node = int(network.head[edges[-1]]) if len(edges) else int(start.node[first])
    at_node = np.flatnonzero((end.node == node) & (end.impedance == found.impedance[node, 0]))
    last = int(at_node[np.argmin(end.length_m[at_node])])

    parts = []
    if (lane := int(start.lane[first])) >= 0:
        begin = float(village.fraction[0])
        time = int(start.impedance[first] - village.access_ms[0])
        parts.append(_Part(lane, begin, float(1 - (lane & 1)), time))
    for edge in edges.tolist():
        lane = int(network.lane[edge])
        parts.append(
            _Part(lane, float(lane & 1), float(1 - (lane & 1)), int(metric.graph.impedance[edge]))
        )
    if (lane := int(end.lane[last])) >= 0:
        time = int(end.impedance[last] - service.access_ms[0])
        parts.append(_Part(lane, float(lane & 1), float(service.fraction[0]), time))
    return parts


def _legs(
    metric: Metric,
    village: Snapping,
    service: Snapping,
    ends: tuple[FloatArray, FloatArray],
    parts: list[_Part],
) -> Legs:
    roads = metric.network.roads
    access_kph = metric.network.access_speed_kph
    on_road = [_place(roads, each) for each in (village, service)]
    return _joined(
        [
            _access_leg(village, shapely.LineString([ends[0], on_road[0]]), access_kph),
            *(_leg(roads, part) for part in parts),
            _access_leg(service, shapely.LineString([on_road[1], ends[1]]), access_kph),
        ]
    )


def _place(roads: Roads, point: Snapping) -> FloatArray:
    line = roads.lines(point.road)[0]
    place = shapely.line_interpolate_point(line, point.fraction[0], normalized=True)
    return np.array([place.x, place.y])


def _access_leg(point: Snapping, line: shapely.LineString, speed_kph: float) -> tuple[object, ...]:
    length_m, time_ms = float(point.access_distance_m[0]), int(point.access_ms[0])
    return (LegKind.ACCESS, -1, length_m, time_ms, 0, 0, speed_kph, line)


def _leg(roads: Roads, part: _Part) -> tuple[object, ...]:
    """Return the fields of a leg, in the order of `Legs`."""
    if part.lane < 0:
        return (LegKind.GATE, -1, 0.0, part.time_ms, 0, 0, np.nan, None)
    road, use = part.lane >> 1, roads.uses[roads.use[part.lane >> 1]]
    share = abs(part.end - part.begin)
    length_m = float(roads.length_m[road]) * share
    line = None
    if roads.has_line[road]:
        line = substring(roads.lines(np.array([road]))[0], part.begin, part.end, normalized=True)
    if use.is_ferry:
        wait = _wait_ms(roads, part.lane) if share else 0
        return (LegKind.FERRY, part.lane, length_m, part.time_ms, wait, 0, np.nan, line)
    speed = (use.forward_kph, use.backward_kph)[part.lane & 1] or max(
        use.forward_kph, use.backward_kph
    )
    whole_ms = max(round(float(roads.length_m[road]) * KPH_PER_MPS / speed * MS_PER_S), 1)
    added = part.time_ms - round(whole_ms * share)
    return (LegKind.ROAD, part.lane, length_m, part.time_ms, 0, added, speed, line)


def _wait_ms(roads: Roads, lane: int) -> int:
    """Return the wait of a ferry lane that begins ashore, where other roads meet it."""
    begins = (roads.from_node, roads.to_node)[lane & 1][lane >> 1]
    ashore = ~roads.is_ferry
    meets = (roads.from_node[ashore] == begins) | (roads.to_node[ashore] == begins)
    return round(roads.uses[roads.use[lane >> 1]].wait_s * MS_PER_S) if meets.any() else 0


def _joined(legs: list[tuple[object, ...]]) -> Legs:
    kinds = (np.int8, np.int32, np.float64, np.int64, np.int64, np.int64, np.float64, object)
    columns = {}
    for field, kind, values in zip(fields(Legs), kinds, zip(*legs, strict=True), strict=True):
        columns[field.name] = np.empty(len(legs), dtype=kind)
        columns[field.name][:] = values
    return Legs(**columns)
