"""Scenarios and their register on the command line."""

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

from tillganglighet.cli.commands.scenario import CHANGES
from tillganglighet.cli.demo import example_folder
from tillganglighet.pipeline.region import Region
from tillganglighet.scenarios.changes.changes import CHANGE_TYPES, Stop
from tillganglighet.scenarios.changes.scenario import Assumptions

CLOSES = """
name = "Lanthandeln stänger"
[[change]]
type = "close_place"
service = { name = "Öndby Lanthandel" }
"""
FAULTY = """
name = "Fel"
[[change]]
type = "close_service"
service = "n2009999"
[[change]]
type = "open_service"
category = "apotek"
at = { lon = 11.0, lat = 57.7 }
"""


def run(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from tillganglighet.cli import main; main()",
            *map(str, arguments),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        cwd=folder,
        check=False,
    )


def test_a_scenario_is_told_and_written(example_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "stängs.toml").write_text(CLOSES, encoding="utf-8")
    done = run("scenario", example_folder, "stängs.toml", "--out", "effekt.csv", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "* 2\u00a0298 personer får längre till minst ett av 5 slags service" in done.stdout
    assert "Posttjänster                             0       1\u00a0934" in done.stdout
    assert "\nDet här vet underlaget inte\n* " in done.stdout
    assert (tmp_path / "effekt.csv").read_bytes().startswith(b"\xef\xbb\xbfort_id;ortnamn;")


def test_all_faults_are_told_with_their_lines(example_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "fel.toml").write_text(FAULTY, encoding="utf-8")
    done = run("scenario", example_folder, "fel.toml", "--out", "x.csv", folder=tmp_path)
    assert done.returncode == 1
    assert "Fel: 2 faults; nothing was computed" in done.stderr
    assert "fel.toml:3: close_service: service n2009999: unknown; perhaps " in done.stderr
    assert "fel.toml:6: open_service: point lon 11, lat 57.7: no road within 500 m" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.csv").exists()


def test_a_register_is_kept_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "stängs.toml").write_text(CLOSES, encoding="utf-8")
    added = run("register", "add", "stängs.toml", "--region", "Älvnäs", folder=tmp_path)
    assert added.returncode == 0, added.stderr
    run("register", "status", "Lanthandeln stänger", "prövas", folder=tmp_path)
    listed = run("register", "list", "--status", "provas", folder=tmp_path)
    assert listed.stdout.startswith("Lanthandeln stänger; ")
    run("register", "export", "--out", "alla.json", folder=tmp_path)
    again = run("register", "import", "alla.json", folder=tmp_path)
    assert again.returncode == 2
    assert "nothing was added" in again.stderr
    other = run("register", "import", "alla.json", "--register", "ny.sqlite", folder=tmp_path)
    assert other.stdout.strip() == "1 scenario added"
    for words in (("list",), ("show", "Lanthandeln stänger"), ("status", "x", "ide")):
        missing = run("register", *words, "--register", "alas.sqlite", folder=tmp_path)
        assert missing.returncode == 1
        assert "alas.sqlite: no such register" in missing.stderr
    assert not (tmp_path / "alas.sqlite").exists()


def test_the_example_file_and_the_help_hold_every_change_with_every_key() -> None:
    example = example_folder() / "alla_andringar.toml"
    content = tomllib.loads(example.read_text(encoding="utf-8"))
    used: dict[str, set[str]] = {}
    for change in content["change"]:
        used.setdefault(change["type"], set()).update(set(change) - {"type"})
    keys = {
        name: {each.name.rstrip("_") for each in fields(cls)} for name, cls in CHANGE_TYPES.items()
    }
    assert used == keys
    assert set(content["assumptions"]) == {each.name for each in fields(Assumptions)}
    told = {line.split()[0]: line for line in CHANGES.splitlines() if line.startswith("  ")}
    assert list(told) == list(CHANGE_TYPES)
    for name, line in told.items():
        assert keys[name] <= set(re.findall(r"\w+", line)), name
    assert {each.name for each in fields(Stop)} <= set(re.findall(r"\w+", told["mobile_service"]))


def test_the_example_file_runs_on_the_example(example_region: Region) -> None:
    result = example_region.scenario(example_folder() / "alla_andringar.toml")
    assert len(result.outcome.scenario.changes) == 18
    assert result.sentences()[0].endswith("yngre än 16.")
