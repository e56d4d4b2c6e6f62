"""The gap report as a file, whose suffix chooses the format, or as tables of a database."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.publish.formats.whole_file import write_whole
from tillganglighet.publish.product.files import (
    PRODUCT_SUFFIXES,
    check_suffix,
    render_product,
    write_product,
)
from tillganglighet.publish.product.product import CsvForm
from tillganglighet.publish.wording.columns import Language

if TYPE_CHECKING:
    from tillganglighet.publish.gaps.document import GapDocument
    from tillganglighet.publish.gaps.rule_page import AreaRules

# Each format brings its library, some of them slow to start; a CSV must not wait for the map.
# ruff: noqa: PLC0415

DOCUMENT_SUFFIXES = (".html", ".pdf")
_OWN = (*DOCUMENT_SUFFIXES, ".png", ".svg")
GAP_REPORT_SUFFIXES = (*(each for each in PRODUCT_SUFFIXES if each not in _OWN), *_OWN)


def write_gap_report(
    report: GapReport,
    path: str | Path,
    *,
    language: Language = "sv",
    contact: str = "",
    rules: "AreaRules | None" = None,
    csv: CsvForm = "excel",
) -> None:
    """Write the report in the format that the suffix names, whole or not at all.

    Parameters
    ----------
    report : GapReport
    path : str or Path
        An old file there is replaced. Or a text such as `postgresql://host/database#schema`.
    language : "sv" or "en"
    contact : str
        Whom to ask about the report, for page and paper.
    rules : AreaRules, optional
        Outcomes of rules, for page and paper.
    csv : "excel" or "plain"
        Whom a CSV is for.

    Raises
    ------
    UsageError
        The suffix is not among `GAP_REPORT_SUFFIXES`, or the address cannot be read.
    OutputError
        The file or the tables cannot be written; what stood there before is untouched.
    """
    check_suffix(path, GAP_REPORT_SUFFIXES)
    suffix = Path(path).suffix
    if suffix.lower() in _OWN:
        write_whole(Path(path), render_gap_report(report, suffix, language, contact, rules))
        return
    from tillganglighet.publish.gaps.product import gap_product

    write_product(replace(gap_product(report, language), csv=csv), path)


def render_gap_report(
    report: GapReport,
    suffix: str,
    language: Language = "sv",
    contact: str = "",
    rules: "AreaRules | None" = None,
) -> bytes:
    """Return the content of the file with this suffix; same report, same bytes."""
    match suffix.lower():
        case ".html" | ".pdf":
            from tillganglighet.publish.gaps.document import gap_document

            document = gap_document(report, language, contact=contact, rules=rules)
            content = render_document(document, suffix)
        case ".png":
            from tillganglighet.publish.maps.sheet import render_map

            content = render_map(report, language)
        case ".svg":
            from tillganglighet.publish.maps.sheet import render_map

            content = render_map(report, language, form="svg")
        case _:
            from tillganglighet.publish.gaps.product import gap_product

            content = render_product(gap_product(report, language), suffix)
    return content


def render_document(document: "GapDocument", suffix: str) -> bytes:
    """Return the document as page or on paper; both have the same words and numbers."""
    if suffix.lower() == ".pdf":
        from tillganglighet.publish.gaps.pdf import render_gap_report_pdf

        return render_gap_report_pdf(document)
    from tillganglighet.publish.gaps.page import render_page

    return render_page(document)
