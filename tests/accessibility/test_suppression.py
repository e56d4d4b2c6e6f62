"""What is hidden cannot be computed from what is shown: proved by linear programming.

    whole        A 12 | 40
      kommun p   A  9 | 21     places a (2 | 8), b (7 | 5), c (0 | 8)
      kommun q   A  3 | 19     places d (3 | 9), e (0 | 10)

With 5 as the least count shown, a, d and q hold small ones.
"""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tillganglighet.accessibility.levels.suppression import hidden_units

LEAST = 5
FloatArray = npt.NDArray[np.float64]

PLACES = np.array([[2, 8], [7, 5], [0, 8], [3, 9], [0, 10]], dtype=np.float64)
PARENTS = [np.array([0, 0, 0, 1, 1]), np.array([0, 0])]


def hidden(
    values: FloatArray, parents: list[npt.NDArray[np.int64]]
) -> list[npt.NDArray[np.bool_]]:
    return hidden_units(values, parents, weight=values.sum(axis=1), least=LEAST)


def test_the_drawn_places() -> None:
    places, kommuner, whole = hidden(PLACES, PARENTS)

    # a is small (2). p less b and c would tell it: b has people in A and hides it, 2 + 7 = 9.
    # d is small (3) and so is q (3 | 19). The whole less p would tell q, so p is hidden too; the
    # whole less c and e tells only a + b + d = 12 | 22.
    assert places.tolist() == [True, True, False, True, False]
    assert kommuner.tolist() == [True, True]
    assert whole.tolist() == [False]


def test_without_small_counts_nothing_is_hidden() -> None:
    places, kommuner, whole = hidden(
        np.array([[5.0, 0], [0, 6]]), [np.array([0, 0]), np.array([0])]
    )

    assert not np.concatenate([places, kommuner, whole]).any()


def test_more_may_be_hidden_from_the_start() -> None:
    forced = [np.array([False, False, True, False, False]), np.zeros(2, bool), np.zeros(1, bool)]

    places, *_ = hidden_units(
        PLACES, PARENTS, weight=PLACES.sum(axis=1), least=LEAST, forced=forced
    )

    assert places[2]


@st.composite
def tables(draw: st.DrawFn) -> tuple[FloatArray, list[npt.NDArray[np.int64]]]:
    """Return counts of places, and their kommuner and län."""
    places, kommuner = draw(st.integers(2, 7)), draw(st.integers(1, 3))
    count = st.sampled_from([0, 0, 1, 2, 4, 5, 6, 9, 20])
    columns = draw(st.integers(2, 3))
    row = st.lists(count, min_size=columns, max_size=columns)
    values = np.array(draw(st.lists(row, min_size=places, max_size=places)), dtype=np.float64)
    of_place = np.sort(draw(st.permutations(list(range(kommuner)) * places))[:places])
    of_place = np.unique(of_place, return_inverse=True)[1]
    return values, [of_place, np.zeros(of_place.max() + 1, dtype=np.int64)]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_no_small_count_follows_from_what_is_shown(
    table: tuple[FloatArray, list[npt.NDArray[np.int64]]],
) -> None:
    values, parents = table
    # Who lives in a place is told too, but for places of fewer than 5: a table of its own.
    total_hidden = hidden(values.sum(axis=1, keepdims=True), parents)
    row_hidden = hidden_units(
        values, parents, weight=values.sum(axis=1), least=LEAST, forced=total_hidden
    )
    attack = Attack(values, parents, row_hidden, total_hidden)

    for level, unit, column, count in attack.small_counts():
        low, high = attack.bounds(level, unit, column)
        assert high - low > 0.5, (level, unit, column, count)


class Attack:
    """All equations that a reader can write down: rows, columns, and sums of what lies inside."""

    def __init__(self, values, parents, row_hidden, total_hidden) -> None:  # noqa: ANN001 (as made above)
        self.values, self.shape = values, values.shape
        member = np.eye(len(values))
        self.members = [member]
        for parent in parents:
            above = np.zeros((parent.max() + 1, len(values)))
            np.add.at(above, parent, self.members[-1])
            self.members.append(above)
        self.hidden = row_hidden
        left, right = [], []
        for inside, rows, totals in zip(self.members, row_hidden, total_hidden, strict=True):
            for unit, places in enumerate(inside):
                for column in range(self.shape[1]):
                    if not rows[unit]:
                        left.append(self._sum(places, [column]))
                        right.append(values[places > 0, column].sum())
                if not totals[unit]:
                    left.append(self._sum(places, range(self.shape[1])))
                    right.append(values[places > 0].sum())
        self.left, self.right = np.array(left), np.array(right)

    def _sum(self, places, columns) -> FloatArray:  # noqa: ANN001 (a row of members, some columns)
        cells = np.zeros(self.shape)
        cells[np.ix_(places > 0, list(columns))] = 1
        return cells.ravel()

    def small_counts(self) -> list[tuple[int, int, int, float]]:
        """Return level, unit, column and count of all that must not be found out."""
        return [
            (level, unit, column, float(count))
            for level, inside in enumerate(self.members)
            for unit, row in enumerate(inside @ self.values)
            for column, count in enumerate(row)
            if 0 < count < LEAST and self.hidden[level][unit]
        ]

    def bounds(self, level: int, unit: int, column: int) -> tuple[float, float]:
        """Return the least and the most that the count can be."""
        asked = self._sum(self.members[level][unit], [column])
        if len(self.left) == 0:
            return 0.0, np.inf
        found = [
            linprog(sign * asked, A_eq=self.left, b_eq=self.right, bounds=(0, None))
            for sign in (1, -1)
        ]
        high = np.inf if found[1].status == 3 else -found[1].fun  # 3: without bounds
        return float(found[0].fun), float(high)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_small_count_is_hidden(
    table: tuple[FloatArray, list[npt.NDArray[np.int64]]],
) -> None:
    values, parents = table
    level = values
    for shown, parent in zip(
        [~each for each in hidden(values, parents)], [*parents, None], strict=True
    ):
        assert not ((level[shown] > 0) & (level[shown] < LEAST)).any()
        if parent is not None:
            above = np.zeros((parent.max() + 1, level.shape[1]))
            np.add.at(above, parent, level)
            level = above


def test_nobody_is_weighed_against_nothing() -> None:
    # One place alone in the whole, and its count is small: the whole is hidden with it.
    places, whole = hidden(np.array([[3.0]]), [np.array([0])])

    assert places.tolist() == [True]
    assert whole.tolist() == [True]


@pytest.mark.parametrize("least", [1, 2])
def test_least_of_one_hides_nothing_and_of_two_only_ones(least: int) -> None:
    values = np.array([[1.0, 4.0], [4.0, 4.0]])
    places, _ = hidden_units(values, [np.array([0, 0])], weight=values.sum(axis=1), least=least)

    assert places.any() == (least == 2)
