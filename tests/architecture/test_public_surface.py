"""What is promised in one place is kept in the others."""

import re
import tomllib

import pytest

import tillganglighet
from support.shared import CHECKOUT
from tillganglighet.cli.commands import app
from tillganglighet.domain.catalogue import catalogue

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_every_exported_name_exists() -> None:
    assert sorted(tillganglighet.__all__) == tillganglighet.__all__
    for name in tillganglighet.__all__:
        assert getattr(tillganglighet, name).__doc__


def test_the_readme_shows_the_layers_that_the_linter_checks() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    checked = [
        [name.strip(" ()").removeprefix("tillganglighet.") for name in layer.split("|")]
        for layer in contract["layers"]
        if "(" not in layer  # layers to come
    ]
    diagram = README.split("## Architecture")[1].split("```")[1].strip().splitlines()
    shown = [re.split(r"\s{2,}", line)[0].split(" | ") for line in diagram]
    assert shown == checked


def test_every_command_is_documented() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__
        assert f"tillganglighet {command.callback.__name__}" in README + (
            CHECKOUT / "CHANGELOG.md"
        ).read_text(encoding="utf-8")


@pytest.mark.parametrize("task", ["demo", "test", "lint", "bench", "setup"])
def test_the_tasks_that_are_documented_exist(task: str) -> None:
    script = (CHECKOUT / "scripts" / "dev.py").read_text(encoding="utf-8")
    assert f'"{task}":' in script


def test_the_catalogue_is_whole() -> None:
    for category in catalogue().values():
        assert category.good_min < category.acceptable_min
        assert list(category.class_breaks_min) == sorted(category.class_breaks_min)
        assert list(category.class_breaks_km) == sorted(category.class_breaks_km)
        assert set(category.includes) <= set(catalogue())


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
