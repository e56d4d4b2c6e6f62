"""Command: what a scenario does."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import Categories, Language, RegionFolder, app
from tillganglighet.cli.progress import steps

# \b keeps click from joining the lines; a test holds them against the changes themselves.
CHANGES = """
\b
The changes of a file, each a [[change]] with type = ... and these keys (a ? may be left out):
  close_service   service
  close_place     service
  open_service    category, at, name?, operator?, capacity?; or service, to open again
  move_service    service, to
  merge_services  services, into; or services, at, name?
  change_service  service, capacity?, operator?, category?, instead_of?
  mobile_service  name, category, stops (at, weekday, time?, every_weeks?)
  close_road      road
  slow_road       road, kph or factor
  add_road        line, kph, oneway?
  ferry_out       ferry?
  season          season ("winter"), paved_factor?, unpaved_factor?
  speed_factor    factor, road_class?
  move_people     from, to, persons, group?
\b
Before them name, purpose, author, base and [assumptions] (trips_per_year, co2_g_per_km,
kr_per_km, kr_per_hour, note). `tillganglighet scenario --example` prints a file with all of it.
"""


def _print_example(asked: bool) -> None:  # noqa: FBT001 (as typer calls it)
    if asked:
        from tillganglighet.cli.demo import example_folder

        print((example_folder() / "alla_andringar.toml").read_text(encoding="utf-8"), end="")
        raise typer.Exit


@app.command(epilog=CHANGES)
def scenario(
    *,
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
    example: Annotated[  # noqa: ARG001 (its callback has answered)
        bool,
        typer.Option(
            "--example",
            callback=_print_example,
            is_eager=True,
            help="Print a file with every change and every key, and stop.",
        ),
    ] = False,
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
