"""The plain sentences that sum a report up."""

from typing import Any

import numpy as np

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.summary import UNREACHED, Summary, Tally
from tillganglighet.domain.places import NO_VILLAGE
from tillganglighet.domain.status import Coverage, Level, Status
from tillganglighet.publish.gaps.unanswered import off_the_roads, off_the_roads_text
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.shares import spoken_percent
from tillganglighet.publish.wording.words import names_text, persons_text, villages_text, words

_MOST_NAMES = 8
_MOST_CATEGORIES = 3
_WITHIN_10_MIN, _OVER_30_MIN = slice(0, 2), 3


def findings(report: GapReport, summary: Summary, language: Language) -> list[str]:
    """Return the sentences, the most important first."""
    text = words(language)
    counted = people(summary)
    sentences = [
        _size(report, summary, language),
        *_nearest(report, summary, language),
        _connection(report, summary, language),
        *_off_the_roads(report, language),
        _most(report, summary, Level.GAP, "finding_gap", language),
        _most(report, summary, Level.UNCERTAIN, "finding_uncertain", language),
        _none_open(report, counted, language),
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


def counted_text(count: float, summary: Summary, language: Language) -> str:
    """Return "12 personer", or "12 orter" where villages are counted."""
    return (persons_text if summary.counts_persons else villages_text)(count, language)


def nearest_text(report: GapReport, column: int, language: Language) -> str:
    """Return "närmaste apotek", or "närmaste kända apotek" where a nearer one may be missing."""
    is_complete = (report.access.coverage[:, column] == Coverage.COMPLETE).all()
    key = "the_nearest" if is_complete else "the_nearest_known"
    return words(language)[key].format(one=report.categories[column].one(language))


def _off_the_roads(report: GapReport, language: Language) -> list[str]:
    return [off_the_roads_text(report, column, language) for column in off_the_roads(report)]


def _size(report: GapReport, summary: Summary, language: Language) -> str:
    """Say how many people there are; those of cells may live outside all villages."""
    text, villages = words(language), villages_text(summary.villages.total, language)
    if not summary.counts_persons:
        known = summary.villages.total - len(summary.unknown_population)
        key = "finding_few_populations" if known else "finding_no_population"
        return text[key].format(villages=villages, known=int(known))
    persons = persons_text(summary.persons.total, language)
    if report.cells is None:
        return text["finding_size"].format(villages=villages, persons=persons)
    inside = float(report.cells.population[report.cells.village != NO_VILLAGE].sum())
    return text["finding_size_of_cells"].format(
        persons=persons, inside=persons_text(inside, language), villages=villages
    )


def _nearest(report: GapReport, summary: Summary, language: Language) -> list[str]:
    """Say how near the first categories are that anybody reaches."""
    counted, text = people(summary), words(language)
    reached = np.flatnonzero(counted.by_status[:, Status.REACHED] > 0)[:_MOST_CATEGORIES]
    unit = text["of_persons" if summary.counts_persons else "of_villages"]
    return [
        text["finding_category"].format(
            category=report.categories[index].name(language),
            unit=unit,
            nearest=nearest_text(report, index, language),
            **{
                name: spoken_percent(count, counted.total, language)
                for name, count in (
                    ("within", counted.by_class[index, _WITHIN_10_MIN].sum()),
                    ("over", counted.by_class[index, _OVER_30_MIN]),
                    ("without", counted.by_status[index, UNREACHED].sum()),
                )
            },
        )
        for index in reached.tolist()
    ]


def _connection(report: GapReport, summary: Summary, language: Language) -> str:
    """Name the places with no way to half or more of what others reach."""
    reached = report.is_reached
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


def _none_open(report: GapReport, counted: Tally, language: Language) -> str:
    """Name the categories without an open service; those that the data hold incompletely too."""
    said = _whole(report, counted, Status.NO_SERVICE, "finding_no_service", language)
    none_open = (report.access.status == Status.NO_SERVICE).all(axis=0)
    is_sure = (report.access.coverage[:, none_open] == Coverage.COMPLETE).all()
    return said if is_sure or not said else f"{said} {words(language)['no_service_unsure']}"


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
