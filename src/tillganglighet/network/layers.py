"""The graph in layers, so that private roads begin and end journeys but carry none through.

A journey is a row of private edges, then public ones, then private ones, any of them none. Each
node has up to three copies: LEAVING (still on the private roads where the journey began), PUBLIC,
and ARRIVING (already on the private roads where it ends). Steps between copies lead only forward,
so every search stays a plain search.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from tillganglighet.network.rules.passage import Passage
from tillganglighet.units import UNREACHED

Int8Array = npt.NDArray[np.int8]
Int32Array = npt.NDArray[np.int32]

STEP_MS = 1  # from one copy of a node to the next: free but for an order among equals


class Layer(IntEnum):
    """The copies of a node."""

    LEAVING = 0
    PUBLIC = 1
    ARRIVING = 2


@dataclass(frozen=True)
class LayeredGraph:
    """Directed edges between copies of nodes, in no particular order.

    Parameters
    ----------
    road_node : (node_count,) int32
        The node, where roads meet, that each node of the graph is a copy of.
    layer : (node_count,) int8
        The `Layer` of each copy.
    tail, head : (edge_count,) int32
    lane : (edge_count,) int32
        Twice the road, plus one if driven backward; -1 for a step between layers.
    travel_time_ms : (edge_count,) int32
    """

    road_node: Int32Array
    layer: Int8Array
    tail: Int32Array
    head: Int32Array
    lane: Int32Array
    travel_time_ms: Int32Array

    @property
    def node_count(self) -> int:
        """Return the number of copies."""
        return len(self.road_node)


def layered_graph(
    from_node: Int32Array, to_node: Int32Array, passage: Int8Array, travel_time_ms: Int32Array
) -> LayeredGraph:
    """Return the layered graph of roads whose lanes are public, private or barred.

    Parameters
    ----------
    from_node, to_node : (road_count,) int32
    passage : (road_count, 2) int8
        `Passage` forward and backward.
    travel_time_ms : (road_count, 2) int32
    """
    tail = np.stack([from_node, to_node], axis=1).ravel()
    head = np.stack([to_node, from_node], axis=1).ravel()
    kind, time = passage.ravel(), travel_time_ms.ravel()
    public = np.flatnonzero((kind == Passage.PUBLIC) & (time < UNREACHED))
    private = np.flatnonzero((kind == Passage.PRIVATE) & (time < UNREACHED))

    has_copy = np.zeros(
        (int(max(tail.max(initial=-1), head.max(initial=-1))) + 1, len(Layer)), bool
    )
    has_copy[tail[public], Layer.PUBLIC] = has_copy[head[public], Layer.PUBLIC] = True
    for layer in (Layer.LEAVING, Layer.ARRIVING):
        has_copy[tail[private], layer] = has_copy[head[private], layer] = True
    copy = (np.cumsum(has_copy).reshape(has_copy.shape) - 1).astype(np.int32)
    road_node, layer_of = np.nonzero(has_copy)

    step = np.flatnonzero(has_copy[:, Layer.PUBLIC] & has_copy[:, Layer.LEAVING])
    leading = [
        (copy[tail[public], Layer.PUBLIC], copy[head[public], Layer.PUBLIC]),
        (copy[tail[private], Layer.LEAVING], copy[head[private], Layer.LEAVING]),
        (copy[tail[private], Layer.ARRIVING], copy[head[private], Layer.ARRIVING]),
        (copy[step, Layer.LEAVING], copy[step, Layer.PUBLIC]),
        (copy[step, Layer.PUBLIC], copy[step, Layer.ARRIVING]),
    ]
    lane = np.concatenate([public, private, private])
    no_lane = np.full(2 * len(step), -1)
    return LayeredGraph(
        road_node=road_node.astype(np.int32),
        layer=layer_of.astype(np.int8),
        tail=np.concatenate([tails for tails, _ in leading]),
        head=np.concatenate([heads for _, heads in leading]),
        lane=np.concatenate([lane, no_lane]).astype(np.int32),
        travel_time_ms=np.concatenate([time[lane], np.full(2 * len(step), STEP_MS)]).astype(
            np.int32
        ),
    )
