"""isochrone, surface and explain on the command line: files, sentences and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tillganglighet.cli import main

WORK_NOT_DONE, WRONG_USAGE = 1, 2

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line in this process: status, output, errors."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["tillganglighet", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        told = capsys.readouterr()
        return int(stopped.value.code or 0), told.out, told.err

    return run


def test_an_isochrone_of_a_category(run: Run, example_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "isokroner å.geojson"
    status, told, errors = run(
        "isochrone", example_folder, "--category", "apotek", "--minutes", "10,30", "--out", out
    )
    assert status == 0, errors
    assert "har högst 10 minuter till närmaste apotek" in told
    assert '"restid_intervall": "0-10 min"' in out.read_text(encoding="utf-8")


def test_a_surface(run: Run, example_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "restid.tif"
    status, told, errors = run(
        "surface", example_folder, "--category", "apotek", "--cell", "1000", "--out", out
    )
    assert status == 0, errors
    assert "squares of 1000 m" in told
    assert out.stat().st_size > 0
    assert out.with_suffix(".qml").stat().st_size > 0


def test_an_explanation_in_english(run: Run, example_folder: Path) -> None:
    status, told, errors = run(
        "explain", example_folder, "--village", "Storöbyn", "--category", "apotek", "--lang", "en"
    )
    assert status == 0, errors
    assert told.startswith("From Storöbyn to the nearest known ")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("isochrone", "--from", "abc"), WRONG_USAGE, "--from abc: expected numbers"),
        (("isochrone", "--from", "200,61"), WRONG_USAGE, "expected longitude,latitude"),
        (("isochrone", "--from", "0,0"), WORK_NOT_DONE, "no road lies within 1000 m of 0,0"),
        (("isochrone", "--category", "apotek", "--minutes", "9,5"), WRONG_USAGE, "that rise"),
        (("isochrone",), WRONG_USAGE, "either a point or a category"),
        (("surface", "--category", "x", "--out", "x.tif"), WRONG_USAGE, "unknown category x"),
        (("surface", "--category", "apotek", "--out", "x.png"), WRONG_USAGE, "any of .tif"),
        (
            ("surface", "--category", "apotek", "--out", "x.tif", "--cell", "300"),
            WRONG_USAGE,
            "squares of 300 m are not SCB's",
        ),
        (("explain", "--village", "Ingenstans", "--category", "apotek"), WORK_NOT_DONE, "no vill"),
    ],
)
def test_what_cannot_be_done_is_one_message(
    run: Run, arguments: tuple[str, ...], status: int, message: str, example_folder: Path
) -> None:
    command, *rest = arguments
    found, _, errors = run(command, example_folder, *rest)
    assert found == status
    assert message in errors
