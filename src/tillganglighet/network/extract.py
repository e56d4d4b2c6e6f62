"""Roads as they stand in the map data: decoded, but with nothing decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Tags = Mapping[str, str]


@dataclass(frozen=True)
class Restriction:
    """A turn restriction relation: which way, over which, must or must not be followed by which.

    Parameters
    ----------
    id : int
        Relation id.
    tags : Tags
    from_ways, via_ways, to_ways : tuple of int
        Way ids by role, in the order of the relation.
    via_nodes : tuple of int
        Node ids.
    """

    id: int
    tags: Tags
    from_ways: tuple[int, ...]
    via_nodes: tuple[int, ...]
    via_ways: tuple[int, ...]
    to_ways: tuple[int, ...]


@dataclass(frozen=True)
class FerryRoute:
    """A route relation of a ferry, whose tags hold for its member ways together."""

    id: int
    tags: Tags
    ways: tuple[int, ...]


@dataclass(frozen=True)
class RoadExtract:
    """Ways that may be roads or ferries, with the nodes that they refer to.

    Parameters
    ----------
    way_id : (way_count,) int64
        Unique, ascending.
    way_tags : (way_count,) int32
        Index into `tag_sets`.
    tag_sets : tuple of Tags
        Every distinct set of tags that rules may ask for.
    first_ref : (way_count + 1,) int64
        The nodes of `way` are `ref[first_ref[way]:first_ref[way + 1]]`.
    ref : (ref_count,) int32
        Position in `node_id`, -1 where the extract lacks the node.
    node_id : (node_count,) int64
    lon, lat : (node_count,) float64
        Degrees, WGS 84.
    node_tags : mapping of int to Tags
        Tags of the nodes that may bar the way, by position.
    restrictions : tuple of Restriction
    ferry_routes : tuple of FerryRoute
    """

    way_id: npt.NDArray[np.int64]
    way_tags: npt.NDArray[np.int32]
    tag_sets: tuple[Tags, ...]
    first_ref: npt.NDArray[np.int64]
    ref: npt.NDArray[np.int32]
    node_id: npt.NDArray[np.int64]
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    node_tags: Mapping[int, Tags]
    restrictions: tuple[Restriction, ...]
    ferry_routes: tuple[FerryRoute, ...]
