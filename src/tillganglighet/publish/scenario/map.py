"""The map of a scenario: before, after and what becomes of each place, side by side."""

import io

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tillganglighet.publish.maps.frame import Extent, add_north_arrow, add_scale_bar
from tillganglighet.publish.maps.ground import GROUND_ZORDER, add_ground
from tillganglighet.publish.maps.names import add_names, village_names
from tillganglighet.publish.maps.places import add_places, marker_sizes
from tillganglighet.publish.maps.text import add_lines
from tillganglighet.publish.product.origin import dates_text
from tillganglighet.publish.scenario.places_map import (
    add_changes,
    changed_extent,
    main_column,
)
from tillganglighet.publish.scenario.product import scenario_title
from tillganglighet.publish.scenario.signs import Sign, map_signs
from tillganglighet.publish.wording.classes import PublishedClass
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.effects.report import ScenarioReport

_DPI = 150
_PANEL_INCHES = 5.0  # the longer side of each of the three maps
_GAP_INCHES, _MARGIN_INCHES = 0.15, 0.2
_HEAD_INCHES, _FOOT_INCHES = 0.72, 1.1
_SCALE = 0.6
_WIDEST, _NARROWEST = 1.25, 0.8  # width of a map per height


def render_scenario_map(report: ScenarioReport, language: Language = "sv") -> bytes:
    """Return the map of the category that concerns most people, as a PNG."""
    column = main_column(report)
    extent = _shaped(changed_extent(report, column))
    figure, panels = _sheet(extent)
    category, text = report.outcome.categories[column], words(language)
    reports = (report.before, report.after, report.after)
    for axes, shown in zip(panels, reports, strict=True):
        add_ground(axes, shown, extent)
        axes.set_rasterization_zorder(GROUND_ZORDER)
    outcomes = add_places(panels[0], report.before, category, scale=_SCALE)
    outcomes += add_places(panels[1], report.after, category, scale=_SCALE)
    changes = add_changes(panels[2], report, column, scale=_SCALE)
    titles = (text["sc_map_before"], text["sc_map_after"], text["sc_map_difference"])
    for axes, title in zip(panels, titles, strict=True):
        _finish(axes, report, extent, title, text["map_north"])
    _add_texts(figure, report, category.name(language), language)
    unique = {look.code_sv: look for look in outcomes}
    signs = [_class_sign(look, language) for look in unique.values()]
    _add_legend(figure, signs, 0.01, 4)
    signs = [_class_sign(look, language) for look in changes]
    signs += [_other_sign(sign) for sign in map_signs(report, column, language)]
    _add_legend(figure, signs, 0.665, 2)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=_DPI, metadata={"Software": "tillganglighet"})
    return content.getvalue()


def _shaped(extent: Extent) -> Extent:
    """Return the extent with room added, so that three of it stand well side by side."""
    share = extent.width / extent.height
    return extent.widened(min(max(share, _NARROWEST), _WIDEST))


def _sheet(extent: Extent) -> tuple[Figure, list[Axes]]:
    scale = _PANEL_INCHES / max(extent.width, extent.height)
    width, height = extent.width * scale, extent.height * scale
    whole = 3 * width + 2 * _GAP_INCHES + 2 * _MARGIN_INCHES
    tall = height + _HEAD_INCHES + _FOOT_INCHES
    figure = Figure(figsize=(whole, tall), dpi=_DPI, facecolor="white")
    FigureCanvasAgg(figure)
    panels = []
    for number in range(3):
        left = _MARGIN_INCHES + number * (width + _GAP_INCHES)
        axes = figure.add_axes((left / whole, _FOOT_INCHES / tall, width / whole, height / tall))
        axes.set_xlim(extent.west, extent.east)
        axes.set_ylim(extent.south, extent.north)
        axes.set_xticks([])
        axes.set_yticks([])
        panels.append(axes)
    return figure, panels


def _finish(axes: Axes, report: ScenarioReport, extent: Extent, title: str, north: str) -> None:
    villages = report.outcome.baseline.world.villages
    radius = np.sqrt(marker_sizes(villages.population, _SCALE)) / 2
    frame = [add_scale_bar(axes, extent), add_north_arrow(axes, north)]
    names = [
        name
        for name in village_names(villages, radius)
        if extent.west < name.x < extent.east and extent.south < name.y < extent.north
    ]
    add_names(axes, names, keep_clear=frame)
    axes.set_title(title, fontsize=11, loc="left", pad=4)


def _add_texts(figure: Figure, report: ScenarioReport, category: str, language: Language) -> None:
    text, provenance = words(language), report.provenance
    width, height = figure.get_size_inches()
    room, left = width - 2 * _MARGIN_INCHES, _MARGIN_INCHES / width
    title = f"{category}. {scenario_title(report, language)}"
    top = (left, 1 - 0.12 / height)
    add_lines(figure, title, top, room, fontsize=14, fontweight="bold", va="top")
    source = text["map_source"].format(
        attribution="; ".join(provenance.attribution),
        dates=dates_text(provenance, language),
        program=provenance.program,
    )
    below = f"{provenance.note}. {source}" if provenance.note else source
    add_lines(figure, below, (left, 0.1 / height), room, fontsize=7.5, va="bottom")


def _add_legend(figure: Figure, signs: list[Line2D], left: float, columns: int) -> None:
    height = figure.get_size_inches()[1]
    figure.legend(
        handles=signs,
        loc="upper left",
        bbox_to_anchor=(left, (_FOOT_INCHES - 0.05) / height),
        ncols=columns,
        frameon=False,
        fontsize=8.5,
    )


def _class_sign(look: PublishedClass, language: Language) -> Line2D:
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=look.marker,
        markersize=8,
        markerfacecolor=look.colour,
        markeredgecolor="black",
        markeredgewidth=0.8,
        label=look.label(language),
    )


def _other_sign(sign: Sign) -> Line2D:
    if sign.kind == "line":
        return Line2D([], [], label=sign.label, **sign.style)
    edge = sign.style.get("edgecolor", sign.colour)
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=sign.style["marker"],
        markersize=8,
        markerfacecolor=sign.colour,
        markeredgecolor=edge,
        markeredgewidth=sign.style["linewidth"],
        label=sign.label,
    )
