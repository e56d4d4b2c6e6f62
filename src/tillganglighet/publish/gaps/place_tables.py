"""The tables of a document by place and kommun: who is worst off, and where."""

from typing import Any

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.status import Level, Status
from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.gaps.findings import place_name, unit_name
from tillganglighet.publish.gaps.report_numbers import ReportNumbers
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text, percent_text
from tillganglighet.publish.wording.words import names_text, words
from tillganglighet.units import M_PER_KM, S_PER_MIN

MOST_KOMMUNER, SHOWN_KOMMUNER = 60, 20  # a long list is for the workbook
_MOST_CUT_OFF = 4  # names in one cell

_Village = np.integer[Any]


def worst_overall_table(numbers: ReportNumbers, language: Language) -> PageTable:
    """Return the places worst off over all categories, each with what is farthest from it.

    Those without a road to most services come first, all in one row: they are the same in every
    category.
    """
    text, summary = words(language), numbers.summary
    out_of_reach = text["c_out_of_reach"].format(total=summary.measured_count)
    heads = [
        *_place_heads(numbers, language),
        Cell(out_of_reach),
        Cell(text["c_farthest"], is_text=True),
        Cell(text["c_nearest"], is_text=True),
        Cell(text["c_min"]),
        Cell(text["c_km"]),
    ]
    rows = [
        (
            place_name(numbers.report, village),
            [
                *_place_cells(numbers, village, language),
                Cell(number_text(summary.unreached_count[village], 0, language)),
                *_farthest_cells(numbers, village, language),
            ],
        )
        for village in summary.worst_overall
    ]
    return PageTable("worst", text["h_worst"], heads, _cut_off_row(numbers, language) + rows)


def _cut_off_row(numbers: ReportNumbers, language: Language) -> list[tuple[str, list[Cell]]]:
    report, villages, text = numbers.report, numbers.summary.cut_off, words(language)
    if not len(villages):
        return []
    names = [place_name(report, village) for village in villages]
    kommuner = np.unique(report.villages.kommun_code[villages])
    kommun = str(report.areas.names_of(AreaKind.KOMMUN, kommuner)[0]) if len(kommuner) == 1 else ""
    counted = [numbers.village_persons[villages], *_older_of(numbers, villages)]
    nothing = Cell(number_text(np.nan, 0, language))
    cells = [
        *([Cell(kommun, is_text=True)] if _has_kommuner(numbers) else []),
        *(Cell(number_text(_sum_of_known(each), 0, language)) for each in counted),
        Cell(text["c_most"]),
        Cell("", is_text=True),
        Cell(text["no_road"], is_text=True),
        nothing,
        nothing,
    ]
    return [(names_text(names, _MOST_CUT_OFF, language), cells)]


def _older_of(numbers: ReportNumbers, villages: npt.NDArray[np.intp]) -> list[FloatArray]:
    return [] if numbers.village_older is None else [numbers.village_older[villages]]


def _sum_of_known(persons: FloatArray) -> float:
    """Return the sum of what is known; nan where nothing is."""
    return np.nan if np.isnan(persons).all() else float(np.nansum(persons))


def cut_off_table(numbers: ReportNumbers, language: Language) -> PageTable | None:
    """Return the places without a way to most services, told once; None if there are none."""
    villages = numbers.summary.cut_off
    if not len(villages):
        return None
    text = words(language)
    rows = []
    for village in villages:
        # A village by a road may still lack one to some service: what most statuses say is why.
        found = numbers.report.access.status[village]
        no_road = (found == Status.NO_ROAD).sum() >= (found == Status.NOT_CONNECTED).sum()
        reason = Status.NO_ROAD if no_road else Status.NOT_CONNECTED
        look = published_classes("status")[reason]
        cells = [
            *_place_cells(numbers, village, language),
            Cell(look.label(language), look=look, is_text=True),
        ]
        rows.append((place_name(numbers.report, village), cells))
    heads = [*_place_heads(numbers, language), Cell(text["c_reason"], is_text=True)]
    return PageTable("cut-off", text["h_cut_off"], heads, rows)


def worst_table(numbers: ReportNumbers, column: int, language: Language) -> PageTable | None:
    """Return the places worst off in one category; None where there are none to compare."""
    text, report = words(language), numbers.report
    villages = numbers.summary.worst[column]
    if not len(villages):
        return None
    category = report.categories[column]
    keys = ("c_village", "c_persons", "c_min", "c_km", "c_nearest", "c_level")
    return PageTable(
        id=f"worst-{category.key}",
        caption=text["h_worst_of"].format(category=category.name(language).lower()),
        heads=[Cell(text[key], is_text=key in {"c_nearest", "c_level"}) for key in keys],
        rows=[
            (place_name(report, village), _worst_cells(numbers, village, column, language))
            for village in villages
        ],
    )


