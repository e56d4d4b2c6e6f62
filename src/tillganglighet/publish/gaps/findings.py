"""The plain sentences that a report begins with."""

from typing import Any

import numpy as np

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.summary import UNREACHED, Summary, Tally
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.gaps.report_numbers import ReportNumbers
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import percent_text
from tillganglighet.publish.wording.shares import share_text
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words

_MOST_NAMES = 8
_MOST_CATEGORIES = 3
_WITHIN_10_MIN, _OVER_30_MIN = slice(0, 2), 3
_KEY_FINDINGS = 3


def findings(report: GapReport, summary: Summary, language: Language) -> list[str]:
    """Return the sentences, the most important first."""
    text = words(language)
    counted = people(summary)
    sentences = [
        _size(summary, language),
        *_nearest(report, summary, language),
        _connection(report, summary, language),
        _most(report, summary, Level.GAP, "finding_gap", language),
        _most(report, summary, Level.UNCERTAIN, "finding_uncertain", language),
        _whole(report, counted, Status.NO_SERVICE, "finding_no_service", language),
        _whole(report, counted, Status.UNKNOWN, "finding_unknown", language),
    ]
    if summary.counts_persons and len(summary.unknown_population):
        villages = villages_text(len(summary.unknown_population), language)
        sentences.append(text["finding_without_population"].format(villages=villages))
    if report.cells is not None:
        sentences.append(text["finding_cells"])
    return [sentence for sentence in sentences if sentence]


def key_findings(numbers: ReportNumbers, language: Language) -> list[str]:
    """Return the three sentences of a first page: how near most are, who is far, who is cut off.

    The first is about dagligvaror, or the first category that at least half of all reach. Then
    come the categories with most people beyond the acceptable, or without a way.
    """
    if not numbers.answered:
        return [words(language)["key_nothing_known"]]
    first = numbers.answered[0]
    cut_off = _cut_off(numbers, language)
    beyond = numbers.whole.beyond_acceptable[0, :, 0]
    room = _KEY_FINDINGS - 1 - len(cut_off)
    told: list[int] = []
    # Among equals something else is said than in the first sentence.
    for column in sorted(numbers.answered, key=lambda each: (-beyond[each], each == first)):
        if len(told) < room and not any(_is_akin(numbers, column, other) for other in told):
            told.append(column)
    far = [_far(numbers, column, language) for column in told]
    return [_near(numbers, first, language), *far, *cut_off]


def people(summary: Summary) -> Tally:
    """Return the tally of persons, or of villages where too little is known of persons."""
    return summary.persons if summary.counts_persons else summary.villages


def unit_name(summary: Summary, language: Language) -> str:
    """Return what `people` counts, in the plural."""
    return words(language)["persons" if summary.counts_persons else "villages"]


def place_name(report: GapReport, village: np.integer[Any]) -> str:
    """Return the village's name, or its id where it has none."""
    return str(report.villages.name[village] or report.villages.id[village])


def counted_text(count: float, summary: Summary, language: Language) -> str:
    """Return "12 personer", or "12 orter" where villages are counted."""
    return (persons_text if summary.counts_persons else villages_text)(count, language)


def _is_akin(numbers: ReportNumbers, one: int, other: int) -> bool:
    """Return whether one category counts the services of the other: pharmacies in both."""
    first, second = numbers.report.categories[one], numbers.report.categories[other]
    return first.key in second.includes or second.key in first.includes


def _near(numbers: ReportNumbers, column: int, language: Language) -> str:
    within = float(numbers.whole.by_time_class[0, column, 0, _WITHIN_10_MIN].sum())
    return words(language)["key_near"].format(
        share=share_text(within, numbers.total, language),
        people=counted_text(within, numbers.summary, language),
        limit=10,
        category=numbers.report.categories[column].name(language).lower(),
    )


