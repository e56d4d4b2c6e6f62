"""QGIS, or no tests."""

import pytest

from support.qgis import Render, is_installed
from support.qgis import render as render_in_qgis


@pytest.fixture(scope="session")
def render() -> Render:
    """Return the function that opens a file in QGIS and draws it."""
    if not is_installed():
        pytest.skip("QGIS is not here: scripts/install_qgis.sh installs it")
    return render_in_qgis
