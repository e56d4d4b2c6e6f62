"""The GeoPackage holds both forms, the services, the roads, their problems and origin."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pyogrio
import pytest

from support.reports import small_report
from tillganglighet.publish.formats.geopackage import render_geopackage
from tillganglighet.publish.gaps.product import gap_product


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paket å") / "luckor.gpkg"
    path.write_bytes(render_geopackage(gap_product(small_report())))
    return path


def test_layers_and_their_geometry(package: Path) -> None:
    layers = dict(pyogrio.list_layers(package))
    assert layers == {
        "orter": "Point",
        "restider": None,
        "service": "Point",
        "fragor": "Point",
        "datarapport": None,
        "resultat": None,
        "problem": "Point",
        "omraden": "MultiPolygon",
        "vagnat": "LineString",
        "kolumner": None,
        "parametrar": None,
        "kallor": None,
        "layer_styles": None,
    }


def test_places_are_in_the_crs_of_the_region_and_in_full_precision(package: Path) -> None:
    places = pyogrio.read_dataframe(package, layer="orter")
    assert places.crs.to_epsg() == 3006
    assert places.geometry.x[1] == 504_000
    assert places.kommunkod[0] == "0180"
    times = pyogrio.read_dataframe(package, layer="restider")
    assert len(times) == 40
    assert times.kortast_vag_km[5] == pytest.approx(5.4)


def test_it_is_version_1_3_and_bears_the_date_of_the_data(package: Path) -> None:
    with closing(sqlite3.connect(package)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (10300,)
        changes = database.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
    assert changes == [("2026-03-01T12:00:00.000Z",)]


def test_problems_are_points_with_words_and_a_page_to_look_at(package: Path) -> None:
    problems = pyogrio.read_dataframe(package, layer="problem")
    assert problems.columns.tolist() == [
        "typ", "beskrivning", "osm_id", "personer", "osm_lank", "geometry",
    ]  # fmt: skip
    assert problems.beskrivning[0] == "Vägar där färdsättet är förbjudet: de är inte med."
    assert problems.osm_lank[0] == "https://www.openstreetmap.org/way/9"
    assert problems.personer[1] == 10
    assert (problems.geometry.x[1], problems.geometry.y[1]) == (512_000, 6_815_000)
    # A row of a file is no object of OSM and lies nowhere.
    assert problems.geometry[2] is None
    assert pd.isna(problems.osm_lank[2])


def test_roads_are_lines_with_class_passage_speed_and_its_rule(package: Path) -> None:
    roads = pyogrio.read_dataframe(package, layer="vagnat").set_index("vag_id")
    assert roads.crs.to_epsg() == 3006
    main = roads.loc["w1"]
    assert main[["vagklass", "framat", "bakat"]].tolist() == ["primary", "oppen", "oppen"]
    assert main[["framat_kmh", "hastighetsregel", "farja"]].tolist() == [72, "maxspeed", "nej"]
    # Ånäs to n3 is 10.3 km, on to Ärla 25.8 km.
    assert main.langd_km == pytest.approx(36.1, abs=0.1)
    assert roads.loc["w2", "farja"] == "ja"
    street = roads.loc["w3"]
    assert street[["framat", "bakat", "nat_nr"]].isna().tolist() == [False, False, True]
    assert street.bakat == "stangd"


def test_layers_have_english_names(tmp_path: Path) -> None:
    path = tmp_path / "gaps.gpkg"
    path.write_bytes(render_geopackage(gap_product(small_report(), "en")))
    assert {"problems", "roads"} <= {name for name, _ in pyogrio.list_layers(path)}
    described = pyogrio.read_dataframe(path, layer="columns")
    for layer in ("problems", "roads"):
        columns = set(pyogrio.read_info(path, layer=layer)["fields"])
        assert set(described[described.table == layer].column) == columns


def test_it_says_where_it_comes_from(package: Path) -> None:
    origin = pyogrio.read_dataframe(package, layer="kallor")
    assert "© OpenStreetMap contributors, ODbL" in origin.namn.tolist()
    assert "ab" * 32 in origin.sha256.tolist()
