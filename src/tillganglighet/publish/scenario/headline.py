"""A scenario in short, over all its services: who, how many, how much longer, who takes over."""

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.population_groups import POPULATION_GROUPS
from tillganglighet.publish.scenario.sums import (
    changed_columns,
    counted_text,
    counts_persons,
    mean_minutes,
    minutes_text,
    weights,
    whole_tally,
)
from tillganglighet.publish.scenario.tables import BETTER, WORSE
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.service_names import service_names
from tillganglighet.publish.wording.words import names_text, persons_text, words
from tillganglighet.scenarios.effects.report import ScenarioReport

Mask = npt.NDArray[np.bool_]

_MOST_NAMES = 6
_YOUNG, _OLD = ("0-5", "6-15"), "65+"


def headline(report: ScenarioReport, language: Language) -> list[str]:
    """Return the findings over all services, the gravest first; who loses before who gains."""
    columns = changed_columns(report)
    if not columns:
        key = "sc_only_mobile" if report.mobile else "sc_nothing"
        return [words(language)[key].format(region=report.provenance.region)]
    said = [
        *_losers(report, columns, language),
        *_farthest(report, columns, language, WORSE),
        *_winners(report, columns, language),
        *_farthest(report, columns, language, BETTER),
    ]
    if len(columns) == 1:
        return said + takers(report, columns[0], language) + yearly(report, columns[0], language)
    full = [each for at in columns for each in _too_full(report, at, language)]
    return said + _greatest_taker(report, columns, language) + full


def takers(report: ScenarioReport, column: int, language: Language) -> list[str]:
    """Return who has most more people nearest, and who has too many, of one category."""
    return _greatest_taker(report, [column], language) + _too_full(report, column, language)


def yearly(report: ScenarioReport, column: int, language: Language) -> list[str]:
    """Return what the journeys to one category sum to in a year; none if nobody settled it."""
    text, sums = words(language), whole_tally(report, column)
    amounts = (
        ("km", sums.km_per_year),
        ("co2", sums.co2_kg_per_year),
        ("kr", sums.kr_per_year),
    )
    told = [
        text[f"sc_{name}_{'more' if amount > 0 else 'less'}"].format(
            value=number_text(abs(amount), 0, language)
        )
        for name, amount in amounts
        if amount is not None and round(amount) != 0
    ]
    if not told:
        return []
    name = report.outcome.categories[column].name(language)
    return [text["sc_yearly"].format(category=name, amounts=", ".join(told))]


def _losers(report: ScenarioReport, columns: list[int], language: Language) -> list[str]:
    """Return who is left without, who has farther, and who falls beyond the acceptable."""
    found, text = report.outcome.effects, words(language)
    if not _names(report, found.worse, columns, language):
        return []
    farther = found.worse & ~found.lost
    lost = _names(report, found.lost, columns, language)
    what = _what(report, farther, columns, language)
    over = _what(report, found.newly_over, columns, language)
    return [
        *_counted(report, "sc_head_lost", found.lost, lost, language),
        *_counted(report, "sc_head_worse", farther, what, language),
        *([] if lost else [text["sc_head_none_lost"]]),
        *_counted(report, "sc_head_over", found.newly_over, over, language),
    ]


def _winners(report: ScenarioReport, columns: list[int], language: Language) -> list[str]:
    """Return who gets one within reach, who has less far, and who comes within the acceptable."""
    found = report.outcome.effects
    nearer = found.better & ~found.gained
    return [
        said
        for key, concerned, what in (
            ("sc_head_gained", found.gained, _names),
            ("sc_head_better", nearer, _what),
            ("sc_head_within", found.newly_within, _what),
        )
        for said in _counted(
            report, key, concerned, what(report, concerned, columns, language), language
        )
    ]


def _counted(
    report: ScenarioReport, key: str, concerned: Mask, what: str, language: Language
) -> list[str]:
    """Return who is concerned in any service, each once, with their ages; nothing if nobody is."""
    who: Mask = np.asarray(concerned.any(axis=1))
    count = float(weights(report)[who].sum())
    if round(count) == 0:
        return []
    people = counted_text(report, count, language)
    ages = _ages(report, who, language)
    return [words(language)[key].format(people=people, what=what, ages=ages)]


