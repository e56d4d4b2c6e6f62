"""The report on paper: a first page to put before politicians, then all that it rests on."""

from typing import Any

from tillganglighet.publish.formats.page_table import PageTable
from tillganglighet.publish.formats.typst_pdf import (
    page_furniture,
    pdf_class,
    pdf_table,
    render_pdf,
)
from tillganglighet.publish.gaps.document import CategorySection, GapDocument
from tillganglighet.publish.gaps.facts import days_text, standards_text
from tillganglighet.publish.maps.sheet import default_category
from tillganglighet.publish.wording.words import words

_TEMPLATE = "gap_report.typ"


def render_gap_report_pdf(document: GapDocument) -> bytes:
    """Return the report as a tagged PDF."""
    maps = document.maps
    furniture = page_furniture(document.title, document.report.provenance, document.language)
    pictures = {"ground.svg": maps.ground, "map.svg": maps.large}
    pictures |= {f"{key}.svg": png for key, png in maps.small.items()}
    return render_pdf(_TEMPLATE, furniture | _data(document), pictures)


def _data(document: GapDocument) -> dict[str, Any]:
    """Return what the template asks for besides the furniture of its pages."""
    report, language, text = document.report, document.language, words(document.language)
    category = default_category(report).name(language).lower()
    blanks = {"unit": document.unit, "region": report.provenance.region, "category": category}
    weighted = text["weighted"] if document.numbers.summary.counts_persons else ""
    return {
        "t": {key: _filled(text[key], blanks | {"weighted": weighted}) for key in _WORDS},
        "dates": days_text(report.provenance, language),
        "contact": document.contact,
        "area": report.provenance.area,
        "findings": document.key_findings,
        "all_findings": document.findings,
        "in_doubt": document.in_doubt,
        "facts": document.facts,
        "log": document.log,
        "legend": [pdf_class(look, language) for look in document.maps.shown],
        "front": pdf_table(document.front),
        "front_note": document.front_note,
        "worst": pdf_table(document.worst),
        "cut_off": _table(document.cut_off),
        "full": [_section(section) for section in document.full],
        "partial": [_section(section) for section in document.partial],
        "empty": document.empty,
        "people": pdf_table(document.people),
        "levels": pdf_table(document.levels),
        "standards": f"{text['f_standards']}: {standards_text(report, language)}.",
        "averages": pdf_table(document.averages),
        "coverage": pdf_table(document.coverage),
        "doubts": pdf_table(document.doubts),
        "doubts_intro": document.doubts_intro,
        "rules": _table(document.rules),
        "rule_wordings": document.rule_wordings,
        "without_population": document.without_population,
        "area_line": text["area_line"].format(area=report.provenance.area)
        if report.provenance.area
        else "",
        "speeds": pdf_table(document.speeds),
        "parameters": pdf_table(document.parameters),
        "attribution": report.provenance.attribution,
        "inputs": pdf_table(document.inputs),
    }


# The headings and paragraphs that the template sets.
_WORDS = (
    "h_findings", "h_facts", "h_left_out", "left_out", "f_contact", "f_area",
    "h_worst", "worst_intro",
    "map_alt", "map_caption", "cut_off_intro", "h_cut_off", "h_categories", "categories_intro",
    "h_partial", "partial_intro", "h_empty", "h_details", "people_intro", "class_ends",
    "empty_outcomes", "levels_intro", "averages_intro", "h_unknown", "unknown_intro", "h_doubts",
    "h_without_population", "without_population_intro", "with_population",
    "h_rules", "rules_intro", "h_method", "method_intro", "h_sources", "h_log", "log_caption",
    "subtitle_dates",
)  # fmt: skip


def _filled(sentence: str, blanks: dict[str, str]) -> str:
    """Return the sentence with those of the blanks that it has."""
    for name, value in blanks.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence


def _section(section: CategorySection) -> dict[str, Any]:
    return {
        "picture": f"{section.category.key}.svg",
        "name": section.name,
        "sentence": section.sentence,
        "map_text": section.map_text,
        "worst": _table(section.worst),
        "by_kommun": _table(section.by_kommun),
    }


def _table(table: PageTable | None) -> dict[str, Any] | None:
    return None if table is None else pdf_table(table)
