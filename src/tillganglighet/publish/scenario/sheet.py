"""One page about a scenario for those who decide: what it means, and what nobody knows."""

import io
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.formats.typst_pdf import (
    page_furniture,
    pdf_class,
    pdf_table,
    render_pdf,
)
from tillganglighet.publish.maps.frame import add_scale_bar
from tillganglighet.publish.maps.ground import GROUND_ZORDER, add_ground
from tillganglighet.publish.maps.names import add_names, village_names
from tillganglighet.publish.maps.places import marker_sizes
from tillganglighet.publish.scenario.change_texts import change_texts
from tillganglighet.publish.scenario.places_map import add_changes, changed_extent, main_column
from tillganglighet.publish.scenario.product import scenario_title
from tillganglighet.publish.scenario.services import scenario_services
from tillganglighet.publish.scenario.tables import (
    UNCHANGED,
    place_changes,
    places_by_effect,
    scenario_places,
)
from tillganglighet.publish.scenario.texts import (
    assumptions_text,
    category_sentences,
    mean_minutes,
    minutes_text,
    unknowns,
    whole_sentences,
    whole_tally,
)
from tillganglighet.publish.wording.classes import PublishedClass, published_classes
from tillganglighet.publish.wording.columns import Language, table_columns
from tillganglighet.publish.wording.numbers import NOTHING, number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.effects.report import ScenarioReport

_MAP_INCHES, _DPI, _SCALE = 3.5, 220, 0.42
_WIDTH_PER_HEIGHT = 0.95
# As much as finds room on one page.
_MOST_SENTENCES, _MOST_EFFECTS, _MOST_PLACES, _MOST_SERVICES, _MOST_CHANGES = 6, 8, 8, 6, 6


def render_scenario_sheet(report: ScenarioReport, language: Language = "sv") -> bytes:
    """Return the page as a tagged PDF; same report, same bytes."""
    text = words(language)
    column = main_column(report)
    picture, shown = _picture(report, column)
    category = report.outcome.categories[column].name(language)
    sentences = category_sentences(report, column, language) or [
        text["sc_nothing"].format(region=report.provenance.region)
    ]
    title = scenario_title(report, language)
    data: dict[str, Any] = page_furniture(title, report.provenance, language) | {
        "facts": _facts(report, language),
        "effects_heading": text["sc_effects_heading"],
        "sentences": [*sentences, *whole_sentences(report, language)][:_MOST_SENTENCES],
        "all_heading": text["sc_all_services_heading"],
        "effects": pdf_table(_effects(report, language)),
        "map_heading": category,
        "map_alt": text["sc_map_alt"].format(category=category),
        "looks": [pdf_class(look, language) for look in shown],
        "places_heading": text["sc_places_heading"],
        "places": pdf_table(_places(report, language)),
        "services_heading": text["sc_takers_heading"],
        "services": pdf_table(_services(report, language)),
        "unknown_heading": text["sc_unknown_heading"],
        "unknowns": list(unknowns(report, language)),
        "id": text["sc_id"].format(id=report.outcome.id),
    }
    return render_pdf("scenario.typ", data, {"map.svg": picture})


def _facts(report: ScenarioReport, language: Language) -> list[tuple[str, str]]:
    text, scenario = words(language), report.outcome.scenario
    changes = change_texts(report, language)
    told = "; ".join(changes[:_MOST_CHANGES])
    if len(changes) > _MOST_CHANGES:
        told = text["and_more"].format(names=told, count=len(changes) - _MOST_CHANGES)
    standards = report.outcome.standards
    facts = (
        (text["sc_changes_heading"], told),
        (text["sc_purpose"], scenario.purpose),
        (text["sc_author"], scenario.author),
        (text["sc_assumed"], assumptions_text(report, language)),
        (text["sc_levels"], f"{standards.name}; {standards.decided_by}"),
    )
    return [(name, said) for name, said in facts if said]


def _picture(report: ScenarioReport, column: int) -> tuple[bytes, list[PublishedClass]]:
    """Return the map of what becomes of each place, as a PNG, and the looks upon it."""
    extent = changed_extent(report, column).widened(_WIDTH_PER_HEIGHT)
    figure = Figure(figsize=(_MAP_INCHES, _MAP_INCHES / _WIDTH_PER_HEIGHT), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.set_xticks([])
    axes.set_yticks([])
    add_ground(axes, report.after, extent)
    axes.set_rasterization_zorder(GROUND_ZORDER)
    shown = add_changes(axes, report, column, scale=_SCALE)
    bar = add_scale_bar(axes, extent, fontsize=7)
    villages = report.outcome.baseline.world.villages
    names = village_names(villages, np.sqrt(marker_sizes(villages.population, _SCALE)) / 2)
    inside = [
        name
        for name in names
        if extent.west < name.x < extent.east and extent.south < name.y < extent.north
    ]
    add_names(axes, inside, most=14, keep_clear=[bar])
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=_DPI, metadata={"Software": "tillganglighet"})
    return content.getvalue(), shown


