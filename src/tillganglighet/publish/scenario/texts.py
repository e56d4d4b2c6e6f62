"""What a scenario means, in plain sentences: in persons, those left without first."""

from tillganglighet.domain.status import Coverage
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import persons_text, villages_text, words
from tillganglighet.scenarios.changes.changes import Season
from tillganglighet.scenarios.changes.scenario import ALL_CATEGORIES
from tillganglighet.scenarios.effects.effects import Tally, tally
from tillganglighet.scenarios.effects.report import ScenarioReport

_SHOWN_MIN = 0.05  # less is 0,0 with one decimal


def scenario_sentences(report: ScenarioReport, language: Language) -> tuple[str, ...]:
    """Return the findings of a scenario, the gravest first within each category."""
    text, found = words(language), report.outcome
    said = [
        sentence
        for column in range(len(found.categories))
        for sentence in category_sentences(report, column, language)
    ]
    if not said:
        said = [text["sc_nothing"].format(region=report.provenance.region)]
    return (*said, *whole_sentences(report, language))


def whole_sentences(report: ScenarioReport, language: Language) -> tuple[str, ...]:
    """Return what holds for the scenario as a whole, whatever the service."""
    text, found, said = words(language), report.outcome, list[str]()
    if not counts_persons(report):
        said.append(text["sc_villages_counted"])
    moved = sum(float(each.persons.sum()) for each in found.resolved.movements)
    if moved:
        said.append(text["sc_moved"].format(people=persons_text(moved, language)))
    if found.resolved.stops:
        said.append(text["sc_mobile"])
    return tuple(said)


def counts_persons(report: ScenarioReport) -> bool:
    """Return whether anybody has counted the people; else villages are counted."""
    return bool(report.outcome.residents.persons.sum() > 0)


def whole_tally(report: ScenarioReport, column: int) -> Tally:
    """Return the sums of one category over everybody; each village is one if nobody counted."""
    found = report.outcome
    people, assumed = found.residents, found.scenario.assumptions
    counted = people.persons if counts_persons(report) else people.persons + 1.0
    trips = assumed.trips(found.categories[column].key)
    return tally(found.effects, column, counted, trips, assumed)


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
        text[key].format(category=name, people=_people(report, count, language), minutes=minutes)
        for key, count, minutes in counted
        if round(count) > 0
    ]
    return said + _takers(report, column, name, language) + _yearly(sums, name, language)


def _people(report: ScenarioReport, count: float, language: Language) -> str:
    counter = persons_text if counts_persons(report) else villages_text
    return counter(count, language)


def minutes_text(minutes: float, language: Language) -> str:
    """Return minutes with a decimal; what is not nothing is never shown as 0."""
    if 0 < minutes < _SHOWN_MIN:
        return f"<{number_text(0.1, 1, language)}"
    return number_text(minutes, 1, language)


def mean_minutes(report: ScenarioReport, column: int) -> tuple[float, float]:
    """Return how much longer, and how much shorter, for those who reach a service both times."""
    people, minutes = report.outcome.residents.persons, report.outcome.effects.minutes[:, column]
    counted = people if counts_persons(report) else people + 1.0
    means = []
    for sign in (1.0, -1.0):
        share = counted * (sign * minutes > 0)
        means.append(float(abs(share @ minutes) / share.sum()) if share.sum() else 0.0)
    return means[0], means[1]


def _takers(report: ScenarioReport, column: int, name: str, language: Language) -> list[str]:
    """Return who gets most new customers, and who has too many."""
    text, rows = words(language), report.customers
    here = rows.category == column
    more = rows.after - rows.before
    services, said = report.services_after, list[str]()
    grown = here & (more > 0) & (rows.after_row >= 0) & (rows.before_row >= 0)
    if grown.any() and counts_persons(report):
        most = int((more * grown).argmax())
        taker = services.name[rows.after_row[most]] or services.id[rows.after_row[most]]
        people = persons_text(more[most], language)
        said.append(text["sc_takes_over"].format(category=name, names=taker, people=people))
    for at in (here & (rows.after > rows.capacity)).nonzero()[0]:
        row = rows.after_row[at]
        said.append(
            text["sc_over_capacity"].format(
                name=services.name[row] or services.id[row],
                people=persons_text(rows.after[at], language),
                capacity=number_text(rows.capacity[at], 0, language),
            )
        )
    return said


def _yearly(sums: Tally, name: str, language: Language) -> list[str]:
    if not sums.km_per_year:
        return []
    text, kg, kr = words(language), sums.co2_kg_per_year, sums.kr_per_year
    co2 = "" if kg is None else text["sc_yearly_co2"].format(value=number_text(kg, 0, language))
    kronor = "" if kr is None else text["sc_yearly_kr"].format(value=number_text(kr, 0, language))
    km = number_text(sums.km_per_year, 0, language)
    return [text["sc_yearly"].format(category=name, km=km, co2=co2, kronor=kronor)]


def unknowns(report: ScenarioReport, language: Language) -> tuple[str, ...]:
    """Return what the numbers of a scenario do not know."""
    text, found = words(language), report.outcome
    mode = {entry.code_en: entry.label(language) for entry in published_classes("mode")}
    said = [
        text["sc_unknown_nearest"].format(mode=mode[report.provenance.mode].lower()),
        text["sc_unknown_moving"],
        text["sc_unknown_trade"],
    ]
    coverage = found.answers.before.coverage
    doubtful = [
        category.name(language).lower()
        for column, category in enumerate(found.categories)
        if (coverage[:, column] != Coverage.COMPLETE).any()
    ]
    if doubtful:
        said.append(text["sc_unknown_coverage"].format(categories=", ".join(doubtful)))
    if not found.scenario.assumptions.trips_per_year:
        said.append(text["sc_unknown_yearly"])
    if len(found.categories) > 1:
        said.append(text["sc_unknown_sum"])
    if any(isinstance(change, Season) for change in found.scenario.changes):
        said.append(text["sc_unknown_season"])
    return tuple(said)


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
