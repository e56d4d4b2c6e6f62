"""The order in which the hierarchy takes the nodes: what separates the map comes last.

The inertial-flow order of RoutingKit cuts the map along coordinates, again and again; the
nodes of each cut are ranked above the parts that it separates.

References
----------
A. Schild, C. Sommer: On balanced separators in road networks. SEA 2015,
doi:10.1007/978-3-319-20086-6_22
"""

from typing import Any

import numpy as np
import routingkit_cch

from tillganglighet.routing.arrays import Float64Array, Int32Array
from tillganglighet.routing.graph import Graph


def nested_dissection(graph: Graph, x: Float64Array, y: Float64Array) -> Int32Array:
    """Return the nodes from the least to the most important, (node_count,) int32.

    Only which nodes are neighbours counts, not the impedances. Minutes for a country, so keep
    the result with the network.

    Parameters
    ----------
    graph : Graph
        The network.
    x, y : (node_count,) float64
        The nodes' coordinates, in any unit in which the two are alike.
    """
    if len(x) != graph.node_count or len(y) != graph.node_count:
        raise ValueError(f"x and y have {len(x)} and {len(y)} values for {graph.node_count} nodes")
    # RoutingKit compares coordinates as 32-bit floats: near zero these are finest.
    # It declares lists, but reads arrays, and much faster.
    network: tuple[Any, ...] = (
        graph.node_count,
        graph.tail.astype(np.uint32),
        graph.head.astype(np.uint32),
        *((values - values[:1]).astype(np.float32) for values in (y, x)),
    )
    return np.asarray(routingkit_cch.compute_order_inertial(*network), np.int32)
