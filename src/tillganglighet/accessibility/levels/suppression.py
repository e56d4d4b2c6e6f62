"""Complementary suppression: which rows of nested tables to hide, so that no small count is left.

Rows are units (places in kommuner in län in the whole), columns counts of people. A row with a
count above 0 and below `least` is hidden whole. What is hidden must not follow from what is shown:
a shown unit less all that is shown inside it leaves the sum of its hidden places, so that sum must
itself hold no small count, and more places are hidden until it does.

That is enough. Let x be a small count of a hidden place, in some column. The sum over the places
hidden with it is at least `least`, so another of them has people in that column; and the place
itself, unless its people are hidden too, has at least `least` of them, so some outside the column.
Let two such people change places: every number that is shown stays, and x is another number.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray

Mask = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.integer]


def hidden_units(
    values: FloatArray,
    parents: Sequence[IntArray],
    *,
    weight: FloatArray,
    least: float,
    forced: Sequence[Mask] | None = None,
) -> list[Mask]:
    """Return which units are hidden, one array for each level from the finest up.

    Parameters
    ----------
    values : (unit_count, column_count) float64
        Counts of the finest units; those of the others are their sums.
    parents : sequence of (unit_count_of_level,) int
        The unit of the next level that each unit lies in, level by level; the last level is whole.
    weight : (unit_count,) float64
        People of the finest units: of those that might be hidden beside others the smallest is.
    least : float
    forced : sequence of (unit_count_of_level,) bool, optional
        Units that are hidden in any case, with the places that hide them.
    """
    levels = [values]
    for parent in parents:
        levels.append(_summed(levels[-1], parent))
    more = forced or [np.zeros(len(level), dtype=bool) for level in levels]
    hidden: list[Mask] = [
        _is_small(level, least).any(axis=1) | also
        for level, also in zip(levels, more, strict=True)
    ]
    tree = _Tree(values, parents, hidden, weight, least)
    for level in range(1, len(levels)):
        for unit in range(len(levels[level])):
            tree.close(level, unit)
    return hidden


class _Tree:
    """The hidden places under every unit; mutable while more of them are hidden."""

    def __init__(
        self,
        values: FloatArray,
        parents: Sequence[IntArray],
        hidden: list[Mask],
        weight: FloatArray,
        least: float,
    ) -> None:
        self.values, self.hidden, self.weight, self.least = values, hidden, weight, least
        self.children = [_grouped(parent) for parent in parents]
        self.loose: list[dict[int, list[int]]] = [
            {int(leaf): [int(leaf)] for leaf in np.flatnonzero(hidden[0])},
            *({} for _ in parents),
        ]

    def close(self, level: int, unit: int) -> None:
        """Hide more inside a unit until the sum of what is hidden in it holds no small count.

        The hidden places of a hidden unit are loose in the one above, where that is done.
        """
        inside = self.children[level - 1].get(unit, np.empty(0, dtype=np.intp))
        loose = [leaf for child in inside for leaf in self._loose_in(level - 1, int(child))]
        while loose and not self.hidden[level][unit]:
            small = _is_small(self.values[loose].sum(axis=0), self.least)
            if not small.any() or not self._hide_one_more(level - 1, inside, loose, small):
                break
        self.loose[level][unit] = loose

    def _loose_in(self, level: int, unit: int) -> list[int]:
        return self.loose[level].get(unit, []) if self.hidden[level][unit] else []

    def _hide_one_more(self, level: int, inside: IntArray, loose: list[int], small: Mask) -> bool:
        """Hide one more place of the hidden units inside, or one more of these units.

        First a place that adds to a small sum, then a unit that does, then any place or unit; of
        each the one with fewest people, but somebody. False if nothing is left to hide.
        """
        shown = inside[~self.hidden[level][inside]]
        below = [self._leaves(level, int(unit)) for unit in shown]
        units = self._ranked(
            shown,
            np.array([self.values[leaves].sum(axis=0) for leaves in below]),
            np.array([self.weight[leaves].sum() for leaves in below]),
            small,
        )
        places = shown[:0]
        if level > 0:
            open_places = self._shown_places(level, inside)
            weight = self.weight[open_places]
            places = self._ranked(open_places, self.values[open_places], weight, small)
        if len(places) and (not len(units) or self.values[places[0]][small].any()):
            self._hide(0, int(places[0]), loose)
        elif len(units):
            self._hide(level, int(units[0]), loose)
        else:
            return False
        return True

    def _hide(self, level: int, unit: int, loose: list[int]) -> None:
        self.hidden[level][unit] = True
        if level == 0:
            self.loose[0][unit] = [unit]
        loose.extend(self.loose[level].get(unit, []))

    def _ranked(
        self, units: IntArray, values: FloatArray, weight: FloatArray, small: Mask
    ) -> IntArray:
        """Return units, those that add to a small sum first, then those with fewest people."""
        if len(units) == 0:
            return units
        helps = (values[:, small] > 0).any(axis=1)
        return units[np.lexsort((units, weight, weight <= 0, ~helps))]

    def _shown_places(self, level: int, inside: IntArray) -> IntArray:
        """Return the shown places of the hidden units."""
        found = [
            self._leaves(level, int(unit)) for unit in inside if self.hidden[level][int(unit)]
        ]
        leaves: IntArray = np.concatenate([np.empty(0, dtype=np.intp), *found])
        return leaves[~self.hidden[0][leaves]]

    def _leaves(self, level: int, unit: int) -> IntArray:
        leaves = np.array([unit], dtype=np.intp)
        for below in range(level - 1, -1, -1):
            groups = [self.children[below].get(int(each), leaves[:0]) for each in leaves]
            leaves = np.concatenate([leaves[:0], *groups])
        return leaves


def _is_small(values: FloatArray, least: float) -> Mask:
    return np.asarray((values > 0) & (values < least))


def _summed(values: FloatArray, parent: IntArray) -> FloatArray:
    count = int(parent.max(initial=-1)) + 1
    sums = np.zeros((count, values.shape[1]))
    np.add.at(sums, parent, values)
    return sums


def _grouped(parent: IntArray) -> dict[int, IntArray]:
    order = np.argsort(parent, kind="stable")
    units, first = np.unique(parent[order], return_index=True)
    return dict(zip(units.tolist(), np.split(order, first[1:]), strict=True))
