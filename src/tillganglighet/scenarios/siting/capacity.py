"""Which sites to open when sites may be full: the programme of all pairs, solved by HiGHS.

Whom a full site cannot take goes to another open site or to what stays open, so that people are
shared out for the least person-minutes of all together; a few may go past the nearest for it.

References
----------
ReVelle, C. S. & Swain, R. W. (1970). Central facilities location. Geographical Analysis 2(1),
30-42. doi:10.1111/j.1538-4632.1970.tb00142.x
"""

import numpy as np
from scipy.optimize import Bounds, milp
from scipy.sparse import coo_array, csr_array

from tillganglighet.domain.places import FloatArray
from tillganglighet.scenarios.siting.rows import (
    Block,
    Demands,
    IntArray,
    Opened,
    at_most,
    constraint,
    one_row,
    site_rows,
)
from tillganglighet.scenarios.siting.task import SitingTask


def solve_shared(
    task: SitingTask, worth: FloatArray, demands: Demands, *, seconds: float
) -> tuple[Opened, csr_array] | None:
    """Open the sites that are worth most when each takes no more than it can.

    Parameters
    ----------
    task : SitingTask
    worth : (origin_count, site_count) float64
        Of each whole origin at each site, zero or more.
    demands : Demands
    seconds : float
        The longest time to search; then the best so far is returned, with its bound.

    Returns
    -------
    Opened, (origin_count, site_count) sparse float64; or None
        The choice, and the share of each origin that each site takes. None where no choice fits,
        or none was found in time.
    """
    sites = task.site_count
    origin, site = np.nonzero(worth > 0)
    columns = sites + len(origin)
    lowest, highest = np.zeros(columns), np.ones(columns)
    lowest[:sites] = task.must_open
    highest[:sites] = np.maximum(~task.must_close, task.must_open)
    found = milp(
        np.concatenate([np.zeros(sites), -worth[origin, site]]),
        integrality=np.where(np.arange(columns) < sites, 1.0, 0.0),
        bounds=Bounds(lowest, highest),
        constraints=constraint(_rows(task, demands, origin, site), columns),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    taken = coo_array((found.x[sites:], (origin, site)), shape=worth.shape).tocsr()
    is_open = found.x[:sites] > 0.5  # noqa: PLR2004 (yes or no)
    return Opened(is_open, -float(found.fun), -float(found.mip_dual_bound)), taken


def _rows(task: SitingTask, demands: Demands, origin: IntArray, site: IntArray) -> list[Block]:
    sites, each = task.site_count, np.arange(len(origin))
    column, ones = sites + each, np.ones(len(each))
    limited = np.flatnonzero(np.isfinite(task.capacity))
    full = np.flatnonzero(np.isfinite(task.capacity[site]))
    rows = [
        *site_rows(task, demands),
        # Nobody is taken twice ...
        at_most(origin, column, ones, np.ones(len(task.weight))),
        # ... or by a closed site, and no site takes more than it can.
        at_most(
            np.concatenate([each, each]),
            np.concatenate([column, site]),
            np.concatenate([ones, -ones]),
            np.zeros(len(each)),
        ),
        at_most(
            np.concatenate([np.searchsorted(limited, site[full]), np.arange(len(limited))]),
            np.concatenate([column[full], limited]),
            np.concatenate([task.weight[origin[full]], -task.capacity[limited]]),
            np.zeros(len(limited)),
        ),
    ]
    if demands.floor is not None:
        counted = np.concatenate([np.zeros(sites), demands.floor[origin, site]])
        rows.append(one_row(counted, demands.at_least, np.inf))
    return rows
