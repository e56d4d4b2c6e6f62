"""The signs of the printed structure map, for its legend: drawn as the map draws them."""

import io

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from tillganglighet.publish.maps.ground import BORDER_STYLE
from tillganglighet.publish.maps.roads import FERRY_STYLE, ROAD_STYLE
from tillganglighet.publish.structure.drawn_places import add_sign
from tillganglighet.publish.structure.look import (
    ARROW_COLOUR,
    ARROW_STYLE,
    CHANGE_STYLES,
    CONTESTED_HATCH,
    CORRIDOR_COLOUR,
    CORRIDOR_POINTS,
    OUTLINE,
    RING_STYLE,
    TINTS,
    WEAK_STYLE,
)

_WIDTH_MM, _HEIGHT_MM = 15.0, 7.0


def level_sign(level: int, scale: float, *, is_preliminary: bool) -> bytes:
    """Return the sign of a node level as SVG, as large as on the map."""
    figure, axes = _sheet()
    add_sign(axes, np.array([[0.5, 0.5]]), level, scale, is_preliminary=is_preliminary)
    return _saved(figure)


def change_sign() -> bytes:
    """Return the ring of a place whose level changes."""
    figure, axes = _sheet()
    for style in CHANGE_STYLES:
        axes.scatter([0.5], [0.5], s=170, **style)
    return _saved(figure)


def corridor_sign(width_class: int) -> bytes:
    """Return a corridor of a class of width."""
    figure, axes = _sheet()
    axes.plot(
        [0.05, 0.95],
        [0.5, 0.5],
        color=CORRIDOR_COLOUR,
        lw=CORRIDOR_POINTS[width_class - 1],
        solid_capstyle="round",
    )
    return _saved(figure)


def catchment_sign(*, is_contested: bool) -> bytes:
    """Return a patch of a catchment."""
    figure, axes = _sheet()
    box = {"xy": (0.1, 0.12), "width": 0.8, "height": 0.76}
    axes.add_patch(Rectangle(**box, facecolor=TINTS[0], edgecolor=OUTLINE, lw=0.9))  # type: ignore[arg-type]
    if is_contested:
        with mpl.rc_context({"hatch.linewidth": 0.35}):
            axes.add_patch(
                Rectangle(**box, fill=False, edgecolor=OUTLINE, lw=0, hatch=CONTESTED_HATCH)  # type: ignore[arg-type]
            )
    return _saved(figure)


def arrow_sign() -> bytes:
    """Return an arrow to a node beyond the border."""
    figure, axes = _sheet()
    axes.add_patch(FancyArrowPatch((0.05, 0.5), (0.95, 0.5), color=ARROW_COLOUR, **ARROW_STYLE))
    return _saved(figure)


def weak_sign() -> bytes:
    """Return a weak link."""
    figure, axes = _sheet()
    style = WEAK_STYLE
    axes.plot([0.05, 0.95], [0.5, 0.5], color=style["colors"], ls=style["linestyles"], lw=1.6)
    return _saved(figure)


def short_sign() -> bytes:
    """Return a place that misses services."""
    figure, axes = _sheet()
    axes.scatter([0.5], [0.5], s=120, marker="o", **RING_STYLE)
    return _saved(figure)


def ground_sign() -> bytes:
    """Return a road, a ferry and a border, one above the other."""
    figure, axes = _sheet()
    axes.plot([0.05, 0.95], [0.8, 0.8], **ROAD_STYLE)
    axes.plot([0.05, 0.95], [0.5, 0.5], **FERRY_STYLE)
    axes.plot(
        [0.05, 0.95],
        [0.2, 0.2],
        color=BORDER_STYLE["colors"],
        ls=BORDER_STYLE["linestyles"],
        lw=0.7,
    )
    return _saved(figure)


def _sheet() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH_MM / 25.4, _HEIGHT_MM / 25.4))
    FigureCanvasSVG(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    return figure, axes


def _saved(figure: Figure) -> bytes:
    content = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "tillganglighet"}):
        figure.savefig(content, format="svg", transparent=True, metadata={"Date": None})
    return content.getvalue()
