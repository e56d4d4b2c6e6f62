"""Vulnerability and the structure map: computed once, without keeping other readers waiting."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tillganglighet.accessibility.closures.report import Vulnerability
from tillganglighet.pipeline import vulnerability as use_case
from tillganglighet.pipeline.region import Region
from tillganglighet_api import create_app, studies

POOL_THREADS = 40  # of the threads that answer readers


@pytest.fixture
def fresh(region_folder: Path) -> Iterator[TestClient]:
    """Return a service that has computed nothing yet."""
    with TestClient(create_app(region_folder)) as opened:
        yield opened


def test_services_closed_in_turn(client: TestClient, example_region: Region) -> None:
    answer = client.get("/servicesarbarhet?kategori=apotek").json()
    rows = [feature["properties"] for feature in answer["features"]]
    assert {row["service_id"] for row in rows} == {"n2006", "n2023"}
    assert [row["rang"] for row in rows] == [1, 2]
    assert answer["meningar"]
    every = client.get("/servicesarbarhet").json()
    assert every["numberMatched"] == len(example_region.services)


@pytest.mark.parametrize("table", ["byggnadssarbarhet", "kritiska_vagar"])
def test_buildings_and_roads_closed_in_turn(client: TestClient, table: str) -> None:
    answer = client.get(f"/servicesarbarhet/{table}?limit=3").json()
    assert answer["numberReturned"] == 3
    assert [feature["properties"]["rang"] for feature in answer["features"]] == [1, 2, 3]


def test_the_structure_map_lists_its_layers(client: TestClient) -> None:
    answer = client.get("/strukturbild").json()
    assert {"noder", "omland", "strak", "samband_ut", "svaga_samband", "brist_n_av_m"} <= set(
        answer["tabeller"]
    )
    assert answer["meningar"]
    assert answer["attribution"]
    for link in answer["links"]:
        response = client.get(link["href"])
        assert response.status_code == 200, link
        assert response.headers["content-type"] == link["type"], link


def test_the_printed_map(client: TestClient) -> None:
    assert client.get("/strukturbild/karta.pdf").content.startswith(b"%PDF-")
    assert client.get("/strukturbild/karta.png").content.startswith(b"\x89PNG")
    assert "<svg" in client.get("/strukturbild/karta.svg").text


@pytest.mark.parametrize(
    "path", ["/servicesarbarhet/orter", "/strukturbild/orter", "/strukturbild/karta.gif"]
)
def test_what_is_not_there_is_told(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    ["/servicesarbarhet", "/strukturbild", "/strukturbild/noder", "/strukturbild/karta.pdf"],
)
def test_a_question_that_is_not_well_put_computes_nothing(
    fresh: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(studies.Studies, "vulnerability", refuse)
    monkeypatch.setattr(studies.Studies, "structure", refuse)
    monkeypatch.setattr(studies.Studies, "structure_sheet", refuse)
    assert fresh.get(f"{path}?kategri=apotek").status_code == 400


@pytest.mark.parametrize(
    "path", ["/servicesarbarhet?limit=1&limit=2", "/strukturbild/noder?limit=1&limit=2"]
)
def test_a_single_value_given_twice_is_told(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400


class Held:
    """Holds the study of vulnerability up, and counts how often it is begun."""

    def __init__(self) -> None:
        self.may_end = Event()
        self.begun = 0
        self.study = use_case.vulnerability

    def __call__(self, region: Region, **options: Any) -> Vulnerability:  # noqa: ANN401 (passed on)
        """Wait, then do as the study does."""
        self.begun += 1
        self.may_end.wait()
        return self.study(region, **options)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    held = Held()
    monkeypatch.setattr(use_case, "vulnerability", held)
    yield held
    held.may_end.set()


def test_many_readers_wait_for_one_study_and_keep_nobody_else_waiting(
    fresh: TestClient, held: Held
) -> None:
    readers = POOL_THREADS + 10
    with ThreadPoolExecutor(readers) as pool:
        asked = [pool.submit(fresh.get, "/servicesarbarhet?limit=1") for _ in range(readers)]
        while held.begun == 0:
            time.sleep(0.01)
        # All who ask for the study wait; who asks for something else is answered.
        for path in ("/orter?limit=1", "/kategorier", "/scenarier"):
            assert fresh.get(path).status_code == 200
        assert not any(each.done() for each in asked)
        held.may_end.set()
        answers = [each.result() for each in asked]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert held.begun == 1


def test_a_reader_does_not_wait_for_ever(
    fresh: TestClient, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studies, "LONGEST_WAIT_S", 0.05)
    response = fresh.get("/servicesarbarhet")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert int(response.headers["retry-after"]) > 0
    monkeypatch.undo()
    held.may_end.set()
    assert fresh.get("/servicesarbarhet").status_code == 200  # it went on meanwhile
    assert held.begun == 1