def _effects(report: ScenarioReport, language: Language) -> PageTable:
    """Return the sums of each service that changes for anybody."""
    text, rows = words(language), []
    for column, category in enumerate(report.outcome.categories):
        sums, means = whole_tally(report, column), mean_minutes(report, column)
        if not sums.worse and not sums.better:
            continue
        counts = (sums.lost, sums.worse - sums.lost, sums.newly_over, sums.better)
        lost, longer, over, shorter = (Cell(number_text(each, 0, language)) for each in counts)
        mean = Cell(minutes_text(means[0], language) if means[0] else NOTHING)
        rows.append((category.name(language), [lost, longer, mean, over, shorter]))
    heads = [
        Cell(text["sc_category"], is_text=True),
        Cell(text["sc_left_without"]),
        Cell(text["sc_farther"]),
        Cell(text["sc_mean_farther"]),
        Cell(text["sc_newly_over"]),
        Cell(text["sc_nearer"]),
    ]
    return PageTable("effects", "", heads, rows[:_MOST_EFFECTS])


def _places(report: ScenarioReport, language: Language) -> PageTable:
    """Return the places most concerned, each with its category."""
    text = words(language)
    village, category = places_by_effect(report)
    changes = place_changes(report)[village, category]
    looks = published_classes("scenario_change")
    frame = scenario_places(report, language)
    names = {each.key: each.name(language) for each in report.outcome.categories}
    column = {each.key: each.name(language) for each in table_columns("scenario")}
    rows = []
    for at in np.flatnonzero(changes != UNCHANGED)[:_MOST_PLACES]:
        row = frame.iloc[at]
        cells = [
            Cell(names[row[column["kategori"]]], is_text=True),
            Cell(number_text(float(row[column["befolkning"]]), 0, language)),
            Cell(_minutes(row[column["restid_fore_min"]], language)),
            Cell(_minutes(row[column["restid_efter_min"]], language), look=looks[changes[at]]),
            Cell(_text(row, column, "narmaste_efter_namn", text["sc_none"]), is_text=True),
        ]
        rows.append((_text(row, column, "ortnamn", NOTHING), cells))
    heads = [
        Cell(text["sc_place"], is_text=True),
        Cell(text["sc_category"], is_text=True),
        Cell(text["sc_persons"]),
        Cell(text["sc_before"]),
        Cell(text["sc_after"]),
        Cell(text["sc_new_nearest"], is_text=True),
    ]
    return PageTable("places", "" if rows else text["sc_no_places"], heads, rows)


def _services(report: ScenarioReport, language: Language) -> PageTable:
    text = words(language)
    frame = scenario_services(report, language)
    column = {each.key: each.name(language) for each in table_columns("scenario_service")}
    change = frame[column["skillnad_personer"]].abs()
    rows = []
    for at in change.sort_values(ascending=False, kind="stable").index[:_MOST_SERVICES]:
        row = frame.loc[at]
        numbers = [float(row[column[key]]) for key in ("personer_fore", "personer_efter")]
        cells = [
            Cell(str(row[column["kategorinamn"]]), is_text=True),
            *(Cell(number_text(number, 0, language)) for number in numbers),
            Cell(number_text(float(row[column["kapacitet"]]), 0, language)),
        ]
        rows.append((_text(row, column, "namn", str(row[column["service_id"]])), cells))
    heads = [
        Cell(text["sc_service"], is_text=True),
        Cell(text["sc_category"], is_text=True),
        Cell(text["sc_customers_before"]),
        Cell(text["sc_customers_after"]),
        Cell(text["sc_capacity"]),
    ]
    return PageTable("services", "", heads, rows)


def _minutes(value: float, language: Language) -> str:
    if np.isnan(value):
        return words(language)["sc_none"]
    return words(language)["sc_minutes"].format(minutes=number_text(value, 1, language))


def _text(row: "pd.Series[Any]", column: dict[str, str], key: str, missing: str) -> str:
    return str(row[column[key]] or missing)
