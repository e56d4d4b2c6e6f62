"""A register keeps scenarios by name and lets nobody overwrite what somebody else has changed."""

import json
from pathlib import Path

import pytest

from tillganglighet.domain.scenario_status import ScenarioStatus
from tillganglighet.errors import InputError, NotFoundError, OutputError, UsageError
from tillganglighet.scenarios.changes.reading import read_scenario_mapping
from tillganglighet.scenarios.changes.scenario import Scenario
from tillganglighet.store.register import Register

CONTENT = {
    "name": "Butiken i Särna stänger",
    "author": "Åsa",
    "purpose": "Serviceplan",
    "assumptions": {"trips_per_year": {"dagligvaror": 100.0}, "note": "en resa i veckan"},
    "change": [{"type": "close_place", "service": "n1"}],
}


@pytest.fixture
def scenario() -> Scenario:
    return read_scenario_mapping(CONTENT)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "scenarier å.sqlite")


def test_what_is_added_is_found_again(
    register: Register, scenario: Scenario, tmp_path: Path
) -> None:
    added = register.add(scenario, status="idé", region="Dalarna")
    again = Register(tmp_path / "scenarier å.sqlite").find("Butiken i Särna stänger")
    assert again == added
    assert again.scenario == scenario
    assert (again.version, again.status, again.region) == (1, ScenarioStatus.IDEA, "Dalarna")
    assert [each.scenario.name for each in register.listed()] == [scenario.name]
    assert register.listed("provas") == ()
    with pytest.raises(UsageError, match="holds one of that name"):
        register.add(scenario)
    register.remove(scenario.name)
    with pytest.raises(NotFoundError, match="nothing yet"):
        register.find(scenario.name)


def test_two_who_change_one_scenario_do_not_lose_a_change(
    register: Register, scenario: Scenario
) -> None:
    read_by_both = register.add(scenario)
    changed = register.change(scenario.name, read_by_both.version, status="prövas")
    assert (changed.version, changed.status) == (2, ScenarioStatus.TRIED)
    with pytest.raises(OutputError, match="somebody else has changed it"):
        register.change(scenario.name, read_by_both.version, status="avslutad")
    emptied = register.change(scenario.name, 2, scenario=Scenario("another name"))
    assert emptied.scenario.changes == ()
    assert emptied.scenario.name == scenario.name


def test_a_register_goes_into_another_one(
    register: Register, scenario: Scenario, tmp_path: Path
) -> None:
    register.add(scenario, status="genomförd")
    text = register.exported()
    assert "Åsa" in text
    other = Register(tmp_path / "other.sqlite")
    assert other.take_in(text) == 1
    assert other.exported() == text
    with pytest.raises(UsageError, match="nothing was added"):
        other.take_in(text)


@pytest.mark.parametrize("text", ["", "{}", "[]", json.dumps({"format": "x", "scenarios": []})])
def test_other_text_is_no_export(register: Register, text: str) -> None:
    with pytest.raises(InputError, match="no export"):
        register.take_in(text, "fil.json")


def test_what_cannot_be_opened_says_why(tmp_path: Path, scenario: Scenario) -> None:
    with pytest.raises(OutputError, match="create it first"):
        Register(tmp_path / "missing" / "x.sqlite")
    (tmp_path / "text.sqlite").write_text("this is no database, only some text", encoding="utf-8")
    with pytest.raises(OutputError, match="not a database"):
        Register(tmp_path / "text.sqlite").add(scenario)


def test_a_status_is_one_of_four(register: Register, scenario: Scenario) -> None:
    with pytest.raises(UsageError, match="expected ide, provas, genomford, avslutad"):
        register.add(scenario, status="klar")
    with pytest.raises(UsageError, match="needs a name"):
        register.add(Scenario(" "))