def _ages(report: ScenarioReport, who: Mask, language: Language) -> str:
    """Return how many of them are old and how many young, where the ages are known."""
    people, text = report.outcome.residents, words(language)
    of_group = dict(zip(people.groups, people.group_persons[who].sum(axis=0), strict=True))
    if of_group.get(_OLD, 0) == 0 or not set(_YOUNG) <= set(of_group):
        return ""
    return text["sc_head_ages"].format(
        old=number_text(of_group[_OLD], 0, language),
        old_age=POPULATION_GROUPS[_OLD].low,
        young=number_text(sum(of_group[name] for name in _YOUNG), 0, language),
        young_age=POPULATION_GROUPS[_YOUNG[-1]].high + 1,
    )


def _names(report: ScenarioReport, concerned: Mask, columns: list[int], language: Language) -> str:
    """Return the services in which anybody is concerned."""
    counted = weights(report) > 0
    names = [
        report.outcome.categories[at].name(language).lower()
        for at in columns
        if concerned[counted, at].any()
    ]
    return names_text(names, _MOST_NAMES, language)


def _what(report: ScenarioReport, concerned: Mask, columns: list[int], language: Language) -> str:
    """Return the service that changes, or that it is one of several; empty if none does."""
    counted = weights(report) > 0
    changed = [at for at in columns if concerned[counted, at].any()]
    if len(changed) > 1:
        count = number_text(len(changed), 0, language)
        return words(language)["sc_head_any_of"].format(count=count)
    return _names(report, concerned, columns, language)


def _farthest(
    report: ScenarioReport, columns: list[int], language: Language, change: int
) -> list[str]:
    """Return the mean change of the service that concerns most, and where it is the most."""
    at = next((at for at in columns if mean_minutes(report, at)[change == BETTER] > 0), None)
    if at is None:
        return []
    sign = -1.0 if change == BETTER else 1.0
    minutes = np.where(weights(report) > 0, sign * report.outcome.effects.minutes[:, at], 0.0)
    row = int(minutes.argmax())
    place, text = _village_of(report, row), words(language)
    return [
        text["sc_head_shorter" if change == BETTER else "sc_head_longer"].format(
            category=report.outcome.categories[at].name(language).lower(),
            mean=minutes_text(mean_minutes(report, at)[change == BETTER], language),
            most=minutes_text(float(minutes[row]), language),
            place=text["sc_head_in"].format(place=place) if place else "",
        )
    ]


def _village_of(report: ScenarioReport, row: int) -> str:
    """Return the name of the village that a row of the residents lives in, empty outside all."""
    world, origin = report.outcome.baseline.world, int(report.outcome.residents.before[row])
    village, cell = origin, origin - len(world.villages)
    if cell >= 0 and world.cells is not None:
        village = int(world.cells.village[cell])
    return str(world.villages.name[village]) if village >= 0 else ""


def _greatest_taker(report: ScenarioReport, columns: list[int], language: Language) -> list[str]:
    rows = report.customers
    grown = np.isin(rows.category, columns) & (rows.after_row >= 0) & (rows.before_row >= 0)
    more = np.where(grown, rows.after - rows.before, 0.0)
    if not counts_persons(report) or not (more > 0).any():
        return []
    most = int(more.argmax())
    return [
        words(language)["sc_takes_over"].format(
            category=report.outcome.categories[rows.category[most]].name(language),
            name=names_after(report, language)[rows.after_row[most]],
            people=persons_text(more[most], language),
            after=number_text(rows.after[most], 0, language),
        )
    ]


def _too_full(report: ScenarioReport, column: int, language: Language) -> list[str]:
    rows, names = report.customers, names_after(report, language)
    return [
        words(language)["sc_over_capacity"].format(
            category=report.outcome.categories[column].name(language),
            name=names[rows.after_row[at]],
            people=persons_text(rows.after[at], language),
            capacity=number_text(rows.capacity[at], 0, language),
        )
        for at in np.flatnonzero((rows.category == column) & (rows.after > rows.capacity))
    ]


def names_after(report: ScenarioReport, language: Language) -> npt.NDArray[np.object_]:
    """Return what to call each service after the scenario."""
    return service_names(report.services_after, report.before, language)


def names_before(report: ScenarioReport, language: Language) -> npt.NDArray[np.object_]:
    """Return what to call each service of the baseline."""
    return service_names(report.services_before, report.before, language)
