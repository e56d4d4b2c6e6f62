"""QGIS, as planners have it: run headless by its own Python, and asked what it draws."""

import json
import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

QGIS_PYTHON = Path("/usr/bin/python3")  # where Debian puts it; a virtual environment lacks it
SCRIPT = Path(__file__).resolve().parents[1] / "qgis" / "render.py"


Render = Callable[..., dict[str, Any]]  # as `render`


def render(path: Path, picture: Path, *layers: str) -> dict[str, Any]:
    """Open the project of a GeoPackage, or some layers, and draw them."""
    done = _run(str(SCRIPT), str(path.resolve()), str(picture.resolve()), *layers)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@cache
def is_installed() -> bool:
    """Return whether QGIS can be asked."""
    return QGIS_PYTHON.exists() and _run("-c", "import qgis.core").returncode == 0


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [str(QGIS_PYTHON), *arguments],
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
