"""Which sites to open when everybody goes to the nearest: proven best, by cutting planes.

What an origin gains is the best of what the open sites give it. The programme has one variable a
site and one an origin, its gain, bounded by planes that are added only where the last answer
exceeds them: with the sites in falling order of what they give, and the k-th the first by which a
whole site is open, the gain is at most what k gives, plus what each better one gives more. At
whole choices the planes are exact, so an answer that breaks none is the best there is. That is
Benders' decomposition of the p-median (and of maximal covering); its programme is as large as the
question, not as the matrix of times.

HiGHS through SciPy solves it, rather than spopt, whose models are well kept but open sites in an
empty world (services that stay would be sites forced open), know no pairs without a way, and write
a row of text for each of a million pairs.

References
----------
Duran-Mateluna, C., Ales, Z. & Elloumi, S. (2023). An efficient Benders decomposition for the
p-median problem. European Journal of Operational Research 308(1), 84-96.
doi:10.1016/j.ejor.2022.11.033
Church, R. & ReVelle, C. (1974). The maximal covering location problem. Papers of the Regional
Science Association 32, 101-118. doi:10.1007/BF01942293
"""

from dataclasses import dataclass, field, replace
from time import monotonic

import numpy as np
from scipy.optimize import Bounds, OptimizeResult, milp

from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.rows import (
    Block,
    Demands,
    Opened,
    at_most,
    constraint,
    one_row,
    site_rows,
)
from tillganglighet.scenarios.siting.task import Mask, SitingTask

# The solver's own tolerance: a plane that is exceeded by no more is kept.
_SLACK = 1e-6
_TIME_LIMIT = 1


def solve_nearest(
    task: SitingTask,
    worth: FloatArray,
    demands: Demands,
    *,
    start: Mask | None = None,
    seconds: float,
) -> Opened | None:
    """Open the sites that are worth most when each origin has the best of the open ones.

    Parameters
    ----------
    task : SitingTask
        Its capacities are not looked at.
    worth : (origin_count, site_count) float64
        Of each origin at each site, zero or more.
    demands : Demands
    start : (site_count,) bool, optional
        A good choice that fulfils the demands, to begin with.
    seconds : float
        The longest time to search; then the best so far is returned, with its bound.

    Returns
    -------
    Opened or None
        None where no choice fits, or none was found in time.
    """
    programme, until = _Programme(task, worth, demands), monotonic() + seconds
    best = None
    if start is not None:
        programme.add_planes_at(start.astype(np.float64))
        best = Opened(start, programme.worth_of(start), np.inf)
    for whole in (False, True):  # parts of sites first: that is quick, and needs most planes
        is_cut = True
        while is_cut:
            found = programme.answer(max(until - monotonic(), _SLACK), whole=whole)
            if found.x is None:
                return best
            if whole or found.status != _TIME_LIMIT:
                best = _better(best, programme, found, whole=whole)
            is_cut = programme.add_planes(found.x)
            if found.status == _TIME_LIMIT or monotonic() > until:
                return best
    return best


def _better(
    best: Opened | None, programme: "_Programme", found: OptimizeResult, *, whole: bool
) -> Opened | None:
    """Return the better of two choices with the lower bound; parts of sites only bound."""
    bound = -float(found.mip_dual_bound if whole else found.fun)
    if best is not None:
        bound = min(bound, best.bound)
    if whole:
        is_open = found.x[: programme.task.site_count] > 0.5  # noqa: PLR2004 (yes or no)
        worth = programme.worth_of(is_open)
        if best is None or worth > best.worth:
            best = Opened(is_open, worth, bound)
    if best is None:
        return None
    # Within the tolerance it is proven.
    is_proven = bound - best.worth <= _SLACK * max(1.0, best.worth)
    return replace(best, bound=best.worth if is_proven else bound)


@dataclass
class _Programme:
    """The programme as it grows: columns are the sites, the gains, and the floor's gains."""

    task: SitingTask
    worth: FloatArray
    demands: Demands
    planes: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        floor = self.demands.floor
        layers = [self.worth] if floor is None else [self.worth, floor]
        self._layers = [layer[layer.max(axis=1, initial=0.0) > 0] for layer in layers]
        self._orders = [np.argsort(-layer, axis=1, kind="stable") for layer in self._layers]
        self._first = np.cumsum([self.task.site_count, *(len(layer) for layer in self._layers)])
        self._rows = site_rows(self.task, self.demands)
        if floor is not None:
            counted = np.zeros(self._first[-1])
            counted[self._first[1] :] = 1.0
            self._rows.append(one_row(counted, self.demands.at_least, np.inf))

    def answer(self, seconds: float, *, whole: bool) -> OptimizeResult:
        """Solve the programme as it is, with whole sites or parts of them."""
        columns, sites = int(self._first[-1]), self.task.site_count
        lowest, highest = np.zeros(columns), np.full(columns, np.inf)
        lowest[:sites] = self.task.must_open
        highest[:sites] = np.maximum(~self.task.must_close, self.task.must_open)
        for layer, first in zip(self._layers, self._first, strict=False):
            highest[first : first + len(layer)] = layer.max(axis=1, initial=0.0)
        value = np.zeros(columns)
        value[sites : self._first[1]] = -1.0
        return milp(
            value,
            integrality=np.where(np.arange(columns) < sites, float(whole), 0.0),
            bounds=Bounds(lowest, highest),
            constraints=constraint([*self._rows, *self.planes], columns),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )

    def worth_of(self, is_open: Mask) -> float:
        """Return what a choice is worth."""
        return float(np.where(is_open, self.worth, 0.0).max(axis=1, initial=0.0).sum())

    def add_planes_at(self, is_open: FloatArray) -> None:
        """Add the planes of a choice."""
        gains = np.full(int(self._first[-1]) - self.task.site_count, np.inf)
        self.add_planes(np.concatenate([is_open, gains]))

    def add_planes(self, answer: FloatArray) -> bool:
        """Add the planes that the answer exceeds; return whether there were any."""
        count = len(self.planes)
        is_open = answer[: self.task.site_count]
        for layer, order, first in zip(self._layers, self._orders, self._first, strict=False):
            upto = np.cumsum(is_open[order], axis=1) >= 1 - _SLACK
            at = order[np.arange(len(order)), upto.argmax(axis=1)]
            base = np.where(upto.any(axis=1), layer[np.arange(len(layer)), at], 0.0)
            more = np.maximum(layer - base[:, None], 0.0)
            gain = answer[first : first + len(layer)]
            broken = np.flatnonzero(gain > (base + more @ is_open) * (1 + _SLACK) + _SLACK)
            if len(broken):
                self.planes.append(_planes(more[broken], base[broken], first + broken))
        return len(self.planes) > count


def _planes(more: FloatArray, base: FloatArray, gain_column: Mask) -> Block:
    """Return `gain - more @ sites <= base`, a row each."""
    row, site = np.nonzero(more)
    each = np.arange(len(base))
    return at_most(
        np.concatenate([each, row]),
        np.concatenate([gain_column, site]),
        np.concatenate([np.ones(len(base)), -more[row, site]]),
        base,
    )
