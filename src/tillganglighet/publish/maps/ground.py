"""What lies behind the answers of a map: land and water, borders, roads and ferries."""

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.areas import AreaKind
from tillganglighet.publish.maps.backdrop import Backdrop
from tillganglighet.publish.maps.frame import Extent, map_extent
from tillganglighet.publish.maps.roads import add_roads
from tillganglighet.publish.maps.water import add_water, polygon_path

LAND = "#fbfaf7"
GROUND_ZORDER = 9  # answers lie above, all that is drawn here below
_VEIL_ZORDER, _BORDER_ZORDER = 6, 7
BORDER_STYLE = {"colors": "#7a6a8a", "linewidths": 0.7, "linestyles": (0, (6, 2, 1, 2))}
_OWN_BORDER_STYLE = {"colors": "#4b3b5c", "linewidths": 1.3}


def add_ground(axes: Axes, backdrop: Backdrop, extent: Extent) -> None:
    """Draw the ground; where an area is measured, what is outside it is paler."""
    axes.set_facecolor(LAND)
    add_water(axes, backdrop.ground, extent)
    add_roads(axes, backdrop.network.roads, extent)
    sheet = shapely.box(extent.west, extent.south, extent.east, extent.north)
    kommuner = backdrop.areas.of_kind(AreaKind.KOMMUN).polygon
    _add_borders(axes, kommuner, sheet, BORDER_STYLE)
    own = measured_area(backdrop)
    if own is not None:
        _add_veil(axes, shapely.difference(sheet, own))
        _add_borders(axes, np.array([own], dtype=object), sheet, _OWN_BORDER_STYLE)


def report_extent(report: GapReport) -> Extent:
    """Return the rectangle of the report's maps: around its area and all its villages."""
    x, y = report.villages.x, report.villages.y
    own = measured_area(report)
    if own is not None:
        west, south, east, north = shapely.bounds(own)
        x, y = np.append(x, [west, east]), np.append(y, [south, north])
    return map_extent(x, y)


def measured_area(backdrop: Backdrop) -> shapely.Geometry | None:
    """Return the polygon of the kommun or län whose places are measured; None if all are."""
    areas, code = backdrop.areas, backdrop.provenance.area.partition(" ")[0]
    which = (areas.code == code) & (areas.kind != AreaKind.COUNTRY)
    polygon: shapely.Geometry | None = areas.polygon[which][0] if which.any() else None
    return polygon


def _add_borders(
    axes: Axes, polygons: np.ndarray, sheet: shapely.Polygon, style: dict[str, object]
) -> None:
    touching = polygons[shapely.intersects(polygons, sheet)]
    if not len(touching):
        return
    # A border that two areas share is drawn once, or its dashes would fill each other.
    lines = shapely.get_parts(shapely.unary_union(shapely.boundary(touching)))
    points = [shapely.get_coordinates(line) for line in lines]
    axes.add_collection(LineCollection(points, zorder=_BORDER_ZORDER, **style), autolim=False)


def _add_veil(axes: Axes, outside: shapely.Geometry) -> None:
    parts = shapely.get_parts(outside)
    if len(parts):
        veil = {"facecolor": "white", "alpha": 0.6, "edgecolor": "none"}
        axes.add_artist(PathPatch(polygon_path(parts), zorder=_VEIL_ZORDER, **veil))
