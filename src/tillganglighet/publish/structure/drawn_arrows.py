"""Arrows on the printed map: to the nodes beyond the border, as far as the frame."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes

from tillganglighet.publish.maps.names import Name
from tillganglighet.publish.structure.drawing import Drawing
from tillganglighet.publish.structure.links import persons_of_links
from tillganglighet.publish.structure.look import ARROW_COLOUR, ARROW_STYLE
from tillganglighet.publish.structure.texts import people_text
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import S_PER_MIN

_MARGIN_SHARE = 0.015  # of the map: where arrows out of it end
_MOST = 12  # the tables have them all
_NAME_POINTS, _NAME_GAP_POINTS = 8.5, 3.0
_ZORDER = 12


def add_arrows(
    axes: Axes, structure: StructureMap, drawing: Drawing, language: Language
) -> Iterator[Name]:
    """Draw an arrow to each node beyond the border, those with most people first.

    Yields
    ------
    Name
        What stands at the point of each: place, minutes, and whose nearest node it is.
    """
    links, nodes = structure.outside.links, structure.nodes
    persons = persons_of_links(structure)
    for at in np.lexsort((links.travel_time_s, -persons))[:_MOST].tolist():
        ends = _ends(structure, drawing, at)
        if ends is None:
            continue
        start, end = ends
        style = {"color": ARROW_COLOUR, **ARROW_STYLE}
        axes.annotate("", xy=end, xytext=start, arrowprops=style, zorder=_ZORDER)
        said = words(language)["structure_arrow"].format(
            name=nodes.name[links.node[at]],
            minutes=number_text(links.travel_time_s[at] / S_PER_MIN, 0, language),
        )
        if persons[at] > 0:
            said += f", {people_text(structure, persons[at], language)}"
        yield Name(
            said,
            *end,
            radius=_NAME_GAP_POINTS,
            fontsize=_NAME_POINTS * drawing.font_scale,
            is_italic=True,
            colour=ARROW_COLOUR,
        )


def _ends(
    structure: StructureMap, drawing: Drawing, at: int
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return where an arrow begins and ends, within the frame; None where it lies outside."""
    links, nodes, extent = structure.outside.links, structure.nodes, drawing.extent
    start: npt.NDArray[np.float64] = links.crossing[at]
    if not np.isfinite(start).all():
        start = np.array([nodes.x[links.origin[at]], nodes.y[links.origin[at]]])
    goal = int(links.node[at])
    frame = shapely.box(extent.west, extent.south, extent.east, extent.north)
    inner = shapely.buffer(frame, -_MARGIN_SHARE * extent.width, join_style="mitre")
    end = np.array([nodes.x[goal], nodes.y[goal]])
    way = shapely.intersection(shapely.LineString(np.stack([start, end])), inner)
    if way.is_empty or way.length == 0:
        return None
    first, *_, last = shapely.get_coordinates(way).tolist()
    return (first[0], first[1]), (last[0], last[1])
