"""A network seen through one impedance, and how points on its roads meet the graph."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tillganglighet.network.layers import Layer
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.ends import Ends, Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Hierarchy
from tillganglighet.routing.hierarchy import Network as SearchNetwork
from tillganglighet.units import CM_PER_M, UNREACHED

Int32Array = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Metric:
    """What a search minimises: milliseconds of travel time, or centimetres of length.

    Parameters
    ----------
    graph : Graph
        The network's edges under this impedance.
    search : Graph or Hierarchy
        What searches walk: the graph as it is, or prepared.
    lane : (2 * road_count,) int32
        Impedance of each whole lane; `UNREACHED` where barred.
    is_time : bool
        Milliseconds if true, else centimetres.
    """

    network: Network
    graph: Graph
    search: SearchNetwork
    lane: Int32Array
    is_time: bool

    def access(self, snapping: Snapping) -> Int32Array:
        """Return (point_count,) the impedance of each access leg."""
        if self.is_time:
            return snapping.access_ms
        metres = np.where(snapping.road < 0, 0.0, snapping.access_distance_m)
        centimetres: Int32Array = np.rint(metres * CM_PER_M).astype(np.int32)
        return centimetres

    @cached_property
    def edge_sums(self) -> FloatArray:
        """What is summed along a way, (edge_count, 2) float64: metres, and 1 on a ferry."""
        lane = self.network.lane
        metres = np.where(lane < 0, 0.0, self.network.roads.length_m[lane >> 1])
        return np.column_stack([metres, self.network.edge_is_ferry])


def travel_time(network: Network, prepared: Hierarchy | None = None) -> Metric:
    """Return the metric of the quickest way, in milliseconds, perhaps prepared for searches."""
    graph = Graph(network.first_out, network.head, network.travel_time_ms)
    lane = network.roads.travel_time_ms.ravel()
    return Metric(network, graph, prepared or graph, lane, is_time=True)


def length(network: Network, prepared: Hierarchy | None = None) -> Metric:
    """Return the metric of the shortest drivable way, in centimetres, perhaps prepared."""
    graph = Graph(network.first_out, network.head, network.length_cm)
    roads = network.roads
    whole = np.repeat(np.maximum(np.rint(roads.length_m * CM_PER_M), 1), 2).astype(np.int32)
    barred = roads.travel_time_ms.ravel() == UNREACHED
    lane = np.where(barred, np.int32(UNREACHED), whole)
    return Metric(network, graph, prepared or graph, lane, is_time=False)


@dataclass(frozen=True)
class Entries:
    """How points meet the graph: one row for each point, lane and copy of the lane.

    Parameters
    ----------
    point : (n,) int32
        Index of the point, ascending.
    node : (n,) int32
    impedance : (n,) int32
        Between point and node, the access leg included.
    length_m : (n,) float64
        The same in metres.
    lane : (n,) int32
        The lane between them; -1 where the point lies at the node.
    """

    point: Int32Array
    node: Int32Array
    impedance: Int32Array
    length_m: FloatArray
    lane: Int32Array

    def as_ends(self, count: int) -> Ends:
        """Return the entries as origins or destinations of an OD matrix."""
        return Ends(self.point, self.node, self.impedance, count)

    def as_seeds(self) -> Seeds:
        """Return the entries as services to be found, labelled by the index of the point."""
        return Seeds(self.node, self.impedance, self.point)


def leaving(metric: Metric, points: Snapping) -> Entries:
    """Return how journeys leave the points: along each lane of the road, to its head."""
    along = _lanes(metric, points, ahead=True)
    edge = metric.network.leaving_edge[along.lane]
    at, node = _copies_at(metric.network, points)
    may_begin = metric.network.layer[node] != Layer.ARRIVING
    at, node = at[may_begin], node[may_begin]
    # Copies ascend, so the first one is the one that remembers no turn.
    at, first = np.unique(at, return_index=True)
    return _in_order(
        _entries(metric, points, along, metric.network.head[edge]),
        _at_nodes(metric, points, at, node[first]),
    )


def arriving(metric: Metric, points: Snapping) -> Entries:
    """Return how journeys arrive at the points: along each lane, from every copy of its tail."""
    along = _lanes(metric, points, ahead=False)
    first = metric.network.first_arriving
    nth, edge = _each(first[along.lane], first[along.lane + 1])
    along = _Along(along.point[nth], along.lane[nth], along.part[nth])
    return _in_order(
        _entries(metric, points, along, metric.network.arriving_tail[edge]),
        _at_nodes(metric, points, *_copies_at(metric.network, points)),
    )


class _Along(NamedTuple):
    """Points on lanes, and the part of the lane between the point and its head (or tail)."""

    point: Int32Array
    lane: Int32Array
    part: FloatArray


def _lanes(metric: Metric, points: Snapping, *, ahead: bool) -> _Along:
    """Return the open lanes of points that are not at a node, up to the head or the tail."""
    met = np.flatnonzero((points.road >= 0) & ~_is_at_node(points))
    point = np.repeat(met, 2).astype(np.int32)
    backward = np.tile([0, 1], len(met))
    lane = (2 * points.road[point] + backward).astype(np.int32)
    open_lane = metric.lane[lane] < UNREACHED
    point, lane, backward = point[open_lane], lane[open_lane], backward[open_lane]
    fraction = points.fraction[point]
    return _Along(point, lane, np.where(backward == ahead, fraction, 1.0 - fraction))


def _entries(metric: Metric, points: Snapping, along: _Along, node: Int32Array) -> Entries:
    point, lane, part = along
    # Rounded once, as a function of lane and place on it alone.
    partial = np.rint(part * metric.lane[lane]).astype(np.int32)
    return Entries(
        point=point,
        node=node,
        impedance=partial + metric.access(points)[point],
        length_m=part * metric.network.roads.length_m[lane >> 1] + points.access_distance_m[point],
        lane=lane,
    )


def _is_at_node(points: Snapping) -> npt.NDArray[np.bool_]:
    return np.asarray((points.fraction == 0.0) | (points.fraction == 1.0))


def _copies_at(network: Network, points: Snapping) -> tuple[Int32Array, Int32Array]:
    """Return point and node: for each point at a node every copy where it is met.

    On a public road those are the public copies, else those of the private roads.
    """
    at = np.flatnonzero((points.road >= 0) & _is_at_node(points)).astype(np.int32)
    roads, road = network.roads, points.road[at]
    place = np.where(points.fraction[at] == 0.0, roads.from_node[road], roads.to_node[road])
    first, copy = network.copies
    nth, copies = _each(first[place], first[place + 1])
    node = copy[copies]
    is_met = (network.layer[node] == Layer.PUBLIC) == roads.is_public[road][nth]
    return at[nth][is_met], node[is_met]


def _each(first: Int32Array, after: Int32Array) -> tuple[Int32Array, Int32Array]:
    """Return range and member for every member of the ranges `first .. after - 1`."""
    count = after - first
    nth = np.repeat(np.arange(len(count), dtype=np.int32), count)
    within = np.arange(len(nth), dtype=np.int32) - np.repeat(np.cumsum(count) - count, count)
    return nth, (first[nth] + within).astype(np.int32)


def _at_nodes(metric: Metric, points: Snapping, point: Int32Array, node: Int32Array) -> Entries:
    return Entries(
        point=point,
        node=node,
        impedance=metric.access(points)[point],
        length_m=points.access_distance_m[point],
        lane=np.full(len(point), -1, dtype=np.int32),
    )


def _in_order(along: Entries, at_nodes: Entries) -> Entries:
    """Return both, by ascending point."""
    order = np.argsort(np.concatenate([along.point, at_nodes.point]), kind="stable")
    return Entries(
        point=np.concatenate([along.point, at_nodes.point])[order],
        node=np.concatenate([along.node, at_nodes.node])[order],
        impedance=np.concatenate([along.impedance, at_nodes.impedance])[order],
        length_m=np.concatenate([along.length_m, at_nodes.length_m])[order],
        lane=np.concatenate([along.lane, at_nodes.lane])[order],
    )


@dataclass(frozen=True)
class Direct:
    """Trips that stay on one road, which pass no node of the graph.

    Parameters
    ----------
    origin, destination : (n,) int32
    impedance : (n,) int32
        Access legs included.
    length_m : (n,) float64
    """

    origin: Int32Array
    destination: Int32Array
    impedance: Int32Array
    length_m: FloatArray


def direct(metric: Metric, origins: Snapping, destinations: Snapping) -> Direct:
    """Return every trip between an origin and a destination on the same road, if it is allowed."""
    by_road = np.argsort(destinations.road, kind="stable")
    roads = destinations.road[by_road]
    first = np.searchsorted(roads, origins.road, side="left")
    count = np.where(origins.road < 0, 0, np.searchsorted(roads, origins.road, "right") - first)
    origin = np.repeat(np.arange(len(origins)), count).astype(np.int32)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    destination = by_road[np.repeat(first, count) + within].astype(np.int32)

    road = origins.road[origin]
    part = destinations.fraction[destination] - origins.fraction[origin]
    lane = 2 * road + (part < 0)
    # At the very same place either direction will do.
    lane = np.where((part == 0) & (metric.lane[lane] == UNREACHED), lane + 1, lane)
    drivable = metric.lane[lane] < UNREACHED
    origin, destination, road = origin[drivable], destination[drivable], road[drivable]
    part, lane = np.abs(part[drivable]), lane[drivable]
    legs = metric.access(origins)[origin] + metric.access(destinations)[destination]
    return Direct(
        origin=origin,
        destination=destination,
        impedance=np.rint(part * metric.lane[lane]).astype(np.int32) + legs,
        length_m=part * metric.network.roads.length_m[road]
        + origins.access_distance_m[origin]
        + destinations.access_distance_m[destination],
    )
