"""Places on the printed map: signs by level, rings round those that lack much, and names."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from tillganglighet.publish.maps.names import Name
from tillganglighet.publish.maps.view_signs import add_hollow
from tillganglighet.publish.structure.drawing import Drawing, is_short
from tillganglighet.publish.structure.look import (
    CHANGE_STYLES,
    MARKED_LEVELS,
    MARKER_SIZES,
    OUTLINE_POINTS,
    RING_STYLE,
)
from tillganglighet.publish.wording.classes import PublishedClass, published_classes
from tillganglighet.structure.structure_map import StructureMap

FloatArray = npt.NDArray[np.float64]

_LOWEST = len(MARKER_SIZES)
_RING_ZORDER, _SIGN_ZORDER, _CHANGE_ZORDER = 19.0, 30.0, 35.0
_NUMBER_POINTS = 7.5
# Of the size of a marker: how far its middle lies below its point, and how far its corners reach.
_MIDDLE_BELOW = {"^": 0.13}
_REACH = {"D": math.sqrt(2)}
_NAME_POINTS = (13.0, 11.5, 10.5, 9.5, 8.0, 7.5)
_BOLD_LEVELS = 3


def add_places(axes: Axes, structure: StructureMap, drawing: Drawing) -> None:
    """Draw the places by level, the highest uppermost; ring those that lack much or change."""
    villages, levels = structure.report.villages, structure.levels
    x, y, size = villages.x, villages.y, _ring_sizes(structure, drawing)
    short, changed = is_short(structure), drawing.is_changed
    axes.scatter(x[short], y[short], s=size[short], zorder=_RING_ZORDER, **RING_STYLE)
    for level in range(1, _LOWEST + 1):
        for is_preliminary in (False, True):
            here = (levels.level == level) & (levels.is_preliminary == is_preliminary)
            spots = np.column_stack([x[here], y[here]])
            add_sign(axes, spots, level, drawing.scale, is_preliminary=is_preliminary)
    for style in CHANGE_STYLES:
        axes.scatter(
            x[changed], y[changed], s=2.0 * size[changed] + 60, zorder=_CHANGE_ZORDER, **style
        )


def add_sign(
    axes: Axes, spots: FloatArray, level: int, scale: float, *, is_preliminary: bool
) -> None:
    """Draw the sign of a level at (n, 2) spots; a preliminary one is white inside."""
    look = published_classes("node_level")[level - 1]
    size, zorder = MARKER_SIZES[level - 1] * scale, _SIGN_ZORDER - level
    sign: dict[str, Any] = {"marker": look.marker, "zorder": zorder}
    edge: dict[str, Any] = {"edgecolor": "black", "linewidth": OUTLINE_POINTS}
    x, y = spots.T
    axes.scatter(x, y, s=size, facecolor=look.colour, **edge, **sign)
    if is_preliminary:
        add_hollow(axes, spots, np.full(len(spots), size), look.marker, zorder)
    if 1 < level <= MARKED_LEVELS:
        _add_numbers(axes, spots, look, scale, is_preliminary=is_preliminary, zorder=zorder + 0.5)


def _add_numbers(
    axes: Axes,
    spots: FloatArray,
    look: PublishedClass,
    scale: float,
    *,
    is_preliminary: bool,
    zorder: float,
) -> None:
    down = _MIDDLE_BELOW.get(look.marker, 0.0) * math.sqrt(MARKER_SIZES[int(look.mark) - 1])
    for spot in spots:
        axes.annotate(
            look.mark,
            tuple(spot),
            xytext=(0, -down * math.sqrt(scale)),
            textcoords="offset points",
            ha="center",
            va="center_baseline",
            fontsize=_NUMBER_POINTS * math.sqrt(scale),
            fontweight="bold",
            color="black" if is_preliminary else look.ink,
            zorder=zorder,
        )


def place_names(structure: StructureMap, drawing: Drawing) -> list[Name]:
    """Return the names of the places: those that change, then by level, then by population."""
    villages, level = structure.report.villages, structure.levels.level
    radius, changed = sign_radius(structure, drawing), drawing.is_changed
    population = np.nan_to_num(villages.population, nan=-1.0)
    order = np.lexsort((villages.id, -population, level, ~changed))
    points = np.array(_NAME_POINTS)[np.minimum(level, _LOWEST) - 1] * drawing.font_scale
    shown = (level <= _LOWEST) | is_short(structure) | changed
    return [
        Name(
            str(villages.name[at]),
            float(villages.x[at]),
            float(villages.y[at]),
            float(radius[at]),
            fontsize=float(points[at]),
            is_bold=bool(level[at] <= _BOLD_LEVELS or changed[at]),
        )
        for at in order
        if shown[at]
    ]


def sign_radius(structure: StructureMap, drawing: Drawing) -> FloatArray:
    """Return (village_count,) the radius in points of what is drawn of each village."""
    level, ring = structure.levels.level, _ring_sizes(structure, drawing)
    size = np.where(level <= _LOWEST, _sizes(level, drawing.scale), 0.0)
    size = np.where(is_short(structure), ring, size)
    size = np.where(drawing.is_changed, 2.0 * ring + 60, size)
    looks = published_classes("node_level")
    reach = np.array([_REACH.get(look.marker, 1.0) for look in looks])[level - 1]
    radius: FloatArray = reach * np.sqrt(size) / 2
    return radius


def _ring_sizes(structure: StructureMap, drawing: Drawing) -> FloatArray:
    return _sizes(structure.levels.level, drawing.scale) * 2.0 + 30 * drawing.scale


def _sizes(level: npt.NDArray[np.int8], scale: float) -> FloatArray:
    size: FloatArray = np.array(MARKER_SIZES)[np.minimum(level, _LOWEST) - 1] * scale
    return size
