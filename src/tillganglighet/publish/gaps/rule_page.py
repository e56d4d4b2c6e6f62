"""Rules of law and programmes in a document: one line a rule, and what each says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import EVERYBODY
from tillganglighet.accessibility.levels.rule_outcomes import ServiceOutcomes, ShareOutcomes
from tillganglighet.domain.rules import Rule, RuleOutcome
from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import date_text, number_text, percent_text
from tillganglighet.publish.wording.words import persons_text, villages_text, words

_PER_CENT = 100.0


@dataclass(frozen=True)
class AreaRules:
    """The outcomes of the rules for one area.

    Parameters
    ----------
    shares : sequence of (ShareOutcomes, int)
        Rules about people, each with the unit of its division that is the area.
    services : sequence of ServiceOutcomes
        Rules about services, of the whole region.
    kommun_code : (any,) str
        The kommuner of the area: the services in these are its own.
    counts_persons : bool
        Else villages are counted.
    """

    shares: Sequence[tuple[ShareOutcomes, int]]
    services: Sequence[ServiceOutcomes]
    kommun_code: npt.NDArray[np.str_]
    counts_persons: bool


def rules_table(rules: AreaRules, report: GapReport, language: Language) -> PageTable:
    """Return a row a rule: its limit, who is beyond it, how many in doubt, and the outcome."""
    text = words(language)
    rows = [
        *(_share_row(outcomes, unit, rules, language) for outcomes, unit in rules.shares),
        *(_service_row(outcomes, rules, report, language) for outcomes in rules.services),
    ]
    keys = ("c_rule", "c_kind_of_rule", "c_rule_limit", "c_rule_beyond", "c_rule_in_doubt")
    heads = [Cell(text[key], is_text=True) for key in (*keys, "c_rule_outcome")]
    return PageTable("rules", text["h_rules"], heads, rows)


def rule_wordings(rules: AreaRules, language: Language) -> list[tuple[str, str]]:
    """Return each rule with what it says, what is not tested, its source and since when."""
    told = [outcomes.rule for outcomes, _ in rules.shares]
    told += [outcomes.rule for outcomes in rules.services]
    return [(rule.text("name", language), _wording(rule, language)) for rule in told]


def _share_row(
    outcomes: ShareOutcomes, unit: int, rules: AreaRules, language: Language
) -> tuple[str, list[Cell]]:
    rule, text = outcomes.rule, words(language)
    people_text = persons_text if rules.counts_persons else villages_text
    group = text["rule_everybody"] if outcomes.group == EVERYBODY else outcomes.group
    beyond, total = float(outcomes.beyond[unit]), float(outcomes.persons[unit])
    doubt = float(outcomes.in_doubt[unit])
    kind = _kind(rule, language, is_comparison=bool(outcomes.is_comparison[unit]))
    outcome = published_classes("rule_outcome")[outcomes.outcome[unit]]
    share = text["rule_share_of"].format(share=percent_text(beyond, total, language), group=group)
    counted = Cell(people_text(beyond, language), share, is_text=True)
    if total and outcomes.unknown[unit] == total:  # nobody is known to be beyond or within
        counted = Cell(text["rule_nothing_known"], is_text=True)
    return rule.text("name", language), [
        Cell(kind, is_text=True),
        Cell(_limit(rule, language), is_text=True),
        counted,
        Cell(people_text(doubt, language) if doubt else number_text(0, 0, language), is_text=True),
        Cell(outcome.label(language), is_text=True),
    ]


def _service_row(
    outcomes: ServiceOutcomes, rules: AreaRules, report: GapReport, language: Language
) -> tuple[str, list[Cell]]:
    rule, text = outcomes.rule, words(language)
    kommun = report.services.kommun_code[outcomes.service]
    outcome = outcomes.outcome[np.isin(kommun, rules.kommun_code)]
    met, not_met, unknown = (
        number_text(float((outcome == each).sum()), 0, language)
        for each in (RuleOutcome.MET, RuleOutcome.NOT_MET, RuleOutcome.UNKNOWN)
    )
    counted = text["rule_services"].format(met=met, total=number_text(len(outcome), 0, language))
    return rule.text("name", language), [
        Cell(_kind(rule, language, is_comparison=outcomes.is_comparison), is_text=True),
        Cell(_limit(rule, language), is_text=True),
        Cell(counted, is_text=True),
        Cell(unknown, is_text=True),
        Cell(
            text["rule_each_service"].format(met=met, not_met=not_met, unknown=unknown),
            is_text=True,
        ),
    ]


def _limit(rule: Rule, language: Language) -> str:
    """Return the kilometres, and the largest share where there is one."""
    text = words(language)
    km = number_text(rule.km, 0 if rule.km == round(rule.km) else 1, language)
    if rule.max_share is None:
        return text["rule_km"].format(km=km)
    share = number_text(_PER_CENT * rule.max_share, 2, language)
    return text["rule_km_share"].format(km=km, share=share)


def _kind(rule: Rule, language: Language, *, is_comparison: bool) -> str:
    """Return whether the rule is law, and whether it is shown for what it does not judge."""
    text = words(language)
    if not rule.is_law:
        return text["rule_comparison"]
    return text["rule_law_as_comparison"] if is_comparison else text["rule_law"]


def _wording(rule: Rule, language: Language) -> str:
    text = words(language)
    source = text["rule_source" if rule.is_law else "rule_source_noted"].format(
        source=rule.source, dated=date_text(str(rule.dated), language)
    )
    parts = (rule.text("wording", language), rule.text("untested", language), source)
    return " ".join(part for part in parts if part)
