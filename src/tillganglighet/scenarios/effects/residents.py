"""Who lives where before and after: each row some people, nobody twice and nobody lost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.scenarios.effects.people import Movement
from tillganglighet.scenarios.effects.world import World

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Residents:
    """People by where they live before and after a scenario; most stay.

    Parameters
    ----------
    before, after : (row_count,) int32
        Index among the origins: villages, then cells, then the spots that people move to.
    persons : (row_count,) float64
        0 where nobody has counted.
    groups : tuple of str
    group_persons : (row_count, group_count) float64
    kommun_code : (row_count,) str
        Where they live before.
    """

    before: Int32Array
    after: Int32Array
    persons: FloatArray
    groups: tuple[str, ...]
    group_persons: FloatArray
    kommun_code: npt.NDArray[np.str_]


def residents(world: World, movements: Sequence[Movement]) -> Residents:
    """Return the people of a region: of its cells, or of its villages where it has no cells."""
    cells, villages = world.cells, world.villages
    first = 0 if cells is None else len(villages)
    groups = () if cells is None else cells.groups
    stays = np.nan_to_num((villages if cells is None else cells).population)
    by_group = np.zeros((len(villages), 0)) if cells is None else cells.group_population.copy()
    kommun_code = (villages if cells is None else cells).kommun_code
    home = np.arange(first, first + len(stays), dtype=np.int32)
    parts = [(home, home, stays, by_group)]
    spot = len(villages) + (0 if cells is None else len(cells))
    for at, each in enumerate(movements):
        row = each.origin - first
        stays[row] -= each.persons
        by_group[row] -= each.groups
        there = np.full(len(row), spot + at, dtype=np.int32)
        parts.append((each.origin, there, each.persons, each.groups))
    before, after, persons, group_persons = (
        np.concatenate(each) for each in zip(*parts, strict=True)
    )
    return Residents(before, after, persons, groups, group_persons, kommun_code[before - first])
