"""Scenarios put to the service: the same answers as the program gives, and where they stand."""

import json
import tomllib
from functools import partial
from math import nan
from pathlib import Path
from threading import Event
from typing import Any, NoReturn, cast

import pytest
from fastapi.testclient import TestClient

from support.jobs import finished
from support.shared import EXAMPLE
from tillganglighet.errors import UsageError
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.scenarios import run_scenario
from tillganglighet.publish.product.product import Product
from tillganglighet.scenarios.changes.scenario import Scenario
from tillganglighet_api import create_app
from tillganglighet_api.studies import Studies

FILE = EXAMPLE / "lanthandeln_stanger.toml"
CLOSED = {"name": "Torghallen", "change": [{"type": "close_service", "service": "w2002"}]}


@pytest.fixture(scope="module")
def shop_closes() -> dict[str, Any]:
    """Return the scenario file of the example, as JSON has it."""
    content: dict[str, Any] = json.loads(json.dumps(tomllib.loads(FILE.read_text("utf-8"))))
    return content


@pytest.fixture(scope="module")
def address(client: TestClient, shop_closes: dict[str, Any]) -> str:
    """Return where the answer is found when it is done."""
    where = client.post("/scenarier", json=shop_closes).headers["location"]
    assert finished(client, where)["status"] == "klar"
    return where


def test_the_answer_is_that_of_the_scenario_file(
    client: TestClient, address: str, example_region: Region
) -> None:
    expected = run_scenario(example_region, FILE)
    record = client.get(address).json()
    assert record["id"] == expected.outcome.id
    assert record["namn"] == expected.outcome.scenario.name
    assert record["fel"] is None
    assert record["meningar"][: len(expected.sentences())] == list(expected.sentences())
    answer = client.get(f"{address}/scenario").json()
    places = expected.places()
    rows = [feature["properties"] for feature in answer["features"]]
    assert answer["numberMatched"] == len(rows) == len(places)
    for name in ("ort_id", "kategori", "narmaste_fore_id", "narmaste_efter_id", "klassbyte"):
        assert [row[name] for row in rows] == [each or None for each in places[name]]
    minutes = [nan if (each := row["restid_efter_min"]) is None else each for row in rows]
    assert minutes == pytest.approx(places["restid_efter_min"].tolist(), abs=0.006, nan_ok=True)


def test_every_table_is_linked_and_says_whose_it_is(client: TestClient, address: str) -> None:
    record = client.get(address).json()
    items = [link for link in record["links"] if link["rel"] == "item"]
    assert [link["href"].rpartition("/")[2] for link in items] == [
        *("scenario", "scenario_personer", "scenario_service", "scenario_andringar")
    ]
    for link in items:
        response = client.get(link["href"])
        assert response.headers["content-type"] == link["type"]
        table = response.json()
        assert table["attribution"] == "© OpenStreetMap contributors, ODbL 1.0"
        assert table["data_date"] == "2026-11-01"
        assert "note" in table
        assert table["numberReturned"] == len(table.get("features", table.get("rows")))


def test_rows_are_chosen_and_paged(client: TestClient, address: str) -> None:
    every = client.get(f"{address}/scenario").json()["features"]
    chosen = client.get(f"{address}/scenario?kategori=dagligvaror&kommunkod=2901").json()
    assert chosen["features"] == [
        feature
        for feature in every
        if feature["properties"]["kategori"] == "dagligvaror"
        and feature["properties"]["kommunkod"] == "2901"
    ]
    assert 0 < chosen["numberMatched"] < len(every)
    seen, page = [], f"{address}/scenario?limit=50"
    while page:
        answer = client.get(page).json()
        seen += answer["features"]
        page = next((link["href"] for link in answer["links"] if link["rel"] == "next"), "")
    assert seen == every


