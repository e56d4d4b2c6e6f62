"""The report as one page of HTML that needs nothing else: no script, no outside reference."""

import base64

from jinja2 import Environment, PackageLoader, StrictUndefined

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.accessibility.summary import Summary, summarise
from tillganglighet.domain.status import Status
from tillganglighet.publish.bars import BAR_WIDTH, stacked_bars
from tillganglighet.publish.classes import outcomes, published_classes
from tillganglighet.publish.columns import Language
from tillganglighet.publish.findings import findings, place_name, unit_name
from tillganglighet.publish.map import default_category, render_map
from tillganglighet.publish.origin import dates_text, notices
from tillganglighet.publish.page_tables import (
    PageTable,
    average_table,
    coverage_table,
    doubt_table,
    level_table,
    people_table,
    worst_overall_table,
    worst_table,
)
from tillganglighet.publish.words import words


def render_page(report: GapReport, language: Language = "sv") -> bytes:
    """Return the page as UTF-8."""
    summary = summarise(report)
    text = words(language)
    mode = {entry.code_en: entry.label(language) for entry in published_classes("mode")}
    category = default_category(report)
    people = people_table(report, summary, language)
    map_png = render_map(report, language, category)
    page = (
        _environment()
        .get_template("gap_report.html.jinja")
        .render(
            language=language,
            t=text,
            report=report,
            unit=unit_name(summary, language),
            weighted=text["weighted"] if summary.counts_persons else "",
            mode=mode[report.provenance.mode],
            dates=dates_text(report.provenance, language),
            notices=notices(report.provenance, language),
            findings=findings(report, summary, language),
            map_png=base64.b64encode(map_png).decode("ascii"),
            map_category=category.name(language),
            outcomes=outcomes(),
            legend=[head.look for head in people.heads if head.look is not None],
            bars=stacked_bars(report, summary, language),
            bar_width=BAR_WIDTH,
            people=people,
            levels=level_table(report, summary, language),
            averages=average_table(report, summary, language),
            worst=worst_overall_table(report, summary, language),
            worst_by_category=_worst_by_category(report, summary, language),
            coverage=coverage_table(report, language),
            doubts=doubt_table(report, language),
            without_population=[place_name(report, v) for v in summary.unknown_population],
        )
    )
    return page.encode("utf-8")


def _worst_by_category(
    report: GapReport, summary: Summary, language: Language
) -> list[tuple[str, PageTable | None, bool]]:
    """Return per category its name, its worst places and whether there is no service at all."""
    nowhere = (report.access.status == Status.NO_SERVICE).all(axis=0)
    return [
        (category.name(language), worst_table(report, summary, index, language), bool(is_nowhere))
        for index, (category, is_nowhere) in enumerate(
            zip(report.categories, nowhere, strict=True)
        )
    ]


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tillganglighet.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
