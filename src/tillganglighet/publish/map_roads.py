"""Roads and ferries behind the villages."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from tillganglighet.publish.background import Background
from tillganglighet.publish.map_frame import Extent

ROAD_STYLE: dict[str, Any] = {"color": "#8f8f8f", "linewidth": 1.2}
FERRY_STYLE: dict[str, Any] = {"color": "#3b6ea5", "linewidth": 1.0, "linestyle": (0, (4, 2))}
_WIDTH_OF_IMPORTANCE = (0.4, 0.7, 1.0, 1.5)
_COLOUR_OF_IMPORTANCE = ("#cfcfcf", "#b8b8b8", "#a0a0a0", "#8a8a8a")
_SMALL_ROADS_UP_TO_M = 120_000.0  # a wider map would be grey all over


def add_roads(axes: Axes, background: Background, extent: Extent) -> None:
    """Draw the lines that touch the extent, main roads above small ones, ferries dashed."""
    if not len(background):
        return
    touches = _touches(background, extent)
    if extent.width > _SMALL_ROADS_UP_TO_M:
        touches &= (background.importance > 0) | background.is_ferry
    for importance, (width, colour) in enumerate(
        zip(_WIDTH_OF_IMPORTANCE, _COLOUR_OF_IMPORTANCE, strict=True)
    ):
        chosen = touches & (background.importance == importance) & ~background.is_ferry
        style = {"color": colour, "linewidth": width}
        _add_lines(axes, background, chosen, style, zorder=1 + importance)
    _add_lines(axes, background, touches & background.is_ferry, FERRY_STYLE, zorder=5)


def _touches(background: Background, extent: Extent) -> npt.NDArray[np.bool_]:
    """Return the lines whose bounding box meets the extent."""
    first = background.first_point[:-1]
    return (
        (np.minimum.reduceat(background.x, first) <= extent.east)
        & (np.maximum.reduceat(background.x, first) >= extent.west)
        & (np.minimum.reduceat(background.y, first) <= extent.north)
        & (np.maximum.reduceat(background.y, first) >= extent.south)
    )


def _add_lines(
    axes: Axes,
    background: Background,
    chosen: npt.NDArray[np.bool_],
    style: Mapping[str, Any],
    *,
    zorder: int,
) -> None:
    """Draw the chosen lines as one path: a hundred thousand patches would take minutes."""
    if not chosen.any():
        return
    point_count = np.diff(background.first_point)
    points = np.repeat(chosen, point_count)
    codes = np.full(len(points), Path.LINETO, dtype=np.uint8)
    codes[background.first_point[:-1]] = Path.MOVETO
    path = Path(np.column_stack([background.x, background.y])[points], codes[points])
    axes.add_patch(PathPatch(path, fill=False, zorder=zorder, **style))
