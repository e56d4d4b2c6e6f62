"""Maps for documents: the ground as one picture, the answers of each category as another upon it.

The ground of a county takes a second to draw and half a megabyte to store, its answers a tenth;
a document with twenty maps holds one ground.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.catalogue import Category
from tillganglighet.publish.maps.frame import Extent, add_scale_bar
from tillganglighet.publish.maps.ground import add_ground, report_extent
from tillganglighet.publish.maps.names import MOST_NAMES, add_names, village_names
from tillganglighet.publish.maps.places import add_places, marker_sizes
from tillganglighet.publish.maps.sheet import default_category
from tillganglighet.publish.wording.classes import PublishedClass, outcome_indices, outcomes

WIDTH_PER_HEIGHT = 0.92  # of every map in a document
_LARGE_INCHES, _SMALL_INCHES = 4.6, 3.2
_DPI = 220
_LARGE_SCALE, _SMALL_SCALE = 0.55, 0.3
_SMALL_NAMES = 5


@dataclass(frozen=True)
class ReportMaps:
    """The maps of a document, all of one extent.

    Parameters
    ----------
    ground : bytes
        PNG; every map lies on it.
    large : bytes
        SVG: the answers of the default category, with many names.
    small : mapping of str to bytes
        PNG of each category by its key.
    shown : tuple of PublishedClass
        The outcomes that occur on any of the maps, for a legend.
    width_per_height : float
    """

    ground: bytes
    large: bytes
    small: Mapping[str, bytes]
    shown: tuple[PublishedClass, ...]
    width_per_height: float


def report_maps(report: GapReport, categories: Sequence[Category]) -> ReportMaps:
    """Draw the maps of a document: a large one, and a small one of each of the categories."""
    extent = report_extent(report).widened(WIDTH_PER_HEIGHT)
    drawn = (default_category(report), *categories)
    columns = [report.categories.index(category) for category in drawn]
    found = np.unique(outcome_indices(report.access, report.gaps)[:, columns])
    return ReportMaps(
        ground=ground_picture(report, extent),
        large=answers_picture(report, default_category(report), extent, is_large=True),
        small={each.key: answers_picture(report, each, extent) for each in categories},
        shown=tuple(outcomes()[index] for index in found),
        width_per_height=WIDTH_PER_HEIGHT,
    )


def ground_picture(report: GapReport, extent: Extent) -> bytes:
    """Return the ground as a PNG that fills the extent to its edges."""
    figure, axes = _bare(extent, _LARGE_INCHES)
    add_ground(axes, report, extent)
    return _saved(figure, "png", transparent=False)


def answers_picture(
    report: GapReport, category: Category, extent: Extent, *, is_large: bool = False
) -> bytes:
    """Return villages and services upon nothing: an SVG when large, else a PNG."""
    inches, scale = (_LARGE_INCHES, _LARGE_SCALE) if is_large else (_SMALL_INCHES, _SMALL_SCALE)
    figure, axes = _bare(extent, inches)
    add_places(axes, report, category, scale=scale)
    bar = add_scale_bar(axes, extent, fontsize=7)
    radius = np.sqrt(marker_sizes(report.villages.population, scale)) / 2
    most = MOST_NAMES if is_large else _SMALL_NAMES
    add_names(axes, village_names(report.villages, radius), most=most, keep_clear=[bar])
    return _saved(figure, "svg" if is_large else "png", transparent=True)


def _bare(extent: Extent, inches: float) -> tuple[Figure, Axes]:
    """Return axes that fill a figure so wide, without frame."""
    figure = Figure(figsize=(inches, inches * extent.height / extent.width), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_visible(False)
    return figure, axes


def _saved(figure: Figure, form: Literal["png", "svg"], *, transparent: bool) -> bytes:
    content = io.BytesIO()
    maker = "tillganglighet"
    about = {"Date": None, "Creator": maker} if form == "svg" else {"Software": maker}
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "tillganglighet"}):
        figure.savefig(content, format=form, dpi=_DPI, transparent=transparent, metadata=about)
    return content.getvalue()
