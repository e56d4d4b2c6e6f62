"""Command: measure a region and report its gaps."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from typing import Annotated

import typer

from tillganglighet.cli.app import Categories, Contact, Language, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def gaps(
    region: RegionFolder,
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=".pdf .html .csv .xlsx .geojson .gpkg .fgb .parquet .png .svg, or "
            "postgresql://host/db#schema; may be repeated.",
        ),
    ] = None,
    category: Categories = None,
    lang: Language = "sv",
    *,
    contact: Contact = "",
) -> None:
    """Measure a region and report its gaps."""
    from tillganglighet.domain.database import shown_address
    from tillganglighet.publish.gap_report import GAP_REPORT_SUFFIXES, write_gap_report
    from tillganglighet.publish.products import check_outputs

    check_outputs(out or (), GAP_REPORT_SUFFIXES)
    with steps() as on_step:
        from tillganglighet.pipeline.reports import gap_report
        from tillganglighet.store.region import open_region

        opened = open_region(region)
        report = gap_report(
            opened, category or (), on_category=lambda each: on_step(each.name(lang))
        )
        for path in out or ():
            on_step(shown_address(path))
            write_gap_report(report, path, language=lang, contact=contact)
    from rich.console import Console

    from tillganglighet.publish.terminal import print_summary

    print_summary(report, Console(highlight=False), lang)
