"""A region of the planners' own villages, people and areas, from build to the published table."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from tillganglighet.domain.places import NO_VILLAGE
from tillganglighet.errors import UsageError
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.pipeline.regions import build_region
from tillganglighet.pipeline.reports import gap_report

EXAMPLE = Path(__file__).parents[2] / "data" / "example"
OSM = EXAMPLE / "exempel.osm.pbf"


@pytest.fixture(scope="module")
def files(example_region: Region, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of files: areas of villages, DeSO and official figures."""
    folder = tmp_path_factory.mktemp("filer")
    villages = example_region.villages
    frame = gpd.GeoDataFrame(
        {"namn": villages.name, "kod": villages.id},
        geometry=gpd.points_from_xy(villages.x, villages.y).buffer(1_500),
        crs=3006,
    )
    is_town = np.isin(villages.kind, ["city", "town"])
    frame[is_town].to_file(folder / "To2023.gpkg")
    frame[~is_town].to_file(folder / "övriga.gpkg")
    kommuner = example_region.areas.of_kind("kommun")
    deso = gpd.GeoDataFrame(
        {"desokod": np.char.add(kommuner.code, "A0010")}, geometry=kommuner.polygon, crs=3006
    )
    deso.to_file(folder / "deso.gpkg")
    (folder / "folkmängd.csv").write_text("kommunkod;folkmangd\n2901;100\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def region(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Build Älvnäs kommun of those files."""
    out = tmp_path_factory.mktemp("r") / "region"
    build_region(
        OSM,
        out,
        villages=[files / "To2023.gpkg", f"smaort={files / 'övriga.gpkg'}"],
        functional=True,
        population=EXAMPLE / "befolkning_1km.csv",
        official_population=files / "folkmängd.csv",
        boundaries=[files / "deso.gpkg"],
        area="2901",
    )
    return open_region(out)


def test_functional_villages_are_those_of_both_files(region: Region) -> None:
    assert set(region.villages.kind.tolist()) == {"funktionell_ort"}
    assert 0 < len(region.villages) < 60
    assert "Älvnäs" in region.villages.name.tolist()
    names = [each.name for each in region.provenance.inputs]
    assert {"To2023.gpkg", "övriga.gpkg", "deso.gpkg", "folkmängd.csv"} <= set(names)


def test_nobody_is_lost_between_villages_and_outside(region: Region) -> None:
    cells = region.cells
    assert cells is not None
    places = gap_report(region, ["apotek"]).places
    assert places is not None
    assert places.persons.sum() == pytest.approx(cells.population.sum())
    outside = cells.village == NO_VILLAGE
    assert places.id[places.village_count :].tolist() == ["utanfor_ort:2901"]
    assert places.persons[-1] == cells.population[outside].sum() > 0
    # The people of a village that is an area are those of its cells.
    has_cells = places.cell_count[: places.village_count] > 0
    np.testing.assert_allclose(
        region.villages.population[has_cells], places.persons[: places.village_count][has_cells]
    )
    assert region.findings["cell_outside_villages"].count == outside.sum()


def test_every_village_and_cell_has_its_deso(region: Region) -> None:
    assert region.cells is not None
    assert set(region.villages.area_codes["deso"].tolist()) == {"2901A0010"}
    assert set(region.cells.area_codes["deso"].tolist()) == {"2901A0010"}
    assert region.areas.of_kind("deso").code.tolist() == ["2901A0010"]
    # The example is made up: no region of the real Sweden lies under it.
    assert set(region.villages.area_codes) == {"deso"}


def test_the_official_figure_stands_beside_the_cells(region: Region) -> None:
    assert region.cells is not None
    (row,) = region.official_people
    assert (row.kommun_code, row.official) == ("2901", 100)
    assert row.in_cells == region.cells.population.sum()
    assert region.findings["official_people_differ"].count == 1


def test_the_people_stand_beside_the_point_in_the_table(region: Region) -> None:
    table = region.access(["dagligvaror"])
    assert table["desokod"].eq("2901A0010").all()
    reached = table.dropna(subset="restid_boende_medel_min")
    assert len(reached) > 0.5 * len(table)
    assert (reached["restid_boende_p90_min"] >= 0).all()
    assert (reached["boende_utan_restid"] >= 0).all()
    assert reached["restid_boende_medel_min"].between(0, 120).all()


def test_functional_villages_need_areas(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give tätorter, småorter and the like with --villages"):
        build_region(OSM, tmp_path / "r", functional=True)
