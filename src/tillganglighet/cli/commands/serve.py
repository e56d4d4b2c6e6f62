"""Command: a region over HTTP."""
# ruff: noqa: PLC0415 (imports wait until the command runs, so that `--help` answers at once)

from pathlib import Path
from typing import Annotated

import typer

from tillganglighet.cli.app import Language, RegionFolder, app


@app.command()
def serve(
    region: RegionFolder,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at.", min=1, max=65535)] = 8000,
    timetable: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="F",
            help="For the structure map: GTFS feed or table of stops; may be repeated.",
        ),
    ] = None,
    lang: Language = "sv",
) -> None:
    """Serve a region over HTTP."""
    from tillganglighet_api.server import serve as serve_region

    serve_region(region, host, port, language=lang, timetable=timetable or ())
