"""The catalogue and the region over HTTP."""

import hashlib
from pathlib import Path

from fastapi.testclient import TestClient

from tillganglighet.domain.catalogue import catalogue

EXAMPLE = Path(__file__).parents[2] / "data" / "example"


def test_the_catalogue_says_how_far_it_is_covered(client: TestClient) -> None:
    answer = client.get("/kategorier").json()
    by_key = {each["kategori"]: each for each in answer["kategorier"]}
    assert list(by_key) == list(catalogue())
    # OSM and a file beside it: more than nothing, never complete.
    assert by_key["dagligvaror"]["tackning"] == "ofullstandig"
    assert by_key["dagligvaror"]["antal_service"] > 0
    assert by_key["dagligvaror"]["mats"] is True
    assert by_key["hallplats"]["mats"] is False  # a bus stop by car
    assert by_key["hogskola"]["antal_service"] == 0  # data/example/README.md: nobody offers it
    assert answer["attribution"]


def test_the_region_names_its_inputs(client: TestClient) -> None:
    answer = client.get("/region").json()
    sha256 = {each["name"]: each["sha256"] for each in answer["provenance"]["inputs"]}
    for name in ("exempel.osm.pbf", "tjanster.csv", "befolkning_1km.csv"):
        assert sha256[name] == hashlib.sha256((EXAMPLE / name).read_bytes()).hexdigest()
    assert answer["counts"]["villages"] == 66
    found = {each["kind"]: each for each in answer["import_report"]}
    assert found["village_no_road"]["count"] == 1  # Fjällnäset


def test_no_path_of_the_machine_is_told(client: TestClient, region_folder: Path) -> None:
    for path in ("/region", "/kategorier", "/", "/docs", "/openapi.json"):
        assert str(region_folder.parent) not in client.get(path).text
