"""What the maps of one sheet share, so that one legend explains them all."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.publish.maps.frame import Extent
from tillganglighet.publish.maps.ground import report_extent
from tillganglighet.publish.structure.look import MARKER_SIZES, SHORT_OF, TINTS
from tillganglighet.structure.patches import Patches
from tillganglighet.structure.structure_map import StructureMap

Mask = npt.NDArray[np.bool_]

# Millimetres of an A3 sheet on its side, within its margins, under the title and over the sources.
_WIDTH_MM, _HEIGHT_MM, _GAP_MM = 400.0, 250.0, 7.0
_MAP_MM = (185.0, 300.0)  # how narrow and how wide a map alone may be
_MAP_OF_TWO_MM = (112.0, 150.0)
_HEAD_MM = 8.0  # of each of two maps
_BELOW_MM = (120.0, 166.0)  # how low and how high two maps over the legend may be
_TALL = 0.8  # width by height: of such regions two maps stand beside the legend
_CROWDED = 150  # more places than these are drawn smaller
_COLUMN_MM = 72.0  # what a column of the legend needs at least
_COLUMNS_BELOW = 4
_FONT_OF_TWO = 0.85


@dataclass(frozen=True)
class Layout:
    """Where maps and legend lie on the sheet.

    Parameters
    ----------
    map_mm : (width, height)
        Of each map.
    panel : "beside" or "below"
        Where the legend is, as seen from the maps.
    panel_mm : float
        Height of the legend.
    columns : int
        Of the legend.
    """

    map_mm: tuple[float, float]
    panel: Literal["beside", "below"]
    panel_mm: float
    columns: int


@dataclass(frozen=True)
class Drawing:
    """What the maps of one sheet have in common.

    Parameters
    ----------
    layout : Layout
    extent : Extent
    scale, font_scale : float
        Of the signs where there are many places, and of letters.
    catchment_level : int or None
        The level whose catchments are drawn: the highest that divides the land; None for none.
    breaks : tuple of float
        The least persons of the broader classes of corridors.
    tints : mapping of str to int
        By id of the node.
    is_changed : (village_count,) bool
        The scenario changes the level.
    """

    layout: Layout
    extent: Extent
    scale: float
    font_scale: float
    catchment_level: int | None
    breaks: tuple[float, ...]
    tints: Mapping[str, int]
    is_changed: Mask


def drawing_of(structure: StructureMap) -> Drawing:
    """Return how the map is drawn, and the one before the scenario beside it, if there is one."""
    first = structure.before or structure
    level = dividing_level(first)
    extent = report_extent(first.report)
    layout = _layout(extent.width / extent.height, is_pair=structure.before is not None)
    tints: dict[str, int] = {}
    for each in (first, structure):
        tints |= _tints(each, level, tints)
    count = int((first.levels.level <= len(MARKER_SIZES)).sum())
    return Drawing(
        layout=layout,
        extent=extent.widened(layout.map_mm[0] / layout.map_mm[1]),
        scale=min(1.0, math.sqrt(_CROWDED / max(count, 1))) * (0.7 if structure.before else 1.0),
        font_scale=_FONT_OF_TWO if structure.before else 1.0,
        catchment_level=level,
        breaks=first.corridors.breaks,
        tints=tints,
        is_changed=np.asarray(first.levels.level != structure.levels.level),
    )


def is_short(structure: StructureMap) -> Mask:
    """Return (village_count,) bool: the village lacks many of the basic services."""
    return np.asarray(structure.shortfalls.surely.sum(axis=1) >= SHORT_OF)


def width_classes(structure: StructureMap, drawing: Drawing) -> npt.NDArray[np.intp]:
    """Return the class of width of each corridor, from 1, by the breaks of the drawing."""
    return 1 + np.searchsorted(drawing.breaks, structure.corridors.amount, side="right")


def _layout(aspect: float, *, is_pair: bool) -> Layout:
    fitted = partial(np.clip, dtype=np.float64)
    if not is_pair:
        width = float(fitted(_HEIGHT_MM * aspect, *_MAP_MM))
        return _beside((width, _HEIGHT_MM), _WIDTH_MM - width - _GAP_MM)
    if aspect < _TALL:
        height = _HEIGHT_MM - _HEAD_MM
        width = float(fitted(height * aspect, *_MAP_OF_TWO_MM))
        return _beside((width, height), _WIDTH_MM - 2 * (width + _GAP_MM))
    width = (_WIDTH_MM - _GAP_MM) / 2
    height = float(fitted(width / aspect, *_BELOW_MM))
    return Layout((width, height), "below", _HEIGHT_MM - _HEAD_MM - height, _COLUMNS_BELOW)


def _beside(map_mm: tuple[float, float], left_mm: float) -> Layout:
    return Layout(map_mm, "beside", _HEIGHT_MM, max(1, int(left_mm / _COLUMN_MM)))


def dividing_level(structure: StructureMap) -> int | None:
    """Return the highest level that has two nodes at least; None where none has."""
    for people, drawn in zip(
        structure.catchments.people, structure.catchments.patches, strict=True
    ):
        if len(drawn.label) > 1:
            return people.level
    return None


def _tints(
    structure: StructureMap, level: int | None, known: Mapping[str, int]
) -> Mapping[str, int]:
    """Return a tint for each node, other than its neighbours' as far as tints last."""
    if level is None:
        return known
    patches: Patches = structure.catchments.patches[level - 1]
    ids = structure.nodes.id[patches.label].tolist()
    first, second = shapely.STRtree(patches.polygon).query(patches.polygon, predicate="intersects")
    chosen = {each: known[each] for each in ids if each in known}
    for at, node in enumerate(ids):
        if node in chosen:
            continue
        beside = {chosen.get(ids[other]) for other in second[first == at].tolist()}
        free = [tint for tint in range(len(TINTS)) if tint not in beside]
        used = list(chosen.values())
        # The least used of the free ones, so that all tints are seen.
        chosen[node] = min(free or range(len(TINTS)), key=lambda tint: (used.count(tint), tint))
    return chosen
