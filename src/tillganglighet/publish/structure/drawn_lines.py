"""Corridors, road numbers and weak links on the printed map."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.transforms import Bbox

from tillganglighet.publish.structure.drawing import Drawing, width_classes
from tillganglighet.publish.structure.look import (
    CASING,
    CORRIDOR_COLOUR,
    CORRIDOR_POINTS,
    NUMBER_COLOUR,
    WEAK_STYLE,
)
from tillganglighet.structure.structure_map import StructureMap

FloatArray = npt.NDArray[np.float64]

_CASING_POINTS = 1.6
_CASING_ZORDER, _CORRIDOR_ZORDER, _WEAK_ZORDER, _NUMBER_ZORDER = 10.0, 10.1, 11.0, 14.0
_NUMBER_AT = (0.5, 0.35, 0.65, 0.2, 0.8)  # of the line, the first where there is room
_SAME_NUMBER_SHARE = 0.2  # of the width of the map: nearer than this a number is not repeated
_EVERY_PIXELS = 6.0  # points along a corridor that names keep off


def add_corridors(axes: Axes, structure: StructureMap, drawing: Drawing) -> FloatArray:
    """Draw the corridors, the broad ones uppermost, each in a white casing.

    Returns
    -------
    (n, 2) float64
        Points along them in pixels, for names to keep off.
    """
    corridors = structure.corridors
    parts, corridor = shapely.get_parts(corridors.line, return_index=True)
    lines = [shapely.get_coordinates(part) for part in parts]
    width = width_classes(structure, drawing)[corridor]
    order = np.argsort(width, kind="stable")
    points = np.array(CORRIDOR_POINTS)[width - 1] * drawing.font_scale
    for colour, wider, zorder in (
        (CASING, _CASING_POINTS, _CASING_ZORDER),
        (CORRIDOR_COLOUR, 0.0, _CORRIDOR_ZORDER),
    ):
        axes.add_collection(
            LineCollection(
                [lines[at] for at in order],
                colors=colour,
                linewidths=points[order] + wider,
                capstyle="round",
                joinstyle="round",
                zorder=zorder,
            ),
            autolim=False,
        )
    return points_along(axes, corridors.line, drawing)


def points_along(axes: Axes, lines: npt.NDArray[np.object_], drawing: Drawing) -> FloatArray:
    """Return (n, 2) points in pixels, every few of them, along lines in the region's CRS."""
    metres_per_pixel = drawing.extent.width / axes.get_window_extent().width
    dense = shapely.segmentize(lines, _EVERY_PIXELS * metres_per_pixel)
    return np.asarray(axes.transData.transform(shapely.get_coordinates(dense)))


def add_weak_links(axes: Axes, structure: StructureMap) -> None:
    """Draw a dotted line between the places of each weak link."""
    villages, weak = structure.report.villages, structure.weak
    ends = [
        np.column_stack([villages.x[side], villages.y[side]]) for side in (weak.first, weak.second)
    ]
    lines = LineCollection(list(np.stack(ends, axis=1)), zorder=_WEAK_ZORDER, **WEAK_STYLE)
    axes.add_collection(lines, autolim=False)


def add_road_numbers(
    axes: Axes, structure: StructureMap, drawing: Drawing, signs: FloatArray
) -> Iterator[Bbox]:
    """Write the number of each road upon its corridor, where no sign or other number stands.

    Parameters
    ----------
    axes, structure, drawing
    signs : (n, 4) float64
        Of the places: x0, y0, x1, y1 in pixels.

    Yields
    ------
    Bbox
        The room that each takes, in pixels.
    """
    corridors, apart = structure.corridors, _SAME_NUMBER_SHARE * drawing.extent.width
    taken, spots = list[Bbox](), dict[str, list[shapely.Point]]()
    parts, corridor = shapely.get_parts(corridors.line, return_index=True)
    for line, number in zip(parts, corridors.road_number[corridor].tolist(), strict=True):
        if not number:
            continue
        sign = axes.text(
            drawing.extent.west,
            drawing.extent.south,
            number.replace(";", " "),
            ha="center",
            va="center",
            fontsize=7 * drawing.font_scale,
            color=NUMBER_COLOUR,
            fontweight="bold",
            parse_math=False,
            bbox={"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": NUMBER_COLOUR},
            zorder=_NUMBER_ZORDER,
        )
        for share in _NUMBER_AT:
            spot = shapely.line_interpolate_point(line, share, normalized=True)
            sign.set_position((spot.x, spot.y))
            box = sign.get_window_extent().padded(6)
            near = any(shapely.dwithin(spot, other, apart) for other in spots.get(number, []))
            if not near and _is_free(box, axes.bbox, taken, signs):
                taken.append(box)
                spots.setdefault(number, []).append(spot)
                yield box
                break
        else:
            sign.remove()


def _is_free(box: Bbox, sheet: Bbox, taken: list[Bbox], signs: FloatArray) -> bool:
    hidden = (box.x0 < signs[:, 2]) & (signs[:, 0] < box.x1)
    hidden &= (box.y0 < signs[:, 3]) & (signs[:, 1] < box.y1)
    inside = sheet.x0 <= box.x0 and box.x1 <= sheet.x1
    inside = inside and sheet.y0 <= box.y0 and box.y1 <= sheet.y1
    return inside and not hidden.any() and not any(box.overlaps(other) for other in taken)
