"""The tables of a document by category: people, levels, averages, coverage, doubts."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.summary import UNREACHED, Tally
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.gaps.findings import people, unit_name
from tillganglighet.publish.gaps.report_numbers import ReportNumbers
from tillganglighet.publish.gaps.tables import is_offered
from tillganglighet.publish.wording.classes import PublishedClass, outcomes, published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.coverage import coverage_text
from tillganglighet.publish.wording.finding_texts import finding_text
from tillganglighet.publish.wording.numbers import number_text, percent_text, rounded_to_total
from tillganglighet.publish.wording.words import words

FloatMatrix = npt.NDArray[np.float64]

_OVER_30_MIN = 3
_LAST_LEVEL = Level.UNREACHABLE + 1  # levels that always stand in the table


def front_table(numbers: ReportNumbers, columns: Sequence[int], language: Language) -> PageTable:
    """Return persons by time class; those in doubt stand behind the total, being in it already."""
    text, counted = words(language), people(numbers.summary)
    by_status = counted.by_status
    unknown = by_status[:, [Status.UNKNOWN, Status.NOT_APPLICABLE]].sum(axis=1)
    without = by_status[:, UNREACHED].sum(axis=1)
    counts = np.column_stack([counted.by_class, without, unknown])
    rows = []
    for column in columns:
        in_doubt = counted.by_level[column, Level.UNCERTAIN]
        doubtful = _counted_cell(round(in_doubt), in_doubt, counted.total, language)
        cells = _row_of_counts(counts[column], language)
        rows.append((numbers.report.categories[column].name(language), [*cells, doubtful]))
    classes = [Cell(look.label(language), look=look) for look in published_classes("time_class")]
    keys = ("c_without_time", "c_not_known", "c_total", "c_uncertain")
    return PageTable(
        id="front",
        caption=text["h_front"].format(unit=unit_name(numbers.summary, language).capitalize()),
        heads=[Cell(text["c_category"]), *classes, *(Cell(text[key]) for key in keys)],
        rows=rows,
    )


def people_table(numbers: ReportNumbers, columns: Sequence[int], language: Language) -> PageTable:
    """Return persons by outcome and category; each row sums to the total."""
    counts = outcome_counts(people(numbers.summary))[list(columns)]
    # Time classes always stand there, reasons only where they occur.
    time_class_count = len(published_classes("time_class"))
    shown = [i for i in range(counts.shape[1]) if i < time_class_count or counts[:, i].any()]
    looks = [outcomes()[index] for index in shown]
    unit = unit_name(numbers.summary, language).capitalize()
    caption = words(language)["h_people"].format(unit=unit)
    counted = looks, counts[:, shown]
    return _count_table("people", caption, _names(numbers, columns, language), counted, language)


def level_table(numbers: ReportNumbers, columns: Sequence[int], language: Language) -> PageTable:
    """Return persons by level and category, with the limits; each row sums to the total."""
    counts = people(numbers.summary).by_level[list(columns)]
    shown = [index for index in Level if index < _LAST_LEVEL or counts[:, index].any()]
    looks = [published_classes("level")[index] for index in shown]
    standards, text = numbers.report.standards, words(language)
    names, counted = _names(numbers, columns, language), (looks, counts[:, shown])
    table = _count_table("levels", text["h_levels"], names, counted, language)
    keys = [numbers.report.categories[column].key for column in columns]
    limits = [
        Cell(f"{standards.good_min[key]:g} / {standards.acceptable_min[key]:g}") for key in keys
    ]
    return PageTable(
        id=table.id,
        caption=table.caption,
        heads=[table.heads[0], Cell(text["c_limits"]), *table.heads[1:]],
        rows=[
            (head, [limit, *cells])
            for limit, (head, cells) in zip(limits, table.rows, strict=True)
        ],
    )


def average_table(numbers: ReportNumbers, columns: Sequence[int], language: Language) -> PageTable:
    """Return averages over the reached, and beside them those who are not."""
    summary, text = numbers.summary, words(language)
    villages, unit = summary.villages, unit_name(summary, language).capitalize()
    without = people(summary).by_status[:, UNREACHED].sum(axis=1)
    rows = []
    for column in columns:
        minutes = (summary.mean_min, summary.median_min, summary.p90_min)
        reached = villages.by_status[column, Status.REACHED]
        unreached = villages.by_status[column, UNREACHED].sum()
        counts = (without[column], reached, villages.by_class[column, _OVER_30_MIN], unreached)
        cells = [
            *(Cell(number_text(values[column], 1, language)) for values in minutes),
            *(Cell(number_text(count, 0, language)) for count in counts),
        ]
        rows.append((numbers.report.categories[column].name(language), cells))
    after = ("c_villages_reached", "c_villages_over_30", "c_villages_without")
    return PageTable(
        id="averages",
        caption=text["h_averages"],
        heads=[
            *(Cell(text[key]) for key in ("c_category", "c_mean", "c_median", "c_p90")),
            Cell(text["c_persons_without"].format(unit=unit)),
            *(Cell(text[key]) for key in after),
        ],
        rows=rows,
    )


def coverage_table(report: GapReport, language: Language) -> PageTable:
    """Return what the data know of each category of which they know anything.

    Services are those in the kommuner of the places that are measured, and beside them those
    farther away that are the nearest of any place.
    """
    text = words(language)
    keys = ("c_category", "c_coverage", "c_services_here", "c_services_away", "c_note")
    rows = []
    for column, category in enumerate(report.categories):
        if _is_unknown(report, column):
            continue
        here, away = _service_counts(report, column, category)
        cells = [
            Cell(coverage_text(report, column, language), is_text=True),
            Cell(number_text(here, 0, language)),
            Cell(number_text(away, 0, language)),
            Cell(category.note(language), is_text=True),
        ]
        rows.append((category.name(language), cells))
    heads = [Cell(text[key], is_text=key in {"c_coverage", "c_note"}) for key in keys]
    return PageTable("coverage", text["h_unknown"], heads, rows)


def doubt_table(report: GapReport, language: Language) -> PageTable:
    """Return what was left out or assumed when the region was built, most persons first."""
    text, problems = words(language), report.problems
    kinds, kind = np.unique(problems.kind, return_inverse=True)
    cases = np.bincount(kind, minlength=len(kinds))
    persons = np.bincount(kind, np.nan_to_num(problems.persons), minlength=len(kinds))
    rows = [
        (
            finding_text(str(kinds[each]), language),
            [
                Cell(number_text(float(cases[each]), 0, language)),
                Cell(number_text(float(persons[each]) or np.nan, 0, language)),
            ],
        )
        for each in np.lexsort([kinds, -cases, -persons])
    ]
    heads = [Cell(text[key]) for key in ("c_doubt", "c_cases", "c_persons_concerned")]
    return PageTable("doubts", text["h_doubts"], heads, rows)


def _is_unknown(report: GapReport, column: int) -> bool:
    """Return whether nothing is known or asked of a category at any of the places."""
    nothing = (Status.UNKNOWN, Status.NOT_APPLICABLE)
    return bool(np.isin(report.access.status[:, column], nothing).all())


def _service_counts(report: GapReport, column: int, category: Category) -> tuple[int, int]:
    """Return how many places offer the category here, and are the nearest from elsewhere."""
    services, access = report.services, report.access
    kommuner = np.unique(report.villages.kommun_code)
    is_here = np.isin(services.kommun_code, kommuner) | ~kommuner.any()
    nearest = np.zeros(len(services), dtype=bool)
    nearest[access.service[:, column, 0][access.status[:, column] == Status.REACHED]] = True
    return (
        len(np.unique(services.id[is_offered(report, category) & is_here])),
        len(np.unique(services.id[nearest & ~is_here])),
    )


def outcome_counts(tally: Tally) -> FloatMatrix:
    """Return (category_count, outcome_count) persons; the columns are `classes.outcomes`."""
    return np.hstack([tally.by_class, tally.by_status[:, Status.REACHED + 1 :]])


def _names(numbers: ReportNumbers, columns: Sequence[int], language: Language) -> list[str]:
    return [numbers.report.categories[column].name(language) for column in columns]


def _count_table(
    table_id: str,
    caption: str,
    names: Sequence[str],
    counted: tuple[Sequence[PublishedClass], FloatMatrix],
    language: Language,
) -> PageTable:
    """Return counts by category (row) and class (column), with shares and the total."""
    looks, counts = counted
    rows = [(name, _row_of_counts(row, language)) for name, row in zip(names, counts, strict=True)]
    text = words(language)
    heads = [Cell(look.label(language), look=look) for look in looks]
    heads = [Cell(text["c_category"]), *heads, Cell(text["c_total"])]
    return PageTable(table_id, caption, heads, rows)


def _row_of_counts(counts: npt.NDArray[np.float64], language: Language) -> list[Cell]:
    """Return whole numbers with their shares, and then the total, which they add up to."""
    whole = rounded_to_total(counts.tolist())
    cells = [
        _counted_cell(number, part, counts.sum(), language)
        for number, part in zip(whole, counts.tolist(), strict=True)
    ]
    return [*cells, Cell(number_text(sum(whole), 0, language))]


def _counted_cell(number: int, part: float, total: float, language: Language) -> Cell:
    return Cell(
        number_text(number, 0, language), percent_text(part, total, language) if part else ""
    )
