"""The GeoJSON is RFC 7946: WGS 84, longitude first, null for what does not exist."""

import json

import pytest

from support.reports import small_report
from tillganglighet.publish.formats.geojson_file import render_geojson
from tillganglighet.publish.gaps.product import gap_product

COLLECTION = json.loads(render_geojson(gap_product(small_report())))


def test_one_point_a_village_with_longitude_first() -> None:
    assert COLLECTION["type"] == "FeatureCollection"
    assert [feature["id"] for feature in COLLECTION["features"]] == [f"n{n}" for n in range(1, 9)]
    # x = 500 000 is the central meridian of SWEREF 99 TM, 15 degrees east.
    lon, lat = COLLECTION["features"][0]["geometry"]["coordinates"]
    assert lon == 15.0
    assert lat == pytest.approx(61.334, abs=0.001)


def test_coordinates_have_at_most_seven_decimals() -> None:
    for feature in COLLECTION["features"]:
        for degrees in feature["geometry"]["coordinates"]:
            assert round(degrees, 7) == degrees


def test_properties_are_the_wide_form() -> None:
    odby = COLLECTION["features"][1]["properties"]
    assert odby["ortnamn"] == "Ödby"
    assert odby["befolkning"] == 200
    assert odby["dagligvaror_restid_min"] == 5.0
    assert odby["dagligvaror_niva"] == "god"
    assert odby["dagskasseinsattning_restid_min"] is None
    assert odby["kommunnamn"] == "Ånäs"


def test_it_carries_attribution_and_origin() -> None:
    assert COLLECTION["attribution"] == "© OpenStreetMap contributors, ODbL"
    assert COLLECTION["metadata"]["inputs"][0]["sha256"] == "ab" * 32
    assert COLLECTION["metadata"]["parameters"]["access_leg_kph"] == 20
    assert COLLECTION["metadata"]["standards"]["acceptable_min"]["dagligvaror"] == 20
