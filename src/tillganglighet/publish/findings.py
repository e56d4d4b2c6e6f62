"""The plain sentences that a report begins with."""

from typing import Any

import numpy as np

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.accessibility.summary import Summary, Tally
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.columns import Language
from tillganglighet.publish.numbers import percent_text
from tillganglighet.publish.words import names_text, persons_text, villages_text, words

_MOST_NAMES = 8
_MOST_CATEGORIES = 3
_WITHIN_10_MIN, _OVER_30_MIN = slice(0, 2), 3


def findings(report: GapReport, summary: Summary, language: Language) -> list[str]:
    """Return the sentences, the most important first."""
    text = words(language)
    counted = people(summary)
    sentences = [
        _size(summary, language),
        *_nearest(report, summary, language),
        _connection(report, language),
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


def people(summary: Summary) -> Tally:
    """Return the tally of persons, or of villages where too little is known of persons."""
    return summary.persons if summary.counts_persons else summary.villages


def unit_name(summary: Summary, language: Language) -> str:
    """Return what `people` counts, in the plural."""
    return words(language)["persons" if summary.counts_persons else "villages"]


def place_name(report: GapReport, village: np.integer[Any]) -> str:
    """Return the village's name, or its id where it has none."""
    return str(report.villages.name[village] or report.villages.id[village])


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


def _connection(report: GapReport, language: Language) -> str:
    """Name the places with no way to half or more of what others reach.

    A shop or school that no road leads to makes nobody's place remote, and an island may have a
    school of its own.
    """
    status = report.access.status[:, (report.access.status == Status.REACHED).any(axis=0)]
    without = np.isin(status, (Status.NO_ROAD, Status.NOT_CONNECTED))
    if not without.any():
        return words(language)["finding_all_connected"] if status.size else ""
    cut_off = without.sum(axis=1) >= np.maximum(without.shape[1] / 2, 1)
    if not cut_off.any():
        return ""
    names = [place_name(report, village) for village in np.flatnonzero(cut_off)]
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
