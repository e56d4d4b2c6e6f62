"""What a scenario means, in plain sentences: in persons, those left without first."""

import numpy as np

from tillganglighet.domain.status import Coverage
from tillganglighet.publish.scenario.headline import headline, takers, yearly
from tillganglighet.publish.scenario.sums import (
    changed_columns,
    counted_text,
    counts_persons,
    mean_minutes,
    minutes_text,
    whole_tally,
)
from tillganglighet.publish.scenario.tables import place_times
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words
from tillganglighet.scenarios.changes.changes import Season
from tillganglighet.scenarios.changes.scenario import ALL_CATEGORIES
from tillganglighet.scenarios.effects.mobile import MobileAccess
from tillganglighet.scenarios.effects.report import ScenarioReport
from tillganglighet.units import S_PER_MIN

_MOST_NAMES = 8
_WINTER_ROADS = "dropped_winter_only"  # as in findings.toml


def scenario_sentences(report: ScenarioReport, language: Language) -> tuple[str, ...]:
    """Return the findings of a scenario: in short, then service by service, the gravest first."""
    changed = changed_columns(report)
    said = headline(report, language)
    if len(changed) > 1:
        said += [each for at in changed for each in category_sentences(report, at, language)]
    return (*said, *whole_sentences(report, language))


def whole_sentences(report: ScenarioReport, language: Language) -> tuple[str, ...]:
    """Return what holds for the scenario as a whole, whatever the service."""
    text, found, said = words(language), report.outcome, list[str]()
    if not counts_persons(report):
        said.append(text["vu_villages_counted"])
    moved = sum(float(each.persons.sum()) for each in found.resolved.movements)
    if moved:
        said.append(text["sc_moved"].format(people=persons_text(moved, language)))
    if report.mobile:
        said += [*(_near_stops(report, each, language) for each in report.mobile)]
        said.append(text["sc_mobile"])
    return tuple(said)


def _near_stops(report: ScenarioReport, mobile: MobileAccess, language: Language) -> str:
    """Say how many places have a stop nearer than a fixed service."""
    found = report.outcome
    column = [each.key for each in found.categories].index(mobile.category)
    _, fixed_min = place_times(report)
    is_nearer = mobile.access.travel_time_s[:, 0, 0] / S_PER_MIN < fixed_min[:, column]
    people = np.nansum(found.baseline.world.village_persons[is_nearer])
    return words(language)["sc_near_stops"].format(
        name=names_text(sorted(set(mobile.stops.name.tolist())), _MOST_NAMES, language),
        villages=villages_text(float(is_nearer.sum()), language),
        people=persons_text(float(people), language),
        category=found.categories[column].name(language).lower(),
    )


def category_sentences(report: ScenarioReport, column: int, language: Language) -> list[str]:
    """Return the findings about one service, the gravest first; none if nothing changes."""
    text, sums = words(language), whole_tally(report, column)
    name = report.outcome.categories[column].name(language)
    longer, shorter = mean_minutes(report, column)
    counted = (
        ("sc_lost", sums.lost, ""),
        ("sc_worse", sums.worse - sums.lost, minutes_text(longer, language)),
        ("sc_over", sums.newly_over, ""),
        ("sc_gained", sums.gained, ""),
        ("sc_better", sums.better - sums.gained, minutes_text(shorter, language)),
        ("sc_within", sums.newly_within, ""),
    )
    said = [
        text[key].format(
            category=name, people=counted_text(report, count, language), minutes=minutes
        )
        for key, count, minutes in counted
        if round(count) > 0
    ]
    return said + takers(report, column, language) + yearly(report, column, language)


def unknowns(report: ScenarioReport, language: Language) -> tuple[str, ...]:
    """Return what the numbers of a scenario do not know."""
    text, found = words(language), report.outcome
    mode = {entry.code_en: entry.label(language) for entry in published_classes("mode")}
    said = [
        text["sc_unknown_nearest"].format(mode=mode[report.provenance.mode].lower()),
        text["sc_unknown_moving"],
        text["sc_unknown_trade"],
    ]
    doubtful = _doubtful(report, language)
    if doubtful:
        said.append(text["sc_unknown_coverage"].format(categories=doubtful))
    if not found.scenario.assumptions.trips_per_year:
        said.append(text["sc_unknown_yearly"])
    if len(changed_columns(report)) > 1:
        said.append(text["sc_unknown_sum"])
    if any(isinstance(change, Season) for change in found.scenario.changes):
        said.append(_season(report, language))
    return tuple(said)


def unknowns_told(report: ScenarioReport, language: Language) -> tuple[str, ...]:
    """Return the same with its heading before, for files whose sentences follow one another."""
    return (f"{words(language)['sc_unknown_heading']}:", *unknowns(report, language))


def _doubtful(report: ScenarioReport, language: Language) -> str:
    """Name the categories that change and of which the data may lack services."""
    found = report.outcome
    columns = changed_columns(report) or range(len(found.categories))
    names = [
        found.categories[at].name(language).lower()
        for at in columns
        if (found.answers.before.coverage[:, at] != Coverage.COMPLETE).any()
    ]
    return names_text(names, _MOST_NAMES, language)


def _season(report: ScenarioReport, language: Language) -> str:
    """Say that only speeds change, and how many winter roads the data would have had."""
    text = words(language)
    count = int((report.problems.kind == _WINTER_ROADS).sum())
    known = text["sc_unknown_winter_roads"].format(count=number_text(count, 0, language))
    return f"{text['sc_unknown_season']} {known}" if count else text["sc_unknown_season"]


def assumptions_text(report: ScenarioReport, language: Language) -> str:
    """Return the assumptions of a scenario in words; empty if there are none."""
    text, assumed = words(language), report.outcome.scenario.assumptions
    parts = [
        text["sc_trips"].format(
            trips=number_text(trips, 0, language),
            category=text["sc_any_category"] if key == ALL_CATEGORIES else key,
        )
        for key, trips in assumed.trips_per_year.items()
    ]
    for key, value in (
        ("sc_co2", assumed.co2_g_per_km),
        ("sc_kr_per_km", assumed.kr_per_km),
        ("sc_kr_per_hour", assumed.kr_per_hour),
    ):
        if value is not None:
            parts.append(text[key].format(value=number_text(value, 1, language)))
    return "; ".join([*parts, *([assumed.note] if assumed.note else [])])
