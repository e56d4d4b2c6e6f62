"""How far points are from the nearest goal: towards it, or, for those who drive out, from it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tillganglighet.accessibility.travel.metric import (
    Int32Array,
    Metric,
    arriving,
    direct,
    leaving,
)
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Network
from tillganglighet.routing.nearest import nearest
from tillganglighet.units import UNREACHED

Direction = Literal["to", "from"]


@dataclass(frozen=True)
class Journeys:
    """Journeys between any point and its nearest goal; one search serves all points.

    Parameters
    ----------
    metric : Metric
    goals : Snapping
        A point, or all services of a category.
    direction : "to" or "from"
        Towards the goals, as people go to services and as all else is measured; or from them, as
        an ambulance drives.
    at_node : (node_count,) int32
        Impedance between each node of the graph and its nearest goal; `UNREACHED` where there
        is no way.
    """

    metric: Metric
    goals: Snapping
    direction: Direction
    at_node: Int32Array

    def impedance(self, points: Snapping) -> Int32Array:
        """Return (point_count,) impedances, both access legs included; `UNREACHED` for no way.

        Towards the goals they are what `nearest_services` gives for the first rank.
        """
        if self.direction == "to":
            ends, onward = leaving(self.metric, points), direct(self.metric, points, self.goals)
            on_one_road = onward.origin
        else:
            ends, onward = arriving(self.metric, points), direct(self.metric, self.goals, points)
            on_one_road = onward.destination
        through = self.at_node[ends.node].astype(np.int64) + ends.impedance
        least = np.full(len(points), UNREACHED, dtype=np.int64)
        np.minimum.at(least, ends.point, through)
        np.minimum.at(least, on_one_road, onward.impedance)
        return least.astype(np.int32)


def journeys(metric: Metric, goals: Snapping, direction: Direction = "to") -> Journeys:
    """Search once from all goals: against the edges towards them, along the edges from them."""
    if direction == "to":
        found = nearest(metric.search, arriving(metric, goals).as_seeds())
    else:
        found = nearest(_turned(metric.search), leaving(metric, goals).as_seeds())
    return Journeys(metric, goals, direction, found.impedance[:, 0])


def _turned(network: Network) -> Network:
    return network.reversed().graph if isinstance(network, Graph) else network.reversed()
