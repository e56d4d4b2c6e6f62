"""Nested areas become bands: nothing overlaps, nothing is lost."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tillganglighet.accessibility.areas.bands import GRID_M, SLIVER_M2, bands

CENTRES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(5, 90)), min_size=1, max_size=12
)


def nested(centres: list[tuple[int, int, int]], growth: list[float]) -> list[shapely.Geometry]:
    """Return discs that grow; the middles lie 37.3 m apart on a grid."""
    points = [shapely.Point(37.3 * x, 37.3 * y) for x, y, _ in centres]
    areas = []
    for factor in growth:
        discs = [
            point.buffer(radius * factor, quad_segs=5)
            for point, (_, _, radius) in zip(points, centres, strict=True)
        ]
        areas.append(shapely.set_precision(shapely.union_all(discs), GRID_M))
    return areas


@settings(max_examples=60, deadline=None)
@given(CENTRES)
def test_bands_are_valid_share_borders_and_sum_to_the_areas(
    centres: list[tuple[int, int, int]],
) -> None:
    areas = nested(centres, [1.0, 1.5, 3.0])
    found = bands(areas)
    assert shapely.is_valid(found).all()
    assert shapely.coverage_is_valid(found)
    slack = len(centres) * SLIVER_M2
    assert np.cumsum(shapely.area(found)) == pytest.approx(shapely.area(areas), abs=slack)


def test_a_hole_stays_a_hole() -> None:
    ring = shapely.Point(0, 0).buffer(500).difference(shapely.Point(0, 0).buffer(300))
    inner, outer = bands([ring, shapely.Point(0, 0).buffer(600)])
    assert len(inner.geoms[0].interiors) == 1
    # What the second area adds: the middle of the ring, and a wider ring round it.
    assert outer.area == pytest.approx(shapely.Point(0, 0).buffer(600).area - ring.area)
    assert len(outer.geoms) == 2


def test_equal_areas_add_nothing() -> None:
    square = shapely.box(0, 0, 100, 100)
    first, second, third = bands([square, square, shapely.box(0, 0, 300, 100)])
    assert (first.area, second.is_empty, third.area) == (10_000, True, 20_000)


def test_slivers_go_to_their_neighbour() -> None:
    #  The second area ends 5 cm beyond the first on one side: no band of its own there.
    first, second = bands([shapely.box(0, 0, 100, 100), shapely.box(0, 0, 100.05, 100)])
    assert second.is_empty
    assert first.area == pytest.approx(10_000, abs=6)


def test_lines_and_points_among_the_areas_are_left_out() -> None:
    #  Areas that only touch what cuts them leave such pieces.
    square, line = shapely.box(0, 0, 100, 100), shapely.LineString([(200, 0), (200, 50)])
    mixed = shapely.GeometryCollection([square, line, shapely.Point(300, 0)])
    first, second = bands([mixed, shapely.box(0, 0, 400, 100)])
    assert (first.area, second.area) == (10_000, 30_000)
