"""Command: an OSM extract by name."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import app


@app.command()
def fetch(
    area: Annotated[
        str, typer.Argument(metavar="AREA", help="sverige, färöarna, europe/poland, or a place.")
    ],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help=".osm.pbf for an extract, .osm for a small place.")
    ],
    plan: Annotated[  # noqa: FBT002 (a flag, given by name)
        bool,
        typer.Option("--plan", "--offline", help="Use no network; print what to fetch by hand."),
    ] = False,
    server: Annotated[
        str, typer.Option(metavar="URL", help="A mirror of the extracts, with the same paths.")
    ] = "",
) -> None:
    """Fetch OSM data by name; goes on where an earlier try was cut."""
    from tillganglighet.cli.fetch import run_fetch

    run_fetch(area, out, plan=plan, server=server)
