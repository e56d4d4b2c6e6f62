"""Fixtures that cost seconds, made once for all tests."""

from pathlib import Path

import pytest

from support.shared import EXAMPLE, shared_data
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.pipeline.regions import build_region


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the embedded example as a region."""
    folder = tmp_path_factory.mktemp("län och ö") / "alvnas"
    build_region(
        EXAMPLE / "exempel.osm.pbf",
        folder,
        services=[EXAMPLE / "tjanster.csv"],
        population=EXAMPLE / "befolkning_1km.csv",
    )
    return folder


@pytest.fixture(scope="session")
def example_region(example_folder: Path) -> Region:
    """Open the embedded example."""
    return open_region(example_folder)


@pytest.fixture(scope="session")
def faroes_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the Faroe Islands as a region, if the extract is there."""
    extract = shared_data("faroe-islands/faroe-islands-2017.osm.pbf")
    folder = tmp_path_factory.mktemp("faroes") / "region"
    build_region(extract, folder)
    return folder
