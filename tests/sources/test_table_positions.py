"""Axes: recognised where the numbers tell, refused where they do not."""

import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Transformer

from tillganglighet.errors import InputError
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.services.files import ServiceFile, read_service_file

# Älvdalen, 14.04 E 61.23 N, is at easting 448 000 and northing 6 789 000, give or take.
LON, LAT = 14.04, 61.23
E, N = Transformer.from_crs(4326, 3006, always_xy=True).transform(LON, LAT)


def place(folder: Path, header: str, *rows: str, mapping: str = "") -> tuple[float, float]:
    path = folder / "t.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    if mapping:
        (folder / "t.csv.toml").write_text(mapping, encoding="utf-8")
    found = read_service_file(ServiceFile(path, "apotek"), SWEREF99_TM, Findings()).services
    return float(found.x[0]), float(found.y[0])


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("x;y", f"{E};{N}"),
        ("x;y", f"{N};{E}"),  # northing called X, as in Region Dalarna's Utbudspunkter
        ("Y;X", f"{E};{N}".replace(".", ",")),
        ("n;e", f"{N};{E}"),
        ("Y (SWEREF 99 TM);X (SWEREF 99 TM)", f"{N};{E}"),
        ("lon;lat", f"{LON};{LAT}"),
        ("lat;lon", f"{LON};{LAT}"),  # swapped
        ("x;y", f"{LON};{LAT}"),  # degrees called x and y
        ("x;y", f"{LAT};{LON}"),
    ],
)
def test_a_place_is_found_whatever_the_axes_are_called(
    header: str, row: str, tmp_path: Path
) -> None:
    assert place(tmp_path, header, row) == pytest.approx((E, N), abs=0.01)


@pytest.mark.parametrize("crs", ["EPSG:3021", "EPSG:3010"])  # RT90 2.5 gon V, SWEREF 99 16 30
@pytest.mark.parametrize("is_swapped", [False, True])
def test_rt90_and_zones_by_their_code(crs: str, is_swapped: bool, tmp_path: Path) -> None:  # noqa: FBT001
    pair = Transformer.from_crs(4326, crs, always_xy=True).transform(LON, LAT)
    row = ";".join(str(each) for each in (pair[::-1] if is_swapped else pair))
    found = place(tmp_path, "x;y", row, mapping=f'crs = "{crs}"')
    assert found == pytest.approx((E, N), abs=1.5)  # the shift of RT90 is good to a metre


def test_rt90_by_the_option_goes_after_the_mapping(tmp_path: Path) -> None:
    x, y = Transformer.from_crs(4326, 3021, always_xy=True).transform(LON, LAT)
    (tmp_path / "t.csv").write_text(f"x;y\n{y};{x}\n", encoding="utf-8")  # X is the northing

    def read(table_crs: str) -> float:
        file = ServiceFile(tmp_path / "t.csv", "apotek")
        found = read_service_file(file, SWEREF99_TM, Findings(), table_crs=table_crs)
        return float(found.services.x[0])

    assert read("RT90 2.5 gon V") == pytest.approx(E, abs=1.5)
    (tmp_path / "t.csv.toml").write_text('crs = "EPSG:3021"', encoding="utf-8")
    assert read("EPSG:3010") == pytest.approx(E, abs=1.5)


def test_a_layer_that_tells_its_system_keeps_it_whatever_is_said_of_the_others(
    tmp_path: Path,
) -> None:
    # 448 000 east in SWEREF 99 TM is a place in Sweden in SWEREF 99 18 00 too, 700 km away.
    for name, crs in (("told", 3006), ("untold", None)):
        layer = gpd.GeoDataFrame({"namn": ["A"]}, geometry=gpd.points_from_xy([E], [N]), crs=crs)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of the layer without a system
            layer.to_file(tmp_path / f"{name}.gpkg", layer=name)

    def east(name: str) -> float:
        file = ServiceFile(tmp_path / f"{name}.gpkg", "apotek")
        found = read_service_file(file, SWEREF99_TM, Findings(), table_crs="SWEREF99 18 00")
        return float(found.services.x[0])

    assert east("told") == pytest.approx(E)
    assert east("untold") > E + 300_000


def test_degrees_of_a_layer_without_a_system_are_recognised(tmp_path: Path) -> None:
    layer = gpd.GeoDataFrame({"namn": ["A"]}, geometry=gpd.points_from_xy([LON], [LAT]))
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        layer.to_file(tmp_path / "t.shp")
    found = read_service_file(ServiceFile(tmp_path / "t.shp", "apotek"), SWEREF99_TM, Findings())
    assert found.services.x[0] == pytest.approx(E, abs=0.01)


def test_the_pair_that_more_rows_have_is_taken(tmp_path: Path) -> None:
    assert place(tmp_path, "x;y;lon;lat", f";;{LON};{LAT}", f"{E};{N};{LON};{LAT}") == (
        pytest.approx((E, N), abs=0.01)
    )


@pytest.mark.parametrize(
    "row", ["14°02'24\"E;61°13'48\"N", "14 02 24;61 13 48", "0;0", "nan;nan", "okänd;okänd"]
)
def test_what_is_no_place_in_decimal_degrees_is_told(row: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"t\.csv:2: lon=.*expected decimal degrees"):
        place(tmp_path, "lon;lat", row.replace('"', "''"))


def test_a_point_without_numbers_lies_nowhere(tmp_path: Path) -> None:
    points = [shapely.Point(float("nan"), LAT), *[shapely.Point(LON, LAT)] * 30]
    layer = gpd.GeoDataFrame({"namn": ["A"] * 31}, geometry=points, crs=4326)
    layer.to_file(tmp_path / "t.gpkg")
    findings = Findings()
    read_service_file(ServiceFile(tmp_path / "t.gpkg", "apotek"), SWEREF99_TM, findings)
    assert findings.frozen()["table_row_bad"].examples[0].startswith(f"{tmp_path / 't.gpkg'}:1: ")


def test_axes_that_differ_from_row_to_row_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"50% of the rows lie in Sweden .* 50% with the axes"):
        place(tmp_path, "x;y", f"{E};{N}", f"{N};{E}")


def test_metres_of_another_system_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is unclear what x, y are"):
        place(tmp_path, "x;y", "1500000;6800000")  # RT90, and nobody said so


def test_one_swapped_row_among_many_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [f"{E};{N}"] * 39 + [f"{N};{E}"]
    path.write_text("\n".join(["x;y", *rows]), encoding="utf-8")
    findings = Findings()
    found = read_service_file(ServiceFile(path, "apotek"), SWEREF99_TM, findings).services
    assert len(found) == 39
    (example,) = findings.frozen()["table_row_bad"].examples
    assert example.startswith(f"{path}:41: x={N}, y={E}: expected easting 260000-920000")


def test_abroad_is_no_fault_in_degrees(tmp_path: Path) -> None:
    x, y = place(tmp_path, "lon;lat", "12.57;55.68")  # Copenhagen, beyond the axis guard's range
    assert np.isfinite([x, y]).all()


def test_without_positions_a_mapping_is_proposed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column holds x and y") as caught:
        place(tmp_path, "Butik;Plats", "Konsum;14")
    assert "# not used: Plats" in caught.value.faults
    assert 'name = "Butik"' in caught.value.faults
