"""What answers say of themselves, and answers that are not sent again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tillganglighet_api import create_app

PATHS = ["/", "/docs", "/openapi.json", "/orter?limit=2", "/orter/n1001", "/restider?limit=2"]
PATHS += ["/kategorier", "/region", "/servicesarbarhet?limit=2", "/strukturbild/noder?limit=2"]


@pytest.mark.parametrize("path", [*PATHS, "/orter?limit=0", "/ort"])
def test_every_answer_names_its_source(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["attribution"] == "(c) OpenStreetMap contributors, ODbL 1.0"
    assert headers["data-date"] == "2026-11-01"  # of the extract, data/example


@pytest.mark.parametrize("path", PATHS[3:])
def test_every_table_carries_its_source_inside(client: TestClient, path: str) -> None:
    answer = client.get(path).json()
    assert answer["attribution"] == "© OpenStreetMap contributors, ODbL 1.0"
    assert answer["data_date"] == "2026-11-01"


@pytest.mark.parametrize("path", PATHS)
def test_a_known_answer_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    etag = first.headers["etag"]
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == etag
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_a_problem_is_never_kept(client: TestClient) -> None:
    response = client.get("/orter?limit=0", headers={"If-None-Match": "*"})
    assert response.status_code == 400
    assert "etag" not in response.headers


def test_head_is_answered_as_get(client: TestClient) -> None:
    asked, got = client.head("/orter?limit=2"), client.get("/orter?limit=2")
    assert asked.status_code == 200
    assert asked.headers["etag"] == got.headers["etag"]


def test_any_web_page_may_read(client: TestClient) -> None:
    response = client.get("/orter?limit=1", headers={"Origin": "https://kommun.example"})
    assert response.headers["access-control-allow-origin"] == "*"
    assert "ETag" in response.headers["access-control-expose-headers"]
    asked = {"Origin": "https://kommun.example", "Access-Control-Request-Method": "DELETE"}
    assert client.options("/orter", headers=asked).status_code == 400
    asked |= {"Access-Control-Request-Method": "POST"}
    asked |= {"Access-Control-Request-Headers": "Content-Type, If-None-Match"}
    assert client.options("/scenarier", headers=asked).status_code == 200


def test_the_same_region_gives_the_same_bytes(client: TestClient, region_folder: Path) -> None:
    with TestClient(create_app(region_folder)) as other:
        for path in PATHS:
            assert other.get(path).content == client.get(path).content
            assert other.get(path).headers["etag"] == client.get(path).headers["etag"]


@pytest.fixture(scope="module")
def english(region_folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(region_folder, language="en")) as opened:
        yield opened


def test_english_has_other_names_and_another_etag(client: TestClient, english: TestClient) -> None:
    properties = english.get("/orter/n1001").json()["properties"]
    assert properties["village_name"] == "Älvnäs"
    assert properties["dagligvaror_level"] == "good"
    assert "Columns of the answer" in english.get("/docs").text
    columns = english.get("/openapi.json").json()["components"]["schemas"]["RestidProperties"]
    assert "travel_time_min" in columns["properties"]
    assert english.get("/region").headers["etag"] != client.get("/region").headers["etag"]
