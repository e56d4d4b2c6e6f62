"""Siting as a question of numbers: who needs how long to which site, and what is to be chosen."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray

Mask = npt.NDArray[np.bool_]

# p-median: least person-minutes. cover: most persons within the acceptable (MCLP). p-center: the
# shortest longest travel time.
Goal = Literal["p-median", "cover", "p-center"]
GOALS: tuple[Goal, ...] = ("p-median", "cover", "p-center")

# Who reaches nothing counts as a day's journey, so that giving somebody a way at all goes before
# any saving for those who have one; where a real journey takes longer than half a day, as twice
# the longest.
UNSERVED_MIN = 24 * 60.0


def unserved_minutes(*minutes: FloatArray) -> float:
    """Return what no way counts as beside these travel times, of which some may be inf."""
    longest = (each[np.isfinite(each)].max(initial=0.0) for each in minutes)
    return max(UNSERVED_MIN, 2 * float(max(longest)))


@dataclass(frozen=True)
class SitingTask:
    """Sites of which some are to be open, beside services that stay open whatever is chosen.

    Parameters
    ----------
    weight : (origin_count,) float64
        Persons, or ones.
    time_min : (origin_count, site_count) float64
        Minutes from each origin to each site; inf where there is no way.
    stays_min : (origin_count,) float64
        Minutes to the nearest service that stays open anyhow; inf where there is none.
    now_min : (origin_count,) float64
        Minutes to the nearest service today.
    limit_min : (origin_count,) float64
        The most minutes that are acceptable.
    open_count : int
        How many of the sites are open in a solution.
    closes : bool
        Whether the sites are open today and some are to close; else they are to be opened.
    must_open : (site_count,) bool
        Sites that are open in every solution.
    must_close : (site_count,) bool
        Sites that are open in none.
    capacity : (site_count,) float64
        Persons whom each site can take; inf without a limit.
    """

    weight: FloatArray
    time_min: FloatArray
    stays_min: FloatArray
    now_min: FloatArray
    limit_min: FloatArray
    open_count: int
    closes: bool
    must_open: Mask
    must_close: Mask
    capacity: FloatArray

    @property
    def site_count(self) -> int:
        """Return the number of sites."""
        return int(self.time_min.shape[1])

    @cached_property
    def unserved_min(self) -> float:
        """Return the minutes that somebody who reaches nothing counts as."""
        return unserved_minutes(self.time_min, self.stays_min, self.now_min)

    @property
    def is_limited(self) -> bool:
        """Return whether any site can be full."""
        return bool(np.isfinite(self.capacity).any())

    def saved(self) -> FloatArray:
        """Return (origin_count, site_count) person-minutes that a site saves beside what stays."""
        stays = np.where(np.isfinite(self.stays_min), self.stays_min, self.unserved_min)
        return self.weight[:, None] * np.maximum(stays[:, None] - self.time_min, 0.0)

    def covered(self) -> FloatArray:
        """Return (origin_count, site_count) persons whom a site, and nothing else, covers."""
        is_beyond = self.stays_min > self.limit_min
        is_near = self.time_min <= self.limit_min[:, None]
        return self.weight[:, None] * (is_beyond[:, None] & is_near)

    def shrunk(self) -> "SitingTask":
        """Return a task of the same solutions with fewer ways to look at.

        If only n sites may close, one of the n + 1 nearest is open: what lies farther never
        matters, and the farthest of them stands for it.
        """
        closing = self.site_count - self.open_count
        if closing + 1 >= self.site_count or self.is_limited:
            return self
        nearest = np.partition(self.time_min, closing, axis=1)[:, closing]
        return replace(self, stays_min=np.minimum(self.stays_min, nearest))
