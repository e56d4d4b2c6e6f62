"""Scenario files: TOML or JSON, and the files that they build on."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tillganglighet.errors import InputError, UsageError
from tillganglighet.scenarios.changes.reading import read_scenario_mapping
from tillganglighet.scenarios.changes.scenario import Scenario

SCENARIO_SUFFIXES = (".toml", ".json")
_CHANGE_LINE = re.compile(r"^\s*\[\[\s*change\s*\]\]")


def read_scenario_file(path: Path) -> Scenario:
    """Return the scenario of a file, after the one that its `base` names.

    What is wrong with single changes is among the faults of the scenario.

    Raises
    ------
    InputError
        The file cannot be read.
    UsageError
        The suffix is neither `.toml` nor `.json`.
    """
    return _read(path, ())


def _read(path: Path, above: tuple[Path, ...]) -> Scenario:
    here = path.resolve()
    if here in above:
        names = " -> ".join(each.name for each in (*above, here))
        raise InputError(f"{path}: base leads back to itself: {names}; take one of them out")
    content, labels = _content(path)
    base = content.get("base", "")
    scenario = read_scenario_mapping(content, path.name, labels)
    if not base:
        return scenario
    if not isinstance(base, str):
        raise InputError(f"{path}: base={base!r}: expected the name of a file")
    return _read(path.parent / base, (*above, here)).followed_by(scenario)


def _content(path: Path) -> tuple[Mapping[str, Any], list[str]]:
    """Return the content of a file, and where each of its changes stands."""
    if path.suffix.lower() not in SCENARIO_SUFFIXES:
        raise UsageError(
            f"{path}: unknown suffix {path.suffix!r}; expected {' or '.join(SCENARIO_SUFFIXES)}"
        )
    text = read_text(path)
    if path.suffix.lower() == ".json":
        return _json(path, text)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise InputError(f"{path}: not TOML: {cause}") from cause
    lines = [at for at, line in enumerate(text.splitlines(), 1) if _CHANGE_LINE.match(line)]
    changes = content.get("change", [])
    numbered = len(lines) == len(changes)
    return content, [
        f"{path.name}:{lines[at]}" if numbered else f"{path.name}: change {at + 1}"
        for at in range(len(changes) if isinstance(changes, list) else 0)
    ]


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark.

    Raises
    ------
    InputError
        It cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as cause:
        raise InputError(f"{path}: no such file; check the path") from cause
    except (OSError, UnicodeDecodeError) as cause:
        raise InputError(f"{path}: cannot be read ({cause}); save it as UTF-8 text") from cause


def _json(path: Path, text: str) -> tuple[Mapping[str, Any], list[str]]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as cause:
        raise InputError(
            f"{path}:{cause.lineno}: not JSON: {cause.msg} (column {cause.colno})"
        ) from cause
    if not isinstance(content, dict):
        raise InputError(f"{path}: expected an object with name and change")
    return content, []
