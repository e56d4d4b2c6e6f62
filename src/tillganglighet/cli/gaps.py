"""Gaps: the report of the places, or the tables of people by level."""
# ruff: noqa: PLC0415 (imports wait until they are needed, so that bad usage is told at once)

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tillganglighet.domain.database import shown_address
from tillganglighet.errors import UsageError

if TYPE_CHECKING:
    from tillganglighet.accessibility.gaps.report import GapReport
    from tillganglighet.store.region import Region

Step = Callable[[str], None]
PAGE = ".html"


@dataclass(frozen=True)
class Question:
    """What `gaps` was asked; empty texts and None for what was not."""

    region: Path
    outputs: tuple[str, ...]
    categories: tuple[str, ...]
    level: str
    areas: str
    standards: Path | None
    mobile: float | None
    protect_below: int | None
    contact: str
    language: Literal["sv", "en"]
    csv: Literal["excel", "plain"]


def run_gaps(question: Question, on_step: Step) -> Callable[[], None]:
    """Measure, write every output, and return what prints the summary.

    Raises
    ------
    UsageError, InputError, OutputError
        As the use cases; before any work where the outputs cannot be written.
    """
    is_by_level = bool(question.level or question.areas)
    if question.level and question.areas:
        raise UsageError(
            "--level and --areas: give one of them; the areas are a level of their own"
        )
    if question.protect_below is not None and not is_by_level:
        raise UsageError("--protect: concerns tables by level; give --level or --areas too")
    _check_outputs(question.outputs, is_by_level=is_by_level)

    from tillganglighet.store.region import open_region

    region = open_region(question.region)
    if is_by_level:
        from tillganglighet.pipeline.levels import check_level

        check_level(region, question.level, question.areas or None)
    report = _report(region, question, on_step)
    return (_write_level if is_by_level else _write_report)(region, report, question, on_step)


def _check_outputs(outputs: tuple[str, ...], *, is_by_level: bool) -> None:
    from tillganglighet.publish.gaps.report import GAP_REPORT_SUFFIXES
    from tillganglighet.publish.product.files import PRODUCT_SUFFIXES, check_outputs

    check_outputs(outputs, PRODUCT_SUFFIXES if is_by_level else GAP_REPORT_SUFFIXES)


def _report(region: "Region", question: Question, on_step: Step) -> "GapReport":
    from tillganglighet.domain.catalogue import chosen_categories
    from tillganglighet.pipeline.reports import gap_report
    from tillganglighet.sources.standards_file import read_standards

    chosen = chosen_categories(question.categories)
    standards = (
        None
        if question.standards is None
        else read_standards(question.standards, chosen, region.areas, region.villages)
    )
    return gap_report(
        region,
        question.categories,
        standards=standards,
        least_visits_per_month=math.inf if question.mobile is None else question.mobile,
        on_category=lambda each: on_step(each.name(question.language)),
    )


def _write_report(
    region: "Region", report: "GapReport", question: Question, on_step: Step
) -> Callable[[], None]:
    from rich.console import Console

    from tillganglighet.pipeline.area_rules import area_rules
    from tillganglighet.publish.gaps.report import DOCUMENT_SUFFIXES, write_gap_report
    from tillganglighet.publish.gaps.terminal import print_summary

    is_told = any(path.lower().endswith(DOCUMENT_SUFFIXES) for path in question.outputs)
    rules = area_rules(region, report)(None, "") if is_told else None
    for path in question.outputs:
        on_step(shown_address(path))
        write_gap_report(
            report,
            path,
            language=question.language,
            contact=question.contact,
            rules=rules,
            csv=question.csv,
        )
    return partial(print_summary, report, Console(highlight=False), question.language)


def _write_level(
    region: "Region", report: "GapReport", question: Question, on_step: Step
) -> Callable[[], None]:
    from rich.console import Console

    from tillganglighet.pipeline.levels import level_report
    from tillganglighet.publish.levels.product import level_product
    from tillganglighet.publish.levels.terminal import print_level
    from tillganglighet.publish.product.files import write_product

    on_step(question.level or question.areas)
    level = level_report(
        region,
        report,
        question.level,
        question.areas or None,
        protect_below=question.protect_below,
    )
    for path in question.outputs:
        on_step(shown_address(path))
        is_page = path.lower().endswith(PAGE)
        product = level_product(level, question.language, brief=is_page)
        write_product(replace(product, csv=question.csv), path)
    return partial(print_level, level, Console(highlight=False), question.language)
