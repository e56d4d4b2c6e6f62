"""A raster of persons: each pixel with people is a cell, and nobody is lost."""
# ruff: noqa: ANN401 (what a raster is written with is of any type)

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tillganglighet.errors import InputError
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.people.files import PeopleOfFile, read_people_file

X, Y = 500_000.0, 6_650_000.0


def write(path: Path, *bands: list[list[float]], names: tuple[str, ...] = (), **how: Any) -> Path:
    """Write bands of pixels of 1 km whose upper left corner lies at X, Y."""
    how = {"crs": "EPSG:3006", "transform": Affine(1_000, 0, X, 0, -1_000, Y), **how}
    data = np.array(bands, dtype=how.pop("dtype", "float64"))
    count, height, width = data.shape
    with rasterio.open(
        path, "w", driver="GTiff", count=count, height=height, width=width, dtype=data.dtype, **how
    ) as raster:
        raster.write(data)
        for band, name in enumerate(names, start=1):
            raster.set_band_description(band, name)
    return path


def read(path: Path, findings: Findings | None = None, **how: Any) -> PeopleOfFile:
    return read_people_file(path, SWEREF99_TM, findings or Findings(), **how)


def test_a_pixel_with_people_is_a_cell_at_its_middle(tmp_path: Path) -> None:
    nodata, nan = -1.0, np.nan
    #                   x  500500  501500  502500          y
    path = write(tmp_path / "folk.tif", [[0, 7, nodata], [nan, 0.5, 3]], nodata=nodata)  # 6649500
    found = read(path)
    assert found.cells.id.tolist() == ["folk:r1k2", "folk:r2k2", "folk:r2k3"]
    assert found.cells.x.tolist() == [501_500, 501_500, 502_500]
    assert found.cells.y.tolist() == [6_649_500, 6_648_500, 6_648_500]
    assert found.cells.population.tolist() == [7, 0.5, 3]
    assert found.cells.groups == ()
    assert "0-5" in found.unavailable
    assert found.use.used_count == 3


def test_bands_with_descriptions_are_total_and_groups(tmp_path: Path) -> None:
    names = ("Befolkning", "0-5", "6-64", "65+", "dagbefolkning")
    bands = [[[9, 4]], [[1, 0]], [[5, 4]], [[3, 0]], [[20, 0]]]
    found = read(write(tmp_path / "b.tif", *bands, names=names))
    assert found.cells.population.tolist() == [9, 4]
    of_groups = dict(zip(found.cells.groups, found.cells.group_population.T.tolist(), strict=True))
    assert of_groups == {"0-5": [1, 0], "65+": [3, 0]}
    assert found.cells.day_population.tolist() == [20, 0]
    with pytest.raises(InputError, match="5 bands, 4 of them without a description; expected"):
        read(write(tmp_path / "c.tif", *bands, names=("Befolkning",)))


def test_only_what_the_area_reaches_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", [[1, 2, 4], [8, 16, 32], [64, 128, 256]])
    # The box reaches into the second and third column and the lower two rows.
    found = read(path, box=(X + 1_200, Y - 2_900, X + 2_100, Y - 1_100))
    assert found.cells.population.tolist() == [16, 32, 128, 256]
    assert found.cells.id[0] == "a:r2k2"
    with pytest.raises(InputError, match="no pixel in the area counts anybody"):
        read(path, box=(X - 9_000, Y, X - 8_000, Y + 1_000))


def test_a_raster_in_degrees_lies_where_it_says(tmp_path: Path) -> None:
    # 0.01 degrees round 15 E 60 N, where SWEREF 99 TM has its middle meridian: 500 000.
    transform = Affine(0.01, 0, 14.995, 0, -0.01, 60.005)
    path = write(tmp_path / "wgs.tif", [[5]], crs="EPSG:4326", transform=transform)
    found = read(path, box=(499_000, 6_651_000, 501_000, 6_652_000))
    assert found.cells.x[0] == pytest.approx(500_000, abs=0.1)
    assert found.cells.y[0] == pytest.approx(6_651_411, abs=1)  # 60 N by pyproj


def test_negative_and_infinite_pixels_are_told_with_their_place(tmp_path: Path) -> None:
    findings = Findings()
    path = write(tmp_path / "n.tif", [[5, -200, 3], [np.inf, 1, 2]])
    assert read(path, findings).cells.population.tolist() == [5, 3, 1, 2]
    told = findings.frozen()["raster_pixel_bad"]
    assert told.count == 2
    assert told.examples[0] == (
        f"{path}:row 1, column 2: band 1=-200: expected persons, 0 or more, or nodata"
    )


def test_scaled_whole_numbers_count_as_they_mean(tmp_path: Path) -> None:
    path = write(tmp_path / "s.tif", [[15, 0, 65_535]], dtype="uint16", nodata=65_535)
    with rasterio.open(path, "r+") as raster:
        raster.scales = (0.1,)
    assert read(path).cells.population.tolist() == [1.5]


def test_rasters_that_cannot_be_people(tmp_path: Path) -> None:
    path = write(tmp_path / "none.tif", [[1]], crs=None)
    with pytest.raises(InputError, match=r"no coordinate system; give it with --crs none\.tif="):
        read(path)
    assert read(path, table_crs="EPSG:3006").cells.x.tolist() == [X + 500]
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        nowhere = write(tmp_path / "nowhere.tif", [[1]], transform=Affine.identity())
    with pytest.raises(InputError, match="has no place on earth"):
        read(nowhere)
    with pytest.raises(InputError, match="no pixel counts anybody"):
        read(write(tmp_path / "empty.tif", [[0, 0]]))
    (tmp_path / "torn.tif").write_bytes(path.read_bytes()[:60])
    with pytest.raises(InputError, match=r"torn\.tif: cannot be read as a raster"):
        read(tmp_path / "torn.tif")
    with pytest.raises(InputError, match=r"missing\.tif"):
        read(tmp_path / "missing.tif")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(arrays(np.int32, (5, 4), elements=st.integers(-3, 50)))
def test_nobody_is_lost_in_whole_or_in_strips(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, persons: np.ndarray[Any, Any]
) -> None:
    persons[0, 0] = 1
    path = write(tmp_path / "h.tif", persons.tolist(), dtype="int32")
    whole = read(path).cells
    assert whole.population.sum() == persons[persons > 0].sum()
    monkeypatch.setattr("tillganglighet.sources.people.raster._PIXELS_AT_ONCE", 8)
    strips = read(path).cells
    assert strips.id.tolist() == whole.id.tolist()
    assert strips.population.tolist() == whole.population.tolist()
