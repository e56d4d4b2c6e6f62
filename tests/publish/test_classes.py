"""Codes are the agreed ones, and every look can be told apart without its colour."""

from itertools import pairwise

import pytest

from support.reports import small_report
from tillganglighet.domain.standards import TIME_CLASSES
from tillganglighet.domain.status import Coverage, Level, Status
from tillganglighet.publish.wording.classes import outcome_indices, outcomes, published_classes


@pytest.mark.parametrize(
    ("kind", "codes"), [("status", Status), ("level", Level), ("coverage", Coverage)]
)
def test_codes_are_those_of_the_domain(kind: str, codes: type[Status | Level | Coverage]) -> None:
    entries = published_classes(kind)
    assert [entry.code_sv for entry in entries] == [code.code for code in codes]


def test_time_classes_are_those_of_the_domain_and_english_statuses_the_agreed() -> None:
    assert tuple(entry.code_sv for entry in published_classes("time_class")) == TIME_CLASSES
    english = [entry.code_en for entry in published_classes("status")]
    assert english == [status.name.lower() for status in Status]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_text_on_every_fill_has_the_contrast_of_wcag_aa() -> None:
    for entry in (*outcomes(), *published_classes("level")):
        assert contrast(entry.colour, entry.ink) >= 4.5


def test_time_classes_darken_steadily_so_that_they_read_in_grey() -> None:
    lights = [luminance(entry.colour) for entry in published_classes("time_class")]
    assert all(lighter > 1.5 * darker for lighter, darker in pairwise(lights))


def test_nothing_is_told_by_colour_alone() -> None:
    assert len({entry.marker for entry in outcomes()}) == len(outcomes())
    assert len({entry.mark for entry in outcomes()}) == len(outcomes())
    assert len({(entry.colour, entry.pattern) for entry in outcomes()}) == len(outcomes())
    assert len({entry.mark for entry in published_classes("level")}) == len(Level)


def test_outcomes_are_the_time_class_or_the_reason() -> None:
    report = small_report()
    first = report.categories.index(next(c for c in report.categories if c.key == "dagligvaror"))
    indices = outcome_indices(report.access, report.gaps)[:, first]

    assert [outcomes()[index].code_sv for index in indices] == [
        "0-5",
        "0-5",
        "10-30",
        "over 30",
        "ingen_vagforbindelse",
        "ingen_vag",
        "bortom_sokgrans",
        "over 30",
    ]
