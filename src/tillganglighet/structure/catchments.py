"""Catchments (omland): the nearest node of every level, on the network."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.metric import Metric
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.domain.places import FloatArray
from tillganglighet.network.snapping import Snapping
from tillganglighet.structure.nodes import Nodes
from tillganglighet.units import MS_PER_S

_RANKS = 2  # the nearest, and the second nearest, which may contest the place


@dataclass(frozen=True)
class Catchments:
    """Where the points of one level belong: to the quickest node of that level or a higher one.

    Parameters
    ----------
    level : int
    node : (point_count, 2) int32
        Index of the nearest and the second nearest node; -1 where there is none.
    travel_time_s : (point_count, 2) float64
        Towards the node, access legs included; inf where there is none.
    is_contested : (point_count,) bool
        The second nearest is hardly farther.
    """

    level: int
    node: npt.NDArray[np.int32]
    travel_time_s: FloatArray
    is_contested: npt.NDArray[np.bool_]

    def rows(self, points: slice) -> "Catchments":
        """Return some of the points."""
        return Catchments(
            self.level, self.node[points], self.travel_time_s[points], self.is_contested[points]
        )


def catchments(
    times: Metric,
    nodes: Nodes,
    levels: Sequence[int],
    *,
    origins: Snapping,
    contested_share: float,
) -> tuple[Catchments, ...]:
    """Return the catchments of each level, one search each; a level without nodes has none.

    Parameters
    ----------
    times : Metric
        The network by travel time.
    nodes : Nodes
    levels : sequence of int
    origins : Snapping
        Cells, villages, or points sampled along the roads.
    contested_share : float
        A point is contested when the second nearest node takes at most so much longer, as a share
        of the time to the nearest.
    """
    found = []
    for level in levels:
        chosen = nodes.of_level(level)
        nearest = nearest_services(times, origins, nodes.snapping.chosen(chosen), k=_RANKS)
        reached = nearest.service >= 0
        node = np.where(reached, np.append(chosen, -1)[nearest.service], -1).astype(np.int32)
        seconds = np.where(reached, nearest.impedance / MS_PER_S, np.inf)
        is_contested = reached[:, 1] & (seconds[:, 1] <= (1 + contested_share) * seconds[:, 0])
        found.append(Catchments(level, node, seconds, is_contested))
    return tuple(found)
