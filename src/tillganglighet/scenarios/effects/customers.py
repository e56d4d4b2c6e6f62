"""Who takes over: the persons who have each service nearest, before and after."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.scenarios.effects.outcome import Outcome

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Customers:
    """Services whose customers change, one row for each service and category.

    Parameters
    ----------
    category : (n,) int32
        Column of the outcome.
    before_row, after_row : (n,) int32
        Index of the service in the baseline and after the scenario; -1 where it is not.
    before, after : (n,) float64
        Persons who have it nearest.
    capacity : (n,) float64
        After the scenario; nan where nobody has said.
    """

    category: Int32Array
    before_row: Int32Array
    after_row: Int32Array
    before: FloatArray
    after: FloatArray
    capacity: FloatArray


def customers(outcome: Outcome) -> Customers:
    """Return the services that gain or lose customers, close or open; the most affected first."""
    services, offer = outcome.baseline.world.services, outcome.resolved.offer
    is_gone = ~np.isin(np.arange(len(services)), offer.baseline_row)
    was = np.append(offer.baseline_row, np.flatnonzero(is_gone)).astype(np.int32)
    now = np.append(np.arange(len(offer.services)), np.full(is_gone.sum(), -1)).astype(np.int32)
    kind = np.append(offer.services.category, services.category[is_gone])
    column_of = {category.key: at for at, category in enumerate(outcome.categories)}
    column = np.array([column_of.get(key, -1) for key in kind.tolist()], dtype=np.int32)
    before, after = _persons(outcome, column, was, now)
    told = (column >= 0) & ((was < 0) | (now < 0) | (before != after))
    order = np.flatnonzero(told)
    order = order[np.lexsort((order, -np.abs(after - before)[order], column[order]))]
    capacity = np.append(offer.services.capacity, np.full(is_gone.sum(), np.nan))
    return Customers(
        category=column[order],
        before_row=was[order],
        after_row=now[order],
        before=before[order],
        after=after[order],
        capacity=capacity[order],
    )


def _persons(
    outcome: Outcome, column: Int32Array, was: Int32Array, now: Int32Array
) -> tuple[FloatArray, FloatArray]:
    """Return who has each service nearest in its own category, before and after."""
    people, found = outcome.residents, outcome.answers
    counts = []
    for table, origin, row in (
        (found.before, people.before, was),
        (found.after, people.after, now),
    ):
        persons = np.zeros(len(row))
        for at in range(len(outcome.categories)):
            nearest = table.service[origin, at, 0]
            by_row = np.bincount(nearest + 1, people.persons, minlength=int(row.max()) + 2)
            here = (column == at) & (row >= 0)
            persons[here] = by_row[row[here] + 1]
        counts.append(persons)
    return counts[0], counts[1]
