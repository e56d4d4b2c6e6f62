"""The gap report as a file, whose suffix chooses the format, or as tables of a database."""

from pathlib import Path

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.publish.columns import Language
from tillganglighet.publish.products import (
    PRODUCT_SUFFIXES,
    check_suffix,
    render_product,
    write_product,
)
from tillganglighet.publish.whole_file import write_whole

# Each format brings its library, some of them slow to start; a CSV must not wait for the map.
# ruff: noqa: PLC0415

GAP_REPORT_SUFFIXES = (*PRODUCT_SUFFIXES, ".png")
_OWN = (".html", ".png")


def write_gap_report(
    report: GapReport,
    path: str | Path,
    *,
    language: Language = "sv",
) -> None:
    """Write the report in the format that the suffix names, whole or not at all.

    Parameters
    ----------
    report : GapReport
    path : str or Path
        An old file there is replaced. Or a text such as `postgresql://host/database#schema`.
    language : "sv" or "en"

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
        write_whole(Path(path), render_gap_report(report, suffix, language))
        return
    from tillganglighet.publish.gap_product import gap_product

    write_product(gap_product(report, language), path)


def render_gap_report(
    report: GapReport,
    suffix: str,
    language: Language = "sv",
) -> bytes:
    """Return the content of the file with this suffix; same report, same bytes."""
    match suffix.lower():
        case ".html":
            from tillganglighet.publish.page import render_page

            content = render_page(report, language)
        case ".png":
            from tillganglighet.publish.map import render_map

            content = render_map(report, language)
        case _:
            from tillganglighet.publish.gap_product import gap_product

            content = render_product(gap_product(report, language), suffix)
    return content
