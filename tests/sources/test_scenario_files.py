"""Scenario files in both formats, and those that build on others."""

import json
from pathlib import Path

import pytest

from tillganglighet.errors import InputError, UsageError
from tillganglighet.scenarios.changes.changes import CloseService, OpenService
from tillganglighet.sources.scenario_files import read_scenario_file

CLOSES = """
name = "Butiken stänger"
purpose = "Serviceplan 2027"

[assumptions]
trips_per_year = 50

[[change]]
type = "close_service"
service = "n1"
"""
REOPENS = """
base = "stängs.toml"
name = "Butiken öppnar igen"

[assumptions.trips_per_year]
apotek = 12

[[change]]
type = "open_service"
service = "n1"
"""


def test_a_file_goes_on_from_its_base(tmp_path: Path) -> None:
    (tmp_path / "stängs.toml").write_text(CLOSES, encoding="utf-8")
    path = tmp_path / "öppnas.toml"
    path.write_text("\ufeff" + REOPENS, encoding="utf-8")  # as Notepad saves it
    scenario = read_scenario_file(path)
    assert scenario.name == "Butiken öppnar igen"
    assert scenario.purpose == "Serviceplan 2027"
    assert [type(each) for each in scenario.changes] == [CloseService, OpenService]
    assert scenario.assumptions.trips("apotek") == 12
    assert scenario.assumptions.trips("dagligvaror") == 50
    assert scenario.labels == ("stängs.toml:8", "öppnas.toml:8")


def test_json_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(CLOSES, encoding="utf-8")
    content = {
        "name": "Butiken stänger",
        "purpose": "Serviceplan 2027",
        "assumptions": {"trips_per_year": 50},
        "change": [{"type": "close_service", "service": "n1"}],
    }
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    assert read_scenario_file(tmp_path / "a.json") == read_scenario_file(tmp_path / "a.toml")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.toml", None, "no such file"),
        ("broken.toml", "name = ", "not TOML"),
        ("broken.json", "{", "not JSON"),
        ("list.json", "[]", "expected an object"),
        ("circle.toml", 'base = "circle.toml"', "leads back to itself"),
        ("latin.toml", 'name = "Idre Fj\xe4ll"'.encode("latin-1"), "UTF-8"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: str | bytes | None, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=message):
        read_scenario_file(path)


def test_another_suffix_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"expected \.toml or \.json"):
        read_scenario_file(tmp_path / "scenario.yaml")
