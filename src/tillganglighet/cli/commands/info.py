"""Command: what a region was made of."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from tillganglighet.cli.app import Language, RegionFolder, app


@app.command()
def info(region: RegionFolder, lang: Language = "sv") -> None:
    """Show what a region was made of, and every doubt."""
    from tillganglighet.publish.build.import_report import print_import_report
    from tillganglighet.store.region import open_region

    opened = open_region(region)
    print_import_report(
        opened.provenance,
        opened.counts(),
        opened.networks(),
        opened.findings,
        data_report=opened.data_report,
        coverage=opened.coverage,
        language=lang,
    )
