"""Jobs of the service, waited for."""

import time
from typing import Any

from fastapi.testclient import TestClient

LONGEST_S = 60.0


def finished(client: TestClient, address: str) -> dict[str, Any]:
    """Ask where a job stands until it is over, and return the record."""
    until = time.monotonic() + LONGEST_S
    record: dict[str, Any] = client.get(address).json()
    while record["status"] not in {"klar", "misslyckad"}:
        assert time.monotonic() < until, record
        time.sleep(0.02)
        record = client.get(address).json()
    return record
