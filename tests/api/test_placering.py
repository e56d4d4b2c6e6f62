"""Questions of siting put to the service."""

import pytest
from fastapi.testclient import TestClient

from support.jobs import finished
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.siting import site
from tillganglighet.pipeline.siting_question import SitingQuestion

OPEN_ONE = {"category": "apotek", "count": 1, "alternatives": 1}


@pytest.fixture(scope="module")
def address(client: TestClient) -> str:
    where = client.post("/placering", json=OPEN_ONE).headers["location"]
    record = finished(client, where)
    assert record["status"] == "klar", record
    assert record["meningar"]
    return where


def test_the_answer_is_that_of_the_program(
    client: TestClient, address: str, example_region: Region
) -> None:
    expected = site(example_region, SitingQuestion("apotek", 1, alternatives=1))
    best = expected.sites.id[expected.siting.choices[0].is_open].tolist()
    answer = client.get(f"{address}/placering").json()
    chosen = [
        feature["properties"]["plats_id"]
        for feature in answer["features"]
        if feature["properties"]["vald_ordning"]
    ]
    assert chosen == best
    assert answer["attribution"] == "© OpenStreetMap contributors, ODbL 1.0"
    villages = client.get(f"{address}/placering_orter").json()
    assert villages["numberMatched"] == len(example_region.villages)
    assert client.get(f"{address}/placering_losningar").json()["rows"]


def test_the_same_question_has_the_same_id(client: TestClient, address: str) -> None:
    again = client.post("/placering", json=dict(reversed(OPEN_ONE.items())))
    assert again.status_code == 200
    assert again.headers["location"] == address
    other = client.post("/placering", json=OPEN_ONE | {"goal": "cover"})
    assert other.status_code == 201
    listed = [entry["id"] for entry in client.get("/placering").json()["placeringar"]]
    assert other.json()["id"] in listed
    assert address.rpartition("/")[2] in listed


def test_which_may_close(client: TestClient) -> None:
    asked = {"category": "apotek", "close": True, "alternatives": 1}
    record = finished(client, client.post("/placering", json=asked).headers["location"])
    assert record["status"] == "klar"
    assert record["namn"] == "apotek -1, p-median"


def test_every_fault_of_a_question_is_told_at_once(client: TestClient) -> None:
    asked = {"category": "aptek", "count": 0, "goal": "best", "colour": 1, "must_open": "n1"}
    response = client.post("/placering", json=asked)
    assert response.status_code == 400
    problem = response.json()
    faults = {each["parameter"]: each for each in problem["errors"]}
    assert faults.keys() == asked.keys()
    assert "dagligvaror" in faults["category"]["detail"]
    assert "alternatives" in faults["colour"]["detail"]  # among the known
    asked = {"category": "apotek", "count": 4_000, "must_open": ["n0"]}
    problem = client.post("/placering", json=asked).json()
    assert problem["status"] == 400
    assert {each["parameter"] for each in problem["errors"]} == {"count", "must-open"}


def test_no_file_of_the_server_is_read(client: TestClient) -> None:
    for path in ("/etc/passwd", "noder", "../tjanster.csv"):
        response = client.post("/placering", json=OPEN_ONE | {"candidates": path})
        assert response.status_code == 400
