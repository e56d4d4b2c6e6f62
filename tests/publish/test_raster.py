"""The raster: bytes with colours or exact minutes, both saying what they are."""

from pathlib import Path

import numpy as np
import pytest
import rasterio

from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.surface import surface
from tillganglighet.publish.formats.raster import (
    NO_MINUTES,
    colour_table,
    whole_minutes,
    write_surface,
)
from tillganglighet.publish.wording.classes import published_classes


@pytest.fixture(scope="module")
def rasters(example_region: Region, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("rutor å")
    category, measured = surface(example_region, "dagligvaror", side_m=250)
    paths = folder / "hela.tif", folder / "exakt.tif"
    for path in paths:
        write_surface(
            measured, path, category, example_region.provenance, exact=path.stem == "exakt"
        )
    return paths


def test_minutes_begun_keep_the_class_of_the_unrounded() -> None:
    #  a < x <= b: 10.0 is still in 5-10, 10.1 no more.
    minutes = np.array([0.0, 0.2, 5.0, 10.0, 10.1, 253.5, 900.0, np.nan])
    assert whole_minutes(minutes).tolist() == [0, 1, 5, 10, 11, 254, 254, NO_MINUTES]


def test_every_minute_has_the_colour_of_its_class() -> None:
    colours = {code.colour: number for number, code in enumerate(published_classes("time_class"))}
    table = {
        minute: colours["#{:02x}{:02x}{:02x}".format(*rgba[:3])]
        for minute, rgba in colour_table().items()
        if minute != NO_MINUTES
    }
    assert [table[at] for at in (0, 5, 6, 10, 11, 30, 31, 254)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert colour_table()[NO_MINUTES][3] == 0


def test_both_forms_agree_and_lie_on_the_squares_of_scb(rasters: tuple[Path, Path]) -> None:
    with rasterio.open(rasters[0]) as begun, rasterio.open(rasters[1]) as exact:
        assert begun.dtypes + exact.dtypes == ("uint8", "float32")
        assert begun.nodata == NO_MINUTES
        assert np.isnan(exact.nodata)
        assert begun.transform == exact.transform
        assert (begun.transform.c % 250, begun.transform.f % 250) == (0, 0)
        assert begun.crs.to_epsg() == 3006
        minutes = exact.read(1)
        np.testing.assert_array_equal(begun.read(1), whole_minutes(minutes))
        assert np.isfinite(minutes).sum() > 1_000


def test_it_is_cloud_optimized_and_says_what_it_is(rasters: tuple[Path, Path]) -> None:
    with rasterio.open(rasters[0]) as raster:
        assert raster.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert raster.colorinterp[0].name == "palette"
        assert raster.units == ("min",)
        assert raster.descriptions == ("Restid i minuter: Dagligvaror",)
        tags = raster.tags()
    assert tags["category"] == "dagligvaror"
    assert tags["TIFFTAG_SOFTWARE"].startswith("tillganglighet")
    assert "exempel.osm.pbf" in tags["inputs"]
    assert "max_village_access_m=1000" in tags["parameters"]


def test_the_same_surface_gives_the_same_bytes(
    rasters: tuple[Path, Path], example_region: Region
) -> None:
    before = rasters[0].read_bytes(), rasters[0].with_suffix(".qml").read_bytes()
    category, measured = surface(example_region, "dagligvaror", side_m=250)
    write_surface(measured, rasters[0], category, example_region.provenance)
    assert (rasters[0].read_bytes(), rasters[0].with_suffix(".qml").read_bytes()) == before
