"""One server for all tests here, and an empty schema for each."""

import secrets
from collections.abc import Iterator

import pytest

from support.postgres_server import PLANNER, Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start a real PostgreSQL with PostGIS; skip, saying so, where it is not installed."""
    with running_server() as running:
        yield running


@pytest.fixture
def schema(server: Server) -> Iterator[str]:
    """Make an empty schema in which the planner may do everything, for one test."""
    name = f"s_{secrets.token_hex(4)}"
    server.run(f"CREATE SCHEMA {name} AUTHORIZATION {PLANNER}")
    yield name
    server.run(f"DROP SCHEMA {name} CASCADE")
