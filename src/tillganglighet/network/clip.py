"""The roads of an extract within some area."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tillganglighet.network.extract import RoadExtract


def clipped(extract: RoadExtract, is_inside: npt.NDArray[np.bool_]) -> RoadExtract:
    """Return the ways with any node inside, whole, and what concerns them.

    Parameters
    ----------
    extract : RoadExtract
    is_inside : (node_count,) bool
        Which nodes lie in the area.
    """
    count = np.diff(extract.first_ref)
    way_of_ref = np.repeat(np.arange(len(count)), count)
    inside = (extract.ref >= 0) & is_inside[extract.ref]
    kept = np.unique(way_of_ref[inside])
    ref = extract.ref[np.isin(way_of_ref, kept)]
    node = np.unique(ref[ref >= 0])
    position = np.full(len(extract.node_id), -1, dtype=np.int32)
    position[node] = np.arange(len(node), dtype=np.int32)
    ways = set(extract.way_id[kept].tolist())
    return replace(
        extract,
        way_id=extract.way_id[kept],
        way_tags=extract.way_tags[kept],
        first_ref=np.concatenate([[0], np.cumsum(count[kept])]).astype(np.int64),
        ref=np.where(ref >= 0, position[ref], -1).astype(np.int32),
        node_id=extract.node_id[node],
        lon=extract.lon[node],
        lat=extract.lat[node],
        node_tags={
            int(position[at]): tags for at, tags in extract.node_tags.items() if position[at] >= 0
        },
        restrictions=tuple(
            each
            for each in extract.restrictions
            if ways.intersection(each.from_ways + each.via_ways + each.to_ways)
        ),
        ferry_routes=tuple(each for each in extract.ferry_routes if ways.intersection(each.ways)),
    )
