"""The command line as a user meets it: status, messages, files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.shared import EXAMPLE
from tillganglighet.cli import main

WORK_NOT_DONE, WRONG_USAGE = 1, 2


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
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
        env=os.environ | environment,
        check=False,
    )


def test_help_lists_the_commands() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in ("demo", "build", "gaps", "info", "serve"):
        assert command in done.stdout


def test_it_says_its_version() -> None:
    assert run("--version").stdout.startswith("tillganglighet 0.")


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from tillganglighet.cli.commands import app\n"
        "heavy = {'numpy', 'pandas', 'geopandas', 'numba', 'matplotlib', 'fastapi', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_the_system_refuses_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def held() -> None:
        raise PermissionError(13, "Permission denied", "butiker.xlsx")

    monkeypatch.setattr("tillganglighet.cli.commands.app", held)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == WORK_NOT_DONE
    told = "tillganglighet: butiker.xlsx: Permission denied; check the path"
    assert capsys.readouterr().err.startswith(told)


def test_build_gaps_and_info_on_the_example(tmp_path: Path) -> None:
    region = tmp_path / "län och ö"
    built = run("build", EXAMPLE / "exempel.osm.pbf", "--out", region)
    assert built.returncode == 0, built.stderr
    assert "exempel.osm.pbf" in built.stdout

    out = tmp_path / "luckor.csv"
    measured = run("gaps", region, "--category", "dagligvaror", "--out", out)
    assert measured.returncode == 0, measured.stderr
    assert "Storöbyn" in measured.stdout
    assert out.read_bytes().startswith(b"\xef\xbb\xbfort_id;ortnamn;")

    shown = run("info", region, "--lang", "en")
    assert shown.returncode == 0, shown.stderr
    assert "villages 66" in shown.stdout
    assert "Network and its largest village" in shown.stdout


def test_an_ascii_terminal_does_not_stop_the_work(tmp_path: Path) -> None:
    run("build", EXAMPLE / "exempel.osm.pbf", "--out", tmp_path / "region")
    done = run("gaps", tmp_path / "region", "--category", "apotek", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "content", "status", "message"),
    [
        ("missing.osm.pbf", None, WORK_NOT_DONE, "no such file"),
        ("empty.osm.pbf", b"", WORK_NOT_DONE, "empty"),
        ("text.osm.pbf", b"not OSM at all", WORK_NOT_DONE, "not a readable OSM file"),
        ("roads.shp", b"x", WRONG_USAGE, "unknown suffix"),
        ("no-roads.osm", b"<osm version='0.6'/>", WORK_NOT_DONE, "no road"),
    ],
)
def test_bad_input_is_one_message_and_leaves_nothing(
    tmp_path: Path, name: str, content: bytes | None, status: int, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run("build", path, "--out", tmp_path / "region")
    assert done.returncode == status
    assert message in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "region").exists()


ROAD = """
<osm version='0.6'>
<node id='1' lat='62.0' lon='16.0'>{tags}</node><node id='2' lat='62.01' lon='16.0'/>
<way id='3'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way>
</osm>"""


@pytest.mark.parametrize(
    ("tags", "message"),
    [("", "no villages"), ("<tag k='place' v='village'/>", "no services")],
)
def test_an_extract_without_villages_or_services_says_so(
    tmp_path: Path, tags: str, message: str
) -> None:
    path = tmp_path / "x.osm"
    path.write_text(ROAD.format(tags=tags), encoding="utf-8")
    done = run("build", path, "--out", tmp_path / "region")
    assert done.returncode == WORK_NOT_DONE
    assert message in done.stderr
    assert not (tmp_path / "region").exists()


def test_an_unknown_category_or_suffix_lists_the_known_ones(tmp_path: Path) -> None:
    run("build", EXAMPLE / "exempel.osm.pbf", "--out", tmp_path / "region")
    wrong_category = run("gaps", tmp_path / "region", "--category", "systembolag")
    assert wrong_category.returncode == WRONG_USAGE
    assert "dagligvaror" in wrong_category.stderr
    wrong_suffix = run("gaps", tmp_path / "region", "--out", tmp_path / "x.docx")
    assert wrong_suffix.returncode == WRONG_USAGE
    assert ".xlsx" in wrong_suffix.stderr
    no_region = run("gaps", tmp_path, "--category", "apotek")
    assert no_region.returncode == WORK_NOT_DONE
    assert "tillganglighet build" in no_region.stderr
