"""A report by level on the terminal: what lacks most, unit by unit, and the rules."""

import numpy as np
from rich.console import Console

from tillganglighet.accessibility.levels.report import LevelReport
from tillganglighet.publish.formats.terminal_text import print_table, say
from tillganglighet.publish.levels.product import level_product
from tillganglighet.publish.levels.tables import most_lacked_names
from tillganglighet.publish.levels.units import shown_units, unit_names
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import NOTHING, number_text, percent_text
from tillganglighet.publish.wording.words import words

MOST_UNITS = 30


def print_level(
    level: LevelReport, console: Console | None = None, language: Language = "sv"
) -> None:
    """Print the sentences, the units with most people who lack basic services, and the rules."""
    console = console or Console()
    product, text = level_product(level, language, brief=True), words(language)
    for notice in product.notices:
        say(console, notice, style="bold red")
    say(console, product.title, style="bold")
    say(console, "")
    for sentence in product.sentences:
        say(console, f"* {sentence}")
    say(console, "")
    say(console, text["terminal_lacking"], style="bold")
    print_table(_units(level, language), console)
    say(console, "")
    say(console, text["terminal_rules"], style="bold")
    print_table(_rules(level, language), console)


def _units(level: LevelReport, language: Language) -> list[list[str]]:
    """Return the units whose people lack most basic services, at most so many."""
    text, shown, names = words(language), shown_units(level), unit_names(level, language)
    persons = level.indicators.persons[:, 0]
    lacking = np.array([counts[1:].sum() for counts in level.missing.surely[:, 0]])
    doubt = np.array([counts[1:].sum() for counts in level.missing.perhaps[:, 0]]) - lacking
    hidden = np.zeros(len(persons), bool) if level.hidden is None else level.hidden.missing[:, 0]
    # What is hidden must not be told by the order of the rows either.
    counted = np.where(hidden, 0.0, [lacking, doubt, persons])[:, shown]
    order = shown[np.lexsort((shown, *-counted[::-1], hidden[shown]))]
    classes, missing = published_classes("area_class"), level.missing
    surely, found = (
        most_lacked_names(level, each, language)
        for each in (missing.lacking_surely, missing.lacking_found)
    )
    heads = ("c_area", "c_class", "c_all", "c_lacking", "c_in_doubt", "c_most_lacked")
    rows = [[text[head] for head in heads]]
    for unit in order[:MOST_UNITS]:
        counts = [persons[unit], lacking[unit], doubt[unit]]
        is_hidden = bool(hidden[unit])
        perhaps = found[unit] and text["in_doubt_too"].format(name=found[unit])
        rows.append(
            [
                names[unit],
                classes[level.area_class[unit]].label(language),
                *(NOTHING if is_hidden else number_text(each, 0, language) for each in counts),
                surely[unit] or perhaps or NOTHING,
            ]
        )
    return rows


def _rules(level: LevelReport, language: Language) -> list[list[str]]:
    """Return the outcome of each rule, for the units together where there are several."""
    text, classes = words(language), published_classes("rule_outcome")
    rows = [[text["c_rule"], text["c_concerned"], text["c_share"], text["c_outcome"]]]
    # Areas that overlap count some people twice; a protected variant adds no hidden counts up.
    adds_up = level.hidden is None and not level.repeated
    for number, shares in enumerate(level.shares):
        beyond, persons = shares.beyond.sum(), shares.persons.sum()
        is_told = adds_up and shares.unknown.sum() < persons
        units = shown_units(level)
        if level.hidden is not None:
            units = units[~level.hidden.shares[number][units]]
        outcomes = sorted(set(shares.outcome[units].tolist()))
        rows.append(
            [
                shares.rule.text("name", language),
                number_text(beyond, 0, language) if is_told else NOTHING,
                percent_text(beyond, persons, language) if is_told else NOTHING,
                ", ".join(classes[each].label(language) for each in outcomes) or NOTHING,
            ]
        )
    for services in level.services:
        counts = np.bincount(services.outcome, minlength=len(classes))
        told = [
            f"{classes[each].label(language)}: {counts[each]}" for each in np.flatnonzero(counts)
        ]
        rows.append([services.rule.text("name", language), "", "", ", ".join(told) or NOTHING])
    return rows
