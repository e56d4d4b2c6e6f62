"""The tables of the page about a scenario: services, places, and who takes over."""

from dataclasses import replace

import numpy as np

from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.scenario.headline import names_after, names_before
from tillganglighet.publish.scenario.services import events
from tillganglighet.publish.scenario.sums import (
    changed_columns,
    counts_persons,
    mean_minutes,
    minutes_text,
    whole_tally,
)
from tillganglighet.publish.scenario.tables import (
    UNCHANGED,
    place_changes,
    place_times,
    places_by_effect,
)
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import NOTHING, number_text
from tillganglighet.publish.wording.words import names_text, words
from tillganglighet.scenarios.effects.report import ScenarioReport
from tillganglighet.units import S_PER_MIN

_MOST_NAMES = 2


def effects_table(report: ScenarioReport, language: Language) -> PageTable:
    """Return the sums of each service that changes for anybody, most people first.

    Columns of losers, of winners and of yearly sums stand there if there are any.
    """
    text, columns = words(language), changed_columns(report)
    sums = [whole_tally(report, at) for at in columns]
    means = [mean_minutes(report, at) for at in columns]
    parts = []
    if any(each.worse for each in sums):
        parts += [
            ("sc_left_without", [_count(each.lost, language) for each in sums]),
            ("sc_farther", [_count(each.worse - each.lost, language) for each in sums]),
            ("sc_mean_farther", [_mean(longer, language) for longer, _ in means]),
            ("sc_newly_over", [_count(each.newly_over, language) for each in sums]),
        ]
    if any(each.better for each in sums):
        parts += [
            ("sc_newly_reached", [_count(each.gained, language) for each in sums]),
            ("sc_nearer", [_count(each.better - each.gained, language) for each in sums]),
            ("sc_mean_nearer", [_mean(shorter, language) for _, shorter in means]),
            ("sc_newly_within", [_count(each.newly_within, language) for each in sums]),
        ]
    for key in ("km_per_year", "co2_kg_per_year", "kr_per_year"):
        amounts = [getattr(each, key) for each in sums]
        if any(amounts):
            parts.append((f"sc_{key}", [_signed(each, language) for each in amounts]))
    names = [report.outcome.categories[at].name(language) for at in columns]
    heads = [Cell(text["sc_category"], is_text=True), *(Cell(text[key]) for key, _ in parts)]
    cells = zip(*(column for _, column in parts), strict=True)
    return PageTable("effects", "", heads, list(zip(names, cells, strict=False)))


def places_table(report: ScenarioReport, language: Language) -> PageTable:
    """Return one row a place that changes, by what changes most there, and what else does."""
    text, looks = words(language), published_classes("scenario_change")
    world, categories = report.outcome.baseline.world, report.outcome.categories
    villages, persons = world.villages, world.village_persons
    changes, (before, after) = place_changes(report), place_times(report)
    nearest = report.outcome.answers.after.service[report.outcome.villages, :, 0]
    names = np.append(names_after(report, language), text["sc_none"])
    several, rows = len(changed_columns(report)) > 1, []
    for village, columns in _changed_villages(report).items():
        column = columns[0]
        look = looks[changes[village, column]]
        others = [categories[at].name(language).lower() for at in columns[1:]]
        also = names_text(others, _MOST_NAMES, language) or NOTHING
        what = [Cell(categories[column].name(language), is_text=True)]
        cells = [
            _count(persons[village], language),
            *(what if several else []),
            Cell(_minutes(before[village, column], language)),
            Cell(_minutes(after[village, column], language), look=look),
            Cell(str(names[nearest[village, column]]), is_text=True),
            *([Cell(also, is_text=True)] if several else []),
        ]
        rows.append((str(villages.name[village]) or NOTHING, cells))
    heads = [
        Cell(text["sc_place"], is_text=True),
        Cell(text["sc_persons"]),
        *([Cell(text["sc_most_changed"], is_text=True)] if several else []),
        Cell(text["sc_before"]),
        Cell(text["sc_after"]),
        Cell(text["sc_new_nearest"], is_text=True),
        *([Cell(text["sc_also_changed"], is_text=True)] if several else []),
    ]
    return PageTable("places", "", heads, rows)


