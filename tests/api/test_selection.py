"""Which rows answer a question, on a report that can be checked by eye (support/reports.py)."""

from typing import cast

import numpy as np
import pytest

from support.reports import small_report
from tillganglighet.publish.formats.geojson_file import lon_lat
from tillganglighet.publish.gaps.tables import orter_table, restider
from tillganglighet.store.region import Region
from tillganglighet_api.features import ort_features, restid_features
from tillganglighet_api.parameters import OrterQuestion, RestiderQuestion
from tillganglighet_api.publication import Publication
from tillganglighet_api.selection import orter_rows, restider_rows


@pytest.fixture(scope="module")
def published() -> Publication:
    report = small_report()
    lon, lat = lon_lat(report.villages.x, report.villages.y, report.provenance.crs)
    return Publication(
        region=cast("Region", None),  # rows are chosen from the report alone
        report=report,
        language="sv",
        orter=orter_table(report),
        restider=restider(report),
        lon=lon,
        lat=lat,
        digest="",
    )


def test_kommunkod_chooses_villages(published: Publication) -> None:
    # n1 and n2 lie in 0180, n4 to n7 in 2039, n3 and n8 nowhere known.
    assert orter_rows(published, OrterQuestion(kommunkod=["0180"])).tolist() == [0, 1]
    assert orter_rows(published, OrterQuestion(kommunkod=["2039", "0180"])).tolist() == [
        *(0, 1),
        *(3, 4, 5, 6),
    ]
    assert orter_rows(published, OrterQuestion(kommunkod=["9999"])).tolist() == []


def test_niva_looks_at_the_chosen_categories_only(published: Publication) -> None:
    # dagligvaror: 45 min (n4, n8) is over 20 and beyond the cut-off (n7) is farther: a gap each.
    # bibliotek has no open service although the data cover it: a gap in every village.
    gap = ["brist"]
    asked = OrterQuestion.model_validate({"niva": gap, "kategori": ["dagligvaror"]})
    assert orter_rows(published, asked).tolist() == [3, 6, 7]
    asked = OrterQuestion.model_validate({"niva": gap})
    assert orter_rows(published, asked).tolist() == list(range(8))


def test_rows_of_the_long_form_are_village_by_village(published: Publication) -> None:
    keys = [category.key for category in published.report.categories]
    asked = RestiderQuestion.model_validate({"ort_id": ["n2"], "kategori": ["bibliotek"]})
    (row,) = restider_rows(published, asked).tolist()
    assert row == 1 * len(keys) + keys.index("bibliotek")
    (feature,) = restid_features(published, np.array([row]))
    assert feature["id"] == "n2:bibliotek"
    assert feature["properties"]["ort_id"] == "n2"
    assert feature["properties"]["kategori"] == "bibliotek"


def test_what_is_missing_is_null(published: Publication) -> None:
    features = ort_features(published, np.array([2, 4]), ["dagligvaror"])
    assert features[0]["properties"]["befolkning"] is None  # nobody has said
    assert features[1]["properties"]["dagligvaror_restid_min"] is None  # not connected
    assert features[1]["properties"]["kommunkod"] == "2039"
