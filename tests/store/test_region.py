"""A region is written whole or not at all, and says when it is damaged."""

import json
import shutil
from dataclasses import fields
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from tillganglighet.errors import OutputError, RegionError
from tillganglighet.network.network import Network
from tillganglighet.network.roads import Roads
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.store.folder import replaced_folder
from tillganglighet.store.region import write_region


@pytest.fixture
def folder(example_region: Region, tmp_path: Path) -> Path:
    write_region(example_region, tmp_path / "region")
    return tmp_path / "region"


def test_what_was_written_is_what_is_opened(example_region: Region, folder: Path) -> None:
    opened = open_region(folder)
    for whole, again in (
        (example_region.network, opened.network),
        (example_region.network.roads, opened.network.roads),
        (example_region.villages, opened.villages),
        (example_region.services, opened.services),
        (example_region.cells, opened.cells),
        (example_region.village_snapping, opened.village_snapping),
        (example_region.problems, opened.problems),
    ):
        for field in fields(whole):  # type: ignore[arg-type]
            value = getattr(whole, field.name)
            if not isinstance(value, Roads):
                np.testing.assert_equal(getattr(again, field.name), value)
    assert opened.provenance == example_region.provenance
    assert opened.findings == example_region.findings


def test_the_manifest_tells_doubts_with_persons_and_a_few_examples_each(folder: Path) -> None:
    manifest = json.loads((folder / "region.json").read_text(encoding="utf-8"))
    report = {finding["kind"]: finding for finding in manifest["import_report"]}
    assert report["village_no_road"]["count"] == 1  # Fjällnäset
    assert report["village_no_road"]["persons"] > 0
    assert all(len(finding["examples"]) <= 20 for finding in report.values())
    # The mainland, with all but Fjällnäset and the island Storö, comes first.
    assert manifest["networks"][0]["villages"] == 64
    assert manifest["networks"][0]["largest_village"] == "Älvnäs"


def test_problems_lie_where_an_analyst_can_look_at_them(folder: Path) -> None:
    problems = gpd.read_parquet(folder / "problems.parquet")
    assert problems.columns.tolist() == ["kind", "osm_id", "persons", "geometry"]
    assert problems.crs.to_epsg() == 3006
    villages = gpd.read_parquet(folder / "villages.parquet").set_index("name")
    stranded = problems[problems["kind"] == "village_no_road"].iloc[0]
    assert stranded["osm_id"] == villages.loc["Fjällnäset", "id"]
    assert stranded.geometry.distance(villages.loc["Fjällnäset", "geometry"]) < 0.1


def test_same_inputs_same_bytes(example_region: Region, folder: Path, tmp_path: Path) -> None:
    write_region(example_region, tmp_path / "again")
    written = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert written
    for path in written:
        assert (folder / path).read_bytes() == (tmp_path / "again" / path).read_bytes(), path


def test_a_folder_that_is_not_ours_is_left_alone(example_region: Region, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work", encoding="utf-8")
    with pytest.raises(OutputError, match="not a region"):
        write_region(example_region, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    try:
        link.symlink_to(tmp_path / "real", target_is_directory=True)
    except OSError:
        pytest.skip("links are not allowed here")  # Windows without developer mode
    with replaced_folder(link) as working:
        (working / "new.txt").write_text("", encoding="utf-8")
    assert link.is_symlink()
    assert (tmp_path / "real" / "new.txt").is_file()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link", "real"]


def test_a_failure_half_way_leaves_the_old_region_whole(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    def fail_while_writing() -> None:
        with replaced_folder(folder) as working:
            (working / "region.json").write_text("{", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_while_writing()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert [path.name for path in folder.parent.iterdir()] == ["region"]


def test_a_cut_off_array_is_named(folder: Path) -> None:
    path = folder / "network" / "head.npy"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(RegionError, match=r"head\.npy.*build it again"):
        open_region(folder)


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "services.parquet").unlink()
    with pytest.raises(RegionError, match=r"services\.parquet.*build it again"):
        open_region(folder)


def test_a_missing_column_is_named(folder: Path) -> None:
    path = folder / "services.parquet"
    gpd.read_parquet(path).drop(columns="place_key").to_parquet(path)
    with pytest.raises(RegionError, match=r"services\.parquet.*place_key.*build it again"):
        open_region(folder)


def test_a_region_of_another_version_asks_for_a_rebuild(folder: Path) -> None:
    manifest = json.loads((folder / "region.json").read_text(encoding="utf-8"))
    manifest["format_version"] = 0
    (folder / "region.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(RegionError, match="build the region again"):
        open_region(folder)


@pytest.mark.parametrize("altered", [{"profile": None}, {"counts": 5}, {"coverage": 5}])
def test_an_altered_manifest_is_one_error(folder: Path, altered: dict[str, object]) -> None:
    path = folder / "region.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | altered
    kept = {key: value for key, value in manifest.items() if value is not None}
    path.write_text(json.dumps(kept), encoding="utf-8")
    with pytest.raises(RegionError, match=r"region\.json: lacks or misstates something"):
        open_region(folder)


def test_a_moved_region_opens(folder: Path, tmp_path: Path) -> None:
    moved = shutil.move(folder, tmp_path / "flyttad till åäö")
    assert isinstance(open_region(moved).network, Network)


def test_a_region_with_other_arrays_asks_for_a_rebuild(folder: Path) -> None:
    manifest = json.loads((folder / "region.json").read_text(encoding="utf-8"))
    del manifest["arrays"]["network"]["leaving_edge"]
    (folder / "region.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(RegionError, match=r"leaving_edge.*build the region again"):
        open_region(folder)
