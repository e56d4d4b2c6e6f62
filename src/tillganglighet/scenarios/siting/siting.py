"""The best place: which sites to open, or to close, for a goal, with the alternatives beside."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.capacity import solve_shared
from tillganglighet.scenarios.siting.center import sets_to_reach
from tillganglighet.scenarios.siting.cuts import solve_nearest
from tillganglighet.scenarios.siting.greedy import after_each, greedy_path, score
from tillganglighet.scenarios.siting.one_site import has_one_choice, solve_one
from tillganglighet.scenarios.siting.outcome import SitingOutcome, nearest_taken, outcome_of
from tillganglighet.scenarios.siting.rows import Demands, Opened
from tillganglighet.scenarios.siting.task import Goal, Mask, SitingTask

# Sums of the solver hold to a millionth of a person, or of many persons a millionth part.
_SLACK = 1e-6


@dataclass(frozen=True)
class SitingChoice:
    """One choice of sites and what it does.

    Parameters
    ----------
    is_open : (site_count,) bool
    outcome : SitingOutcome
    gap : float
        How much better a choice may be at most, as a share; 0 where this one is proven best.
    """

    is_open: Mask
    outcome: SitingOutcome
    gap: float


@dataclass(frozen=True)
class Siting:
    """The best choices of a task, the best first.

    Parameters
    ----------
    task : SitingTask
    goal : Goal
    now : SitingOutcome
        Everybody as of today.
    choices : tuple of SitingChoice
        The k best, no two alike; fewer where there are not so many. Ties go to the sites that
        stand first.
    greedy : SitingChoice
        What choosing one after the other would give, each time the best next one.
    order : (site_count,) intp
        1 for the site of the best choice that would be opened (or closed) first, and so on; 0 for
        the others.
    alone : tuple of SitingOutcome
        What each site would do if it alone were opened, or closed.
    ranked : (site_count,) intp
        The sites: first those of the best choice in their order, then the others, the one first
        that alone fulfils the goal best; also where nobody has the service today.
    """

    task: SitingTask
    goal: Goal
    now: SitingOutcome
    choices: tuple[SitingChoice, ...]
    greedy: SitingChoice
    order: npt.NDArray[np.intp]
    alone: tuple[SitingOutcome, ...]
    ranked: npt.NDArray[np.intp]


def best_sites(task: SitingTask, goal: Goal, *, most: int = 1, seconds: float = 60.0) -> Siting:
    """Find the best choices of sites for a goal, each proven to be so or with its gap.

    Parameters
    ----------
    task : SitingTask
    goal : Goal
        Of choices that are equally good the one with the least person-minutes is taken.
    most : int
        How many of the best choices to find.
    seconds : float
        The longest time to search for each; a search that is cut off depends on the machine.
    """
    before = np.full(task.site_count, task.closes)
    forced = before ^ (task.must_close if task.closes else task.must_open)
    greedy = _greedy(task, goal, forced, seconds)
    choices: list[SitingChoice] = []
    while len(choices) < most:
        taken = tuple(choice.is_open for choice in choices)
        found = _best(task, goal, taken, None if taken else greedy.is_open, seconds)
        if found is None:
            break
        choices.append(found)
    changed = (choices[0].is_open ^ before) if choices else np.zeros_like(before)
    first = np.flatnonzero(forced ^ before)
    free = changed & (forced == before)
    path = greedy_path(task, goal, forced, free, int(free.sum())) if choices else []
    order = np.zeros(task.site_count, dtype=np.intp)
    order[[*first, *path]] = np.arange(len(first) + len(path)) + 1
    return Siting(
        task=task,
        goal=goal,
        now=_now(task),
        choices=tuple(choices),
        greedy=greedy,
        order=order,
        alone=tuple(_alone(task, site) for site in range(task.site_count)),
        ranked=_ranked(task, goal, order),
    )


def _best(
    task: SitingTask,
    goal: Goal,
    other_than: tuple[Mask, ...],
    start: Mask | None,
    seconds: float,
) -> SitingChoice | None:
    """Return the best choice but for some, None if there is no other."""
    small, demands = task.shrunk(), Demands(other_than=other_than)
    first_gap = 0.0
    if goal == "p-center":
        reach, is_proven = sets_to_reach(small, other_than, seconds=seconds)
        demands, start = replace(demands, must_reach=reach), None
        first_gap = 0.0 if is_proven else np.inf
    if goal == "cover":
        covered = small.covered()
        most = _solved(small, covered, demands, start, seconds)
        if most is None:
            return None
        reached, first_gap = most[0].worth, most[0].gap
        at_least = reached - _SLACK * max(reached, 1.0)
        demands = replace(demands, floor=covered, at_least=at_least)
        start = most[0].is_open
    found = _solved(small, small.saved(), demands, start, seconds)
    if found is None:
        return None
    opened, taken = found
    outcome = outcome_of(task, nearest_taken(task, opened.is_open) if taken is None else taken)
    return SitingChoice(opened.is_open, outcome, max(opened.gap, first_gap))


def _solved(
    task: SitingTask, worth: FloatArray, demands: Demands, start: Mask | None, seconds: float
) -> tuple[Opened, csr_array | None] | None:
    """Return a choice, and who is shared out where if sites can be full."""
    if task.is_limited:
        return solve_shared(task, worth, demands, seconds=seconds)
    if has_one_choice(task):
        opened = solve_one(task, worth, demands)
    else:
        opened = solve_nearest(task, worth, demands, start=start, seconds=seconds)
    return None if opened is None else (opened, None)


def _now(task: SitingTask) -> SitingOutcome:
    nobody = csr_array(task.time_min.shape)
    return outcome_of(replace(task, stays_min=task.now_min), nobody)


def _greedy(task: SitingTask, goal: Goal, start: Mask, seconds: float) -> SitingChoice:
    is_open = start.copy()
    free = ~(task.must_open | task.must_close)
    steps = abs(int(start.sum()) - task.open_count)
    is_open[greedy_path(task, goal, start, free, steps)] = not task.closes
    if task.is_limited:
        fixed = replace(task, must_open=is_open, must_close=~is_open)
        shared = _best(fixed, "p-median", (), None, seconds)
        if shared is not None:
            return shared
    return SitingChoice(is_open, outcome_of(task, nearest_taken(task, is_open)), gap=0.0)


def _alone(task: SitingTask, site: int) -> SitingOutcome:
    is_open = np.full(task.site_count, task.closes)
    is_open[site] = not task.closes
    return outcome_of(task, nearest_taken(task, is_open))


def _ranked(task: SitingTask, goal: Goal, order: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    sites = np.arange(task.site_count)
    after = after_each(task, np.full(len(sites), task.closes), sites)
    first, second = -np.array([score(task, goal, each) for each in after.T]).reshape(-1, 2).T
    return np.lexsort([sites, second, first, np.where(order > 0, order, len(sites) + 1)])
