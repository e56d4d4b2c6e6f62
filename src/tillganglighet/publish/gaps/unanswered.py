"""The categories without an answer, and why: a sentence a reason, apart from what is measured."""

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.status import Coverage, Status
from tillganglighet.publish.gaps.report_numbers import ReportNumbers
from tillganglighet.publish.gaps.tables import is_offered
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import names_text, words

_MOST_NAMES = 3
_SEARCHED_IN_VAIN = (Status.NO_ROAD, Status.NOT_CONNECTED, Status.BEYOND_CUTOFF)
_REASONS = {
    Status.UNKNOWN: "empty_unknown",
    Status.NO_SERVICE: "empty_no_service",
    Status.NOT_APPLICABLE: "empty_not_applicable",
}


def off_the_roads(report: GapReport) -> list[int]:
    """Return the categories with known services that nobody in the whole region reaches."""
    searched = np.isin(report.access.status, _SEARCHED_IN_VAIN).any(axis=0)
    columns: list[int] = np.flatnonzero(searched & ~report.is_reached).tolist()
    return columns


def off_the_roads_text(report: GapReport, column: int, language: Language) -> str:
    """Say that the only services known of a category lie off the roads, and what that tells."""
    category, services = report.categories[column], report.services
    offered = is_offered(report, category)
    ids, first = np.unique(services.id[offered], return_index=True)
    names = [name or str(at) for name, at in zip(services.name[offered][first], ids, strict=True)]
    is_complete = (report.access.coverage[:, column] == Coverage.COMPLETE).all()
    text = words(language)
    said = text["off_roads_one" if len(ids) == 1 else "off_roads_many"].format(
        category=category.name(language),
        count=len(ids),
        list=names_text([str(name) for name in names], _MOST_NAMES, language),
    )
    return f"{said} {text['off_roads_known' if is_complete else 'off_roads_unsure']}"


def unanswered(numbers: ReportNumbers, language: Language) -> list[tuple[str, list[str]]]:
    """Return the categories without an answer by why that is, each reason once."""
    text, report = words(language), numbers.report
    off_roads = off_the_roads(report)
    names: dict[str, list[str]] = {}
    for column in numbers.out_of_reach:
        key = "empty_out_of_reach"
        names.setdefault(text[key], []).append(report.categories[column].name(language))
    for column in off_roads:
        names.setdefault(text["empty_off_roads"], []).append(
            off_the_roads_text(report, column, language)
        )
    for column in numbers.empty:
        if column not in off_roads:
            key = _reason(report.access.status[:, column])
            names.setdefault(text[key], []).append(report.categories[column].name(language))
    return list(names.items())


def _reason(status: npt.NDArray[np.int8]) -> str:
    """Return the key of the words for why nobody was searched a way for."""
    for reason, key in _REASONS.items():
        if (status == reason).all():
            return key
    return "empty_mixed"
