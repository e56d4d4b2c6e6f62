"""Catchments as polygons: they cover the land that is reached, once, whatever the labels."""

import numpy as np
import numpy.typing as npt
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tillganglighet.structure.patches import patches, without_small_patches
from tillganglighet.structure.squares import Squares

Int32Array = npt.NDArray[np.int32]


def grid(drawing: str) -> Int32Array:
    """Return labels of a drawing, its first line to the north; a dot is no land."""
    rows = [[-1 if sign == "." else int(sign) for sign in line.split()] for line in
            drawing.strip().splitlines()]  # fmt: skip
    return np.array(rows[::-1], dtype=np.int32)


def squares(shape: tuple[int, ...]) -> Squares:
    return Squares(1000.0, 2000.0, 100.0, np.zeros(shape, dtype=np.int32))


def test_two_catchments_share_their_border() -> None:
    label = grid("""
        1 1 2 2
        1 1 2 2
    """)
    found = patches(squares(label.shape), label, least_m2=0.0, simplify_squares=1.0)
    assert found.label.tolist() == [1, 2]
    assert shapely.area(found.polygon).tolist() == [40_000.0, 40_000.0]
    assert shapely.bounds(found.polygon[0]).tolist() == [1000.0, 2000.0, 1200.0, 2200.0]
    border = shapely.intersection(found.polygon[0], found.polygon[1])
    assert shapely.length(border) == 200.0


def test_a_small_patch_goes_to_the_neighbour_with_the_longest_border_and_an_island_stays() -> None:
    label = grid("""
        1 1 1 2 2 . 3
        1 2 1 2 2 . .
        1 1 1 2 2 . .
    """)
    # The 2 inside the ones is one square of less than two; the 3 has no neighbour at all.
    expected = grid("""
        1 1 1 2 2 . 3
        1 1 1 2 2 . .
        1 1 1 2 2 . .
    """)
    assert without_small_patches(label, 2).tolist() == expected.tolist()


def test_a_hole_of_other_land_is_a_hole_of_the_polygon_and_filled_by_the_other() -> None:
    label = grid("""
        1 1 1
        1 2 1
        1 1 1
    """)
    found = patches(squares(label.shape), label, least_m2=0.0, simplify_squares=0.0)
    assert shapely.get_num_interior_rings(shapely.get_parts(found.polygon[0])).tolist() == [1]
    assert shapely.area(shapely.union_all(found.polygon)) == 90_000.0


def test_no_land_gives_no_polygon() -> None:
    label = np.full((1, 1), -1, dtype=np.int32)
    found = patches(squares(label.shape), label, least_m2=1.0, simplify_squares=1.0)
    assert len(found.label) == len(found.polygon) == 0


LABELS = arrays(np.int32, st.tuples(st.integers(1, 9), st.integers(1, 9)),
                elements=st.integers(-1, 3))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(label=LABELS, least=st.integers(0, 4))
def test_polygons_are_valid_and_cover_the_land_once(label: Int32Array, least: int) -> None:
    exact = patches(squares(label.shape), label, least_m2=least * 1e4, simplify_squares=0.0)
    assert shapely.is_valid(exact.polygon).all()
    land = (label >= 0).sum() * 1e4
    assert np.isclose(shapely.area(exact.polygon).sum(), land)
    if len(exact.polygon):
        assert np.isclose(shapely.area(shapely.union_all(exact.polygon)), land)
    simple = patches(squares(label.shape), label, least_m2=least * 1e4, simplify_squares=1.5)
    assert shapely.is_valid(simple.polygon).all()
    assert shapely.coverage_is_valid(simple.polygon)
    assert set(simple.label.tolist()) <= set(label.ravel().tolist())
