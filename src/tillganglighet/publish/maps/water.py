"""Water behind everything else of a map: sea, lakes and rivers."""

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from tillganglighet.domain.ground import Ground, GroundKind
from tillganglighet.publish.maps.frame import Extent

WATER = "#dde8ee"  # pale enough for every sign and letter upon it
_SHORE = "#9db9c9"
_ZORDER = 0.5
_INVISIBLE_PIXELS = 0.5  # a smaller lake, or a smaller bend of a shore


def add_water(axes: Axes, ground: Ground, extent: Extent) -> None:
    """Draw what water touches the extent, shores as fine as the axes can show."""
    sheet = shapely.box(extent.west, extent.south, extent.east, extent.north)
    metres_per_pixel = extent.width / axes.get_window_extent().width
    for kind in (GroundKind.SEA, GroundKind.LAKE):
        shapes = _visible(ground.of_kind(kind), sheet, _INVISIBLE_PIXELS * metres_per_pixel)
        if len(shapes):
            axes.add_artist(
                PathPatch(
                    polygon_path(shapes),
                    facecolor=WATER,
                    edgecolor=_SHORE,
                    linewidth=0.3,
                    zorder=_ZORDER,
                )
            )
    rivers = ground.of_kind(GroundKind.RIVER)
    rivers = rivers[shapely.intersects(rivers, sheet)]
    lines = [shapely.get_coordinates(line) for line in shapely.get_parts(rivers)]
    axes.add_collection(
        LineCollection(lines, colors=_SHORE, linewidths=0.5, zorder=_ZORDER), autolim=False
    )


def polygon_path(polygons: np.ndarray) -> Path:
    """Return polygons as one path whose holes stay open."""
    rings = shapely.get_rings(shapely.orient_polygons(polygons))
    return Path.make_compound_path(*(Path(shapely.get_coordinates(ring)) for ring in rings))


def _visible(shapes: np.ndarray, sheet: shapely.Polygon, metres: float) -> np.ndarray:
    shapes = shapes[shapely.intersects(shapes, sheet)]
    west, south, east, north = shapely.bounds(shapes).reshape(-1, 4).T
    shapes = shapes[np.maximum(east - west, north - south) > metres]
    # Simplified before it is cut, so that neighbouring shapes are cut alike.
    cut = shapely.intersection(shapely.make_valid(shapely.simplify(shapes, metres)), sheet)
    parts: np.ndarray = shapely.get_parts(cut)
    is_area: np.ndarray = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    return np.extract(is_area, parts)
