"""The box of a report that says what its numbers rest on."""

import numpy as np

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.provenance import Provenance
from tillganglighet.domain.status import Coverage
from tillganglighet.publish.gaps.inputs import files_text
from tillganglighet.publish.gaps.report_numbers import ReportNumbers
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.mode_text import mode_text
from tillganglighet.publish.wording.numbers import date_text, number_text
from tillganglighet.publish.wording.standards_text import local_decisions_text
from tillganglighet.publish.wording.words import persons_text, words

Facts = list[tuple[str, str]]

_DASH = "\u2013"


def facts(numbers: ReportNumbers, language: Language) -> Facts:
    """Return pairs of a word and what it is: mode, each kind of data, coverage, standards."""
    text, report = words(language), numbers.report
    pairs = [
        (text["f_mode"], mode_text(report.provenance, language)),
        *(
            (text[f"role_{role}"], files_text(report, role, language))
            for role in ("roads", "villages", "services")
        ),
        (text["f_people"], _people_text(numbers, language)),
        *(
            (text[f"role_{role}"], files_text(report, role, language))
            for role in ("corrections", "boundaries")
        ),
        (text["f_coverage"], _coverage_text(numbers, language)),
        (text["f_standards"], standards_text(report, language)),
    ]
    return [(name, value) for name, value in pairs if value]


def standards_text(report: GapReport, language: Language) -> str:
    """Return who decided the standards and when, how many are examples, and where others hold."""
    standards, text = report.standards, words(language)
    if set(standards.good_min) <= standards.examples:
        said = [text["f_nobody_decided"]]
    else:
        decided_on = date_text(standards.decided_on, language) if standards.decided_on else ""
        decided = text["f_decided"].format(
            name=standards.name, decided_by=standards.decided_by, decided_on=decided_on
        )
        said = [decided.strip()]
        if standards.examples:
            count, total = len(standards.examples), len(standards.good_min)
            said.append(text["f_rest_examples"].format(count=count, total=total))
    if standards.local:
        listed = local_decisions_text(standards, report.areas, language)
        said.append(text["f_local_standards"].format(list=listed))
    return "; ".join(said)


def days_text(provenance: Provenance, language: Language) -> str:
    """Return the first and the last day of the inputs, and how many of them have none."""
    text, inputs = words(language), provenance.inputs
    days = [date_text(day, language) for day in sorted({each.date[:10] for each in inputs} - {""})]
    undated = sum(not each.date for each in inputs)
    said = f" {_DASH} ".join(dict.fromkeys([*days[:1], *days[-1:]])) or text["date_unknown"]
    return f"{said} ({text['f_undated'].format(count=undated)})" if days and undated else said


def run_log(numbers: ReportNumbers, language: Language) -> Facts:
    """Return what it takes to compute the report anew, beside its inputs and parameters."""
    text, report = words(language), numbers.report
    provenance = report.provenance
    cells = 0 if report.cells is None else len(report.cells)
    counts = {"villages": len(report.villages), "cells": cells, "services": len(report.services)}
    return [
        ("Program", provenance.program),
        ("Region", provenance.region),
        *([(text["f_area"], provenance.area)] if provenance.area else []),
        ("CRS", provenance.crs),
        (text["c_profile"], f"{provenance.profile}, SHA-256 {provenance.profile_sha256}"),
        *(
            (text[f"count_{name}"].capitalize(), number_text(count, 0, language))
            for name, count in counts.items()
        ),
        (text["count_roads"].capitalize(), number_text(len(report.network.roads), 0, language)),
    ]


def _people_text(numbers: ReportNumbers, language: Language) -> str:
    text, cells = words(language), numbers.report.cells
    if not numbers.summary.counts_persons:
        return text["f_people_none"]
    persons = persons_text(numbers.total, language)
    if cells is None:
        return text["f_people_villages"].format(persons=persons)
    counted = text["f_people_cells"].format(
        persons=persons, cells=number_text(len(cells), 0, language)
    )
    files = files_text(numbers.report, "population", language)
    return f"{counted}; {files}" if files else counted


def _coverage_text(numbers: ReportNumbers, language: Language) -> str:
    """Say how many categories the data hold completely, where they are least complete."""
    least = numbers.report.access.coverage.min(axis=0, initial=Coverage.COMPLETE)
    complete, incomplete, unknown = (
        int(np.sum(least == each))
        for each in (Coverage.COMPLETE, Coverage.INCOMPLETE, Coverage.UNKNOWN)
    )
    return words(language)["f_coverage_counts"].format(
        total=len(least), complete=complete, incomplete=incomplete, unknown=unknown
    )
