"""The nodes of the structure map: places of a level, in the region and beyond its border."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray, StrArray, Villages
from tillganglighet.network.snapping import Snapping

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Nodes:
    """Places that others travel to; parallel arrays, ascending by id byte by byte.

    Parameters
    ----------
    id, name : (node_count,) str
    x, y : (node_count,) float64
        Metres in the region's CRS.
    level : (node_count,) int8
        1 is the highest.
    village : (node_count,) int32
        Index of the village; -1 for a node beyond the border.
    kommun_code : (node_count,) str
        Empty when unknown.
    snapping : Snapping
        Where they meet the road.
    """

    id: StrArray
    name: StrArray
    x: FloatArray
    y: FloatArray
    level: npt.NDArray[np.int8]
    village: npt.NDArray[np.int32]
    kommun_code: StrArray
    snapping: Snapping

    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self.id)

    @property
    def is_outside(self) -> Mask:
        """(node_count,) bool: the node lies beyond the border of the region."""
        return np.asarray(self.village < 0)

    def chosen(self, which: npt.NDArray[np.intp]) -> "Nodes":
        """Return some of the nodes, by index."""
        arrays = {each.name: getattr(self, each.name) for each in fields(self)}
        snapping = arrays.pop("snapping").chosen(which)
        return Nodes(snapping=snapping, **{name: each[which] for name, each in arrays.items()})

    def of_level(self, level: int) -> npt.NDArray[np.intp]:
        """Return the indices of the nodes of a level or a higher one."""
        return np.flatnonzero(self.level <= level)


def village_nodes(
    villages: Villages, snapping: Snapping, level: npt.NDArray[np.int8], lowest_level: int
) -> Nodes:
    """Return the villages of `lowest_level` and higher as nodes."""
    chosen = np.flatnonzero(level <= lowest_level)
    return in_order(
        Nodes(
            id=villages.id[chosen],
            name=villages.name[chosen],
            x=villages.x[chosen],
            y=villages.y[chosen],
            level=level[chosen],
            village=chosen.astype(np.int32),
            kommun_code=villages.kommun_code[chosen],
            snapping=snapping.chosen(chosen),
        )
    )


def joined_nodes(first: Nodes, second: Nodes) -> Nodes:
    """Return the nodes of both."""
    names = [each.name for each in fields(Nodes) if each.name != "snapping"]
    return in_order(
        Nodes(
            snapping=first.snapping.followed_by(second.snapping),
            **{
                name: np.concatenate([getattr(first, name), getattr(second, name)])
                for name in names
            },
        )
    )


def in_order(nodes: Nodes) -> Nodes:
    """Return the nodes ascending by id, byte by byte, which settles ties of travel time."""
    return nodes.chosen(np.argsort(np.char.encode(nodes.id, "utf-8"), kind="stable"))
