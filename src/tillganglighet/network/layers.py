"""The directed graph in layers, so that private roads begin and end journeys but carry none through.

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
    node_count : int
        Copies of nodes.
    copy : (original_node_count, 3) int32
        The copy of each node in each layer; -1 where there is none.
    tail, head : (edge_count,) int32
    lane : (edge_count,) int32
        Twice the road, plus one if driven backward; -1 for a step between layers.
    travel_time_ms : (edge_count,) int32
    """

    node_count: int
    copy: Int32Array
    tail: Int32Array
    head: Int32Array
    lane: Int32Array
    travel_time_ms: Int32Array


def layered_graph(
    from_node: Int32Array,
    to_node: Int32Array,
    passage: npt.NDArray[np.int8],
    travel_time_ms: Int32Array,
    node_count: int,
) -> LayeredGraph:
    """Return the layered graph of roads whose lanes are public, private or barred."""
    tail = np.stack([from_node, to_node], axis=1).ravel()
    head = np.stack([to_node, from_node], axis=1).ravel()
    kind = passage.ravel()
    time = travel_time_ms.ravel()
    public = np.flatnonzero((kind == Passage.PUBLIC) & (time < UNREACHED))
    private = np.flatnonzero((kind == Passage.PRIVATE) & (time < UNREACHED))

    has_copy = np.zeros((node_count, len(Layer)), dtype=bool)
    has_copy[tail[public], Layer.PUBLIC] = has_copy[head[public], Layer.PUBLIC] = True
    for layer in (Layer.LEAVING, Layer.ARRIVING):
        has_copy[tail[private], layer] = has_copy[head[private], layer] = True
    copy = np.where(has_copy, np.cumsum(has_copy).reshape(has_copy.shape) - 1, -1)
    copy = copy.astype(np.int32)

    step = np.flatnonzero(has_copy[:, Layer.PUBLIC] & has_copy[:, Layer.LEAVING])
    lanes = [public, private, private]
    return LayeredGraph(
        node_count=int(has_copy.sum()),
        copy=copy,
        tail=np.concatenate(
            [
                copy[tail[public], Layer.PUBLIC],
                copy[tail[private], Layer.LEAVING],
                copy[tail[private], Layer.ARRIVING],
                copy[step, Layer.LEAVING],
                copy[step, Layer.PUBLIC],
            ]
        ),
        head=np.concatenate(
            [
                copy[head[public], Layer.PUBLIC],
                copy[head[private], Layer.LEAVING],
                copy[head[private], Layer.ARRIVING],
                copy[step, Layer.PUBLIC],
                copy[step, Layer.ARRIVING],
            ]
        ),
        lane=np.concatenate([*lanes, np.full(2 * len(step), -1)]).astype(np.int32),
        travel_time_ms=np.concatenate(
            [*(time[each] for each in lanes), np.full(2 * len(step), STEP_MS)]
        ).astype(np.int32),
    )
