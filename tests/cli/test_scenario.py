"""Scenarios and their register on the command line."""

import os
import subprocess
import sys
from pathlib import Path

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
    assert other.stdout.strip() == "1 scenarios added"
