"""What lies above what on a map, on paper as in QGIS."""

from tillganglighet.publish.maps.style import View
from tillganglighet.publish.product.product import Table

_HEIGHT = {"Point": 0, "LineString": 1, "Polygon": 2}
_NO_GEOMETRY = 3


def stacking(table: Table, view: View | None) -> tuple[int, bool, float]:
    """Return a key that sorts layers from the uppermost: points, lines, areas, the small first."""
    height = _HEIGHT.get(table.geometry.removeprefix("Multi"), _NO_GEOMETRY)
    return (height, not view.is_above, view.size_mm) if view else (height, True, 0.0)
