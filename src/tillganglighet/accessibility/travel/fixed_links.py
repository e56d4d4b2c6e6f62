"""Islands without a fixed link: where no bridge, tunnel or dam leads, only a ferry."""

import numpy as np
import numpy.typing as npt

from tillganglighet.network.fragments import components
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping


def lacks_fixed_link(network: Network, points: Snapping) -> npt.NDArray[np.bool_]:
    """Return (point_count,) bool: without ferries the point is cut off from the mainland.

    The mainland is what hangs together with most kilometres of road when no ferry sails. A
    fragment that no ferry leads to either is no island but a doubt about the roads: false.
    """
    roads = network.roads
    if not roads.is_ferry.any():
        return np.zeros(len(points), dtype=bool)
    on_land = np.flatnonzero(~roads.is_ferry)
    part = np.full(len(roads), -1, dtype=np.int32)
    part[on_land] = components(
        roads.from_node[on_land], roads.to_node[on_land], roads.length_m[on_land]
    )
    part_of_node = np.full(len(roads.node_id), -1, dtype=np.int32)
    part_of_node[roads.from_node[on_land]] = part[on_land]
    part_of_node[roads.to_node[on_land]] = part[on_land]
    at_sea = np.concatenate([roads.from_node[roads.is_ferry], roads.to_node[roads.is_ferry]])
    has_ferry = np.isin(part, part_of_node[at_sea])
    is_island = has_ferry & (part > 0)
    return np.where(points.road < 0, False, is_island[points.road])  # noqa: FBT003 (numpy takes it by position)
