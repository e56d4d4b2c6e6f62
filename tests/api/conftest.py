"""The service over the example region."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from fastapi.testclient import TestClient

from tillganglighet_api import create_app
from tillganglighet_api.studies import Studies


@pytest.fixture(scope="session")
def region_folder(example_folder: Path) -> Path:
    return example_folder


@pytest.fixture(scope="session")
def client(region_folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(region_folder), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def studies(client: TestClient) -> Studies:
    """Return what the service computes, to be held up or made to fail."""
    return cast("Studies", client.app_state["studies"])
