"""Command: what a scenario does."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import Categories, Language, RegionFolder, app
from tillganglighet.cli.progress import steps


@app.command()
def scenario(
    region: RegionFolder,
    scenarios: Annotated[
        list[Path],
        typer.Argument(
            metavar="SCENARIO",
            help="A .toml or .json file; several are made one after the other, as one.",
        ),
    ],
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help=".pdf .png .html .csv .xlsx .geojson .gpkg .fgb .parquet, or "
            "postgresql://host/db#schema; may be repeated.",
        ),
    ] = None,
    category: Categories = None,
    lang: Language = "sv",
) -> None:
    """Show what changes when services or roads close, open or move."""
    from tillganglighet.domain.database import shown_address
    from tillganglighet.publish.product.files import check_outputs
    from tillganglighet.publish.scenario.report import SCENARIO_SUFFIXES

    check_outputs(out or (), SCENARIO_SUFFIXES)
    with steps() as on_step:
        from tillganglighet.pipeline.scenarios import run_scenario, scenario_of
        from tillganglighet.store.region import open_region

        wanted = scenario_of(scenarios)
        on_step(wanted.name or str(scenarios[0]))
        result = run_scenario(open_region(region), wanted, category or ())
        for path in out or ():
            on_step(shown_address(path))
            result.write(path, language=lang)
    from rich.console import Console

    from tillganglighet.publish.scenario.terminal import print_scenario

    print_scenario(result, lang, Console(highlight=False))
