"""The gap report as a file, whose suffix chooses the format, or as tables of a database."""

from collections.abc import Sequence
from pathlib import Path

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.domain.database import is_database_address, schema_address
from tillganglighet.errors import UsageError
from tillganglighet.publish.columns import Language
from tillganglighet.publish.whole_file import check_target, write_whole

# Each format brings its library, some of them slow to start; a CSV must not wait for the map.
# ruff: noqa: PLC0415

GAP_REPORT_SUFFIXES = (".geojson", ".csv", ".xlsx", ".gpkg", ".parquet", ".html", ".png")
_EXPECTED = f"expected any of {' '.join(GAP_REPORT_SUFFIXES)}"


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
    check_suffix(path)
    if is_database_address(str(path)):
        from tillganglighet.publish.postgis import write_gap_report_to_database

        write_gap_report_to_database(report, str(path), language=language)
        return
    write_whole(Path(path), render_gap_report(report, Path(path).suffix, language))


def check_outputs(paths: Sequence[str | Path]) -> None:
    """Refuse what cannot be written, for its format or its place, before any work is done."""
    for path in paths:
        check_suffix(path)
    for path in paths:
        if not is_database_address(str(path)):
            check_target(Path(path))


def check_suffix(path: str | Path) -> None:
    """Refuse a name whose format is not known."""
    if is_database_address(str(path)):
        schema_address(str(path))
        return
    suffix = Path(path).suffix
    if suffix.lower() not in GAP_REPORT_SUFFIXES:
        raise UsageError(
            f"cannot tell the format of {Path(path).name} from its suffix {suffix!r}; {_EXPECTED}"
        )


def render_gap_report(
    report: GapReport,
    suffix: str,
    language: Language = "sv",
) -> bytes:
    """Return the content of the file with this suffix; same report, same bytes."""
    match suffix.lower():
        case ".geojson":
            from tillganglighet.publish.geojson_file import render_geojson

            content = render_geojson(report, language)
        case ".csv":
            from tillganglighet.publish.csv_file import render_csv

            content = render_csv(report, language)
        case ".xlsx":
            from tillganglighet.publish.workbook import render_workbook

            content = render_workbook(report, language)
        case ".gpkg":
            from tillganglighet.publish.geopackage import render_geopackage

            content = render_geopackage(report, language)
        case ".parquet":
            from tillganglighet.publish.parquet_file import render_parquet

            content = render_parquet(report, language)
        case ".html":
            from tillganglighet.publish.page import render_page

            content = render_page(report, language)
        case ".png":
            from tillganglighet.publish.map import render_map

            content = render_map(report, language)
        case _:
            raise UsageError(f"unknown suffix {suffix!r}; {_EXPECTED}")
    return content
