"""The rows that every siting programme has, and how rows become a matrix for the solver."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import LinearConstraint
from scipy.sparse import coo_array

from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.task import Mask, SitingTask

IntArray = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Demands:
    """What a choice must fulfil beside the number of sites.

    Parameters
    ----------
    must_reach : tuple of (site_count,) bool
        Sets of sites of which at least one must be open.
    other_than : tuple of (site_count,) bool
        Choices that are not wanted again.
    floor : (origin_count, site_count) float64 or None
        A second worth of each origin at each site ...
    at_least : float
        ... and what it must sum to.
    """

    must_reach: tuple[Mask, ...] = ()
    other_than: tuple[Mask, ...] = ()
    floor: FloatArray | None = None
    at_least: float = 0.0


@dataclass(frozen=True)
class Opened:
    """One answer of a solver.

    Parameters
    ----------
    is_open : (site_count,) bool
    worth : float
        What the choice is worth.
    bound : float
        What no choice can exceed; the same where this one is proven the best.
    """

    is_open: Mask
    worth: float
    bound: float

    @property
    def gap(self) -> float:
        """Return how much better a choice may be at most, as a share of this one."""
        beyond = max(self.bound - self.worth, 0.0)
        return beyond / self.worth if self.worth > 0 else (np.inf if beyond else 0.0)


class Block(NamedTuple):
    """Rows of a programme: `low <= sum of value times column <= high` for each row."""

    row: IntArray
    column: IntArray
    value: FloatArray
    low: FloatArray
    high: FloatArray


def site_rows(task: SitingTask, demands: Demands) -> list[Block]:
    """Return the rows that are about the sites alone, which are the first columns."""
    return [
        one_row(np.ones(task.site_count), task.open_count, task.open_count),
        *(one_row(reach, 1.0, np.inf) for reach in demands.must_reach),
        *(one_row(one, -np.inf, one.sum() - 1.0) for one in demands.other_than),
    ]


def one_row(value: npt.NDArray[np.generic], low: float, high: float) -> Block:
    """Return one row over the first columns."""
    column = np.flatnonzero(value)
    row = np.zeros(len(column), dtype=np.intp)
    values = np.asarray(value[column], dtype=np.float64)
    return Block(row, column, values, np.array([low]), np.array([high]))


def at_most(row: IntArray, column: IntArray, value: FloatArray, high: FloatArray) -> Block:
    """Return rows without a lower end."""
    return Block(row, column, value, np.full(len(high), -np.inf), high)


def constraint(blocks: Sequence[Block], column_count: int) -> LinearConstraint:
    """Return the rows of all blocks as one matrix."""
    below = np.cumsum([0, *(len(block.low) for block in blocks)])
    row = np.concatenate([block.row + start for block, start in zip(blocks, below, strict=False)])
    value, column, low, high = (
        np.concatenate([getattr(block, name) for block in blocks])
        for name in ("value", "column", "low", "high")
    )
    matrix = coo_array((value, (row, column)), shape=(int(below[-1]), column_count))
    return LinearConstraint(matrix.tocsc(), low, high)