def services_table(report: ScenarioReport, language: Language) -> PageTable:
    """Return the services that gain or lose customers, close or open, most customers first."""
    text, rows = words(language), report.customers
    was, now = names_before(report, language), names_after(report, language)
    labels = [each.label(language) for each in published_classes("scenario_event")]
    order = np.argsort(-np.abs(rows.after - rows.before), kind="stable")
    event, lines = events(report), []
    # Where villages are counted nobody knows how many customers there are.
    before, after = (
        each if counts_persons(report) else each * np.nan for each in (rows.before, rows.after)
    )
    for at in order:
        name = now[rows.after_row[at]] if rows.after_row[at] >= 0 else was[rows.before_row[at]]
        cells = [
            Cell(report.outcome.categories[rows.category[at]].name(language), is_text=True),
            Cell(labels[event[at]], is_text=True),
            _count(before[at], language),
            _count(after[at], language),
        ]
        if np.isfinite(rows.capacity).any():
            cells.append(_count(rows.capacity[at], language))
        lines.append((str(name), cells))
    heads = [
        Cell(text["sc_service"], is_text=True),
        Cell(text["sc_category"], is_text=True),
        Cell(text["sc_event"], is_text=True),
        Cell(text["sc_customers_before"]),
        Cell(text["sc_customers_after"]),
    ]
    if np.isfinite(rows.capacity).any():
        heads.append(Cell(text["sc_capacity"]))
    return PageTable("services", "", heads, lines)


def mobile_table(report: ScenarioReport, language: Language) -> PageTable:
    """Return the places that have a stop of a mobile service nearer than a fixed one."""
    text, categories = words(language), list(report.outcome.categories)
    world, (_, fixed_min) = report.outcome.baseline.world, place_times(report)
    villages, persons = world.villages, world.village_persons
    rows = []
    for each in report.mobile:
        column = next(at for at, one in enumerate(categories) if one.key == each.category)
        stop_min = each.access.travel_time_s[:, 0, 0] / S_PER_MIN
        nearer = np.flatnonzero(stop_min < fixed_min[:, column])
        most_first = np.argsort(-np.nan_to_num(persons[nearer]), kind="stable")
        for at in nearer[most_first].tolist():
            stop = each.access.service[at, 0, 0]
            visits = float(each.stops.visits_per_month[stop])
            cells = [
                _count(persons[at], language),
                Cell(categories[column].name(language), is_text=True),
                Cell(_minutes(fixed_min[at, column], language)),
                Cell(_minutes(stop_min[at], language)),
                Cell(number_text(visits, 1, language)),
                Cell(f"{each.stops.name[stop]}, {each.times[stop]}", is_text=True),
            ]
            rows.append((str(villages.name[at]) or NOTHING, cells))
    heads = [
        Cell(text["sc_place"], is_text=True),
        Cell(text["sc_persons"]),
        Cell(text["sc_category"], is_text=True),
        Cell(text["sc_to_fixed"]),
        Cell(text["sc_to_stop"]),
        Cell(text["sc_visits"]),
        Cell(text["sc_stop_times"], is_text=True),
    ]
    return PageTable("mobile", "", heads, rows)


def cut_to(table: PageTable, most: int) -> PageTable:
    """Return the table with its first rows alone."""
    return replace(table, rows=table.rows[:most])


def _changed_villages(report: ScenarioReport) -> dict[int, list[int]]:
    """Return the categories that change in each village, both by effect."""
    changes, found = place_changes(report), dict[int, list[int]]()
    for village, column in zip(*places_by_effect(report), strict=True):
        if changes[village, column] != UNCHANGED:
            found.setdefault(int(village), []).append(int(column))
    return found


def _count(count: float, language: Language) -> Cell:
    return Cell(number_text(float(count), 0, language))


def _signed(amount: float | None, language: Language) -> Cell:
    """Return an amount with its sign; a dash for what nobody has settled."""
    if amount is None:
        return Cell(NOTHING)
    whole = round(amount)
    return Cell(f"{'+' if whole > 0 else ''}{number_text(whole, 0, language)}")


def _mean(minutes: float, language: Language) -> Cell:
    return Cell(minutes_text(minutes, language) if minutes else NOTHING)


def _minutes(value: float, language: Language) -> str:
    if not np.isfinite(value):
        return words(language)["sc_none"]
    return words(language)["sc_minutes"].format(minutes=number_text(value, 1, language))
