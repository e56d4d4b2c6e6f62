"""The map of the structure: nodes, catchments, corridors and links upon a light ground."""

import io
import math
from collections.abc import Iterator
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.transforms import Bbox

from tillganglighet.publish.maps.frame import Extent, add_north_arrow, add_scale_bar
from tillganglighet.publish.maps.ground import add_ground, report_extent
from tillganglighet.publish.maps.names import Name, add_names
from tillganglighet.publish.maps.water import polygon_path
from tillganglighet.publish.structure.look import (
    ARROW_COLOUR,
    CASING,
    CONTESTED_HATCH,
    CORRIDOR_COLOUR,
    CORRIDOR_POINTS,
    MARKED_LEVELS,
    MARKER_SIZES,
    OUTLINE,
    RING_STYLE,
    SHORT_OF,
    TINTS,
    WEAK_STYLE,
    shown_level,
)
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.structure.patches import Patches
from tillganglighet.structure.structure_map import StructureMap
from tillganglighet.units import S_PER_MIN

_DPI = 200
_LAND_ALPHA = 0.75
_MOST_NAMES = 70
_ARROW_MARGIN = 0.015  # of the sheet: where arrows out of it end


def structure_picture(
    structure: StructureMap,
    size_mm: tuple[float, float],
    form: Literal["svg", "png"],
    language: Language,
) -> bytes:
    """Return the map without title and legend, which fills its sheet to the edges.

    Parameters
    ----------
    structure : StructureMap
    size_mm : (width, height)
    form : "svg" or "png"
    language : "sv" or "en"
    """
    width, height = (side / 25.4 for side in size_mm)
    extent = report_extent(structure.report).widened(width / height)
    figure = Figure(figsize=(width, height), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.set_xticks([])
    axes.set_yticks([])
    add_ground(axes, structure.report, extent)
    _add_catchments(axes, structure)
    _add_corridors(axes, structure)
    _add_weak_links(axes, structure)
    kept = [
        add_scale_bar(axes, extent, fontsize=9),
        add_north_arrow(axes, words(language)["map_north"]),
    ]
    kept += _add_road_numbers(axes, structure)
    kept += _add_outside(axes, structure, extent, language)
    _add_nodes(axes, structure)
    add_names(axes, _names(structure), most=_MOST_NAMES, keep_clear=kept)
    content = io.BytesIO()
    maker = "tillganglighet"
    about = {"Date": None, "Creator": maker} if form == "svg" else {"Software": maker}
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": maker}):
        figure.savefig(content, format=form, dpi=_DPI, metadata=about)
    return content.getvalue()


def _add_catchments(axes: Axes, structure: StructureMap) -> None:
    level = shown_level(structure)
    if level is None:
        return
    drawn, contested = (
        layers[level - 1]
        for layers in (structure.catchments.patches, structure.catchments.contested)
    )
    for polygon, tint in zip(drawn.polygon, _tints(drawn), strict=True):
        axes.add_artist(
            PathPatch(
                polygon_path(shapely.get_parts(polygon)),
                facecolor=TINTS[tint],
                alpha=_LAND_ALPHA,
                edgecolor="none",
                zorder=0.3,
            )
        )
        axes.add_artist(
            PathPatch(
                polygon_path(shapely.get_parts(polygon)),
                fill=False,
                edgecolor=OUTLINE,
                linewidth=0.7,
                alpha=0.8,
                zorder=8,
            )
        )
    with mpl.rc_context({"hatch.linewidth": 0.35, "hatch.color": OUTLINE}):
        for polygon in contested.polygon:
            axes.add_artist(
                PathPatch(
                    polygon_path(shapely.get_parts(polygon)),
                    facecolor="none",
                    edgecolor=OUTLINE,
                    linewidth=0,
                    hatch=CONTESTED_HATCH,
                    zorder=0.4,
                )
            )


def _tints(patches: Patches) -> list[int]:
    """Return a tint for each patch, other than those of its neighbours as far as tints last."""
    tree = shapely.STRtree(patches.polygon)
    first, second = tree.query(patches.polygon, predicate="intersects")
    chosen: list[int] = []
    for at in range(len(patches.polygon)):
        beside = {chosen[other] for other in second[first == at] if other < at}
        free = [tint for tint in range(len(TINTS)) if tint not in beside]
        # The least used of the free ones, so that all tints are seen.
        chosen.append(min(free or range(len(TINTS)), key=lambda tint: (chosen.count(tint), tint)))
    return chosen


def _add_corridors(axes: Axes, structure: StructureMap) -> None:
    """Draw the corridors, the broad ones uppermost, each in a white casing."""
    corridors = structure.corridors
    lines = [shapely.get_coordinates(line) for line in corridors.line]
    order = np.argsort(corridors.width_class, kind="stable")
    points = np.array(CORRIDOR_POINTS)[corridors.width_class - 1]
    for colour, wider, zorder in ((CASING, 1.6, 10.0), (CORRIDOR_COLOUR, 0.0, 10.1)):
        axes.add_collection(
            LineCollection(
                [lines[at] for at in order],
                colors=colour,
                linewidths=points[order] + wider,
                capstyle="round",
                joinstyle="round",
                zorder=zorder,
            ),
            autolim=False,
        )


def _add_road_numbers(axes: Axes, structure: StructureMap) -> list[Bbox]:
    """Write the number of each road in the middle of its corridor, where no other stands."""
    corridors = structure.corridors
    taken: list[Bbox] = []
    for line, number in zip(corridors.line, corridors.road_number.tolist(), strict=True):
        middle = shapely.line_interpolate_point(line, 0.5, normalized=True)
        if not number:
            continue
        sign = axes.annotate(
            number.replace(";", " "),
            (middle.x, middle.y),
            ha="center",
            va="center",
            fontsize=7,
            color=CORRIDOR_COLOUR,
            fontweight="bold",
            parse_math=False,
            bbox={
                "boxstyle": "round,pad=0.25",
                "facecolor": "white",
                "edgecolor": CORRIDOR_COLOUR,
            },
            zorder=14,
        )
        box = sign.get_window_extent().padded(6)
        if any(box.overlaps(other) for other in taken):
            sign.remove()
        else:
            taken.append(box)
    return taken


def _add_weak_links(axes: Axes, structure: StructureMap) -> None:
    villages, weak = structure.report.villages, structure.weak
    ends = np.stack(
        [
            np.column_stack([villages.x[side], villages.y[side]])
            for side in (weak.first, weak.second)
        ],
        axis=1,
    )
    axes.add_collection(
        LineCollection(list(ends), zorder=11, **WEAK_STYLE),
        autolim=False,
    )


def _add_nodes(axes: Axes, structure: StructureMap) -> None:
    """Draw the places by level, the highest uppermost, and ring those that miss most."""
    villages, levels = structure.report.villages, structure.levels.level
    x, y = villages.x, villages.y
    scale = crowding(structure)
    short = _short(structure)
    if short.any():
        sizes = _sizes(levels, scale)[short] * 2.4 + 30 * scale
        axes.scatter(x[short], y[short], s=sizes, marker="o", zorder=19, **RING_STYLE)
    for level, look in enumerate(published_classes("node_level")[: len(MARKER_SIZES)], start=1):
        here = levels == level
        axes.scatter(
            x[here],
            y[here],
            s=MARKER_SIZES[level - 1] * scale,
            marker=look.marker,
            facecolor=look.colour,
            edgecolor="black",
            linewidth=0.7,
            zorder=30 - level,
        )
        if 1 < level <= MARKED_LEVELS:
            for at in np.flatnonzero(here):
                axes.annotate(
                    look.mark,
                    (x[at], y[at]),
                    ha="center",
                    va="center_baseline",
                    fontsize=7.5 * math.sqrt(scale),
                    fontweight="bold",
                    color=look.ink,
                    zorder=30.5 - level,
                )


def _short(structure: StructureMap) -> npt.NDArray[np.bool_]:
    """Return (village_count,) bool: the village lacks many of the basic services."""
    missing: npt.NDArray[np.bool_] = structure.shortfalls.surely.sum(axis=1) >= SHORT_OF
    return missing


def crowding(structure: StructureMap) -> float:
    """Return how much smaller signs are drawn where there are many places."""
    count = int((structure.levels.level <= len(MARKER_SIZES)).sum())
    return min(1.0, math.sqrt(150 / max(count, 1)))


def _sizes(levels: Any, scale: float) -> Any:  # noqa: ANN401 (arrays of numbers)
    return (
        np.append(MARKER_SIZES, MARKER_SIZES[-1])[np.minimum(levels, len(MARKER_SIZES) + 1) - 1]
        * scale
    )


def _names(structure: StructureMap) -> list[Name]:
    """Return the names of the places by level, then by population."""
    villages, levels = structure.report.villages, structure.levels
    scale = crowding(structure)
    radius = np.sqrt(_sizes(levels.level, scale)) / 2
    population = np.nan_to_num(villages.population, nan=-1.0)
    order = np.lexsort((villages.id, -population, levels.level))
    lowest, short = len(MARKER_SIZES), _short(structure)
    return [
        Name(
            str(villages.name[at]),
            float(villages.x[at]),
            float(villages.y[at]),
            float(radius[at]),
            fontsize=(13.0, 11.5, 10.5, 9.5, 8.0, 7.5)[min(int(levels.level[at]), lowest) - 1],
            is_bold=levels.level[at] <= MARKED_LEVELS - 1,
        )
        for at in order
        if levels.level[at] <= lowest or short[at]
    ]


def _add_outside(
    axes: Axes, structure: StructureMap, extent: Extent, language: Language
) -> Iterator[Bbox]:
    """Draw an arrow to each node beyond the border, with its name and minutes."""
    links, nodes = structure.outside.links, structure.nodes
    text = words(language)
    frame = shapely.box(extent.west, extent.south, extent.east, extent.north)
    inner = shapely.buffer(frame, -_ARROW_MARGIN * extent.width, join_style="mitre")
    taken: list[Bbox] = []
    for at in np.argsort(links.travel_time_s, kind="stable"):
        goal = int(links.node[at])
        start = links.crossing[at] if np.isfinite(links.crossing[at]).all() else None
        if start is None:
            start = np.array([nodes.x[links.origin[at]], nodes.y[links.origin[at]]])
        end = np.array([nodes.x[goal], nodes.y[goal]])
        if not shapely.intersects(inner, shapely.Point(end)):
            way = shapely.intersection(shapely.LineString([start, end]), inner)
            if way.is_empty:
                continue
            end = shapely.get_coordinates(way)[-1]
        axes.annotate(
            "",
            xy=tuple(end),
            xytext=tuple(start),
            arrowprops={
                "arrowstyle": "-|>",
                "color": ARROW_COLOUR,
                "linewidth": 1.6,
                "mutation_scale": 14,
            },
            zorder=12,
        )
        minutes = number_text(links.travel_time_s[at] / S_PER_MIN, 0, language)
        label = text["structure_arrow"].format(name=nodes.name[goal], minutes=minutes)
        box = _stand_at_edge(axes, label, (float(end[0]), float(end[1])), extent, taken)
        if box is not None:
            taken.append(box)
            yield box


def _stand_at_edge(
    axes: Axes, label: str, at: tuple[float, float], extent: Extent, taken: list[Bbox]
) -> Bbox | None:
    """Write the name of a node outside beside the point of its arrow, within the frame.

    A name that would cover another is left out, and None returned: the tables have them all.
    """
    is_east = at[0] > (extent.west + extent.east) / 2
    is_north = at[1] > (extent.south + extent.north) / 2
    note = axes.annotate(
        label,
        at,
        xytext=(-6 if is_east else 6, -6 if is_north else 6),
        textcoords="offset points",
        ha="right" if is_east else "left",
        va="top" if is_north else "bottom",
        fontsize=8.5,
        fontstyle="italic",
        color=ARROW_COLOUR,
        parse_math=False,
        bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 1},
        zorder=13,
    )
    box = note.get_window_extent()
    if any(box.overlaps(other) for other in taken):
        note.remove()
        return None
    return box
