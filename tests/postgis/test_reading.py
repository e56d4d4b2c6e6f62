"""Tables and layers out of a real database."""
# ruff: noqa: S608 (names that the test has made itself)

from pathlib import Path

import geopandas as gpd
import pytest

from support.postgres_server import PLANNER, Server
from tillganglighet.errors import InputError, NotFoundError
from tillganglighet.sources.database_files import copy_table, database_tables_as_files
from tillganglighet.sources.postgis import read_layer, read_table

SHOPS = (
    """
    CREATE TABLE {schema}.butiker (
        id text, namn text, oppet boolean, yta numeric(8, 1), sedan date,
        geom geometry(Point, 3006), extra geometry(Point, 4326));
    INSERT INTO {schema}.butiker VALUES
        ('b2', 'Ödby lanthandel', true, 120.5, '1987-05-01', 'SRID=3006;POINT(500000 6800000)',
         'SRID=4326;POINT(15 61)'),
        ('b1', NULL, false, NULL, NULL, 'SRID=3006;POINT(510000 6810000)', NULL),
        ('b3', 'utan läge', NULL, 80, NULL, NULL, NULL);
    GRANT SELECT ON {schema}.butiker TO """
    + PLANNER
)


@pytest.fixture
def shops(server: Server, schema: str) -> str:
    """Return the address of a table of three shops."""
    server.run(SHOPS.format(schema=schema))
    return server.url(f"{schema}.butiker", user=PLANNER)


def test_a_layer_comes_with_its_crs_types_and_order(shops: str) -> None:
    layer = read_layer(shops)
    assert isinstance(layer, gpd.GeoDataFrame)
    assert layer.crs == "EPSG:3006"
    assert list(layer.columns) == ["id", "namn", "oppet", "yta", "sedan", "geometry"]
    assert layer["id"].tolist() == ["b1", "b2", "b3"]  # by the text of the row
    assert layer["namn"].tolist()[1] == "Ödby lanthandel"
    assert layer["yta"].dtype == float
    assert layer["yta"].tolist()[1:] == [120.5, 80.0]
    assert layer.geometry.iloc[1].coords[0] == (500_000, 6_800_000)
    assert layer.geometry.iloc[2] is None


def test_a_table_becomes_a_file_that_shows_no_secret(
    server: Server, schema: str, shops: str, tmp_path: Path
) -> None:
    with database_tables_as_files() as as_file:
        option = as_file(f"dagligvaror={shops}")
        copy = Path(option.removeprefix("dagligvaror="))
        layer = gpd.read_parquet(copy)
        assert as_file("apotek=C:/x.csv") == "apotek=C:/x.csv"
        assert as_file("x.csv") == "x.csv"
    assert copy.name == f"{schema}.butiker@127.0.0.1_{server.port}_geodata.parquet"
    assert not copy.exists()
    assert layer.crs == "EPSG:3006"
    assert layer["sedan"].tolist()[1] == "1987-05-01"
    assert (layer.geometry.iloc[1].x, layer.geometry.iloc[1].y) == (500_000, 6_800_000)
    assert server.password not in option

    first, second = (copy_table(shops, tmp_path).read_bytes() for _ in range(2))
    assert first == second  # so that its checksum tells whether the table has changed
    server.run(f"UPDATE {schema}.butiker SET namn = 'annat' WHERE id = 'b1'")
    assert copy_table(shops, tmp_path).read_bytes() != first


def test_a_table_without_rows_is_told(server: Server, schema: str, tmp_path: Path) -> None:
    server.run(f"CREATE TABLE {schema}.tom (id int)")
    with pytest.raises(InputError, match="has no rows"):
        copy_table(server.url(f"{schema}.tom"), tmp_path)


def test_views_geographies_and_odd_names_are_read(server: Server, schema: str) -> None:
    server.run(
        f'CREATE TABLE {schema}."Orter 2026" (nr int, läge geography(Point, 4326));'
        f"INSERT INTO {schema}.\"Orter 2026\" VALUES (7, 'POINT(14.5 61.2)');"
        f'CREATE VIEW {schema}.vy AS SELECT läge, nr FROM {schema}."Orter 2026"'
    )
    table = read_layer(server.url(f"{schema}.Orter%202026"))
    view = read_layer(server.url(f"{schema}.vy"))
    assert table.crs == view.crs == "EPSG:4326"
    assert view.geometry.iloc[0].coords[0] == (14.5, 61.2)
    assert table["nr"].tolist() == [7]


def test_a_table_without_geometry_is_a_table(server: Server, schema: str) -> None:
    server.run(f"CREATE TABLE {schema}.tal (kod text, antal int)")
    url = server.url(f"{schema}.tal")
    assert list(read_table(url).columns) == ["kod", "antal"]
    assert read_table(url).empty
    with pytest.raises(InputError, match="has no geometry"):
        read_layer(url)


def test_mixed_and_unknown_coordinate_systems_are_told(server: Server, schema: str) -> None:
    server.run(
        f"CREATE TABLE {schema}.blandat (geom geometry);"
        f"INSERT INTO {schema}.blandat VALUES ('SRID=3006;POINT(1 2)'), ('SRID=4326;POINT(1 2)');"
        f"CREATE TABLE {schema}.eget (geom geometry);"
        f"INSERT INTO {schema}.eget VALUES ('SRID=990001;POINT(1 2)')"
    )
    with pytest.raises(InputError, match=r"mixes the SRIDs \[3006, 4326\]"):
        read_layer(server.url(f"{schema}.blandat"))
    with pytest.raises(InputError, match="no EPSG code"):
        read_layer(server.url(f"{schema}.eget"))


@pytest.mark.usefixtures("shops")
def test_a_table_that_is_not_there_is_answered_with_those_that_are(
    server: Server, schema: str
) -> None:
    with pytest.raises(NotFoundError, match=rf"no such table .*{schema}\.butiker"):
        read_table(server.url(f"{schema}.butikr"))


@pytest.mark.parametrize("fault", ["password", "user", "database", "host", "right"])
def test_no_failure_shows_the_password(server: Server, schema: str, fault: str) -> None:
    server.run(f"CREATE TABLE {schema}.hemlig (id int)")
    url = server.url(f"{schema}.hemlig", user=PLANNER)
    secret = "hemligt-lösen" if fault == "password" else server.password
    url = {
        "password": url.replace(server.password, secret),
        "user": url.replace(PLANNER, "ingen"),
        "database": url.replace("/geodata", "/finnsinte"),
        "host": url.replace(str(server.port), "9"),
        "right": url,
    }[fault]
    with pytest.raises(InputError) as caught:
        read_table(url)
    assert secret not in str(caught.value)
    assert caught.value.__suppress_context__  # nor would a traceback show it
    assert f"{schema}.hemlig" in str(caught.value)
