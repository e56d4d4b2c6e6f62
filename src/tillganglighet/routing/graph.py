"""The directed graph that every search walks: arrays in compressed sparse row form."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.units import UNREACHED

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Graph:
    """A directed graph with one impedance on each edge.

    Parameters
    ----------
    first_out : (node_count + 1,) int32
        The edges that leave `node` are `first_out[node] .. first_out[node + 1] - 1`.
    head : (edge_count,) int32
        Where each edge leads.
    impedance : (edge_count,) int32
        Milliseconds or centimetres, zero or more and below `UNREACHED`.

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
        edge_count = len(self.head)
        if len(self.impedance) != edge_count:
            raise ValueError(f"impedance has {len(self.impedance)} values for {edge_count} edges")
        if len(self.first_out) == 0 or self.first_out[0] != 0 or self.first_out[-1] != edge_count:
            raise ValueError(f"first_out must run from 0 to {edge_count}, the number of edges")
        if (np.diff(self.first_out) < 0).any():
            raise ValueError("first_out must never fall")
        if edge_count == 0:
            return
        if self.head.min() < 0 or self.head.max() >= self.node_count:
            raise ValueError(f"head has nodes outside 0 .. {self.node_count - 1}")
        if self.impedance.min() < 0 or self.impedance.max() >= UNREACHED:
            raise ValueError(f"impedance must lie in 0 .. {UNREACHED - 1}")

    @property
    def node_count(self) -> int:
        """Return the number of nodes."""
        return len(self.first_out) - 1

    @property
    def edge_count(self) -> int:
        """Return the number of directed edges."""
        return len(self.head)
