"""Catchments on the printed map: pale land with outlines, hatched where it is contested."""

import matplotlib as mpl
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch

from tillganglighet.publish.maps.water import polygon_path
from tillganglighet.publish.structure.drawing import Drawing
from tillganglighet.publish.structure.look import CONTESTED_HATCH, OUTLINE, TINTS
from tillganglighet.structure.structure_map import StructureMap

_LAND_ALPHA = 0.75
_LAND_ZORDER, _HATCH_ZORDER, _OUTLINE_ZORDER = 0.3, 0.4, 8.0


def add_catchments(axes: Axes, structure: StructureMap, drawing: Drawing) -> None:
    """Draw the catchments of the level of the drawing."""
    level = drawing.catchment_level
    if level is None:
        return
    drawn, contested = (
        layers[level - 1]
        for layers in (structure.catchments.patches, structure.catchments.contested)
    )
    ids = structure.nodes.id[drawn.label].tolist()
    for polygon, node in zip(drawn.polygon, ids, strict=True):
        path = polygon_path(shapely.get_parts(polygon))
        land = {"facecolor": TINTS[drawing.tints[node]], "alpha": _LAND_ALPHA, "edgecolor": "none"}
        line = {"fill": False, "edgecolor": OUTLINE, "linewidth": 0.7, "alpha": 0.8}
        axes.add_artist(PathPatch(path, zorder=_LAND_ZORDER, **land))
        axes.add_artist(PathPatch(path, zorder=_OUTLINE_ZORDER, **line))
    hatch = {"facecolor": "none", "edgecolor": OUTLINE, "linewidth": 0, "hatch": CONTESTED_HATCH}
    with mpl.rc_context({"hatch.linewidth": 0.35, "hatch.color": OUTLINE}):
        for polygon in contested.polygon:
            path = polygon_path(shapely.get_parts(polygon))
            axes.add_artist(PathPatch(path, zorder=_HATCH_ZORDER, **hatch))
