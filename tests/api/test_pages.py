"""The pages for people, and OpenAPI for programs."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI
from fastapi.testclient import TestClient

from tillganglighet.publish.wording.columns import restider_columns

OUTSIDE = re.compile(r"""(?:src|href)=["'](?:https?:)?//""")


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_needs_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "<script" not in response.text
    assert not OUTSIDE.findall(response.text.replace("https://www.openstreetmap.org", ""))


def test_the_summary_names_the_region_and_its_sources(client: TestClient) -> None:
    page = client.get("/").text
    assert "alvnas" in page
    assert "OpenStreetMap contributors" in page


def test_every_example_of_the_documentation_works(client: TestClient) -> None:
    page = client.get("/docs").text
    addresses = re.findall(r'<li><a href="([^"]+)">', page)
    assert len(addresses) >= 8
    for address in addresses:
        path = "/" + address.replace("&amp;", "&").removeprefix(".")
        assert client.get(path).status_code == 200, path


@pytest.fixture(scope="module")
def openapi(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/openapi.json").json()
    return answer


def test_openapi_is_valid(openapi: dict[str, Any]) -> None:
    OpenAPI.model_validate(openapi)
    operations = [
        operation["operationId"]
        for methods in openapi["paths"].values()
        for operation in methods.values()
    ]
    assert len(set(operations)) == len(operations)
    for reference in references(openapi):
        *_, name = reference.split("/")
        assert name in openapi["components"]["schemas"], reference
    used = {reference.split("/")[-1] for reference in references(openapi)}
    assert used == set(openapi["components"]["schemas"])


def test_openapi_describes_every_parameter(client: TestClient, openapi: dict[str, Any]) -> None:
    page = client.get("/docs").text
    operations = [
        (path, operation)
        for path, methods in openapi["paths"].items()
        for operation in methods.values()
    ]
    for path, operation in operations:
        assert " / " in operation["description"], path  # Swedish and English
        assert f" {path}</code>" in page
        for parameter in operation.get("parameters", []):
            assert " / " in parameter["description"], (path, parameter["name"])
            assert parameter["schema"]["examples"], (path, parameter["name"])
            assert f">{parameter['name']}<" in page


def test_openapi_tells_what_the_service_does(openapi: dict[str, Any]) -> None:
    answers = openapi["paths"]["/restider"]["get"]["responses"]
    assert answers["200"]["content"].keys() == {"application/geo+json"}
    assert answers["400"]["content"].keys() == {"application/problem+json"}
    assert "404" in openapi["paths"]["/orter/{ort_id}"]["get"]["responses"]
    parameters = {
        each["name"]: each for each in openapi["paths"]["/restider"]["get"]["parameters"]
    }
    assert parameters.keys() == {
        *("kategori", "niva", "status", "kommunkod", "bbox", "ort_id", "limit", "offset")
    }
    assert "apotek" in parameters["kategori"]["schema"]["items"]["enum"]
    columns = openapi["components"]["schemas"]["RestidProperties"]["properties"]
    assert list(columns) == [column.key for column in restider_columns()]


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from references(child)


def test_answers_hold_the_members_that_openapi_promises(
    client: TestClient, openapi: dict[str, Any]
) -> None:
    schemas = openapi["components"]["schemas"]
    for path, name in [
        ("/orter?limit=1", "OrtCollection"),
        ("/restider?limit=1", "RestidCollection"),
        ("/orter/n1001", "Ort"),
        ("/kategorier", "Kategorier"),
        ("/region", "RegionRecord"),
        ("/scenarier", "Scenarier"),
        ("/placering", "Placeringar"),
        ("/strukturbild", "Strukturbild"),
        ("/strukturbild/noder?limit=1", "TableCollection"),
        ("/strukturbild/kommunroller?limit=1", "TableRows"),
        ("/orter?x=1", "ProblemDetails"),
    ]:
        answer = json.loads(client.get(path).content)
        assert answer.keys() == schemas[name]["properties"].keys(), path
