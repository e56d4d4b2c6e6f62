"""What is sent and cannot be used: told as a problem, never a 5xx."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tillganglighet_api.app import MAX_BODY_BYTES

PATHS = ["/scenarier", "/placering"]
JSON = {"Content-Type": "application/json"}
HUGE = "1" + "0" * 400

KEYS = ["name", "change", "type", "service", "at", "lon", "lat", "category", "count", "to", "kph"]
VALUES = ["close_service", "open_service", "slow_road", "w2002", "n1001", "apotek", "", "\x00"]
content = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(VALUES),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


def problem(client: TestClient, path: str, body: bytes, **headers: str) -> dict[str, Any]:
    response = client.post(path, content=body, headers=JSON | headers)
    assert response.status_code in (400, 413, 422), response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["attribution"]
    told: dict[str, Any] = response.json()
    assert told["status"] == response.status_code
    return told


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"x", b"[]", b"1", b"null", b'"text"', b'{"name": ', b"\xff\xfe", b"{} {}"),
        b'{"change": [NaN]}',
        b'{"name": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        f'{{"change": [{{"type": "slow_road", "road": "w1", "kph": {HUGE}}}]}}'.encode(),
    ],
)
def test_a_body_that_is_no_question_is_told(client: TestClient, path: str, body: bytes) -> None:
    told = problem(client, path, body)
    assert len(told["detail"]) < 2_000


@pytest.mark.parametrize("path", PATHS)
def test_a_form_is_no_question(client: TestClient, path: str) -> None:
    response = client.post(path, data={"name": "x"})
    assert response.status_code == 400
    assert "application/json" in response.json()["detail"]


@pytest.mark.parametrize("path", PATHS)
def test_a_large_body_is_refused_announced_or_not(client: TestClient, path: str) -> None:
    body = b" " * (MAX_BODY_BYTES + 1)
    assert problem(client, path, body)["status"] == 413

    def parts() -> Any:  # noqa: ANN401 (a generator of bytes, which httpx sends in chunks)
        yield from (b" " * 100_000 for _ in range(100))

    response = client.post(path, content=parts(), headers=JSON)
    assert response.status_code == 413
    assert "1000000" in response.json()["detail"]


@pytest.mark.parametrize("path", PATHS)
def test_a_parameter_beside_the_body_is_told(client: TestClient, path: str) -> None:
    response = client.post(f"{path}?kategri=apotek", json={"category": "apotek"})
    assert response.status_code == 400
    assert [each["parameter"] for each in response.json()["errors"]] == ["kategri"]


@settings(max_examples=100, deadline=None)
@given(path=st.sampled_from(PATHS), body=st.dictionaries(st.sampled_from(KEYS), content))
def test_no_body_breaks_the_service(
    client: TestClient, path: str, body: dict[str, object]
) -> None:
    response = client.post(path, content=json.dumps(body).encode(), headers=JSON)
    assert response.status_code in (200, 201, 400, 422, 503), response.text


@pytest.mark.parametrize("path", PATHS)
def test_methods(client: TestClient, path: str) -> None:
    for method, status in [("DELETE", 405), ("PUT", 405), ("OPTIONS", 204)]:
        response = client.request(method, path)
        assert response.status_code == status
        assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert client.options("/orter").headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.head(path).status_code == 200
