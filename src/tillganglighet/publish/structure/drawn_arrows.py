"""Arrows on the printed map: to the nodes beyond the border, as far as the frame."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from tillganglighet.publish.maps.names import Name
from tillganglighet.publish.structure.drawing import Drawing
from tillganglighet.publish.structure.drawn_lines import FloatArray, points_along
from tillganglighet.publish.structure.links import persons_of_links
from tillganglighet.publish.structure.look import ARROW_COLOUR, ARROW_STYLE
from tillganglighet.publish.structure.texts import people_text
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import S_PER_MIN

_MARGIN_SHARE = 0.015  # of the map: where arrows out of it end
_SAME_SPOT_SHARE = 0.06  # of the width of the map
_MOST = 12  # the tables have them all
_NAME_POINTS, _NAME_GAP_POINTS = 8.5, 3.0
_ZORDER = 12

Point = tuple[float, float]


def add_arrows(
    axes: Axes,
    structure: StructureMap,
    drawing: Drawing,
    language: Language,
    *,
    keep_clear: Sequence[Bbox],
) -> tuple[list[Name], FloatArray]:
    """Draw an arrow to each node beyond the border, those with most people first.

    Arrows that would leave the frame at the same spot are one, with all their names. None ends
    where something else is to be kept clear, given in pixels.

    Returns
    -------
    list of Name
        What stands at the point of each: place, minutes, and whose nearest node it is.
    (n, 2) float64
        Points along them in pixels, for names to keep off.
    """
    links = structure.outside.links
    persons = persons_of_links(structure)
    room = _room(axes, drawing, keep_clear)
    arrows = dict[int, tuple[Point, Point]]()
    said = dict[int, list[str]]()
    for at in np.lexsort((links.travel_time_s, -persons))[:_MOST].tolist():
        ends = _ends(structure, room, at)
        if ends is None:
            continue
        near = _SAME_SPOT_SHARE * drawing.extent.width
        same = (other for other, (_, end) in arrows.items() if math.dist(end, ends[1]) < near)
        shared = next(same, at)
        arrows.setdefault(shared, ends)
        said.setdefault(shared, []).append(_label(structure, at, persons[at], language))
    style = {"color": ARROW_COLOUR, **ARROW_STYLE}
    for start, end in arrows.values():
        axes.annotate("", xy=end, xytext=start, arrowprops=style, zorder=_ZORDER)
    names = [
        Name(
            "\n".join(said[at]),
            *end,
            radius=_NAME_GAP_POINTS,
            fontsize=_NAME_POINTS * drawing.font_scale,
            is_italic=True,
            colour=ARROW_COLOUR,
        )
        for at, (_, end) in arrows.items()
    ]
    return names, points_along(axes, _lines(arrows.values()), drawing)


def _lines(ends: Iterable[tuple[Point, Point]]) -> npt.NDArray[np.object_]:
    return np.array([*map(shapely.LineString, ends), None], dtype=object)[:-1]


def _label(structure: StructureMap, at: int, persons: float, language: Language) -> str:
    links, nodes = structure.outside.links, structure.nodes
    label = words(language)["structure_arrow"].format(
        name=nodes.name[links.node[at]],
        minutes=number_text(links.travel_time_s[at] / S_PER_MIN, 0, language),
    )
    return f"{label}, {people_text(structure, persons, language)}" if persons > 0 else label


def _room(axes: Axes, drawing: Drawing, keep_clear: Sequence[Bbox]) -> shapely.Geometry:
    """Return where arrows may be, in the region's CRS."""
    extent = drawing.extent
    frame = shapely.box(extent.west, extent.south, extent.east, extent.north)
    inner = shapely.buffer(frame, -_MARGIN_SHARE * extent.width, join_style="mitre")
    to_ground = axes.transData.inverted()
    taken = [shapely.box(*to_ground.transform_bbox(each).extents) for each in keep_clear]
    return shapely.difference(inner, shapely.union_all(taken))


def _ends(structure: StructureMap, room: shapely.Geometry, at: int) -> tuple[Point, Point] | None:
    """Return where an arrow begins and ends, as far as there is room; None where it has none."""
    links, nodes = structure.outside.links, structure.nodes
    start: FloatArray = links.crossing[at]
    if not np.isfinite(start).all():
        start = np.array([nodes.x[links.origin[at]], nodes.y[links.origin[at]]])
    origin, goal = shapely.Point(start), int(links.node[at])
    end = np.array([nodes.x[goal], nodes.y[goal]])
    way = shapely.intersection(shapely.LineString(np.stack([start, end])), room)
    if way.is_empty or way.length == 0:
        return None
    # Beyond what it would cross the arrow does not go on.
    way = min(shapely.get_parts(way), key=lambda part: shapely.distance(part, origin))
    first, *_, last = shapely.get_coordinates(way).tolist()
    return (first[0], first[1]), (last[0], last[1])
