"""The network: roads, and the directed graph in which searches walk them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tillganglighet.network.roads import Roads
from tillganglighet.units import CM_PER_M, UNREACHED

Int32Array = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Network:
    """Roads of one profile and the graph made of them.

    A *lane* is one direction of a road: twice the road, plus one if driven backward. An edge of
    the graph is a copy of a lane (private roads and turn restrictions need several), or a step
    between copies of a node (lane -1).

    Parameters
    ----------
    roads : Roads
    crs : str
        CRS of the roads' points, in metres.
    mode : str
        "car", "bicycle" or "foot".
    access_speed_kph : float
        Speed off the road, between a place and where it meets the road.
    first_out : (node_count + 1,) int32
        The edges that leave `node` are `first_out[node] .. first_out[node + 1] - 1`.
    head, lane, travel_time_ms : (edge_count,) int32
        Where each edge leads, which lane it is a copy of, and its milliseconds, at least 1.
    road_node : (node_count,) int32
        The node where roads meet that each node of the graph is a copy of; of its copies in one
        layer the first remembers no turn.
    layer : (node_count,) int8
        The `Layer` of each copy.
    leaving_edge : (2 * road_count,) int32
        The edge on which a journey that begins on the lane leaves it; -1 for a barred lane.
    first_arriving : (2 * road_count + 1,) int32
    arriving_tail : (arriving_count,) int32
        The nodes from which a journey may enter `lane` to end on it:
        `arriving_tail[first_arriving[lane]:first_arriving[lane + 1]]`.
    is_target : (road_count,) bool
        Journeys may begin and end there, and it is no fragment beside a real network.
    network_of_road : (road_count,) int32
        Number of the strongly connected network that the road belongs to, by falling length;
        -1 for a road that leads from one to another.
    """

    roads: Roads
    crs: str
    mode: str
    access_speed_kph: float
    first_out: Int32Array
    head: Int32Array
    lane: Int32Array
    travel_time_ms: Int32Array
    road_node: Int32Array
    layer: npt.NDArray[np.int8]
    leaving_edge: Int32Array
    first_arriving: Int32Array
    arriving_tail: Int32Array
    is_target: npt.NDArray[np.bool_]
    network_of_road: Int32Array

    @property
    def node_count(self) -> int:
        """Return the number of nodes of the graph, copies included."""
        return len(self.first_out) - 1

    @cached_property
    def copies(self) -> tuple[Int32Array, Int32Array]:
        """Return first and copy: `copy[first[road_node]:first[road_node + 1]]`, ascending."""
        copy = np.argsort(self.road_node, kind="stable").astype(np.int32)
        numbers = np.arange(len(self.roads.node_id) + 1)
        return np.searchsorted(self.road_node[copy], numbers).astype(np.int32), copy

    @property
    def length_cm(self) -> Int32Array:
        """Return (edge_count,) int32 centimetres along the ground, at least 1; 1 for a step.

        An edge that is closed in time is closed in length too.
        """
        length = np.maximum(np.rint(self.roads.length_m * CM_PER_M), 1).astype(np.int32)
        open_cm = np.where(self.lane < 0, np.int32(1), length[self.lane >> 1])
        return np.where(self.travel_time_ms == UNREACHED, np.int32(UNREACHED), open_cm)

    @property
    def edge_is_ferry(self) -> npt.NDArray[np.bool_]:
        """Return (edge_count,) bool: the edge is a ferry."""
        return np.where(self.lane < 0, False, self.roads.is_ferry[self.lane >> 1])  # noqa: FBT003 (numpy takes it by position)

    def places(self) -> tuple[FloatArray, FloatArray]:
        """Return x and y of every node of the graph, in metres."""
        roads = self.roads
        ends = np.concatenate([roads.from_node, roads.to_node])
        point = np.concatenate([roads.first_point[:-1], roads.first_point[1:] - 1])
        x, y = np.zeros(len(roads.node_id)), np.zeros(len(roads.node_id))
        x[ends], y[ends] = roads.x[point], roads.y[point]
        return x[self.road_node], y[self.road_node]
