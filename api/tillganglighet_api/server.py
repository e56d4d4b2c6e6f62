"""The server: the application on uvicorn."""

from pathlib import Path

import uvicorn

from tillganglighet.publish.columns import Language
from tillganglighet.store.region import open_region
from tillganglighet_api.app import create_app


def serve(region_folder: Path, host: str, port: int, *, language: Language = "sv") -> None:
    """Serve a region over HTTP until interrupted.

    Raises
    ------
    RegionError
        The folder is no region that can be opened; told here, before the server's log begins.
    """
    open_region(region_folder)
    uvicorn.run(create_app(region_folder, language=language), host=host, port=port)
