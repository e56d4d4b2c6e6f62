"""A batch makes a report for every area, goes on after an interruption and redoes what changed."""

from dataclasses import replace
from pathlib import Path

import pytest

import tillganglighet.pipeline.batch as batch_module
from tillganglighet.cli.demo import KOMMUN, example_folder
from tillganglighet.domain.areas import AreaKind
from tillganglighet.errors import OutputError
from tillganglighet.pipeline.batch import Area, Batch, areas_of, write_reports
from tillganglighet.pipeline.regions import build_region
from tillganglighet.store.region import open_region


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the embedded example with all its kommuner."""
    folder = tmp_path_factory.mktemp("batch") / "region"
    example = example_folder()
    build_region(
        example / "exempel.osm.pbf",
        folder,
        services=[example / "tjanster.csv"],
        population=example / "befolkning_1km.csv",
    )
    return folder


def asked(region: Path, out: Path) -> Batch:
    return Batch(region, out, suffixes=(".html",), categories=("dagligvaror",))


def test_one_report_for_every_lan_and_kommun(region: Path, tmp_path: Path) -> None:
    areas = areas_of(open_region(region))
    written = write_reports(asked(region, tmp_path / "ny" / "mapp"))
    assert [path.name for path in written] == [f"{area.stem}.html" for area in areas]
    kommun = next(area for area in areas if area.code == KOMMUN)
    page = (tmp_path / "ny" / "mapp" / f"{kommun.stem}.html").read_text(encoding="utf-8")
    assert f"{KOMMUN} {kommun.name}" in page


def test_an_index_lists_every_report_with_its_people(region: Path, tmp_path: Path) -> None:
    written = write_reports(asked(region, tmp_path))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert [f'href="{path.name}"' in page for path in written] == [True] * len(written)
    cells = open_region(region).cells
    assert cells is not None
    persons = f"{cells.population[cells.kommun_code == KOMMUN].sum():,.0f}".replace(",", "\u202f")
    assert f"<td>{persons}</td>" in page


def test_finished_reports_are_left_and_changed_ones_made_again(
    region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_reports(asked(region, tmp_path))
    before = {path.name: path.read_bytes() for path in first}

    def never(*_: object, **__: object) -> None:
        pytest.fail("a region whose reports are finished was measured")

    with monkeypatch.context() as patched:
        patched.setattr(batch_module, "gap_report", never)
        assert write_reports(asked(region, tmp_path)) == []

    first[0].unlink()
    first[1].write_bytes(b"")  # as a full disk leaves it
    again = write_reports(asked(region, tmp_path))
    assert again == first[:2]
    assert {path.name: path.read_bytes() for path in first} == before  # same inputs, same bytes


def test_another_contact_is_another_report(region: Path, tmp_path: Path) -> None:
    first = write_reports(asked(region, tmp_path))
    assert write_reports(replace(asked(region, tmp_path), contact="Åsa")) == first
    assert "Åsa" in first[0].read_text(encoding="utf-8")


def test_an_interruption_loses_no_finished_report(region: Path, tmp_path: Path) -> None:
    batch = asked(region, tmp_path)
    steps: list[str] = []

    def stop_at_the_second(step: str) -> None:
        steps.append(step)
        if step.startswith("2/"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_reports(batch, stop_at_the_second)
    finished = [path for path in tmp_path.glob("*.html") if path.name != "index.html"]
    assert len(finished) == 1
    assert f'href="{finished[0].name}"' in (tmp_path / "index.html").read_text(encoding="utf-8")
    rest = write_reports(batch, steps.append)
    assert finished[0] not in rest
    assert steps[-1].startswith(f"{len(rest) + 1}/{len(rest) + 1} ")


def test_a_file_of_somebody_else_is_not_overwritten(region: Path, tmp_path: Path) -> None:
    stem = areas_of(open_region(region))[0].stem
    mine = tmp_path / f"{stem}.html"
    mine.write_text("mitt eget", encoding="utf-8")
    with pytest.raises(OutputError, match="not made by tillganglighet"):
        write_reports(asked(region, tmp_path))
    assert mine.read_text(encoding="utf-8") == "mitt eget"


@pytest.mark.parametrize(
    ("name", "stem"),
    [("Älvdalen", "2039-alvdalen"), ("Malung-Sälen", "2039-malung-salen"), ("", "2039")],
)
def test_names_of_files_are_plain(name: str, stem: str) -> None:
    assert Area(AreaKind.KOMMUN, "2039", name).stem == stem
    assert Area(None, "", "").stem == "region"
