"""The outcome of a scenario: everything that its tables, maps and documents are made from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps, find_gaps
from tillganglighet.domain.catalogue import Category, catalogue
from tillganglighet.domain.places import Villages
from tillganglighet.domain.standards import (
    Limits,
    Standards,
    example_standards,
    limits_of_cells,
    limits_of_villages,
)
from tillganglighet.errors import UsageError
from tillganglighet.scenarios.changes.resolve import Resolved, resolve
from tillganglighet.scenarios.changes.scenario import Scenario, scenario_id
from tillganglighet.scenarios.effects.answers import Answers, answers, touched_categories
from tillganglighet.scenarios.effects.effects import Effects, effects
from tillganglighet.scenarios.effects.people import Movement
from tillganglighet.scenarios.effects.residents import Residents, residents
from tillganglighet.scenarios.effects.world import Baseline

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What a scenario does.

    Parameters
    ----------
    scenario : Scenario
    id : str
        Of its changes and assumptions in this region, 16 hexadecimal digits.
    baseline : Baseline
    resolved : Resolved
    categories : tuple of Category
        The columns of the answers.
    answers : Answers
        Of villages, then cells, then the spots that people move to.
    standards : Standards
    before, after : Gaps
        Judgements of the answers, under the same limits.
    """

    scenario: Scenario
    id: str
    baseline: Baseline
    resolved: Resolved
    categories: tuple[Category, ...]
    answers: Answers
    standards: Standards
    before: Gaps
    after: Gaps

    @cached_property
    def residents(self) -> Residents:
        """Return who lives where before and after."""
        return residents(self.baseline.world, self.resolved.movements)

    @cached_property
    def effects(self) -> Effects:
        """Return what changes for each row of the residents."""
        table = self.answers
        return effects(table.before, table.after, self.before, self.after, self.residents)

    @property
    def villages(self) -> slice:
        """Return which rows of the answers are the villages'."""
        return slice(len(self.baseline.world.villages))


def run(
    scenario: Scenario,
    baseline: Baseline,
    categories: tuple[str, ...] = (),
    *,
    standards: Standards | None = None,
) -> Outcome:
    """Resolve a scenario, then measure what it can have changed.

    Parameters
    ----------
    scenario : Scenario
    baseline : Baseline
        It is not changed, but remembers what has been measured of it.
    categories : tuple of str
        Keys of the catalogue; without them all that the scenario can have changed.
    standards : Standards, optional
        The shipped example if not given.

    Raises
    ------
    InputError
        With every fault of the scenario.
    UsageError
        A category is unknown.
    """
    unknown = sorted(set(categories) - set(catalogue()))
    if unknown:
        raise UsageError(
            f"unknown category {', '.join(unknown)}; expected any of {', '.join(catalogue())}"
        )
    resolved = resolve(scenario, baseline)
    keys = categories or _concerned(resolved, baseline)
    found = answers(resolved, baseline, keys)
    chosen = tuple(catalogue()[key] for key in keys)
    standards = standards or example_standards(chosen)
    limits = _limits(standards, keys, baseline, resolved.movements)
    return Outcome(
        scenario=scenario,
        id=scenario_id(scenario, baseline.region),
        baseline=baseline,
        resolved=resolved,
        categories=chosen,
        answers=found,
        standards=standards,
        before=find_gaps(found.before, limits),
        after=find_gaps(found.after, limits),
    )


def _concerned(resolved: Resolved, baseline: Baseline) -> tuple[str, ...]:
    """Return the categories to look at, in the order of the catalogue: those that may change.

    Where roads or people change, or nothing does, they are all of which there is a service (the
    first of the catalogue where there is none at all).
    """
    touched = touched_categories(resolved, baseline)
    if not touched or resolved.movements:
        world = baseline.world
        offered = {*world.services.category.tolist(), *resolved.offer.services.category.tolist()}
        mode = world.network.mode
        touched = {key for key in offered if mode in catalogue()[key].modes}
    return tuple(key for key in catalogue() if key in touched) or (next(iter(catalogue())),)


def _limits(
    standards: Standards,
    keys: tuple[str, ...],
    baseline: Baseline,
    movements: tuple[Movement, ...],
) -> Limits:
    """Return the limits of every origin, as the answers have them."""
    world = baseline.world
    parts = [(limits_of_villages(standards, keys, world.villages), len(world.villages))]
    if world.cells is not None:
        limits = limits_of_cells(standards, keys, world.cells, world.villages)
        parts.append((limits, len(world.cells)))
    if movements:
        spots = _as_villages(movements)
        parts.append((limits_of_villages(standards, keys, spots), len(spots)))
    good, acceptable = (
        np.concatenate(
            [np.broadcast_to(getattr(each, name), (count, len(keys))) for each, count in parts]
        )
        for name in ("good_min", "acceptable_min")
    )
    return Limits(good, acceptable)


def _as_villages(movements: tuple[Movement, ...]) -> Villages:
    count = len(movements)
    names = np.array([f"scenario:{at + 1}" for at in range(count)])
    return Villages(
        id=names,
        name=names,
        kind=names,
        x=np.array([each.to.x for each in movements]),
        y=np.array([each.to.y for each in movements]),
        population=np.zeros(count),
        kommun_code=np.array([each.to.kommun_code for each in movements]),
        lan_code=np.array([each.to.lan_code for each in movements]),
    )
