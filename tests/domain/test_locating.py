"""Places lie in the first area that holds them, and just off the coast in the nearest."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from support.squares import AKOMMUN, COUNTRY, OKOMMUN, two_kommuner
from tillganglighet.domain.areas import joined_areas, no_areas
from tillganglighet.domain.locating import OFF_COAST_M, locate, locate_others

KM = 1_000.0
AREAS = two_kommuner()


@pytest.mark.parametrize(
    ("x_km", "y_km", "kommun", "lan", "country", "nearest"),
    [
        (8, 5, "0101", "01", "SE", False),
        (3, 3, "0102", "01", "SE", False),  # the enclave stands first
        (15, 5, "0201", "02", "SE", False),
        (10, 5, "0101", "01", "SE", False),  # on the border: the first one
        (0, 0, "0101", "01", "SE", False),  # on a corner
        (15, -1.9, "0201", "02", "SE", True),  # 1.9 km out at sea
        (21, 5, "", "", "", False),  # 1 km into the next country, for Sweden ends there
        (15, -2.1, "", "", "SE", False),  # 2.1 km: only the country holds it
        (21, 12, "", "", "", False),  # over the corner by the root of 5 km
        (np.inf, np.nan, "", "", "", False),
    ],
)
def test_places_of_the_drawing(
    x_km: float, y_km: float, kommun: str, lan: str, country: str, *, nearest: bool
) -> None:
    located = locate(AREAS, np.array([x_km * KM]), np.array([y_km * KM]))
    assert (located.kommun_code[0], located.lan_code[0]) == (kommun, lan)
    assert (located.country[0], bool(located.is_nearest[0])) == (country, nearest)


def test_without_areas_nothing_is_known() -> None:
    located = locate(no_areas("EPSG:3006"), np.zeros(2), np.zeros(2))
    assert located.kommun_code.tolist() == ["", ""]
    assert not located.is_nearest.any()
    assert len(locate(AREAS, np.empty(0), np.empty(0)).kommun_code) == 0


def test_areas_of_other_kinds_hold_places_too() -> None:
    # Two squares of 10 km side by side, as the kommuner of the drawing.
    deso = replace(
        AREAS.chosen(np.array([AKOMMUN, OKOMMUN])),
        kind=np.full(2, "deso"),
        code=np.array(["0101A0010", "0201C1010"]),
    )
    x, y = np.array([(8, 5), (15, 5), (15, -1.9), (15, -2.1), (np.nan, 5)]).T * KM
    found = locate_others(joined_areas(AREAS, deso), x, y)
    assert {kind: codes.tolist() for kind, codes in found.items()} == {
        "deso": ["0101A0010", "0201C1010", "0201C1010", "", ""]
    }
    # A kind that holds none of them is left out; kommuner are no other kind.
    assert locate_others(joined_areas(AREAS, deso), x[3:], y[3:]) == {}
    assert locate_others(AREAS, x, y) == {}


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(*[st.integers(-4_000, 24_000)] * 2), min_size=1, max_size=8))
def test_as_one_asks_polygon_by_polygon(points: list[tuple[int, int]]) -> None:
    x, y = np.array(points, dtype=np.float64).T
    located = locate(AREAS, x, y)
    kommuner = np.flatnonzero(AREAS.kind == "kommun")
    sweden = AREAS.polygon[COUNTRY]
    for at, point in enumerate(shapely.points(x, y)):
        distance = np.array([AREAS.polygon[each].distance(point) for each in kommuner])
        expected = ""
        near = distance.min() == 0 or (distance.min() <= OFF_COAST_M and sweden.covers(point))
        if near:
            expected = AREAS.code[kommuner[distance.argmin()]]  # the first of the nearest
        assert located.kommun_code[at] == expected
        assert located.is_nearest[at] == (near and distance.min() > 0)
