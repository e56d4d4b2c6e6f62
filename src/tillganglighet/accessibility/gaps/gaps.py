"""Gaps: how the access table stands against time classes and standards."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.standards import TIME_CLASS_ENDS_MIN, Limits
from tillganglighet.domain.status import Coverage, Level, Status
from tillganglighet.units import S_PER_MIN


@dataclass(frozen=True)
class Gaps:
    """Judgement of every answer, shaped as the access table.

    Parameters
    ----------
    time_class : (origin_count, category_count) int8
        Index into `TIME_CLASSES`; -1 where there is no travel time.
    level : (origin_count, category_count) int8
        `Level`.
    over_standard_min : (origin_count, category_count) float64
        Minutes beyond the acceptable; 0 within it, nan where there is no travel time.
    """

    time_class: npt.NDArray[np.int8]
    level: npt.NDArray[np.int8]
    over_standard_min: npt.NDArray[np.float64]


def find_gaps(access: AccessTable, limits: Limits) -> Gaps:
    """Judge the nearest service of every origin and category, from unrounded minutes.

    A travel time beyond the acceptable is a gap only where the data cover the category completely
    round the origin; otherwise it is uncertain, since a service that the data lack may lie nearer.
    """
    minutes = access.travel_time_s[:, :, 0] / S_PER_MIN
    reached = access.status == Status.REACHED
    shortfall = np.where(access.coverage == Coverage.COMPLETE, Level.GAP, Level.UNCERTAIN)

    level = np.select(
        [
            reached & (minutes <= limits.good_min),
            reached & (minutes <= limits.acceptable_min),
            reached
            | (access.status == Status.BEYOND_CUTOFF)
            | (access.status == Status.NO_SERVICE),
            (access.status == Status.NO_ROAD) | (access.status == Status.NOT_CONNECTED),
            access.status == Status.UNKNOWN,
        ],
        [Level.GOOD, Level.ACCEPTABLE, shortfall, Level.UNREACHABLE, Level.UNKNOWN],
        default=Level.NOT_APPLICABLE,
    ).astype(np.int8)

    # side="left" puts a value that equals an upper end into the class below: a < x <= b.
    time_class = np.searchsorted(TIME_CLASS_ENDS_MIN, minutes, side="left").astype(np.int8)
    return Gaps(
        time_class=np.where(reached, time_class, np.int8(-1)),
        level=level,
        over_standard_min=np.where(
            reached, np.maximum(minutes - limits.acceptable_min, 0.0), np.nan
        ),
    )
