"""The server: the application on uvicorn."""

import socket
from pathlib import Path

import uvicorn

from tillganglighet.errors import OutputError
from tillganglighet.publish.wording.columns import Language
from tillganglighet.store.region import open_region
from tillganglighet_api.app import create_app


def serve(region_folder: Path, host: str, port: int, *, language: Language = "sv") -> None:
    """Serve a region over HTTP until interrupted.

    What can be known beforehand is told before the region is measured and the log begins.

    Raises
    ------
    RegionError
        The folder is no region that can be opened.
    OutputError
        Something else listens at the address, or it is none of this machine.
    """
    open_region(region_folder)
    _check_free(host, port)
    uvicorn.run(create_app(region_folder, language=language), host=host, port=port)


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as cause:
        raise OutputError(
            f"{host} port {port}: cannot listen there ({cause.strerror}); give another --port"
        ) from cause
