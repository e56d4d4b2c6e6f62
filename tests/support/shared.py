"""Real data beside the checkout, and the embedded example inside it."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLE = CHECKOUT / "data" / "example"


def shared_data(name: str) -> Path:
    """Return a file of `../shared/data`; skip the test, saying so, when it is not there."""
    path = CHECKOUT.parent / "shared" / "data" / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is not here")
    return path
