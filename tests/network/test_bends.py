"""What bends cost: circles, hairpins, and the mapper's trembling hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tillganglighet.network.bends import bend_factors

LATERAL = 2.5  # m/s2


def factor(points: list[tuple[float, float]], kph: float) -> float:
    x, y = np.array(points, dtype=float).T
    first = np.array([0, len(points)])
    return float(bend_factors(x, y, first, np.array([[kph]]), LATERAL)[0, 0])


def circle(radius: float, degrees: float, step: float) -> list[tuple[float, float]]:
    angles = np.radians(np.arange(0.0, degrees + step / 2, step))
    return [(radius * np.cos(angle), radius * np.sin(angle)) for angle in angles]


def test_a_straight_road_costs_nothing() -> None:
    assert factor([(0, 0), (100, 0), (250, 0)], 90) == 1
    assert factor([(0, 0), (100, 0)], 90) == 1


def test_a_wide_bend_costs_nothing() -> None:
    # Radius 400 m: sqrt(2.5 * 400) = 31.6 m/s, 114 km/h.
    assert factor(circle(400, 90, 5), 90) == 1


def test_a_hairpin_is_driven_at_its_own_speed() -> None:
    # Radius 10 m: sqrt(2.5 * 10) = 5 m/s = 18 km/h, a fifth of 90. The half circle has 4 points
    # 60 degrees apart, 3 steps; the outer halves of the first and the last step have no bend:
    # 2 of 3 steps take five times as long: 3 / (2 * 5 + 1).
    assert factor(circle(10, 180, 60), 90) == pytest.approx(3 / 11, rel=1e-6)


def test_only_the_half_steps_around_a_bend_are_slow() -> None:
    # Points 100 m apart around a right angle: the circle's radius is 100 / sqrt(2) = 70.7 m, so
    # sqrt(2.5 * 70.7) = 13.3 m/s = 47.9 km/h. At 95.7 km/h half of the way takes twice as long.
    kph = 2 * 3.6 * np.sqrt(2.5 * 100 / np.sqrt(2))
    assert factor([(0, 0), (100, 0), (100, 100)], kph) == pytest.approx(1 / 1.5)


def test_slow_streets_have_no_bends() -> None:
    assert factor([(0, 0), (100, 0), (100, 100)], 40) == 1


def test_a_trembling_hand_is_no_bend() -> None:
    zigzag = [(10.0 * at, 0.4 * (at % 2)) for at in range(20)]
    assert factor(zigzag, 110) == 1


def test_there_and_back_is_a_bend() -> None:
    # A turning place: half of the shorter step, 25 m, is its radius: 7.9 m/s, not 90 km/h.
    assert factor([(0, 0), (100, 0), (50, 0)], 90) < 0.5


def test_each_direction_has_its_own_speed() -> None:
    x, y = np.array(circle(10, 180, 60)).T
    factors = bend_factors(x, y, np.array([0, 4]), np.array([[90.0, 0.0]]), LATERAL)
    assert factors[0, 0] == pytest.approx(3 / 11, rel=1e-6)
    assert factors[0, 1] == 1  # barred


def test_lines_that_cannot_be_drawn_are_left_as_they_are() -> None:
    # A gate of one point, a line with a point that the CRS cannot hold, and a real one.
    x = np.array([0.0, 0.0, np.inf, 0.0, 100.0, 100.0])
    y = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 100.0])
    factors = bend_factors(x, y, np.array([0, 1, 3, 6]), np.full((3, 2), 90.0), LATERAL)
    assert factors[:2].tolist() == [[1, 1], [1, 1]]
    assert (factors[2] < 1).all()


def test_a_line_without_length_is_left_as_it_is() -> None:
    assert factor([(5, 5), (5, 5), (5, 5)], 90) == 1


def test_no_line_at_all() -> None:
    nothing = np.empty(0)
    assert bend_factors(nothing, nothing, np.array([0]), np.empty((0, 2)), LATERAL).shape == (0, 2)


@settings(max_examples=60)
@given(
    points=arrays(
        np.float64, (8, 2), elements=st.integers(-5_000, 5_000).map(lambda tenth: tenth / 10)
    ),
    kph=st.floats(5, 130),
)
def test_bends_slow_the_fast_more_yet_nobody_arrives_later_for_it(
    points: np.ndarray, kph: float
) -> None:
    line = [tuple(each) for each in points]
    slow, fast = factor(line, kph), factor(line, kph * 1.5)
    assert 0 < fast <= slow + 1e-12 <= 1 + 1e-12
    assert fast * 1.5 >= slow * (1 - 1e-9)
