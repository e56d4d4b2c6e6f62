"""vulnerability, site and servicepunkt on the command line."""

import os
import subprocess
import sys
from pathlib import Path

WRONG_USAGE = 2


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
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
        env=os.environ,
        check=False,
    )


def test_each_command_writes_and_tells(example_folder: Path, tmp_path: Path) -> None:
    for command, told in (
        (["vulnerability", example_folder, "--category", "apotek"], "Mest kritiska vägar"),
        (["site", example_folder, "--category", "apotek", "--count", "2"], "De bästa valen"),
        (["site", example_folder, "--category", "apotek", "--close", "1"], "Minsta skada"),
        (["servicepunkt", example_folder, "--min-km", "5"], "De bästa platserna"),
    ):
        out = tmp_path / "tabell.csv"
        done = run(*command, "--out", out)
        assert done.returncode == 0, done.stderr
        assert told in done.stdout
        assert len(out.read_text(encoding="utf-8-sig").splitlines()) > 1


def test_faults_are_told_all_at_once_before_any_file(example_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.csv"
    done = run("site", example_folder, "--category", "apotek", "--count", "0", "--must-open", "x",
               "--out", out)  # fmt: skip
    assert done.returncode == WRONG_USAGE
    assert "count=0" in done.stderr
    assert "must-open=x" in done.stderr
    assert not out.exists()
    done = run("vulnerability", example_folder, "--out", tmp_path / "v.doc")
    assert done.returncode == WRONG_USAGE
    assert ".doc" in done.stderr
