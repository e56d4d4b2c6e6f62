"""A hierarchy kept as arrays and opened again."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from routing.random_graphs import graph_of
from routing.test_nearest import pairs
from tillganglighet.errors import RegionError
from tillganglighet.routing.ends import Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import build_hierarchy
from tillganglighet.routing.nearest import nearest
from tillganglighet.routing.stored import from_arrays, to_arrays

RING = graph_of(6, [(node, (node + 1) % 6, 10 + node) for node in range(6)])
SEEDS = Seeds(np.array([2, 5]), np.array([1, 0]), np.array([0, 1]))


def arrays_of_ring() -> dict[str, npt.NDArray[Any]]:
    kept = to_arrays(build_hierarchy(RING, np.arange(6, dtype=np.int32)))
    return {field.name: getattr(kept, field.name) for field in fields(kept)}


def test_what_was_kept_answers_as_before(tmp_path: Path) -> None:
    mapped = {}
    for name, array in arrays_of_ring().items():
        np.save(tmp_path / f"{name}.npy", array)
        mapped[name] = np.load(tmp_path / f"{name}.npy", mmap_mode="c")
    opened = from_arrays(RING, mapped)
    assert pairs(nearest(opened, SEEDS, k=2)) == pairs(nearest(RING, SEEDS, k=2))
    # Opened, not read: the arrays in use are those on disk.
    assert np.shares_memory(opened.metric.up.step, mapped["up_step"])


def test_a_missing_array_is_named() -> None:
    arrays = arrays_of_ring()
    del arrays["up_step"]
    with pytest.raises(RegionError, match="up_step is missing"):
        from_arrays(RING, arrays)


@pytest.mark.parametrize("name", ["rank", "pair", "high", "down_step", "first"])
def test_a_truncated_array_is_named(name: str) -> None:
    arrays = arrays_of_ring()
    arrays[name] = arrays[name][:-1]
    with pytest.raises(RegionError, match=r"(first|high|down_step|rank|pair) has \d+ values"):
        from_arrays(RING, arrays)


def test_other_roads_are_noticed() -> None:
    slower = Graph(RING.first_out, RING.head, RING.impedance + 1)
    with pytest.raises(RegionError, match="checksum differs"):
        from_arrays(slower, arrays_of_ring())


@pytest.mark.parametrize("order", [[0, 1, 2], [0, 1, 2, 3, 4, 4], [0, 1, 2, 3, 4, 6]])
def test_an_order_of_another_network_is_refused(order: list[int]) -> None:
    with pytest.raises(ValueError, match=r"order must hold each node of 0 \.\. 5 once"):
        build_hierarchy(RING, np.array(order))
