"""People who come to live elsewhere: who they are, from where, and where to."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.population_groups import POPULATION_GROUPS
from tillganglighet.errors import UsageError
from tillganglighet.scenarios.changes.changes import MovePeople
from tillganglighet.scenarios.changes.finding import find_village, kommun_code
from tillganglighet.scenarios.changes.which import WhosePeople
from tillganglighet.scenarios.effects.offer import Spot
from tillganglighet.scenarios.effects.world import Baseline

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]

EVERYBODY = ("", "alla", "all")


@dataclass(frozen=True)
class Movement:
    """People on their way from several cells (villages where there are no cells) to one spot.

    Parameters
    ----------
    origin : (n,) int32
        Index among villages, then cells.
    persons : (n,) float64
    groups : (n, group_count) float64
        Of them, by age group.
    to : Spot
    """

    origin: Int32Array
    persons: FloatArray
    groups: FloatArray
    to: Spot


def moved_people(
    change: MovePeople, baseline: Baseline, to: Spot, left: FloatArray, left_groups: FloatArray
) -> Movement:
    """Return who moves: of each cell its share of the group that is named.

    Of a wider group (65+ when 80+ move) as many leave; of a narrower one its share in the cell.

    Parameters
    ----------
    change : MovePeople
    baseline : Baseline
    to : Spot
    left : (cell_count,) float64
        Who still lives in the cells (villages where there are no cells).
    left_groups : (cell_count, group_count) float64

    Raises
    ------
    UsageError
        The cells or the group are unknown, or fewer live there than are to move.
    """
    world = baseline.world
    chosen = _from(change.from_, baseline)
    names = world.cells.groups if world.cells is not None else ()
    count = left[chosen]
    if change.group not in EVERYBODY:
        if change.group not in names:
            known = ", ".join(("alla", *names))
            raise UsageError(f"group {change.group!r}: unknown; expected {known}")
        count = left_groups[chosen, names.index(change.group)]
    count = np.nan_to_num(count)
    if count.sum() < change.persons:
        raise UsageError(
            f"persons={change.persons:g}: only {count.sum():.0f} such persons live there"
        )
    some = count > 0
    chosen, count = chosen[some], count[some]
    persons = change.persons * count / count.sum()
    groups = _groups(change.group, names, left[chosen], left_groups[chosen], persons)
    first = len(world.villages) if world.cells is not None else 0
    return Movement((chosen + first).astype(np.int32), persons, groups, to)


def _from(whose: WhosePeople, baseline: Baseline) -> npt.NDArray[np.intp]:
    """Return the cells (villages where there are no cells) of those who are named."""
    world, areas = baseline.world, baseline.areas
    given = [bool(whose.cells), whose.village is not None, bool(whose.kommun)]
    if sum(given) != 1:
        raise UsageError("from: expected one of cells, village, or kommun")
    if whose.cells:
        if world.cells is None:
            raise UsageError("from: the region has no cells; name a village")
        unknown = sorted(set(whose.cells) - set(world.cells.id.tolist()))
        if unknown:
            raise UsageError(f"from: unknown cells {', '.join(unknown)}")
        return np.flatnonzero(np.isin(world.cells.id, whose.cells))
    if whose.village is not None:
        village = find_village(world.villages, areas, whose.village)
        if world.cells is None:
            return np.array([village])
        return np.flatnonzero(world.cells.village == village)
    places = world.villages if world.cells is None else world.cells
    return np.flatnonzero(places.kommun_code == kommun_code(areas, whose.kommun))


def _groups(
    group: str,
    names: tuple[str, ...],
    everybody: FloatArray,
    by_group: FloatArray,
    persons: FloatArray,
) -> FloatArray:
    """Return (n, group_count) how many of each group go with `persons` of one."""
    gone = persons[:, None] * by_group / everybody[:, None]
    if group not in POPULATION_GROUPS:
        return gone
    own = by_group[:, names.index(group)]
    for column, name in enumerate(names):
        if name not in POPULATION_GROUPS:
            continue  # men and women of an age nobody has counted
        if _holds(name, group):
            gone[:, column] = persons
        elif _holds(group, name):
            gone[:, column] = persons * by_group[:, column] / own
        else:
            gone[:, column] = 0.0
    return gone


def _holds(wide: str, narrow: str) -> bool:
    outer, inner = POPULATION_GROUPS[wide], POPULATION_GROUPS[narrow]
    return outer.low <= inner.low and inner.high <= outer.high
