"""A prepared region answers as a plain one, also from disk."""

import shutil
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from tillganglighet.accessibility.travel.metric import length, travel_time
from tillganglighet.accessibility.travel.prepared import Prepared
from tillganglighet.errors import RegionError
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.routing.hierarchy import build_hierarchy
from tillganglighet.routing.order import nested_dissection
from tillganglighet.store.region import write_region


@pytest.fixture(scope="module")
def folder(example_region: Region, tmp_path_factory: pytest.TempPathFactory) -> Path:
    network = example_region.network
    graph = travel_time(network).graph
    time = build_hierarchy(graph, nested_dissection(graph, *network.places()))
    prepared = Prepared(time, time.with_impedance(length(network).graph.impedance))
    target = tmp_path_factory.mktemp("prepared") / "region"
    write_region(replace(example_region, prepared=prepared), target)
    return target


def test_the_answers_are_the_same_to_the_bit(example_region: Region, folder: Path) -> None:
    opened = open_region(folder)
    assert example_region.prepared is None, "the example is small"
    assert opened.prepared is not None
    plain, prepared = gap_report(example_region).access, gap_report(opened).access
    for field in fields(plain):
        np.testing.assert_equal(getattr(prepared, field.name), getattr(plain, field.name))


def test_a_hierarchy_of_other_roads_is_refused(folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    path = other / "network" / "travel_time_ms.npy"
    np.save(path, np.load(path) + 1)
    with pytest.raises(RegionError, match="build the region again"):
        open_region(other)
