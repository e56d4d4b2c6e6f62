"""The tables of the page: every cell as text, ready to be set."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.accessibility.summary import UNREACHED, Summary, Tally
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.classes import PublishedClass, outcomes, published_classes
from tillganglighet.publish.columns import Language
from tillganglighet.publish.coverage import coverage_text
from tillganglighet.publish.finding_texts import finding_text
from tillganglighet.publish.findings import people, place_name, unit_name
from tillganglighet.publish.numbers import number_text, percent_text, rounded_to_total
from tillganglighet.publish.page_table import Cell, PageTable
from tillganglighet.publish.tables import is_offered
from tillganglighet.publish.words import words
from tillganglighet.units import M_PER_KM, S_PER_MIN

FloatMatrix = npt.NDArray[np.float64]

_OVER_30_MIN = 3


def people_table(report: GapReport, summary: Summary, language: Language) -> PageTable:
    """Return persons by outcome and category; each row sums to the total."""
    counts = outcome_counts(people(summary))
    # Time classes always stand there, reasons only where they occur.
    time_class_count = len(published_classes("time_class"))
    shown = [i for i in range(counts.shape[1]) if i < time_class_count or counts[:, i].any()]
    looks = [outcomes()[index] for index in shown]
    unit = unit_name(summary, language).capitalize()
    caption = words(language)["h_people"].format(unit=unit)
    return _count_table("people", caption, report, (looks, counts[:, shown]), language)


def level_table(report: GapReport, summary: Summary, language: Language) -> PageTable:
    """Return persons by level and category, with the limits; each row sums to the total."""
    counts = people(summary).by_level
    looks = published_classes("level")
    standards, text = report.standards, words(language)
    table = _count_table("levels", text["h_levels"], report, (looks, counts), language)
    limits = [
        Cell(f"{standards.good_min[c.key]:g} / {standards.acceptable_min[c.key]:g}")
        for c in report.categories
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


def average_table(report: GapReport, summary: Summary, language: Language) -> PageTable:
    """Return averages over the reached, and beside them those who are not."""
    text, counted, villages = words(language), people(summary), summary.villages
    unit = unit_name(summary, language).capitalize()
    without = counted.by_status[:, UNREACHED].sum(axis=1)
    heads = ["c_category", "c_mean", "c_median", "c_p90"]
    after = ["c_villages_reached", "c_villages_over_30", "c_villages_without"]
    rows = []
    for index, category in enumerate(report.categories):
        minutes = (summary.mean_min, summary.median_min, summary.p90_min)
        reached = villages.by_status[index, Status.REACHED]
        unreached = villages.by_status[index, UNREACHED].sum()
        counts = (without[index], reached, villages.by_class[index, _OVER_30_MIN], unreached)
        if not reached + unreached:  # nothing is known, which is not nobody
            counts = (np.nan, np.nan, np.nan, np.nan)
        cells = [
            *(Cell(number_text(values[index], 1, language)) for values in minutes),
            *(Cell(number_text(count, 0, language)) for count in counts),
        ]
        rows.append((category.name(language), cells))
    return PageTable(
        id="averages",
        caption=text["h_averages"],
        heads=[
            *(Cell(text[key]) for key in heads),
            Cell(text["c_persons_without"].format(unit=unit)),
            *(Cell(text[key]) for key in after),
        ],
        rows=rows,
    )


def worst_overall_table(report: GapReport, summary: Summary, language: Language) -> PageTable:
    """Return the places worst off over all categories."""
    text, villages = words(language), report.villages
    keys = ("c_village", "c_population", "c_out_of_reach", "c_over")
    heads = [Cell(text[key].format(total=summary.measured_count)) for key in keys]
    rows = [
        (
            place_name(report, village),
            [
                Cell(number_text(villages.population[village], 0, language)),
                Cell(number_text(summary.unreached_count[village], 0, language)),
                Cell(number_text(summary.over_standard_min[village], 1, language)),
            ],
        )
        for village in summary.worst_overall
    ]
    return PageTable("worst", text["h_worst"], heads, rows)


def worst_table(
    report: GapReport, summary: Summary, index: int, language: Language
) -> PageTable | None:
    """Return the places worst off in one category; None where nothing is known of it."""
    text, category = words(language), report.categories[index]
    if not len(summary.worst[index]):
        return None
    keys = ("c_village", "c_population", "c_travel_time", "c_distance", "c_nearest", "c_level")
    return PageTable(
        id=f"worst-{category.key}",
        caption=category.name(language),
        heads=[Cell(text[key], is_text=key in {"c_nearest", "c_level"}) for key in keys],
        rows=[
            (place_name(report, village), _worst_cells(report, village, index, language))
            for village in summary.worst[index]
        ],
    )


def coverage_table(report: GapReport, language: Language) -> PageTable:
    """Return what the data know of each category."""
    text = words(language)
    keys = ("c_category", "c_coverage", "c_services", "c_note")
    rows = [
        (
            category.name(language),
            [
                Cell(coverage_text(report, index, language), is_text=True),
                Cell(number_text(float(_service_count(report, category)), 0, language)),
                Cell(category.osm_note, is_text=True),
            ],
        )
        for index, category in enumerate(report.categories)
    ]
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


def _service_count(report: GapReport, category: Category) -> int:
    """Return how many places offer the category, or one that it includes."""
    return len(np.unique(report.services.id[is_offered(report, category)]))


def outcome_counts(tally: Tally) -> FloatMatrix:
    """Return (category_count, outcome_count) persons; the columns are `classes.outcomes`."""
    return np.hstack([tally.by_class, tally.by_status[:, Status.REACHED + 1 :]])


def _worst_cells(
    report: GapReport, village: np.integer[Any], index: int, language: Language
) -> list[Cell]:
    access = report.access
    status = Status(access.status[village, index])
    level = published_classes("level")[Level(report.gaps.level[village, index])]
    population = Cell(number_text(report.villages.population[village], 0, language))
    level_cell = Cell(level.label(language), look=level, is_text=True)
    if status != Status.REACHED:
        reason = published_classes("status")[status]
        return [
            population,
            Cell(reason.label(language), look=reason),
            Cell(number_text(np.nan, 0, language)),
            Cell("", is_text=True),
            level_cell,
        ]
    service = access.service[village, index, 0]
    minutes = access.travel_time_s[village, index, 0] / S_PER_MIN
    km = access.length_m[village, index, 0] / M_PER_KM
    name = str(report.services.name[service] or report.services.id[service])
    return [
        population,
        Cell(number_text(minutes, 1, language)),
        Cell(number_text(km, 1, language)),
        Cell(name, is_text=True),
        level_cell,
    ]


def _count_table(
    table_id: str,
    caption: str,
    report: GapReport,
    counted: tuple[Sequence[PublishedClass], FloatMatrix],
    language: Language,
) -> PageTable:
    """Return counts by category (row) and class (column), with shares and the total."""
    looks, counts = counted
    rows = []
    for category, row in zip(report.categories, counts, strict=True):
        whole = rounded_to_total(row.tolist())
        cells = [
            Cell(
                number_text(count, 0, language),
                percent_text(part, row.sum(), language) if part else "",
            )
            for count, part in zip(whole, row, strict=True)
        ]
        total = Cell(number_text(sum(whole), 0, language))
        rows.append((category.name(language), [*cells, total]))
    text = words(language)
    heads = [Cell(look.label(language), look=look) for look in looks]
    heads = [Cell(text["c_category"]), *heads, Cell(text["c_total"])]
    return PageTable(table_id, caption, heads, rows)
