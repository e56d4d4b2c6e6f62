"""The command `serve` on real data: a shop of an island closes."""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from fastapi.testclient import TestClient

LONGEST_S = 90.0


def answer(address: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 (JSON)
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(address, data, {"Content-Type": "application/json"})) as response:  # noqa: S310 (our own server)
        return json.load(response)


@pytest.fixture(scope="module")
def base(faroes_folder: Path) -> Iterator[str]:
    """Start the command and return the address of the service."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = shutil.which("tillganglighet", path=Path(sys.executable).parent)
    assert program is not None
    command = [program, "serve", str(faroes_folder), "--port", str(port)]
    with subprocess.Popen(command) as process:
        base, until = f"http://127.0.0.1:{port}", time.monotonic() + LONGEST_S
        while True:
            try:
                answer(f"{base}/kategorier")
                break
            except URLError:
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.1)
        yield base
        process.terminate()


def test_the_only_grocery_of_an_island_closes(base: str) -> None:
    # Nólsoy, east of Tórshavn: one shop and 244 people, twenty minutes by ferry from the next.
    (village,) = [
        feature
        for feature in answer(f"{base}/orter?kategori=dagligvaror")["features"]
        if feature["properties"]["ortnamn"] == "Nólsoy"
    ]
    (row,) = [
        feature["properties"]
        for feature in answer(f"{base}/restider?kategori=dagligvaror&ort_id={village['id']}")[
            "features"
        ]
    ]
    scenario = {
        "name": "Butiken på Nólsoy stänger",
        "change": [{"type": "close_service", "service": row["narmaste_id"]}],
    }
    record = answer(f"{base}/scenarier", scenario)
    where = f"{base}/scenarier/{record['id']}"
    until = time.monotonic() + LONGEST_S
    while record["status"] != "klar" and time.monotonic() < until:
        time.sleep(0.05)
        record = answer(where)
    assert record["status"] == "klar", record
    assert any("244" in sentence for sentence in record["meningar"])
    table = answer(f"{where}/scenario?kategori=dagligvaror")
    changed = [
        feature
        for feature in table["features"]
        if feature["properties"]["klassbyte"] != "oforandrad"
    ]
    # Nobody else's nearest shop was there, so the island alone is worse off.
    (island,) = changed
    assert island["geometry"] == village["geometry"]
    properties = island["properties"]
    assert properties["restid_fore_min"] == pytest.approx(row["restid_min"], abs=0.01)
    assert properties["skillnad_min"] == pytest.approx(row["skillnad_nast_narmaste_min"], abs=0.02)
    assert properties["narmaste_efter_id"] == row["nast_narmaste_id"]
    assert table["data_date"] == "2017-02-17"
    assert "OpenStreetMap" in table["attribution"]


def test_no_id_is_that_of_another_region(base: str, client: TestClient) -> None:
    asked = {"name": "Som idag"}
    here = answer(f"{base}/scenarier", asked)["id"]
    assert here != client.post("/scenarier", json=asked).json()["id"]
    assert client.get(f"/scenarier/{here}").status_code == 404
