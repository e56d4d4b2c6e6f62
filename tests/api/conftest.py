"""The example region, built once, and the service over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tillganglighet.pipeline.regions import build_region
from tillganglighet_api import create_app

EXAMPLE = Path(__file__).parents[2] / "data" / "example"


@pytest.fixture(scope="session")
def region_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api") / "alvnas"
    build_region(
        EXAMPLE / "exempel.osm.pbf",
        folder,
        services=[EXAMPLE / "tjanster.csv"],
        population=EXAMPLE / "befolkning_1km.csv",
    )
    return folder


@pytest.fixture(scope="session")
def client(region_folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(region_folder), raise_server_exceptions=False) as opened:
        yield opened
