"""The wide form over HTTP."""

from pathlib import Path
from typing import Any

import pyogrio
import pytest
from fastapi.testclient import TestClient

VILLAGE_COUNT = 66  # data/example/README.md: 66 places


def ids(answer: dict[str, Any]) -> list[str]:
    return [feature["id"] for feature in answer["features"]]


def test_every_village_is_a_point_with_its_answers(client: TestClient) -> None:
    response = client.get("/orter")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/geo+json"
    answer = response.json()
    assert answer["type"] == "FeatureCollection"
    assert answer["numberMatched"] == answer["numberReturned"] == VILLAGE_COUNT
    assert len(set(ids(answer))) == VILLAGE_COUNT
    by_name = {feature["properties"]["ortnamn"]: feature for feature in answer["features"]}
    assert by_name["Fjällnäset"]["properties"]["dagligvaror_status"] == "ingen_vag"
    assert by_name["Fjällnäset"]["properties"]["dagligvaror_restid_min"] is None
    assert by_name["Storöbyn"]["properties"]["dagligvaror_status"] == "ingen_vagforbindelse"
    # facit.csv, over_gransen: Gränsliden shops in Västerliden, 360 s away; both lie on the road.
    assert by_name["Gränsliden"]["properties"]["dagligvaror_restid_min"] == pytest.approx(
        6, abs=0.1
    )


def test_gdal_opens_the_answer(client: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "orter.geojson"
    path.write_bytes(client.get("/orter").content)
    info = pyogrio.read_info(path)
    assert info["features"] == VILLAGE_COUNT
    assert info["crs"] == "EPSG:4326"
    frame = pyogrio.read_dataframe(path)
    town = frame[frame["ort_id"] == "n1001"].iloc[0]
    assert town["ortnamn"] == "Älvnäs"
    # The example lies near 63.5 N 16 E: longitude first.
    assert 15 < town.geometry.x < 17
    assert 62 < town.geometry.y < 65
    assert frame["dagligvaror_restid_min"].dtype == "float64"


def test_pages_follow_each_other_and_keep_every_parameter(client: TestClient) -> None:
    address, seen = "/orter?kategori=apotek&kategori=drivmedel&limit=25", []
    pages = 0
    while address:
        answer = client.get(address).json()
        seen += ids(answer)
        pages += 1
        links = {link["rel"]: link["href"] for link in answer["links"]}
        assert "kategori=apotek&kategori=drivmedel" in links["self"]
        address = links.get("next", "")
    assert pages == 3  # 25 + 25 + 16
    assert seen == ids(client.get("/orter").json())
    back = client.get(links["prev"]).json()
    assert ids(back) == seen[25:50]


def test_a_page_beyond_the_end_is_empty_and_leads_back(client: TestClient) -> None:
    answer = client.get("/orter?limit=10&offset=1000000000000000000000").json()
    assert answer["numberMatched"] == VILLAGE_COUNT
    assert answer["numberReturned"] == 0
    links = {link["rel"]: link["href"] for link in answer["links"]}
    assert "next" not in links
    assert ids(client.get(links["prev"]).json()) == ids(client.get("/orter").json())[-10:]


def test_more_than_the_largest_page_is_the_largest_page(client: TestClient) -> None:
    answer = client.get("/orter?limit=1000000").json()
    assert answer["numberReturned"] == VILLAGE_COUNT


def test_kategori_chooses_columns_and_changes_no_answer(client: TestClient) -> None:
    whole = client.get("/orter/n1001").json()["properties"]
    few = client.get("/orter?kategori=apotek&limit=1").json()["features"][0]["properties"]
    assert "apotek_restid_min" in few
    assert "drivmedel_restid_min" not in few
    assert few == {name: whole[name] for name in few}


def test_niva_is_about_the_chosen_categories(client: TestClient) -> None:
    everything = client.get("/orter").json()["features"]
    expected = [
        each["id"]
        for each in everything
        if each["properties"]["apotek_niva"] in ("osaker", "ej_nabar")
    ]
    assert 0 < len(expected) < VILLAGE_COUNT
    assert ids(client.get("/orter?kategori=apotek&niva=osaker&niva=ej_nabar").json()) == expected
    # The English codes ask the same.
    assert (
        ids(client.get("/orter?kategori=apotek&niva=uncertain&niva=unreachable").json())
        == expected
    )


def test_a_box_holds_its_edges(client: TestClient) -> None:
    everything = client.get("/orter").json()["features"]
    west, south = everything[3]["geometry"]["coordinates"]
    expected = [
        each["id"]
        for each in everything
        if each["geometry"]["coordinates"][0] >= west
        and each["geometry"]["coordinates"][1] >= south
    ]
    found = ids(client.get(f"/orter?bbox={west},{south},180,90").json())
    assert found == expected
    assert everything[3]["id"] in found


def test_a_village_has_its_rows_of_the_long_form(client: TestClient) -> None:
    village = client.get("/orter/n1001").json()
    assert village["type"] == "Feature"
    assert village["id"] == "n1001"
    categories = [each["kategori"] for each in client.get("/kategorier").json()["kategorier"]]
    assert [row["kategori"] for row in village["restider"]] == categories
    for row in village["restider"]:
        assert row["ort_id"] == "n1001"
        assert row["status"] == village["properties"][f"{row['kategori']}_status"]


@pytest.mark.parametrize("ort_id", ["n0", "a/b", "%C3%85", "", "%FF"])
def test_an_unknown_village_is_told(client: TestClient, ort_id: str) -> None:
    response = client.get(f"/orter/{ort_id}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert "ingen ort" in response.json()["detail"]
    assert "no village" in response.json()["detail_en"]


def test_kommunkod_chooses_the_villages_of_a_kommun(client: TestClient) -> None:
    # data/example/README.md: two towns and 58 smaller places in 2901, 6 in the neighbours.
    answer = client.get("/orter?kommunkod=2901&limit=1").json()
    assert answer["numberMatched"] == 60
    assert answer["features"][0]["properties"]["kommunnamn"] == "Älvnäs kommun"
    neighbours = client.get("/orter?kommunkod=2801&kommunkod=2902&kommunkod=2903&kommunkod=2904")
    assert neighbours.json()["numberMatched"] == 6
    assert client.get("/orter?kommunkod=9999").json()["numberMatched"] == 0
