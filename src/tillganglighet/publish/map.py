"""The map: villages by travel time to one category, on their roads, as a PNG."""

import io
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.domain.catalogue import Category
from tillganglighet.publish.classes import (
    PublishedClass,
    outcome_indices,
    outcomes,
    published_classes,
)
from tillganglighet.publish.columns import Language
from tillganglighet.publish.map_frame import Extent, add_north_arrow, add_scale_bar, map_extent
from tillganglighet.publish.map_names import add_names
from tillganglighet.publish.map_roads import FERRY_STYLE, ROAD_STYLE, add_roads
from tillganglighet.publish.origin import dates_text
from tillganglighet.publish.tables import is_offered
from tillganglighet.publish.words import words

_DPI = 150
_LONG_SIDE_INCHES = 8.0
_LEGEND_INCHES = 2.6
_MARGIN_INCHES = 0.2
_HEAD_INCHES = 0.55
_FOOT_INCHES = 0.4
_SMALLEST_MARKER, _LARGEST_MARKER = 34.0, 260.0  # square points
_INK = "#222222"


def default_category(report: GapReport) -> Category:
    """Return dagligvaror, or the first category where dagligvaror is not in the report."""
    named = [category for category in report.categories if category.key == "dagligvaror"]
    return (named or list(report.categories))[0]


def render_map(
    report: GapReport,
    language: Language = "sv",
    category: Category | None = None,
) -> bytes:
    """Return the map of one category as a PNG, dagligvaror if none is named."""
    category = category or default_category(report)
    extent = map_extent(report.villages.x, report.villages.y)
    figure, axes = _sheet(extent)
    add_roads(axes, report.network.roads, extent)
    shown = _add_villages(axes, report, category)
    _add_services(axes, report, category)
    marker_radius = np.sqrt(_marker_sizes(report.villages.population)) / 2
    add_names(axes, report.villages, marker_radius)
    add_scale_bar(axes, extent)
    add_north_arrow(axes, words(language)["map_north"])
    _add_texts(figure, report, category, language)
    _add_legend(figure, axes, shown, category, language)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=_DPI, metadata={"Software": None})
    return content.getvalue()


def _sheet(extent: Extent) -> tuple[Figure, Axes]:
    """Return a figure as wide as map and legend need, the map to the left in true proportions."""
    scale = _LONG_SIDE_INCHES / max(extent.width, extent.height)
    map_width, map_height = extent.width * scale, extent.height * scale
    width = map_width + _LEGEND_INCHES + 2 * _MARGIN_INCHES
    height = max(map_height, 5.0) + _HEAD_INCHES + _FOOT_INCHES
    figure = Figure(figsize=(width, height), facecolor="white")
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
    axes.set_facecolor("#fbfaf7")
    return figure, axes


def _add_villages(axes: Axes, report: GapReport, category: Category) -> list[PublishedClass]:
    """Draw the villages, the worst uppermost, and return the outcomes that occur."""
    column = report.categories.index(category)
    outcome = outcome_indices(report.access, report.gaps)[:, column]
    sizes = _marker_sizes(report.villages.population)
    shown = []
    for index, look in enumerate(outcomes()):
        here = outcome == index
        if here.any():
            shown.append(look)
            axes.scatter(
                report.villages.x[here],
                report.villages.y[here],
                s=sizes[here],
                marker=look.marker,
                facecolor=look.colour,
                edgecolor="black",
                linewidth=0.8,
                zorder=10 + index,
            )
    return shown


def _marker_sizes(population: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return areas that grow with the root of the population, so that a town hides no village."""
    known = np.where(np.isnan(population), 0.0, population)
    share: npt.NDArray[np.float64] = np.sqrt(known / max(known.max(initial=0.0), 1.0))
    return _SMALLEST_MARKER + (_LARGEST_MARKER - _SMALLEST_MARKER) * share


def _add_services(axes: Axes, report: GapReport, category: Category) -> None:
    offered = is_offered(report, category)
    axes.scatter(
        report.services.x[offered],
        report.services.y[offered],
        s=9,
        marker="s",
        facecolor="black",
        edgecolor="white",
        linewidth=0.5,
        zorder=30,
    )


def _add_texts(figure: Figure, report: GapReport, category: Category, language: Language) -> None:
    text, provenance = words(language), report.provenance
    mode = {entry.code_en: entry.label(language) for entry in published_classes("mode")}
    width, height = figure.get_size_inches()
    figure.text(
        _MARGIN_INCHES / width,
        1 - 0.36 / height,
        text["map_title"].format(
            category=category.name(language),
            mode=mode[provenance.mode],
            region=provenance.region,
        ),
        fontsize=13,
        fontweight="bold",
        color=_INK,
    )
    figure.text(
        _MARGIN_INCHES / width,
        0.14 / height,
        text["map_source"].format(
            attribution="; ".join(provenance.attribution),
            dates=dates_text(report.provenance, language),
            program=provenance.program,
        ),
        fontsize=7.5,
        color=_INK,
    )


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
    figure.legend(
        handles=entries,
        loc="upper left",
        bbox_to_anchor=(box.x1 + 0.01, box.y1),
        frameon=False,
        fontsize=9,
        labelspacing=0.8,
    )
