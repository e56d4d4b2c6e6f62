"""Isochrones as users meet them: who lives in them, and files that hold them."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tillganglighet.accessibility.areas.isochrone_report import IsochroneReport
from tillganglighet.errors import NotFoundError, UsageError
from tillganglighet.network.crs import unproject
from tillganglighet.pipeline.isochrones import isochrone_report
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.publish.isochrone.product import isochrone_product
from tillganglighet.publish.product.files import render_product, write_product


@pytest.fixture(scope="module")
def shops(example_region: Region) -> IsochroneReport:
    return isochrone_report(example_region, [5.0, 10.0, 30.0], category="dagligvaror")


def test_bands_count_as_the_time_classes_of_the_gap_report(
    example_region: Region, shops: IsochroneReport
) -> None:
    #  The bands are the published time classes, so their persons are too.
    report = gap_report(example_region, "dagligvaror")
    assert report.cells is not None
    assert report.cell_gaps is not None
    classes = report.cell_gaps.time_class[:, 0]
    expected = [report.cells.population[classes == code].sum() for code in (0, 1, 2, 3, -1)]
    assert shops.persons.tolist() == expected
    assert shops.persons.sum() == report.cells.population.sum()
    assert shops.village_count.sum() == len(example_region.villages)


def test_a_place_with_a_shop_lies_in_the_first_band(shops: IsochroneReport) -> None:
    near = np.flatnonzero(shops.village_min < 4.5)
    points = shapely.points(shops.villages.x[near], shops.villages.y[near])
    assert shapely.contains(shops.area[0], points).all()


def test_a_point_off_all_roads_is_told(example_region: Region) -> None:
    with pytest.raises(NotFoundError, match="no road lies within 1000 m of 0,0"):
        isochrone_report(example_region, [10.0], point=(0.0, 0.0))


@pytest.mark.parametrize("minutes", [[], [10.0, 10.0], [20.0, 10.0], [0.0, 5.0], [-5.0]])
def test_minutes_must_rise(example_region: Region, minutes: list[float]) -> None:
    with pytest.raises(UsageError, match="expected numbers that rise"):
        isochrone_report(example_region, minutes, category="dagligvaror")


def test_one_asks_for_a_point_or_for_a_category(example_region: Region) -> None:
    for known in ({}, {"point": (15.0, 61.0), "category": "dagligvaror"}):
        with pytest.raises(UsageError, match="either a point or a category"):
            isochrone_report(example_region, [10.0], **known)


def test_files_hold_the_bands_and_everybody(
    example_region: Region, shops: IsochroneReport, tmp_path: Path
) -> None:
    product = isochrone_product(shops)
    write_product(product, tmp_path / "isokroner.gpkg")
    bands = gpd.read_file(tmp_path / "isokroner.gpkg", layer="isokroner")
    assert bands.restid_intervall.tolist() == [
        "0-5 min", "5-10 min", "10-30 min", "Över 30 min", "Ingen väg",
    ]  # fmt: skip
    assert bands.personer.tolist() == shops.persons.tolist()
    assert bands.geometry[:3].is_valid.all()
    assert bands.geometry[3:].isna().all()
    assert bands.areal_km2[0] == pytest.approx(bands.geometry[0].area / 1e6)
    places = gpd.read_file(tmp_path / "isokroner.gpkg", layer="isokron_orter")
    assert len(places) == len(example_region.villages)
    assert render_product(product, ".geojson") == render_product(
        isochrone_product(
            isochrone_report(example_region, [5.0, 10.0, 30.0], category="dagligvaror")
        ),
        ".geojson",
    )


def test_the_product_says_it_in_persons(shops: IsochroneReport) -> None:
    product = isochrone_product(shops)
    assert product.title == "Restid till närmaste dagligvaror"
    persons = shops.persons
    share = 100 * persons[0] / persons.sum()
    assert f"({share:.1f}".replace(".", ",") in product.sentences[0]
    assert "har högst 5 minuter till närmaste dagligvaror" in product.sentences[0]


def test_from_a_village_in_english(example_region: Region) -> None:
    villages = example_region.villages
    centre = int(np.nanargmax(villages.population))
    lon, lat = unproject(villages.x[[centre]], villages.y[[centre]], example_region.network.crs)
    report = isochrone_report(
        example_region, [10.0], point=(float(lon[0]), float(lat[0])), direction="from"
    )
    assert report.village_min[centre] == pytest.approx(
        2 * example_region.village_snapping.access_ms[centre] / 60_000, abs=0.01
    )
    assert isochrone_product(report, "en").title.startswith("Travel time from ")
