"""Limits are inherited from everywhere to län, kommun and place."""

from dataclasses import replace

import numpy as np

from support.counted import villages
from support.people import cells_at
from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.standards import (
    LocalStandards,
    example_standards,
    limits_of_cells,
    limits_of_villages,
)

KEYS = ["dagligvaror", "apotek"]
PLACES = villages(["2039", "2039", "2062", "1780"])  # v0, v1, v2 in län 20 and v3 in 17


def local(scope: str, code: str, **minutes: tuple[float, float]) -> LocalStandards:
    return LocalStandards(
        scope=scope,  # type: ignore[arg-type]
        code=code,
        decided_by="provet",
        decided_on="2026-11-22",
        good_min={key: good for key, (good, _) in minutes.items()},
        acceptable_min={key: acceptable for key, (_, acceptable) in minutes.items()},
    )


# The order of the list is no matter: the narrower goes before the wider.
STANDARDS = replace(
    example_standards(chosen_categories(KEYS)),
    local=(
        local("ort", "v1", dagligvaror=(1, 2)),
        local("kommun", "2039", dagligvaror=(11, 22)),
        local("lan", "20", dagligvaror=(5, 6), apotek=(7, 8)),
    ),
)


def test_the_narrowest_that_says_something_holds() -> None:
    limits = limits_of_villages(STANDARDS, KEYS, PLACES)

    # The shipped example has 10/20 minutes to groceries and 20/30 to a pharmacy.
    assert limits.good_min.tolist() == [[11, 7], [1, 7], [5, 7], [10, 20]]
    assert limits.acceptable_min.tolist() == [[22, 8], [2, 8], [6, 8], [20, 30]]


def test_cells_have_the_limits_of_their_village_kommun_and_lan() -> None:
    cells = replace(
        cells_at(np.zeros(3), np.zeros(3), np.ones(3)),
        village=np.array([1, -1, -1], dtype=np.int32),
        kommun_code=np.array(["2039", "2039", ""]),
        lan_code=np.array(["20", "20", ""]),
    )

    limits = limits_of_cells(STANDARDS, KEYS, cells, PLACES)

    assert limits.good_min.tolist() == [[1, 7], [11, 7], [10, 20]]


def test_without_local_standards_one_row_is_enough() -> None:
    example = example_standards(chosen_categories(KEYS))

    assert limits_of_villages(example, KEYS, PLACES).good_min.tolist() == [[10, 20]]
    assert example.examples == set(KEYS)
