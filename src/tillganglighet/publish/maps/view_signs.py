"""The signs of views as matplotlib draws them: on a map, and alone in a legend."""

import io
from typing import Any

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.transforms import offset_copy

from tillganglighet.publish.maps.ground import GROUND_ZORDER
from tillganglighet.publish.maps.style import (
    HOLLOW_COLOUR,
    HOLLOW_SHARE,
    Symbol,
    View,
    hollow_down,
)
from tillganglighet.publish.maps.water import polygon_path
from tillganglighet.publish.product.product import Geometry, Table

IntArray = npt.NDArray[np.intp]
FloatArray = npt.NDArray[np.float64]

LARGEST = 2.5  # times the size of the smallest, for signs that grow
_POINTS_PER_MM = 72 / 25.4
_OUTLINE_POINTS = 0.6
_CROWDED = 150  # more signs than these on a map are drawn smaller
# Areas lie under the roads, as they do in QGIS.
_AREA_ZORDER, _SIGN_ZORDER = 0.8, GROUND_ZORDER + 1
_HATCHES = {
    "dots": "..", "diagonal": "///", "cross": "xxx",
    "vertical": "|||", "horizontal": "---", "grid": "+++",
}  # fmt: skip
_DASHES = (0, (3, 2))
_SIGN_INCHES = (0.26, 0.17)


def add_features(
    axes: Axes,
    table: Table,
    view: View,
    shapes: gpd.GeoDataFrame,
    classes: IntArray,
    *,
    height: int,
) -> None:
    """Draw the rows of a view, the classes after one another, the faint ones lowest.

    Parameters
    ----------
    shapes : GeoDataFrame
        Rows to draw; none without a geometry.
    classes : (row_count,) intp
        Of each row, an index into the classes of the view.
    height : int
        Of the layer: the lowest is 0.
    """
    radius = radius_points(view, table, shapes, classes)
    order = sorted(np.unique(classes), key=lambda each: (not view.classes[each].is_faint, each))
    for step, index in enumerate(order):
        here, symbol = classes == index, view.classes[index].symbol
        geometry, size = shapes.geometry.to_numpy()[here], radius[here]
        above = height + step / len(order)
        match table.geometry.removeprefix("Multi"):
            case "Point":
                _add_points(axes, geometry, size, symbol, _SIGN_ZORDER + above)
            case "LineString":
                _add_lines(axes, geometry, size, symbol, _SIGN_ZORDER + above)
            case _:
                parts = shapely.get_parts(geometry)
                style = _area_style(symbol)
                axes.add_artist(PathPatch(polygon_path(parts), zorder=_AREA_ZORDER, **style))


def radius_points(
    view: View, table: Table, shapes: gpd.GeoDataFrame, classes: IntArray
) -> FloatArray:
    """Return half the diameter of each marker, or half the width of each line, in points.

    Where there are very many they are smaller.
    """
    size = np.array([each.symbol.size_mm for each in view.classes])[classes]
    if view.grows_with:
        largest = float(table.frame[view.grows_with].max())
        share = np.clip(np.nan_to_num(shapes[view.grows_with].to_numpy(dtype=np.float64)), 0, None)
        if largest > 0:
            size = size * (1 + (LARGEST - 1) * np.sqrt(share / largest))
    crowd = min(1.0, _CROWDED / max(len(size), 1)) ** 0.25
    return np.asarray(size * crowd * _POINTS_PER_MM / 2)


def sign_picture(symbol: Symbol, geometry: Geometry) -> bytes:
    """Return the sign by itself as SVG, for a legend."""
    figure = Figure(figsize=_SIGN_INCHES)
    FigureCanvasSVG(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 1))
    axes.set_axis_off()
    width = symbol.size_mm * _POINTS_PER_MM
    match geometry.removeprefix("Multi"):
        case "Point":
            largest = _SIGN_INCHES[1] * 72 * 0.8
            size = np.array([min(max(width, 5.0), largest) / 2])
            _add_points(axes, shapely.points([[0.5, 0.5]]), size, symbol, 1)
        case "LineString":
            line = shapely.linestrings([[[0.05, 0.5], [0.95, 0.5]]])
            _add_lines(axes, line, np.array([width / 2]), symbol, 1)
        case _:
            box = Rectangle((0.04, 0.08), 0.92, 0.84, **_area_style(symbol))
            axes.add_patch(box)
    content = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "tillganglighet", "hatch.linewidth": 0.4}):
        about = {"Date": None, "Creator": "tillganglighet"}
        figure.savefig(content, format="svg", transparent=True, metadata=about)
    return content.getvalue()


def _add_points(
    axes: Axes, points: npt.NDArray[np.object_], radius: FloatArray, symbol: Symbol, height: float
) -> None:
    axes.scatter(
        shapely.get_x(points),
        shapely.get_y(points),
        s=(2 * radius) ** 2,
        marker=symbol.marker,
        facecolor=symbol.colour,
        edgecolor=symbol.ink,
        linewidth=_OUTLINE_POINTS,
        zorder=height,
    )
    if symbol.is_hollow:
        spots = np.column_stack([shapely.get_x(points), shapely.get_y(points)])
        add_hollow(axes, spots, (2 * radius) ** 2, symbol.marker, height)


def add_hollow(
    axes: Axes, spots: FloatArray, sizes: FloatArray, marker: str, zorder: float
) -> None:
    """Draw the white inside of markers of one shape, given where and how large they are.

    Parameters
    ----------
    spots : (n, 2) float64
    sizes : (n,) float64
        Square points, of the whole markers.
    """
    figure = axes.get_figure(root=True)
    for down in np.unique(np.sqrt(sizes) * hollow_down(marker)):
        here = np.sqrt(sizes) * hollow_down(marker) == down
        x, y = spots[here].T
        axes.scatter(
            x,
            y,
            s=sizes[here] * HOLLOW_SHARE**2,
            marker=marker,
            color=HOLLOW_COLOUR,
            linewidth=0,
            transform=offset_copy(axes.transData, figure, y=-down, units="points"),
            zorder=zorder,
        )


def _add_lines(
    axes: Axes, lines: npt.NDArray[np.object_], radius: FloatArray, symbol: Symbol, height: float
) -> None:
    parts, of_line = shapely.get_parts(lines, return_index=True)
    axes.add_collection(
        LineCollection(
            [shapely.get_coordinates(each) for each in parts],
            colors=symbol.colour,
            linewidths=2 * radius[of_line],
            linestyles=_DASHES if symbol.is_dashed else "solid",
            capstyle="butt" if symbol.is_dashed else "round",
            zorder=height,
        ),
        autolim=False,
    )


def _area_style(symbol: Symbol) -> dict[str, Any]:
    return {
        "facecolor": symbol.colour,
        "edgecolor": symbol.ink,
        "linewidth": symbol.size_mm * _POINTS_PER_MM,
        "hatch": _HATCHES.get(symbol.pattern),
    }
