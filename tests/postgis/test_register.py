"""The register of scenarios in a real PostgreSQL."""

import pytest

from support.postgres_server import PLANNER, Server
from tillganglighet.errors import OutputError, UsageError
from tillganglighet.scenarios.changes.reading import read_scenario_mapping
from tillganglighet.store.register import Register


def test_an_office_shares_a_register(server: Server, schema: str) -> None:
    change = {"type": "close_place", "service": "n1"}
    scenario = read_scenario_mapping({"name": "Särna", "author": "Åsa", "change": [change]})
    place = server.url(schema, user=PLANNER)
    added = Register(place).add(scenario)
    other = Register(place)
    assert other.find("Särna") == added
    other.change("Särna", 1, status="prövas")
    with pytest.raises(OutputError, match="somebody else"):
        Register(place).change("Särna", 1, status="avslutad")
    with pytest.raises(UsageError, match="one of that name"):
        other.add(scenario)


def test_a_database_that_does_not_answer_says_so_without_the_password(server: Server) -> None:
    with pytest.raises(OutputError) as caught:
        Register(server.url("public", database="missing"))
    assert server.password not in str(caught.value)
    assert "missing" in str(caught.value)
