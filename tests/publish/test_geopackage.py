"""The GeoPackage holds both forms, the services and their origin."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest

from support.reports import small_report
from tillganglighet.publish.geopackage import render_geopackage


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paket å") / "luckor.gpkg"
    path.write_bytes(render_geopackage(small_report()))
    return path


def test_layers_and_their_geometry(package: Path) -> None:
    layers = dict(pyogrio.list_layers(package))
    assert layers == {
        "orter": "Point",
        "restider": None,
        "service": "Point",
        "kolumner": None,
        "kallor": None,
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


def test_it_says_where_it_comes_from(package: Path) -> None:
    origin = pyogrio.read_dataframe(package, layer="kallor")
    assert "© OpenStreetMap contributors, ODbL" in origin.namn.tolist()
    assert "ab" * 32 in origin.sha256.tolist()
