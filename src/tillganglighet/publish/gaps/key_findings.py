"""The three sentences of a first page: in people, and with how sure they are."""

import numpy as np

from tillganglighet.accessibility.gaps.summary import UNREACHED
from tillganglighet.domain.status import Coverage, Level, Status
from tillganglighet.publish.gaps.findings import counted_text, nearest_text, place_name
from tillganglighet.publish.gaps.front import front_columns
from tillganglighet.publish.gaps.report_numbers import ReportNumbers
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.shares import share_text
from tillganglighet.publish.wording.words import names_text, words

_MOST_NAMES = 8
_WITHIN_10_MIN, _OVER_30_MIN = slice(0, 2), 3
_MOST = 3


def key_findings(numbers: ReportNumbers, language: Language) -> list[str]:
    """Return how near most are, who is far and who is cut off, each with how sure that is.

    The first is about dagligvaror, or the first category that at least half of all reach. Then
    come the categories with most people beyond the acceptable, or without a way: those of the
    table on that page, where they suffice.
    """
    cut_off = _cut_off(numbers, language)
    if not numbers.reached_here:
        return cut_off or [words(language)["key_nothing_known"]]
    first = numbers.reached_here[0]
    beyond = numbers.whole.beyond_acceptable[0, :, 0]
    told: list[int] = []
    # What the table below them shows goes first; among equals something new is said.
    front = front_columns(numbers)
    for column in sorted(
        numbers.reached_here,
        key=lambda each: (each not in front, -beyond[each], each == first),
    ):
        is_new = not any(numbers.is_akin(column, other) for other in told)
        if len(told) < _MOST - 1 - len(cut_off) and is_new:
            told.append(column)
    far = [_far(numbers, column, language) for column in told]
    return [_near(numbers, first, language), *far, *cut_off]


def _near(numbers: ReportNumbers, column: int, language: Language) -> str:
    text = words(language)
    within = float(numbers.whole.by_time_class[0, column, 0, _WITHIN_10_MIN].sum())
    said = text["key_near"].format(
        share=share_text(within, numbers.total, language),
        people=counted_text(within, numbers.summary, language),
        limit=10,
        nearest=nearest_text(numbers.report, column, language),
    )
    if _is_complete(numbers, column):
        return f"{said} {text['sure_complete']}"
    return said if within == numbers.total else f"{said} {text['sure_at_least']}"


def _far(numbers: ReportNumbers, column: int, language: Language) -> str:
    """Say who has more minutes than are acceptable, and who has no travel time at all."""
    text, summary = words(language), numbers.summary
    limit, far = _beyond_limit(numbers, column)
    without = float(numbers.whole.by_status[0, column, 0, list(UNREACHED)].sum())
    if without == summary.cut_off_count:  # they have a sentence of their own
        without = 0.0
    if far:
        key = "key_far_and_without" if without else "key_far"
    elif without:
        key = "key_without"
    else:  # then it is said who is within: all who have a travel time
        key, far = "key_near", float(numbers.whole.by_status[0, column, 0, Status.REACHED])
    said = text[key].format(
        share=share_text(far, numbers.total, language),
        people=counted_text(far, summary, language),
        limit=f"{limit:g}",
        nearest=nearest_text(numbers.report, column, language),
        without=counted_text(without, summary, language),
    )
    if key == "key_near":
        return said
    return f"{said} {text['sure_complete' if _is_complete(numbers, column) else 'sure_not']}"


def _beyond_limit(numbers: ReportNumbers, column: int) -> tuple[float, float]:
    """Return the most minutes that are acceptable, and how many reach the service beyond them."""
    standards, category = numbers.report.standards, numbers.report.categories[column]
    if standards.local:  # the acceptable differs from place to place
        return 30.0, float(numbers.whole.by_time_class[0, column, 0, _OVER_30_MIN])
    within = numbers.whole.by_level[0, column, 0, [Level.GOOD, Level.ACCEPTABLE]].sum()
    reached = numbers.whole.by_status[0, column, 0, Status.REACHED]
    return standards.acceptable_min[category.key], float(reached - within)


def _cut_off(numbers: ReportNumbers, language: Language) -> list[str]:
    """Say who has no road to most services; roads may be missing in the data."""
    text, summary = words(language), numbers.summary
    count, villages = summary.cut_off_count, summary.cut_off
    if not count and not len(villages):
        return []
    names = [place_name(numbers.report, village) for village in villages]
    listed = text["key_cut_off_places"].format(list=names_text(names, _MOST_NAMES, language))
    said = text["key_cut_off"].format(
        share=share_text(count, numbers.total, language),
        people=counted_text(count, summary, language),
    )
    return [" ".join([said, *([listed] if names else []), text["sure_not_of_roads"]])]


def _is_complete(numbers: ReportNumbers, column: int) -> bool:
    return bool(np.all(numbers.report.access.coverage[:, column] == Coverage.COMPLETE))