def kommun_table(numbers: ReportNumbers, column: int, language: Language) -> PageTable | None:
    """Return shares and averages of one category by kommun; None of a single kommun.

    Of more than `MOST_KOMMUNER` those with most people beyond the acceptable are shown; None
    where nobody is beyond it.
    """
    found, text = numbers.kommuner, words(language)
    lived_in = np.flatnonzero(found.persons[:, 0] > 0)
    if len(lived_in) <= 1:
        return None
    key = "h_by_kommun"
    if len(lived_in) > MOST_KOMMUNER:
        key, beyond = "h_by_some_kommuner", found.beyond_acceptable[lived_in, column, 0]
        worst_first = np.argsort(-beyond, kind="stable")[:SHOWN_KOMMUNER]
        lived_in = lived_in[worst_first[beyond[worst_first] > 0]]
        if not len(lived_in):
            return None
    category = numbers.report.categories[column]
    unit = unit_name(numbers.summary, language).capitalize()
    names = numbers.report.areas.names_of(AreaKind.KOMMUN, found.division.id)
    rows = []
    for kommun in lived_in:
        total = float(found.persons[kommun, 0])
        classes = found.by_time_class[kommun, column, 0]
        status = found.by_status[kommun, column, 0]
        unknown = status[Status.UNKNOWN] + status[Status.NOT_APPLICABLE]
        without = total - status[Status.REACHED] - unknown
        shares = (classes[:2].sum(), classes[2], classes[3], without, unknown)
        median, p90 = (
            each[kommun, column, 0] for each in (found.averages.median_min, found.averages.p90_min)
        )
        cells = [
            Cell(number_text(total, 0, language)),
            *(Cell(percent_text(share, total, language)) for share in shares),
            Cell(number_text(median, 1, language)),
            Cell(number_text(p90, 1, language)),
            Cell(number_text(found.beyond_acceptable[kommun, column, 0], 0, language)),
        ]
        code = str(found.division.id[kommun])
        rows.append((str(names[kommun]) or code or text["unknown_kommun"], cells))
    shares_of = ("c_upto_10", "c_upto_30", "c_over_30", "c_without_time", "c_not_known")
    keys = (*shares_of, "c_median", "c_p90", "c_beyond")
    heads = [Cell(text["c_kommun"]), Cell(unit), *(Cell(text[key]) for key in keys)]
    caption = text[key].format(category=category.name(language).lower(), count=len(rows))
    return PageTable(f"kommun-{category.key}", caption, heads, rows)


def _has_kommuner(numbers: ReportNumbers) -> bool:
    return len(np.unique(numbers.report.villages.kommun_code)) > 1


def _place_heads(numbers: ReportNumbers, language: Language) -> list[Cell]:
    text = words(language)
    kommun = [Cell(text["c_kommun"], is_text=True)] if _has_kommuner(numbers) else []
    older = [] if numbers.village_older is None else [Cell(text["c_older"])]
    return [Cell(text["c_village"]), *kommun, Cell(text["c_persons"]), *older]


def _place_cells(numbers: ReportNumbers, village: _Village, language: Language) -> list[Cell]:
    """Return kommun, persons and older persons of a village, where they are known at all."""
    report, older = numbers.report, numbers.village_older
    cells = []
    if _has_kommuner(numbers):
        code = report.villages.kommun_code[village : village + 1]
        name = str(report.areas.names_of(AreaKind.KOMMUN, code)[0])
        cells.append(Cell(name or str(code[0]), is_text=True))
    cells.append(Cell(number_text(numbers.village_persons[village], 0, language)))
    if older is not None:
        cells.append(Cell(number_text(older[village], 0, language)))
    return cells


def _farthest_cells(numbers: ReportNumbers, village: _Village, language: Language) -> list[Cell]:
    """Return the category most beyond its limit, its nearest service, minutes and kilometres."""
    report = numbers.report
    reached = np.flatnonzero(report.access.status[village] == Status.REACHED)
    nothing = Cell(number_text(np.nan, 0, language))
    if not len(reached):
        status = Status(int(report.access.status[village].min()))
        look = published_classes("status")[status]
        return [
            Cell("", is_text=True),
            Cell(look.label(language), look=look, is_text=True),
            nothing,
            nothing,
        ]
    over = report.gaps.over_standard_min[village, reached]
    seconds = report.access.travel_time_s[village, reached, 0]
    column = int(reached[np.lexsort((seconds, over))[-1]])
    name, minutes, km = _nearest(numbers, village, column, language)
    return [Cell(report.categories[column].name(language), is_text=True), name, minutes, km]


def _worst_cells(
    numbers: ReportNumbers, village: _Village, column: int, language: Language
) -> list[Cell]:
    report = numbers.report
    status = Status(report.access.status[village, column])
    level = published_classes("level")[Level(report.gaps.level[village, column])]
    persons = Cell(number_text(numbers.village_persons[village], 0, language))
    level_cell = Cell(level.label(language), look=level, is_text=True)
    if status == Status.REACHED:
        name, minutes, km = _nearest(numbers, village, column, language)
        return [persons, minutes, km, name, level_cell]
    look = published_classes("status")[status]
    nothing = Cell(number_text(np.nan, 0, language))
    reason = Cell(look.label(language), look=look, is_text=True)
    return [persons, nothing, nothing, reason, level_cell]


def _nearest(
    numbers: ReportNumbers, village: _Village, column: int, language: Language
) -> tuple[Cell, Cell, Cell]:
    """Return name, minutes and kilometres of the nearest service."""
    access = numbers.report.access
    service = access.service[village, column, 0]
    minutes = access.travel_time_s[village, column, 0] / S_PER_MIN
    km = access.length_m[village, column, 0] / M_PER_KM
    return (
        Cell(str(numbers.service_names[service]), is_text=True),
        Cell(number_text(minutes, 1, language)),
        Cell(number_text(km, 1, language)),
    )
