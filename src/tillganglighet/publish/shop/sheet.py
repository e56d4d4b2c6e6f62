"""What stands on the one page about a shop, as finished text, for paper and for the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.shop_sheet import ShopSheet
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.status import Coverage
from tillganglighet.publish.formats.page_table import PageTable
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.shop.page_tables import (
    closing_table,
    customers_table,
    next_table,
    rules_table,
)
from tillganglighet.publish.shop.product import shop_product
from tillganglighet.publish.shop.tables import main_loss
from tillganglighet.publish.shop.texts import (
    customer_sentences,
    kommun_name,
    loss_sentence,
    next_sentence,
    old_group,
    others_in_building,
    shop_name,
)
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.mode_text import mode_text
from tillganglighet.publish.wording.numbers import NOTHING, date_text
from tillganglighet.publish.wording.standards_text import standards_texts
from tillganglighet.publish.wording.words import names_text, words

_MOST_OTHERS, _MOST_INPUTS = 12, 8


@dataclass(frozen=True)
class Section:
    """A table under its heading, with a line on how to read it; without rows the line alone."""

    heading: str
    note: str
    table: PageTable


@dataclass(frozen=True)
class ShopPage:
    """The page: everything on it but its layout and its map, which is that of the product."""

    title: str
    where: str
    facts: Sequence[tuple[str, str]]
    findings: Sequence[str]
    sections: Sequence[Section]
    unknown_heading: str
    unknowns: Sequence[str]
    sources_heading: str
    sources: str
    map_alt: str
    product: Product


def shop_page(sheet: ShopSheet, report: GapReport, language: Language = "sv") -> ShopPage:
    """Return the page about a shop."""
    text, name, loss = words(language), shop_name(sheet), main_loss(sheet)
    return ShopPage(
        title=text["sh_title"].format(name=name),
        where=_where(sheet, report, language),
        facts=_facts(sheet, report, language),
        findings=[
            *customer_sentences(sheet, language),
            next_sentence(sheet, language),
            *([loss_sentence(sheet, loss, language)] if loss.persons[0] else []),
        ],
        sections=_sections(sheet, language),
        unknown_heading=text["sh_unknown_heading"],
        unknowns=_unknowns(sheet, report, language),
        sources_heading=text["sh_sources"],
        sources=_sources(report, language),
        map_alt=text["sh_map_alt"].format(name=name),
        product=shop_product(sheet, report, language),
    )


def _where(sheet: ShopSheet, report: GapReport, language: Language) -> str:
    text = words(language)
    category = catalogue()[sheet.category].name(language)
    kommun = kommun_name(sheet, report)
    village = str(report.villages.name[sheet.village]) if sheet.village >= 0 else ""
    if not village:
        return text["sh_where_outside"].format(category=category, kommun=kommun)
    return text["sh_where"].format(category=category, village=village, kommun=kommun)


def _facts(sheet: ShopSheet, report: GapReport, language: Language) -> list[tuple[str, str]]:
    text = words(language)
    others = others_in_building(sheet, language)
    facts = (
        (
            text["sh_in_building"],
            names_text(others, _MOST_OTHERS, language) or text["sh_nothing_else"],
        ),
        (text["sh_dates"], _days_text(report, language)),
        (text["f_mode"], mode_text(report.provenance, language)),
        (text["sh_identity"], str(sheet.services.id[sheet.service])),
    )
    return [(name, said) for name, said in facts if said]


def _days_text(report: GapReport, language: Language) -> str:
    """Return the first and the last day of the inputs that have one."""
    days = sorted({each.date[:10] for each in report.provenance.inputs if each.date})
    ends = dict.fromkeys(date_text(day, language) for day in (*days[:1], *days[-1:]))
    return f" {NOTHING} ".join(ends) or words(language)["date_unknown"]


def _sections(sheet: ShopSheet, language: Language) -> list[Section]:
    text = words(language)
    rules, closing = rules_table(sheet, language), closing_table(sheet, language)
    return [
        Section(text[f"sh_{key}_heading"], note, table)
        for key, note, table in (
            ("customers", text["sh_customers_note"], customers_table(sheet, language)),
            ("next", text["sh_next_note"], next_table(sheet, language)),
            ("closing", text["sh_closing_note" if closing.rows else "sh_nobody_loses"], closing),
            ("rules", text["rules_are_conditions" if rules.rows else "sh_no_rules"], rules),
        )
    ]


def _unknowns(sheet: ShopSheet, report: GapReport, language: Language) -> list[str]:
    """Return what the data do not tell of this shop, and what nobody has counted."""
    text, category = words(language), catalogue()[sheet.category].name(language).lower()
    kommun = sheet.services.kommun_code[[sheet.service]]
    coverage = coverage_at(report.coverage, [sheet.category], kommun)[0, 0]
    laws = [each.rule for each in sheet.rules if each.rule.is_law]
    return [
        text["shop_not_used"],
        *([text["sh_counts_villages"]] if not sheet.counts_persons else []),
        *([text["sh_no_ages"]] if sheet.counts_persons and not old_group(sheet) else []),
        *(
            [text["sh_incomplete"].format(category=category)]
            if coverage != Coverage.COMPLETE
            else []
        ),
        *dict.fromkeys(said for rule in laws if (said := rule.text("untested", language))),
        text["sh_not_included"],
        *standards_texts(report.standards, report.areas, language),
    ]


def _sources(report: GapReport, language: Language) -> str:
    inputs = report.provenance.inputs
    named = [
        f"{each.name} ({date_text(each.date, language)})" if each.date else each.name
        for each in inputs
    ]
    return names_text(named, _MOST_INPUTS, language)
