"""The service over the example region."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tillganglighet_api import create_app


@pytest.fixture(scope="session")
def region_folder(example_folder: Path) -> Path:
    return example_folder


@pytest.fixture(scope="session")
def client(region_folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(region_folder), raise_server_exceptions=False) as opened:
        yield opened
