"""Command: a report for every kommun and län of a region."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import Categories, Contact, Language, RegionFolder, app
from tillganglighet.cli.progress import steps

_INTERRUPTED = 130  # as a shell reports a program that was stopped by Ctrl-C


@app.command()
def reports(
    region: RegionFolder,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the reports go; made if need be.")
    ],
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="SUFFIX",
            help="pdf html xlsx gpkg csv ...; may be repeated. [pdf and html]",
        ),
    ] = None,
    category: Categories = None,
    *,
    standards: Annotated[
        Path | None,
        typer.Option(metavar="F", help="TOML file of god and acceptabel, and who decided them."),
    ] = None,
    lang: Language = "sv",
    contact: Contact = "",
) -> None:
    """Write one report for every kommun and every län; what is finished is not made again."""
    from tillganglighet.domain.catalogue import chosen_categories
    from tillganglighet.pipeline.batch import REPORT_SUFFIXES, Batch, write_reports
    from tillganglighet.publish.gaps.report import GAP_REPORT_SUFFIXES
    from tillganglighet.publish.product.files import check_suffix
    from tillganglighet.sources.standards_file import read_standards
    from tillganglighet.store.region import open_region

    suffixes = tuple(f".{each.lower().lstrip('.')}" for each in formats or REPORT_SUFFIXES)
    for suffix in suffixes:
        check_suffix(f"rapport{suffix}", GAP_REPORT_SUFFIXES)
    levels = None
    if standards is not None:
        opened = open_region(region)
        chosen = chosen_categories(category or ())
        levels = read_standards(standards, chosen, opened.areas, opened.villages)
    batch = Batch(
        region=region,
        out=out,
        suffixes=suffixes,
        categories=tuple(category or ()),
        standards=levels,
        language=lang,
        contact=contact,
    )
    try:
        with steps() as on_step:
            written = write_reports(batch, on_step)
    except KeyboardInterrupt:
        print(f"interrupted; the finished reports are in {out}, the same command makes the rest")
        raise typer.Exit(_INTERRUPTED) from None
    made = f"{len(written)} reports written" if written else "every report was finished already"
    print(f"{out}: {made}")
