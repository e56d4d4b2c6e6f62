"""The long form over HTTP."""

from typing import Any

from fastapi.testclient import TestClient


def rows(client: TestClient, query: str) -> list[dict[str, Any]]:
    response = client.get(f"/restider?limit=10000&{query}")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/geo+json"
    return [feature["properties"] for feature in response.json()["features"]]


def test_every_village_has_one_row_for_each_category(client: TestClient) -> None:
    categories = [each["kategori"] for each in client.get("/kategorier").json()["kategorier"]]
    villages = client.get("/orter").json()["numberMatched"]
    answer = client.get("/restider?limit=10000").json()
    assert answer["numberMatched"] == villages * len(categories)
    pairs = {(row["ort_id"], row["kategori"]) for row in rows(client, "")}
    assert len(pairs) == villages * len(categories)


def test_each_filter_leaves_what_it_says_and_nothing_else(client: TestClient) -> None:
    everything = rows(client, "")
    for name, value in [
        ("kategori", "apotek"),
        ("niva", "osaker"),
        ("status", "ingen_vag"),
        ("ort_id", "n1002"),
    ]:
        expected = [row for row in everything if row[name] == value]
        assert expected
        assert rows(client, f"{name}={value}") == expected


def test_filters_narrow_each_other_and_values_of_one_widen(client: TestClient) -> None:
    found = rows(client, "kategori=apotek&kategori=drivmedel&status=ingen_vag&status=no_road")
    # One village of the example has no road: Fjällnäset.
    assert [(row["ortnamn"], row["kategori"]) for row in found] == [
        ("Fjällnäset", "drivmedel"),
        ("Fjällnäset", "apotek"),
    ]
    assert all(row["restid_min"] is None for row in found)


def test_a_row_lies_where_its_village_does(client: TestClient) -> None:
    village = client.get("/orter/n1001").json()
    features = client.get("/restider?ort_id=n1001&kategori=apotek").json()["features"]
    assert [each["id"] for each in features] == ["n1001:apotek"]
    assert features[0]["geometry"] == village["geometry"]


def test_the_box_is_about_villages(client: TestClient) -> None:
    lon, lat = client.get("/orter/n1001").json()["geometry"]["coordinates"]
    found = rows(client, f"bbox={lon},{lat},{lon},{lat}&kategori=apotek")
    assert [row["ort_id"] for row in found] == ["n1001"]


def test_next_leads_through_the_long_form(client: TestClient) -> None:
    answer = client.get("/restider?kategori=apotek&limit=60&bbox=-180,-90,180,90").json()
    (following,) = [link["href"] for link in answer["links"] if link["rel"] == "next"]
    rest = client.get(following).json()
    assert answer["numberReturned"] + rest["numberReturned"] == answer["numberMatched"]
    assert not {each["id"] for each in answer["features"]} & {
        each["id"] for each in rest["features"]
    }


def test_a_service_across_the_border_is_named_with_its_kommun(client: TestClient) -> None:
    answer = client.get("/restider?kommunkod=2901&kategori=dagligvaror&limit=1000").json()
    assert answer["numberMatched"] == 60
    by_name = {each["properties"]["ortnamn"]: each["properties"] for each in answer["features"]}
    assert by_name["Gränsliden"]["narmaste_kommunnamn"] == "Fjällsele kommun"
    assert by_name["Gränsliden"]["lansnamn"] == "Seleälvens län"
