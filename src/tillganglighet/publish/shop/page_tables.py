"""The tables on the page about a shop: few rows, finished text."""

import numpy as np

from tillganglighet.accessibility.levels.closing_loss import Loss
from tillganglighet.accessibility.levels.rule_outcomes import ServiceOutcomes
from tillganglighet.accessibility.levels.shop_sheet import NextShop, ShopSheet
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.rules import RuleOutcome
from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.shop.tables import takers_text
from tillganglighet.publish.shop.texts import old_group
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import NOTHING, number_text
from tillganglighet.publish.wording.words import words
from tillganglighet.units import M_PER_KM

Row = tuple[str, list[Cell]]

# As much as finds room on one page.
_MOST_CATEGORIES, _MOST_RULES, _MOST_TAKERS, _LONGEST_NAME = 7, 5, 2, 36


def customers_table(sheet: ShopSheet, language: Language) -> PageTable:
    """Return a row a band of distance, and their sum."""
    text, found = words(language), sheet.customers
    old = [found.groups.index(group) for group in old_group(sheet)]
    labels = [text[key] for key in ("sh_within_5", "sh_within_10", "sh_beyond_10", "sh_sum")]
    persons = np.vstack([found.persons, found.persons.sum(axis=0)])
    km = np.append(found.person_km[:, 0], found.person_km[:, 0].sum())
    rows: list[Row] = []
    for label, count, summed in zip(labels, persons, km, strict=True):
        mean = summed / count[0] if count[0] else np.nan
        numbers = ((count[0], 0), *((count[group], 0) for group in old), (mean, 1), (summed, 0))
        rows.append((label, [Cell(number_text(each, by, language)) for each, by in numbers]))
    aged = [text["sh_aged"].format(age=each.removesuffix("+")) for each in old_group(sheet)]
    heads = [_counted(sheet, language), *aged, text["sh_mean_km"], text["sh_sum_km"]]
    return _table("customers", text["sh_road_to_shop"], heads, rows)


def next_table(sheet: ShopSheet, language: Language) -> PageTable:
    """Return the next shop by the quickest way, and by the shortest road, in a row each."""
    text = words(language)
    rows = [
        _next_row(text["sh_quickest"], sheet.next_quickest, sheet, language),
        _next_row(text["sh_shortest"], sheet.next_shortest, sheet, language),
    ]
    heads = [Cell(text["sh_way"], is_text=True), Cell(text["sh_shop"], is_text=True)]
    heads += [Cell(text["sh_minutes"]), Cell(text["sh_km"])]
    return PageTable("next", "", heads, rows)


def _next_row(way: str, found: NextShop, sheet: ShopSheet, language: Language) -> Row:
    services = sheet.services
    name = words(language)["sh_no_other"]
    if found.service >= 0:
        name = str(services.name[found.service] or services.id[found.service])
    numbers = [Cell(number_text(each, 1, language)) for each in (found.minutes, found.km)]
    return way, [Cell(name, is_text=True), *numbers]


def closing_table(sheet: ShopSheet, language: Language) -> PageTable:
    """Return a row a service of the building that anybody loses, what concerns most first."""
    text = words(language)
    losses = sorted(
        (each for each in sheet.losses if each.persons[0]),
        key=lambda each: (each.category != sheet.category, -each.persons[0]),
    )
    rows = [_closing_row(each, sheet, language) for each in losses[:_MOST_CATEGORIES]]
    if len(losses) > _MOST_CATEGORIES:
        more = text["sh_more_rows"].format(count=len(losses) - _MOST_CATEGORIES)
        rows.append((more, [Cell("")] * len(rows[0][1])))
    keys = ("sh_more_min", "sh_most_min", "sh_more_km", "sh_newly_over", "sh_without")
    heads = [_counted(sheet, language), *(text[key] for key in keys)]
    table = _table("closing", text["sh_service"], heads, rows)
    return PageTable(
        table.id, "", [*table.heads, Cell(text["sh_takers"], is_text=True)], table.rows
    )


def _closing_row(loss: Loss, sheet: ShopSheet, language: Language) -> Row:
    going_on = loss.persons[0] - loss.left_without[0]
    more_km = loss.extra_person_km[0] / going_on if going_on else np.nan
    numbers = (
        (loss.persons[0], 0),
        (loss.mean_extra_min[0], 1),
        (loss.worst_extra_min[0], 1),
        (more_km, 1),
        (loss.newly_over[0], 0),
        (loss.left_without[0], 0),
    )
    cells = [Cell(number_text(each, by, language)) for each, by in numbers]
    takers = takers_text(sheet, loss, language, most=_MOST_TAKERS, longest=_LONGEST_NAME)
    said = Cell(takers or NOTHING, is_text=True)
    return catalogue()[loss.category].name(language), [*cells, said]


def rules_table(sheet: ShopSheet, language: Language) -> PageTable:
    """Return a row a rule about the shop: its limit, what is measured, margin and outcome."""
    text = words(language)
    rules = sorted(sheet.rules, key=lambda each: not each.rule.is_law)
    rows = [_rule_row(each, language) for each in rules[:_MOST_RULES]]
    heads = [text[key] for key in ("sh_limit", "sh_measured", "sh_margin")]
    table = _table("rules", text["sh_rule"], heads, rows)
    return PageTable(
        table.id, "", [*table.heads, Cell(text["sh_outcome"], is_text=True)], table.rows
    )


def _rule_row(outcomes: ServiceOutcomes, language: Language) -> Row:
    text, rule = words(language), outcomes.rule
    kind = text["rule_law" if rule.is_law else "rule_comparison"]
    if outcomes.is_comparison:
        kind = text["rule_comparison"]
    km, has_other = outcomes.other_m[0] / M_PER_KM, np.isfinite(outcomes.other_m[0])
    margin = outcomes.margin_m[0] / M_PER_KM
    look = published_classes("rule_outcome")[outcomes.outcome[0]]
    return f"{rule.text('name', language)} ({kind})", [
        Cell(text["rule_km"].format(km=number_text(rule.km, 1, language))),
        Cell(_km(km, language) if has_other else text["sh_no_other"]),
        Cell(_km(margin, language, sign="+" if margin > 0 else "") if has_other else NOTHING),
        Cell(look.label(language), _why(outcomes, language), look, is_text=True),
    ]


def _why(outcomes: ServiceOutcomes, language: Language) -> str:
    """Return what else than the distance decided, or why nobody knows."""
    text, rule = words(language), outcomes.rule
    if outcomes.is_island[0] and rule.island:
        return text["sh_island"]
    if outcomes.outcome[0] != RuleOutcome.UNKNOWN:
        return ""
    is_near = outcomes.margin_m[0] <= 0
    return text["sh_why_perhaps_no_such" if is_near else "sh_why_incomplete"]


def _km(km: float, language: Language, *, sign: str = "") -> str:
    """Return kilometres with two decimals: near a limit metres decide."""
    return words(language)["rule_km"].format(km=sign + number_text(km, 2, language))


def _counted(sheet: ShopSheet, language: Language) -> str:
    return words(language)["sh_persons" if sheet.counts_persons else "sh_villages"]


def _table(name: str, first: str, heads: list[str], rows: list[Row]) -> PageTable:
    return PageTable(name, "", [Cell(first, is_text=True), *map(Cell, heads)], rows)
