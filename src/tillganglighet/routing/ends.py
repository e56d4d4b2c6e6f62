"""Where searches start and end: services as seeds, and points that lie on edges as ends."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import Int32Array, plain
from tillganglighet.units import UNREACHED


@dataclass(frozen=True, eq=False)
class Seeds:
    """The services that a search for the nearest runs towards.

    A service on the edge u -> v is reached through u: its seed is the node u with the impedance
    from u to the service. A service may have several seeds (a road in both directions).

    Parameters
    ----------
    node : (n,) int32
        The node through which the service is reached.
    impedance : (n,) int32
        From the node to the service, zero or more and below `UNREACHED`.
    label : (n,) int32
        The service, zero or more. Of two services equally far away the smaller label wins.

    Raises
    ------
    ValueError
        The arrays differ in length or hold negative or too large numbers.
    """

    node: Int32Array
    impedance: Int32Array
    label: Int32Array

    def __post_init__(self) -> None:
        """Check what does not need the graph."""
        _settle(self, ("node", "impedance", "label"))


class Entries(NamedTuple):
    """The entries of some points: those of `point` are `first[point] .. first[point + 1] - 1`."""

    first: Int32Array
    node: Int32Array
    impedance: Int32Array


@dataclass(frozen=True, eq=False)
class Ends:
    """Points on the network, each with the nodes through which it is left or entered.

    An origin on the edge u -> v leaves through v with the impedance from the origin to v; a
    destination on it is entered through u with the impedance from u to the destination.

    Parameters
    ----------
    owner : (n,) int32
        The point each entry belongs to, ascending, below `count`. A point without entries is
        allowed; it reaches nothing.
    node : (n,) int32
        The node of each entry.
    impedance : (n,) int32
        Between the point and the node, zero or more and below `UNREACHED`.
    count : int
        How many points there are.

    Raises
    ------
    ValueError
        The arrays differ in length, are out of range, or `owner` is not ascending.
    """

    owner: Int32Array
    node: Int32Array
    impedance: Int32Array
    count: int

    def __post_init__(self) -> None:
        """Check what does not need the graph."""
        _settle(self, ("node", "impedance", "owner"))
        if (self.owner[1:] < self.owner[:-1]).any():
            raise ValueError("owner must be ascending; sort the entries by owner")
        if len(self.owner) and self.owner[-1] >= self.count:
            raise ValueError(f"owner {self.owner[-1]} must be below the count, {self.count}")

    @property
    def entries(self) -> Entries:
        """Return the entries grouped by point, as kernels take them."""
        first = np.searchsorted(self.owner, np.arange(self.count + 1)).astype(np.int32)
        return Entries(first, self.node, self.impedance)


def check_nodes(given: Seeds | Ends, node_count: int) -> None:
    """Raise ValueError if an entry names a node that the graph does not have."""
    if len(given.node) and given.node.max() >= node_count:
        raise ValueError(f"node {given.node.max()} is outside 0 .. {node_count - 1}")


def _settle(given: Seeds | Ends, names: tuple[str, ...]) -> None:
    for name in names:
        object.__setattr__(given, name, plain(getattr(given, name), np.int32))
    lengths = {name: len(getattr(given, name)) for name in names}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"the arrays must be of one length, not {lengths}")
    for name in names:
        values = getattr(given, name)
        if len(values) and values.min() < 0:
            raise ValueError(f"{name} {values.min()} must be zero or more")
    if len(given.impedance) and given.impedance.max() >= UNREACHED:
        raise ValueError(f"impedance {given.impedance.max()} must be below {UNREACHED}")
