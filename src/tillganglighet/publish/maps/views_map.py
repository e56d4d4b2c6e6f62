"""The map of a product as a picture: what the views of its tables show at first."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tillganglighet.publish.maps.frame import Extent, add_scale_bar, map_extent
from tillganglighet.publish.maps.ground import LAND, add_ground
from tillganglighet.publish.maps.names import Name, add_names
from tillganglighet.publish.maps.selection import NOT_DRAWN, drawn_classes
from tillganglighet.publish.maps.stacking import stacking
from tillganglighet.publish.maps.style import DrawnClass, View, shown_at_first
from tillganglighet.publish.maps.view_signs import add_features, radius_points
from tillganglighet.publish.product.product import Geometry, Product, Table

_DPI = 200
_MOST_NAMES = 14
_NARROWEST, _WIDEST = 0.8, 1.5  # width of a map per height


@dataclass(frozen=True)
class LegendPart:
    """A view that is drawn, and those of its classes that occur."""

    title: str
    geometry: Geometry
    classes: tuple[DrawnClass, ...]


@dataclass(frozen=True)
class ViewsMap:
    """A map as a PNG, and the parts of its legend from the uppermost layer."""

    picture: bytes
    width_per_height: float
    legend: tuple[LegendPart, ...]


@dataclass(frozen=True)
class _Layer:
    """The rows of a table that a view draws, and the class of each."""

    table: Table
    view: View
    shapes: gpd.GeoDataFrame
    classes: npt.NDArray[np.intp]


def views_map(
    product: Product, *, inches: float = 4.8, width_per_height: float | None = None
) -> ViewsMap | None:
    """Return the map of a product; None where no view draws anything.

    Parameters
    ----------
    product : Product
    inches : float
        Width; signs and letters are as large as they would be in QGIS.
    width_per_height : float, optional
        If not given, as what is drawn asks for.
    """
    layers = _layers(product)
    if not layers:
        return None
    extent = _extent(layers)
    shape = extent.width / extent.height
    extent = extent.widened(width_per_height or min(max(shape, _NARROWEST), _WIDEST))
    shape = extent.width / extent.height
    layers = _inside(layers, extent)
    figure = Figure(figsize=(inches, inches / shape), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xticks=[], yticks=[], facecolor=LAND)
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.spines[:].set_visible(False)
    if product.backdrop is not None:
        add_ground(axes, product.backdrop, extent)
    with mpl.rc_context({"hatch.linewidth": 0.4}):
        for height, layer in enumerate(reversed(layers)):
            add_features(axes, layer.table, layer.view, layer.shapes, layer.classes, height=height)
        add_names(
            axes,
            _names(axes, layers),
            most=_MOST_NAMES,
            keep_clear=[add_scale_bar(axes, extent, fontsize=7)],
        )
        content = io.BytesIO()
        figure.savefig(content, format="png", dpi=_DPI, metadata={"Software": "tillganglighet"})
    return ViewsMap(content.getvalue(), shape, tuple(_legend_part(each) for each in layers))


def _layers(product: Product) -> list[_Layer]:
    """Return what draws anything, the uppermost first: points, lines, areas."""
    tables = [table for table in product.tables if table.views and len(table.frame)]
    shown = {id(view) for view in shown_at_first([v for table in tables for v in table.views])}
    layers = []
    for table in tables:
        views = [view for view in table.views if id(view) in shown]
        shapes = table.shapes
        has_shape = ~(shapes.geometry.isna() | shapes.geometry.is_empty).to_numpy()
        for view, drawn in zip(views, drawn_classes(shapes, views), strict=True):
            here = has_shape & (drawn != NOT_DRAWN)
            layers.append(_Layer(table, view, shapes[here], drawn[here]))
    layers.sort(key=lambda each: stacking(each.table, each.view))
    return [each for each in layers if len(each.classes)]


def _extent(layers: Sequence[_Layer]) -> Extent:
    """Return the rectangle round what is to be seen, or round all of it."""
    clear = [
        each.shapes.geometry[
            ~np.array([kind.is_faint for kind in each.view.classes], dtype=bool)[each.classes]
        ]
        for each in layers
    ]
    if not any(len(each) for each in clear):
        clear = [each.shapes.geometry for each in layers]
    corners = np.array([each.total_bounds for each in clear if len(each)])
    return map_extent(corners[:, [0, 2]].ravel(), corners[:, [1, 3]].ravel())


def _names(axes: Axes, layers: Sequence[_Layer]) -> list[Name]:
    """Return the names on the map, of clear and of large signs first; all signs are kept clear."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    found: list[tuple[bool, float, Name]] = []
    for layer in layers:
        if layer.table.geometry.endswith("LineString"):
            continue
        view, shapes = layer.view, layer.shapes
        radius = radius_points(view, layer.table, shapes, layer.classes)
        middle = shapes.geometry.representative_point()
        x, y = middle.x.to_numpy(), middle.y.to_numpy()
        texts = shapes[view.label_by].to_numpy() if view.label_by else np.full(len(x), "")
        for row in np.flatnonzero((west < x) & (x < east) & (south < y) & (y < north)):
            is_last = not texts[row] or view.classes[layer.classes[row]].is_faint
            name = Name(str(texts[row] or ""), x[row], y[row], radius[row])
            found.append((is_last, -name.radius, name))
    return [name for *_, name in sorted(found, key=lambda each: each[:2])]


def _inside(layers: Sequence[_Layer], extent: Extent) -> list[_Layer]:
    """Return what of the layers is on the map."""
    sheet = shapely.box(extent.west, extent.south, extent.east, extent.north)
    seen = []
    for layer in layers:
        here = layer.shapes.geometry.intersects(sheet).to_numpy()
        if here.any():
            seen.append(replace(layer, shapes=layer.shapes[here], classes=layer.classes[here]))
    return seen


def _legend_part(layer: _Layer) -> LegendPart:
    occurring = [layer.view.classes[index] for index in np.unique(layer.classes)]
    return LegendPart(layer.view.name, layer.table.geometry, tuple(occurring))
