"""The map as a file: one category on a sheet with title, legend, scale and sources."""

import io
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.catalogue import Category
from tillganglighet.publish.maps.frame import Extent, add_north_arrow, add_scale_bar
from tillganglighet.publish.maps.ground import GROUND_ZORDER, add_ground, report_extent
from tillganglighet.publish.maps.names import add_names, village_names
from tillganglighet.publish.maps.places import add_places, marker_sizes
from tillganglighet.publish.maps.roads import FERRY_STYLE, ROAD_STYLE
from tillganglighet.publish.maps.text import add_lines, break_lines
from tillganglighet.publish.product.origin import dates_text
from tillganglighet.publish.wording.classes import PublishedClass, published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words

_DPI = 150
_LONG_SIDE_INCHES = 8.0
_LEGEND_INCHES = 2.6
_MARGIN_INCHES = 0.2
_HEAD_INCHES = 0.7
_FOOT_INCHES = 0.55


def default_category(report: GapReport) -> Category:
    """Return dagligvaror, or the first category where dagligvaror is not in the report."""
    named = [category for category in report.categories if category.key == "dagligvaror"]
    return (named or list(report.categories))[0]


def render_map(
    report: GapReport,
    language: Language = "sv",
    category: Category | None = None,
    form: Literal["png", "svg"] = "png",
) -> bytes:
    """Return the map of one category, dagligvaror if none is named.

    An SVG holds the ground as a picture, and signs and text as such: a county has a hundred
    thousand pieces of road.
    """
    category = category or default_category(report)
    extent = report_extent(report)
    figure, axes = _sheet(extent)
    add_ground(axes, report, extent)
    axes.set_rasterization_zorder(GROUND_ZORDER)
    shown = add_places(axes, report, category)
    frame = [add_scale_bar(axes, extent), add_north_arrow(axes, words(language)["map_north"])]
    radius = np.sqrt(marker_sizes(report.villages.population, 1.0)) / 2
    add_names(axes, village_names(report.villages, radius), keep_clear=frame)
    _add_texts(figure, report, category, language)
    _add_legend(figure, axes, shown, category, language)
    content = io.BytesIO()
    maker = "tillganglighet"
    about = {"Date": None, "Creator": maker} if form == "svg" else {"Software": maker}
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "tillganglighet"}):
        figure.savefig(content, format=form, dpi=_DPI, metadata=about)
    return content.getvalue()


def _sheet(extent: Extent) -> tuple[Figure, Axes]:
    """Return a figure as wide as map and legend need, the map to the left in true proportions."""
    scale = _LONG_SIDE_INCHES / max(extent.width, extent.height)
    map_width, map_height = extent.width * scale, extent.height * scale
    width = map_width + _LEGEND_INCHES + 2 * _MARGIN_INCHES
    height = max(map_height, 5.0) + _HEAD_INCHES + _FOOT_INCHES
    figure = Figure(figsize=(width, height), dpi=_DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes(
        (
            _MARGIN_INCHES / width,
            (height - _HEAD_INCHES - map_height) / height,
            map_width / width,
            map_height / height,
        )
    )
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.set_xticks([])
    axes.set_yticks([])
    return figure, axes


def _add_texts(figure: Figure, report: GapReport, category: Category, language: Language) -> None:
    """Set title and sources, in as many lines as they need, and the note where there is one."""
    text, provenance = words(language), report.provenance
    mode = {entry.code_en: entry.label(language) for entry in published_classes("mode")}
    width, height = figure.get_size_inches()
    title = text["map_title"].format(
        category=category.name(language), mode=mode[provenance.mode], region=provenance.region
    )
    source = text["map_source"].format(
        attribution="; ".join(provenance.attribution),
        dates=dates_text(provenance, language),
        program=provenance.program,
    )
    left, room = _MARGIN_INCHES / width, width - 2 * _MARGIN_INCHES
    add_lines(
        figure, title, (left, 1 - 0.1 / height), room, fontsize=13, fontweight="bold", va="top"
    )
    below = f"{provenance.note}. {source}" if provenance.note else source
    add_lines(figure, below, (left, 0.1 / height), room, fontsize=7.5, va="bottom")


def _sign(look: PublishedClass) -> dict[str, Any]:
    return {
        "linestyle": "none",
        "marker": look.marker,
        "markersize": 9,
        "markerfacecolor": look.colour,
        "markeredgecolor": "black",
        "markeredgewidth": 0.8,
    }


def _add_legend(
    figure: Figure,
    axes: Axes,
    shown: list[PublishedClass],
    category: Category,
    language: Language,
) -> None:
    text = words(language)
    entries = [Line2D([], [], **_sign(look), label=look.label(language)) for look in shown]
    service = text["map_service"].format(category=category.name(language))
    entries.append(
        Line2D([], [], linestyle="none", marker="s", markersize=4, color="black", label=service)
    )
    entries.append(Line2D([], [], **ROAD_STYLE, label=text["map_road"]))
    entries.append(Line2D([], [], **FERRY_STYLE, label=text["map_ferry"]))
    box = axes.get_position()
    legend = figure.legend(
        handles=entries,
        loc="upper left",
        bbox_to_anchor=(box.x1 + 0.01, box.y1),
        frameon=False,
        fontsize=9,
        labelspacing=0.8,
    )
    room = _LEGEND_INCHES - 0.6
    for label in legend.get_texts():
        break_lines(label, room)
