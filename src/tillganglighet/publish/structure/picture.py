"""The map of the structure: nodes, catchments, corridors and links upon a light ground."""

import io

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tillganglighet.publish.maps.frame import add_north_arrow, add_scale_bar
from tillganglighet.publish.maps.ground import add_ground
from tillganglighet.publish.maps.names import add_names
from tillganglighet.publish.structure.drawing import Drawing
from tillganglighet.publish.structure.drawn_arrows import add_arrows
from tillganglighet.publish.structure.drawn_land import add_catchments
from tillganglighet.publish.structure.drawn_lines import (
    FloatArray,
    add_corridors,
    add_road_numbers,
    add_weak_links,
)
from tillganglighet.publish.structure.drawn_places import add_places, place_names, sign_radius
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.structure_map import StructureMap

_DPI = 200
_POINTS_PER_INCH = 72
_MM_PER_INCH = 25.4
_MOST_NAMES = 70


def structure_picture(structure: StructureMap, drawing: Drawing, language: Language) -> bytes:
    """Return the map as SVG, without title and legend; it fills its frame to the edges."""
    width, height = (side / _MM_PER_INCH for side in drawing.layout.map_mm)
    extent = drawing.extent
    figure = Figure(figsize=(width, height), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.set_xticks([])
    axes.set_yticks([])
    add_ground(axes, structure.report, extent)
    add_catchments(axes, structure, drawing)
    along_corridors = add_corridors(axes, structure, drawing)
    add_weak_links(axes, structure)
    kept = [
        add_scale_bar(axes, extent, fontsize=9),
        add_north_arrow(axes, words(language)["map_north"]),
    ]
    arrows, along_arrows = add_arrows(axes, structure, drawing, language, keep_clear=kept)
    kept += add_road_numbers(axes, structure, drawing, _signs(axes, structure, drawing))
    add_places(axes, structure, drawing)
    names = [*arrows, *place_names(structure, drawing)]
    along = np.concatenate([along_corridors, along_arrows])
    add_names(axes, names, most=_MOST_NAMES, keep_clear=kept, keep_off=along)
    content = io.BytesIO()
    maker = "tillganglighet"
    about = {"Date": None, "Creator": maker}
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": maker}):
        figure.savefig(content, format="svg", dpi=_DPI, metadata=about)
    return content.getvalue()


def _signs(axes: Axes, structure: StructureMap, drawing: Drawing) -> FloatArray:
    """Return (village_count, 4) x0, y0, x1, y1 in pixels of what is drawn of each village."""
    villages = structure.report.villages
    centre = axes.transData.transform(np.column_stack([villages.x, villages.y]))
    radius = sign_radius(structure, drawing)[:, None] * _DPI / _POINTS_PER_INCH
    drawn = radius[:, 0] > 0
    return np.hstack([centre - radius, centre + radius])[drawn]
