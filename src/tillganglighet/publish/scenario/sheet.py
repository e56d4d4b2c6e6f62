"""One page about a scenario for those who decide: what it means, and what nobody knows."""

import io
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tillganglighet.publish.formats.page_table import PageTable
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
from tillganglighet.publish.scenario.headline import headline
from tillganglighet.publish.scenario.places_map import add_changes, changed_extent, main_column
from tillganglighet.publish.scenario.product import scenario_title
from tillganglighet.publish.scenario.sheet_tables import (
    cut_to,
    effects_table,
    mobile_table,
    places_table,
    services_table,
)
from tillganglighet.publish.scenario.signs import map_signs
from tillganglighet.publish.scenario.texts import assumptions_text, unknowns, whole_sentences
from tillganglighet.publish.wording.classes import PublishedClass
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.effects.report import ScenarioReport

_MAP_INCHES, _DPI, _SCALE = 3.5, 220, 0.42
_WIDTH_PER_HEIGHT = 0.95
_MOST_CHANGES = 4
# Rows that find room on the page: of each table at least, and of all of them.
_LEAST_ROWS, _ROWS_ON_PAGE = 6, 19
_ROWS_IN_ANNEX = 60


def render_scenario_sheet(report: ScenarioReport, language: Language = "sv") -> bytes:
    """Return the page as a tagged PDF, with what found no room in an annex.

    Same report, same bytes.
    """
    text, column = words(language), main_column(report)
    picture, shown = _picture(report, column)
    category = report.outcome.categories[column].name(language)
    tables = _tables(report, language)
    room = _room([len(table.rows) for _, table in tables])
    changes = change_texts(report, language)
    signs = map_signs(report, column, language)
    title = scenario_title(report, language)
    data: dict[str, Any] = page_furniture(title, report.provenance, language) | {
        "facts": _facts(report, changes, language),
        "effects_heading": text["sc_effects_heading"],
        "sentences": [*headline(report, language), *whole_sentences(report, language)],
        "map_heading": category,
        "map_alt": text["sc_map_alt"].format(category=category),
        "looks": [pdf_class(look, language) for look in shown],
        "signs": [
            {"label": sign.label, "mark": sign.mark, "dash": sign.dash, "colour": sign.colour}
            for sign in signs
        ],
        "tables": [
            _part(heading, table, rows, text["sc_rest_below"], language)
            for (heading, table), rows in zip(tables, room, strict=True)
        ],
        "unknown_heading": text["sc_unknown_heading"],
        "unknowns": list(unknowns(report, language)),
        "id": text["sc_id"].format(id=report.outcome.id),
        "annex_heading": text["sc_annex"],
        "changes_heading": text["sc_changes_heading"],
        "changes": list(changes) if len(changes) > _MOST_CHANGES else [],
        "annex": [
            _part(heading, table, _ROWS_IN_ANNEX, text["sc_rest_in_tables"], language)
            for (heading, table), rows in zip(tables, room, strict=True)
            if len(table.rows) > rows
        ],
    }
    return render_pdf("scenario.typ", data, {"map.svg": picture})


def _tables(report: ScenarioReport, language: Language) -> list[tuple[str, PageTable]]:
    """Return the tables that hold anything, each with its heading."""
    text = words(language)
    tables = (
        (text["sc_all_services_heading"], effects_table(report, language)),
        (text["sc_mobile_heading"], mobile_table(report, language)),
        (text["sc_places_heading"], places_table(report, language)),
        (text["sc_takers_heading"], services_table(report, language)),
    )
    return [(heading, table) for heading, table in tables if table.rows]


def _room(rows: list[int]) -> list[int]:
    """Return how many rows of each table the page takes; the first get what others leave."""
    room = [min(each, _LEAST_ROWS) for each in rows]
    left = _ROWS_ON_PAGE - sum(room)
    for at, each in enumerate(rows):
        more = max(min(each - room[at], left), 0)
        room[at] += more
        left -= more
    return room


def _part(
    heading: str, table: PageTable, most: int, where: str, language: Language
) -> dict[str, Any]:
    """Return the first rows of a table, and where to find those that are left out."""
    rows = len(table.rows)
    more = words(language)["sc_shown_of"].format(shown=most, all=rows, where=where)
    return {
        "heading": heading,
        "content": pdf_table(cut_to(table, most)),
        "more": more if rows > most else "",
    }


def _facts(
    report: ScenarioReport, changes: tuple[str, ...], language: Language
) -> list[tuple[str, str]]:
    text, scenario = words(language), report.outcome.scenario
    told = "; ".join(changes[:_MOST_CHANGES])
    if len(changes) > _MOST_CHANGES:
        where = text["sc_rest_below"]
        shown = text["sc_shown_of"].format(shown=_MOST_CHANGES, all=len(changes), where=where)
        told = f"{told}. {shown}"
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
