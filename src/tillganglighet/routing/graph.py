"""The directed graph that every search walks: arrays in compressed sparse row form."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import Int32Array, plain
from tillganglighet.routing.compiled import kernel
from tillganglighet.units import UNREACHED


class Reversed(NamedTuple):
    """A graph with every edge turned around.

    Attributes
    ----------
    graph : Graph
        Edge `e` of it runs against edge `edge[e]` of the original.
    edge : (edge_count,) int32
        The original edge of each reversed edge; ascending among the edges that leave one node.
    """

    graph: "Graph"
    edge: Int32Array


class Csr(NamedTuple):
    """The three arrays of a graph, as kernels take them."""

    first_out: Int32Array
    head: Int32Array
    impedance: Int32Array


@dataclass(frozen=True, eq=False)
class Graph:
    """A directed graph with one impedance on each edge.

    Loops, parallel edges, zero impedances and disconnected parts are welcome.

    Parameters
    ----------
    first_out : (node_count + 1,) int32
        The edges that leave `node` are `first_out[node] .. first_out[node + 1] - 1`.
    head : (edge_count,) int32
        Where each edge leads.
    impedance : (edge_count,) int32
        Milliseconds or centimetres, zero or more; an edge of `UNREACHED` is closed.

    Raises
    ------
    ValueError
        The arrays do not make a graph; the message names the array.
    """

    first_out: Int32Array
    head: Int32Array
    impedance: Int32Array

    def __post_init__(self) -> None:
        """Check every invariant once; searches then trust the arrays."""
        for name in ("first_out", "head", "impedance"):
            object.__setattr__(self, name, plain(getattr(self, name), np.int32))
        edge_count = len(self.head)
        if len(self.impedance) != edge_count:
            raise ValueError(f"impedance has {len(self.impedance)} values for {edge_count} edges")
        if len(self.first_out) == 0 or self.first_out[0] != 0 or self.first_out[-1] != edge_count:
            raise ValueError(f"first_out must run from 0 to {edge_count}, the number of edges")
        if (self.first_out[1:] < self.first_out[:-1]).any():
            raise ValueError("first_out must never fall")
        if edge_count == 0:
            return
        if self.head.min() < 0 or self.head.max() >= self.node_count:
            raise ValueError(f"head has nodes outside 0 .. {self.node_count - 1}")
        if self.impedance.min() < 0 or self.impedance.max() > UNREACHED:
            raise ValueError(f"impedance must lie in 0 .. {UNREACHED}, which closes an edge")

    @property
    def node_count(self) -> int:
        """Return the number of nodes."""
        return len(self.first_out) - 1

    @property
    def edge_count(self) -> int:
        """Return the number of directed edges."""
        return len(self.head)

    @property
    def graph(self) -> "Graph":
        """Return this graph: what every network has, prepared or not."""
        return self

    @property
    def csr(self) -> Csr:
        """Return the three arrays, as kernels take them."""
        return Csr(self.first_out, self.head, self.impedance)

    @property
    def tail(self) -> Int32Array:
        """Return where each edge starts, (edge_count,) int32."""
        nodes = np.arange(self.node_count, dtype=np.int32)
        return np.repeat(nodes, np.diff(self.first_out))

    def reversed(self) -> Reversed:
        """Return the graph with every edge turned around, made at the first call."""
        return self._reversed

    @cached_property
    def _reversed(self) -> Reversed:
        first_in, edge, tail = incoming(self.first_out, self.head)
        return Reversed(Graph(first_in, tail, self.impedance[edge]), edge)


@kernel
def incoming(first_out: Int32Array, head: Int32Array) -> tuple[Int32Array, Int32Array, Int32Array]:
    """Sort the edges by head (a counting sort, hence stable): first_in, edge, tail."""
    first_in = np.zeros(len(first_out), np.int32)
    for edge in range(len(head)):
        first_in[head[edge] + 1] += 1
    for node in range(len(first_out) - 1):
        first_in[node + 1] += first_in[node]

    following = first_in[:-1].copy()
    edges = np.empty(len(head), np.int32)
    tails = np.empty(len(head), np.int32)
    for node in range(len(first_out) - 1):
        for edge in range(first_out[node], first_out[node + 1]):
            place = following[head[edge]]
            following[head[edge]] += 1
            edges[place] = edge
            tails[place] = node
    return first_in, edges, tails
