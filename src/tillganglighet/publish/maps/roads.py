"""Roads and ferries behind the villages."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from tillganglighet.network.roads import Roads
from tillganglighet.publish.maps.frame import Extent

ROAD_STYLE: dict[str, Any] = {"color": "#8f8f8f", "linewidth": 1.2}
FERRY_STYLE: dict[str, Any] = {"color": "#3b6ea5", "linewidth": 1.0, "linestyle": (0, (4, 2))}
_WIDTH_OF_IMPORTANCE = (0.4, 0.7, 1.0, 1.5)
_COLOUR_OF_IMPORTANCE = ("#cfcfcf", "#b8b8b8", "#a0a0a0", "#8a8a8a")
_SMALL_ROADS_UP_TO_M = 120_000.0  # a wider map would be grey all over


# Classes of road by how far out a map shows them: 3 on every map, 0 only close by.
_IMPORTANCE = {
    **dict.fromkeys(("motorway", "motorway_link", "trunk", "trunk_link", "primary"), 3),
    **dict.fromkeys(("primary_link", "secondary"), 2),
    **dict.fromkeys(("secondary_link", "tertiary", "tertiary_link", "unclassified", "road"), 1),
}


def add_roads(axes: Axes, roads: Roads, extent: Extent) -> None:
    """Draw the roads that touch the extent, main roads above small ones, ferries dashed."""
    if not len(roads):
        return
    touches = _touches(roads, extent)
    of_use = np.array([_IMPORTANCE.get(use.highway, 0) for use in roads.uses], np.int8)
    importance_of_road, is_ferry = of_use[roads.use], roads.is_ferry
    is_main = touches & (importance_of_road > 0)
    # A network without classes is shown whole: better grey all over than no road at all.
    if extent.width > _SMALL_ROADS_UP_TO_M and is_main.any():
        touches = is_main | (touches & is_ferry)
    for importance, (width, colour) in enumerate(
        zip(_WIDTH_OF_IMPORTANCE, _COLOUR_OF_IMPORTANCE, strict=True)
    ):
        chosen = touches & (importance_of_road == importance) & ~is_ferry
        style = {"color": colour, "linewidth": width}
        _add_lines(axes, roads, chosen, style, zorder=1 + importance)
    _add_lines(axes, roads, touches & is_ferry, FERRY_STYLE, zorder=5)


def _touches(roads: Roads, extent: Extent) -> npt.NDArray[np.bool_]:
    """Return the roads whose bounding box meets the extent."""
    first = roads.first_point[:-1]
    return (
        (np.minimum.reduceat(roads.x, first) <= extent.east)
        & (np.maximum.reduceat(roads.x, first) >= extent.west)
        & (np.minimum.reduceat(roads.y, first) <= extent.north)
        & (np.maximum.reduceat(roads.y, first) >= extent.south)
    )


def _add_lines(
    axes: Axes,
    roads: Roads,
    chosen: npt.NDArray[np.bool_],
    style: Mapping[str, Any],
    *,
    zorder: int,
) -> None:
    """Draw the chosen lines as one path: a hundred thousand patches would take minutes."""
    if not chosen.any():
        return
    point_count = np.diff(roads.first_point)
    points = np.repeat(chosen, point_count)
    codes = np.full(len(points), Path.LINETO, dtype=np.uint8)
    codes[roads.first_point[:-1]] = Path.MOVETO
    path = Path(np.column_stack([roads.x, roads.y])[points], codes[points])
    # `add_patch` would look at every curve to fit the axes around it: ten seconds for a county.
    axes.add_artist(PathPatch(path, fill=False, zorder=zorder, **style))
