"""Questions that are not well put: told as problems, all faults at once, never a 5xx."""

import json
from pathlib import Path
from typing import NoReturn

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tillganglighet.errors import UsageError
from tillganglighet_api import create_app
from tillganglighet_api.problems import FAULTS

NAMES = ["kategori", "niva", "status", "kommunkod", "bbox", "ort_id", "limit", "offset", "kategri"]
VALUES = [
    *("apotek", "brist", "ingen_vag", "2901", "n1001", "", "0", "1", "-1", "10", "1e9", "nan"),
    *("15,63,16,64", "16,63,15,64", "1,2,3", "1,2,3,4,5,6", "inf,0,1,1", "nan,nan,nan,nan"),
    *("9" * 5000, "%FF", "%00", "%ED%A0%80", "å", "a&b", "{ge}", "<script>", "1;2", "[", "+"),
]
PATHS = ["/orter", "/restider", "/kategorier", "/region", "/orter/n1001", "/orter/%FF"]


def faults(client: TestClient, address: str) -> dict[str, dict[str, str]]:
    """Return the faults of a question by parameter, having checked the problem's form."""
    response = client.get(address)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == 400
    assert problem["title"] == "Frågan är felställd"
    assert problem["title_en"] == "The question is not well put"
    slug = problem["type"].removeprefix("/docs#")
    assert f'id="{slug}"' in client.get("/docs").text
    for fault in problem["errors"]:
        assert fault["detail"] in problem["detail"]
        assert fault["detail_en"] in problem["detail_en"]
    return {fault["parameter"]: fault for fault in problem["errors"]}


@pytest.mark.parametrize("path", PATHS[:-1])
def test_an_unknown_parameter_is_never_ignored(client: TestClient, path: str) -> None:
    fault = faults(client, f"{path}?kategri=apotek")["kategri"]
    assert fault["value"] == "apotek"
    assert "okänd parameter" in fault["detail"]
    assert "unknown parameter" in fault["detail_en"]
    if path in ("/orter", "/restider"):
        known = fault["detail_en"].partition("known: ")[2].split(", ")
        assert {"kategori", "niva", "kommunkod", "bbox", "limit", "offset"} <= set(known)


@pytest.mark.parametrize(
    ("bbox", "said"),
    [
        ("a", "fyra tal"),
        ("1,2,3", "fyra tal"),
        ("1,2,3,4,5", "fyra tal"),
        ("", "fyra tal"),
        ("nan,0,1,1", "fyra tal"),
        ("0,0,inf,1", "fyra tal"),
        ("16,63,15,64", "väst före öst"),
        ("15,64,16,63", "syd före nord"),
        ("500000,6800000,600000,6900000", "grader"),  # SWEREF 99 TM
    ],
)
def test_a_box_that_is_none_is_told(client: TestClient, bbox: str, said: str) -> None:
    for path in ("/orter", "/restider"):
        assert said in faults(client, f"{path}?bbox={bbox}")["bbox"]["detail"]


@pytest.mark.parametrize(
    ("query", "parameter", "known"),
    [
        ("kategori=aptek", "kategori", "apotek"),
        ("niva=bra", "niva", "god"),
        ("status=ok", "status", "restid_finns"),
    ],
)
def test_an_unknown_code_lists_the_known(
    client: TestClient, query: str, parameter: str, known: str
) -> None:
    fault = faults(client, f"/restider?{query}")[parameter]
    assert known in fault["detail"].partition("kända är ")[2].split(", ")


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=x", "limit=", "offset=-1"])
def test_a_page_that_is_none_is_told(client: TestClient, query: str) -> None:
    assert faults(client, f"/orter?{query}").keys() == {query.partition("=")[0]}


def test_all_faults_are_told_at_once(client: TestClient) -> None:
    told = faults(client, "/restider?limit=0&bbox=1&niva=x&status=y&kategori=z&kategri=v&ort_id=")
    assert told.keys() == {"limit", "bbox", "niva", "status", "kategori", "kategri", "ort_id"}


def test_a_single_value_given_twice_is_told(client: TestClient) -> None:
    assert faults(client, "/orter?limit=5&limit=6").keys() == {"limit"}


def test_addresses_and_methods_that_are_not_there(client: TestClient) -> None:
    for response, status in [(client.get("/ort"), 404), (client.post("/orter"), 405)]:
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == status


def test_errors_of_the_program_have_their_status(region_folder: Path) -> None:
    app = create_app(region_folder)
    fail_on(app, "/fraga", UsageError("no such thing"))
    fail_on(app, "/fel", ZeroDivisionError("secret"))
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/fraga").status_code == 400
        assert "no such thing" in client.get("/fraga").json()["detail_en"]
        response = client.get("/fel")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text


def fail_on(app: FastAPI, path: str, error: Exception) -> None:
    @app.get(path)
    def fail() -> None:
        raise error


def test_every_fault_has_two_texts() -> None:
    for sv, en in FAULTS.values():
        assert sv
        assert en
        assert sv != en


def strict(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is no JSON")


@settings(max_examples=150, deadline=None)
@given(
    path=st.sampled_from(PATHS),
    query=st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=8)),
        max_size=4,
    ),
)
def test_no_question_breaks_the_service(
    client: TestClient, path: str, query: list[tuple[str, str]]
) -> None:
    text = "&".join(f"{name}={value}" for name, value in query).encode("utf-8", "replace")
    address = (
        path + "?" + "".join(chr(b) if 32 < b < 127 and b != 35 else f"%{b:02X}" for b in text)
    )
    response = client.get(address)
    assert response.status_code in (200, 400, 404), response.text
    json.loads(response.content, parse_constant=strict)


def test_an_address_with_a_part_that_is_none_is_documented_as_not_found(
    client: TestClient,
) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    answers = {path: own["get"]["responses"] for path, own in paths.items() if "{" in path}
    assert [path for path, own in answers.items() if "404" not in own] == []
