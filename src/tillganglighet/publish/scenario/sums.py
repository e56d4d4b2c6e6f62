"""How many a scenario concerns, and by how many minutes: what its texts and tables count."""

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.residents import residents_of
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import persons_text, villages_text
from tillganglighet.scenarios.effects.effects import Tally, tally
from tillganglighet.scenarios.effects.report import ScenarioReport

FloatArray = npt.NDArray[np.float64]

_SHOWN_MIN = 0.05  # less is 0,0 with one decimal


def counts_persons(report: ScenarioReport) -> bool:
    """Return whether persons are counted; villages are where most of them lack a population."""
    world = report.outcome.baseline.world
    return residents_of(world.villages, world.cells).counts_persons


def weights(report: ScenarioReport) -> FloatArray:
    """Return (row_count,) how many each row of the residents counts as."""
    persons = report.outcome.residents.persons
    return persons if counts_persons(report) else np.ones(len(persons))


def counted_text(report: ScenarioReport, count: float, language: Language) -> str:
    """Return "118 personer", or "118 orter" where villages are counted."""
    return (persons_text if counts_persons(report) else villages_text)(count, language)


def whole_tally(report: ScenarioReport, column: int) -> Tally:
    """Return the sums of one category over everybody."""
    found = report.outcome
    assumed = found.scenario.assumptions
    trips = assumed.trips(found.categories[column].key)
    return tally(found.effects, column, weights(report), trips, assumed)


def changed_columns(report: ScenarioReport) -> list[int]:
    """Return the categories that change for anybody, the one that concerns most first."""
    sums = [whole_tally(report, at) for at in range(len(report.outcome.categories))]
    concerned = np.array([each.worse + each.better for each in sums])
    order = np.argsort(-concerned, kind="stable")
    return [int(at) for at in order if concerned[at] > 0]


def mean_minutes(report: ScenarioReport, column: int) -> tuple[float, float]:
    """Return how much longer, and how much shorter, for those who reach a service both times."""
    counted, minutes = weights(report), report.outcome.effects.minutes[:, column]
    means = []
    for sign in (1.0, -1.0):
        share = counted * (sign * minutes > 0)
        means.append(float(abs(share @ minutes) / share.sum()) if share.sum() else 0.0)
    return means[0], means[1]


def minutes_text(minutes: float, language: Language) -> str:
    """Return minutes with a decimal; what is not nothing is never shown as 0."""
    if 0 < minutes < _SHOWN_MIN:
        return f"<{number_text(0.1, 1, language)}"
    return number_text(minutes, 1, language)
