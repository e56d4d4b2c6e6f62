"""The server: the application on uvicorn."""

import socket
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from tillganglighet.errors import OutputError
from tillganglighet.pipeline.structure_timetable import read_timetable_for
from tillganglighet.publish.wording.columns import Language
from tillganglighet.store.region import open_region
from tillganglighet_api.app import create_app


def serve(
    region_folder: Path,
    host: str,
    port: int,
    *,
    language: Language = "sv",
    timetable: Sequence[Path] = (),
) -> None:
    """Serve a region over HTTP until interrupted.

    What can be known beforehand is told before the region is measured and the log begins.

    Parameters
    ----------
    region_folder : Path
    host, port
        Where to listen.
    language : "sv" or "en"
    timetable : sequence of Path
        GTFS feeds and tables of stops, for the structure map.

    Raises
    ------
    RegionError
        The folder is no region that can be opened.
    InputError
        The timetable cannot be read, or too much of it is wrong.
    OutputError
        Something else listens at the address, or it is none of this machine.
    """
    region = open_region(region_folder)
    _check_free(host, port)
    given = read_timetable_for(region, timetable) if timetable else None
    app = create_app(region_folder, language=language, timetable=given)
    uvicorn.run(app, host=host, port=port)


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as cause:
        raise OutputError(
            f"{host} port {port}: cannot listen there ({cause.strerror}); give another --port"
        ) from cause
