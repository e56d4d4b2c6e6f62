"""Stacked bars: how the people of each category divide into outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass

from tillganglighet.publish.gaps.category_tables import outcome_counts
from tillganglighet.publish.gaps.findings import people
from tillganglighet.publish.gaps.report_numbers import ReportNumbers
from tillganglighet.publish.wording.classes import outcomes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text

BAR_WIDTH = 560.0
_LEAST_LABELLED = 0.06  # a narrower part has no room for its number


@dataclass(frozen=True)
class BarPart:
    """One part of a bar: the outcome's index, where it lies and the per cent written on it."""

    outcome: int
    x: float
    width: float
    label: str


@dataclass(frozen=True)
class Bar:
    """The bar of one category."""

    name: str
    parts: Sequence[BarPart]


def stacked_bars(numbers: ReportNumbers, language: Language) -> list[Bar]:
    """Return one bar a category with answers, parts from left in the order of the outcomes."""
    counted, categories = people(numbers.summary), numbers.report.categories
    if not counted.total:
        return []
    shares = outcome_counts(counted) / counted.total
    return [
        Bar(categories[column].name(language), _parts(shares[column].tolist(), language))
        for column in numbers.answered
    ]


def _parts(shares: Sequence[float], language: Language) -> list[BarPart]:
    parts, x = [], 0.0
    for outcome, share in zip(range(len(outcomes())), shares, strict=True):
        width = share * BAR_WIDTH
        label = number_text(100 * share, 0, language) if share >= _LEAST_LABELLED else ""
        if width > 0:
            parts.append(BarPart(outcome, round(x, 2), round(width, 2), label))
        x += width
    return parts
