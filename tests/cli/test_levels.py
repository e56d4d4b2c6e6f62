"""Tables by level and the sheet of a shop, as a user asks for them."""

import csv
from pathlib import Path

import pytest

from support.shared import EXAMPLE
from tillganglighet.cli import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    """Run the command line in this process, and return its exit status."""
    monkeypatch.setattr("sys.argv", ["tillganglighet", *map(str, arguments)])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def test_people_by_kommun_with_decided_standards(
    example_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    standards, out = EXAMPLE / "nivaer.toml", tmp_path / "kommuner.csv"
    asked = ("--category", "dagligvaror", "--level", "kommun", "--standards", standards)

    assert run(monkeypatch, "gaps", example_folder, *asked, "--out", out) == 0

    told = capsys.readouterr().out
    told = " ".join(told.split())
    assert "beslutade av Regionfullmäktige i Älvlandet 2026-06-15" in told
    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert {row["indelning"] for row in rows} == {"kommun"}
    everybody = [row for row in rows if row["grupp"] == "alla"]
    assert sum(int(row["antal"]) for row in everybody) == 13_506


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--protect", "5"), "--protect: concerns tables by level"),
        (("--level", "kommun", "--areas", "x.gpkg"), "give one of them"),
        (("--level", "socken"), "level socken: the region knows no such areas"),
        (("--level", "kommun", "--out", "x.png"), "cannot tell the format"),
    ],
)
def test_wrong_questions_are_told(
    arguments: tuple[str, ...],
    told: str,
    example_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("gaps", example_folder, "--category", "apotek", *arguments)

    assert run(monkeypatch, *asked) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "..." not in said  # before anything is measured


def test_the_sheet_of_a_shop(
    example_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "butik.html"

    assert run(monkeypatch, "shop", example_folder, "Storlidens Byabutik", "--out", out) == 0

    told = capsys.readouterr().out
    assert "Butiksblad: Storlidens Byabutik, Älvnäs kommun" in told
    assert "Närmaste andra butik är Norrmarks Handel" in told
    assert "Storlidens Byabutik" in out.read_text(encoding="utf-8")