def _far(numbers: ReportNumbers, column: int, language: Language) -> str:
    """Say who has more minutes than are acceptable, and who has no way at all."""
    by_status, by_level = (
        numbers.whole.by_status[0, column, 0],
        numbers.whole.by_level[0, column, 0],
    )
    standards, category = numbers.report.standards, numbers.report.categories[column]
    if standards.local:  # the acceptable differs from place to place
        limit, far = 30.0, float(numbers.whole.by_time_class[0, column, 0, _OVER_30_MIN])
    else:
        limit = standards.acceptable_min[category.key]
        within = by_level[[Level.GOOD, Level.ACCEPTABLE]].sum()
        far = float(by_status[Status.REACHED] - within)
    without = float(by_status[list(UNREACHED)].sum())
    if far:
        key = "key_far_and_without" if without else "key_far"
    else:  # then it is said who is within
        key, far = ("key_without", far) if without else ("key_near", numbers.total)
    return words(language)[key].format(
        share=share_text(far, numbers.total, language),
        people=counted_text(far, numbers.summary, language),
        limit=f"{limit:g}",
        category=category.name(language).lower(),
        without=counted_text(without, numbers.summary, language),
    )


def _cut_off(numbers: ReportNumbers, language: Language) -> list[str]:
    villages = numbers.summary.cut_off
    if not len(villages):
        return []
    names = [place_name(numbers.report, village) for village in villages]
    persons = float(np.nansum(numbers.village_persons[villages]))
    return [
        words(language)["key_cut_off"].format(
            villages=villages_text(len(villages), language),
            persons=persons_text(persons, language),
            list=names_text(names, _MOST_NAMES, language),
        )
    ]


def _size(summary: Summary, language: Language) -> str:
    villages = villages_text(summary.villages.total, language)
    if not summary.counts_persons:
        known = summary.villages.total - len(summary.unknown_population)
        key = "finding_few_populations" if known else "finding_no_population"
        return words(language)[key].format(villages=villages, known=int(known))
    persons = persons_text(summary.persons.total, language)
    return words(language)["finding_size"].format(villages=villages, persons=persons)


def _nearest(report: GapReport, summary: Summary, language: Language) -> list[str]:
    """Say how near the first categories are that anybody reaches."""
    counted, text = people(summary), words(language)
    reached = np.flatnonzero(counted.by_status[:, Status.REACHED] > 0)[:_MOST_CATEGORIES]
    unit = text["of_persons" if summary.counts_persons else "of_villages"]
    return [
        text["finding_category"].format(
            category=report.categories[index].name(language),
            unit=unit,
            within=percent_text(
                counted.by_class[index, _WITHIN_10_MIN].sum(), counted.total, language
            ),
            over=percent_text(counted.by_class[index, _OVER_30_MIN], counted.total, language),
            without=percent_text(
                counted.total - counted.by_status[index, Status.REACHED], counted.total, language
            ),
        )
        for index in reached
    ]


def _connection(report: GapReport, summary: Summary, language: Language) -> str:
    """Name the places with no way to half or more of what others reach."""
    reached = (report.access.status == Status.REACHED).any(axis=0)
    without = np.isin(report.access.status[:, reached], (Status.NO_ROAD, Status.NOT_CONNECTED))
    if not len(summary.cut_off):
        is_whole = reached.any() and not without.any()
        return words(language)["finding_all_connected"] if is_whole else ""
    names = [place_name(report, village) for village in np.sort(summary.cut_off)]
    return words(language)["finding_unreachable"].format(
        villages=villages_text(len(names), language),
        list=names_text(names, _MOST_NAMES, language),
    )


def _most(
    report: GapReport, summary: Summary, level: Level, sentence: str, language: Language
) -> str:
    """Name the categories in which most persons stand at this level."""
    # Where there is no service at all, a sentence of its own says so.
    nowhere = (report.access.status == Status.NO_SERVICE).all(axis=0)
    counts = np.where(nowhere, 0.0, people(summary).by_level[:, level])
    count_text = persons_text if summary.counts_persons else villages_text
    order = [index for index in np.argsort(-counts, kind="stable") if counts[index] > 0]
    listed = [
        f"{report.categories[index].name(language)} ({count_text(counts[index], language)})"
        for index in order[:_MOST_CATEGORIES]
    ]
    return words(language)[sentence].format(list=", ".join(listed)) if listed else ""


def _whole(
    report: GapReport, counted: Tally, status: Status, sentence: str, language: Language
) -> str:
    """Name the categories in which everybody has this status."""
    everybody = counted.by_status[:, status] == counted.total
    names = [
        category.name(language)
        for category, is_whole in zip(report.categories, everybody, strict=True)
        if is_whole and counted.total
    ]
    if not names:
        return ""
    return words(language)[sentence].format(list=names_text(names, len(names), language))