def test_the_same_changes_have_the_same_id_whatever_they_are_called(client: TestClient) -> None:
    first = client.post("/scenarier", json=CLOSED)
    again = client.post("/scenarier", json=CLOSED | {"name": "Något annat", "author": "B"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.headers["location"] == again.headers["location"]
    assert first.json()["id"] == again.json()["id"]
    record = finished(client, first.headers["location"])
    assert record["namn"] == "Torghallen"
    listed = {entry["id"]: entry for entry in client.get("/scenarier").json()["scenarier"]}
    assert listed[record["id"]]["status"] == "klar"
    assert listed[record["id"]]["href"] == first.headers["location"]


def test_a_new_start_gives_the_same_answer(
    client: TestClient, address: str, shop_closes: dict[str, Any], region_folder: Path
) -> None:
    with TestClient(create_app(region_folder)) as other:
        assert other.get(address).status_code == 404
        assert "POST" in other.get(address).json()["detail"]
        other.post("/scenarier", json=shop_closes)
        assert finished(other, address)["status"] == "klar"
        for table in ("scenario", "scenario_service"):
            mine, theirs = (each.get(f"{address}/{table}") for each in (client, other))
            assert mine.content == theirs.content


def test_a_scenario_without_changes_changes_nothing(client: TestClient) -> None:
    where = client.post("/scenarier", json={"name": "Som idag"}).headers["location"]
    assert finished(client, where)["status"] == "klar"
    features = client.get(f"{where}/scenario").json()["features"]
    assert {feature["properties"]["klassbyte"] for feature in features} == {"oforandrad"}
    assert all(not feature["properties"]["skillnad_min"] for feature in features)


def test_what_is_not_done_says_so_and_is_never_kept(client: TestClient, studies: Studies) -> None:
    may_end = Event()

    def wait() -> Product:
        may_end.wait()
        return cast("Product", None)

    studies.scenarios.submit("held", Scenario("Före"), wait)
    scenario = {"name": "Bakom", "change": [{"type": "close_service", "service": "w2003"}]}
    where = client.post("/scenarier", json=scenario).headers["location"]
    try:
        for path, status in [("/scenarier/held", "pagar"), (where, "vantar")]:
            response = client.get(path, headers={"If-None-Match": "*"})
            assert response.status_code == 200
            assert response.json()["status"] == status
            assert response.headers["cache-control"] == "no-store"
            assert "etag" not in response.headers
        response = client.get(f"{where}/scenario", headers={"If-None-Match": "*"})
        assert response.status_code == 409
        assert response.headers["content-type"] == "application/problem+json"
        assert "inte klart" in response.json()["detail"]
        assert int(response.headers["retry-after"]) > 0
    finally:
        may_end.set()


def test_what_failed_says_why(client: TestClient, studies: Studies) -> None:
    def fail(error: Exception) -> NoReturn:
        raise error

    for error, told, status in [
        (UsageError("no such thing"), "no such thing", 400),
        (ZeroDivisionError("secret"), "loggen säger mer / the log says more", 500),
    ]:
        job_id = type(error).__name__
        studies.scenarios.submit(job_id, Scenario("Fel"), partial(fail, error))
        record = finished(client, f"/scenarier/{job_id}")
        assert (record["status"], record["fel"]) == ("misslyckad", told)
        response = client.get(f"/scenarier/{job_id}/scenario")
        assert response.status_code == status
        assert "secret" not in response.text


def test_every_fault_of_a_scenario_is_told_at_once(client: TestClient) -> None:
    changes = [
        {"type": "close_servise"},
        {"type": "close_service"},
        {"type": "open_service", "category": "apotek", "at": {"village": "n1001", "x": 1}},
    ]
    response = client.post("/scenarier", json={"name": "Fel", "change": changes, "colour": "red"})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert len(problem["errors"]) == 4
    for word in ("colour", "close_servise", "service is missing", "x: unknown"):
        assert word in problem["detail_en"]
    for word in ("colour: okänd", "close_servise", "service saknas", "x: okänd"):
        assert word in problem["detail"]


def test_ids_that_are_not_there_are_told_at_once(client: TestClient) -> None:
    changes = [{"type": "close_service", "service": each} for each in ("n1", "n2")]
    problem = client.post("/scenarier", json={"change": changes}).json()
    assert problem["status"] == 422
    assert len(problem["errors"]) == 2


@pytest.mark.parametrize("path", ["/scenarier/x", "/scenarier/x/scenario", "/placering/x"])
def test_an_unknown_id_is_told(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "x" in response.json()["detail"]


def test_a_table_is_known_by_what_it_holds(
    client: TestClient, address: str, region_folder: Path, shop_closes: dict[str, Any]
) -> None:
    etag = client.get(f"{address}/scenario").headers["etag"]
    known = {"If-None-Match": etag}
    assert client.get(f"{address}/scenario", headers=known).status_code == 304
    assert client.get(f"{address}/scenario?limit=1", headers=known).status_code == 200
    with TestClient(create_app(region_folder)) as other:
        other.post("/scenarier", json=shop_closes | {"name": "Något annat"})
        finished(other, address)
        # The same numbers under another title.
        assert other.get(f"{address}/scenario", headers=known).status_code == 200


def test_an_unknown_table_is_told(client: TestClient, address: str) -> None:
    response = client.get(f"{address}/orter")
    assert response.status_code == 404
    assert "scenario_personer" in response.json()["detail"]


def test_a_column_that_the_table_lacks_is_told(client: TestClient, address: str) -> None:
    response = client.get(f"{address}/scenario_andringar?kategori=apotek&kommunkod=2901")
    assert response.status_code == 400
    assert {each["parameter"] for each in response.json()["errors"]} == {"kategori", "kommunkod"}
