"""People made by hand: where they live, how many they are, and what they reach."""

from collections.abc import Sequence

import numpy as np

from tillganglighet.accessibility.gaps.gaps import find_gaps
from tillganglighet.accessibility.levels.counted_people import EVERYBODY, CountedPeople
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.places import Villages
from tillganglighet.domain.standards import Limits
from tillganglighet.domain.status import Coverage, Status

GOOD_MIN, ACCEPTABLE_MIN = 10.0, 20.0


def people(
    persons: Sequence[Sequence[float]],
    minutes: Sequence[Sequence[float]],
    *,
    categories: Sequence[str] = ("dagligvaror",),
    groups: Sequence[str] = (),
    village: Sequence[int] | None = None,
    kommun: Sequence[str] | None = None,
    lan: Sequence[str] | None = None,
    coverage: Coverage = Coverage.COMPLETE,
    metres_per_minute: float = 1_000.0,
) -> CountedPeople:
    """Return people with so many minutes to each category, inf where no road leads there.

    Up to 10 minutes are good and 20 acceptable; a minute is a kilometre, of both ways.
    """
    time = np.array(minutes, dtype=np.float64)
    count = len(time)
    reached = np.isfinite(time)
    nothing = np.full(time.shape, np.inf)
    access = AccessTable(
        categories=tuple(categories),
        coverage=np.full(time.shape, coverage, dtype=np.int8),
        status=np.where(reached, Status.REACHED, Status.NOT_CONNECTED).astype(np.int8),
        travel_time_s=np.stack([time * 60, nothing], axis=2),
        length_m=np.stack([time * metres_per_minute, nothing], axis=2),
        service=np.stack([np.where(reached, 0, -1), np.full(time.shape, -1)], axis=2).astype(
            np.int32
        ),
        via_ferry=np.zeros((*time.shape, 2), dtype=bool),
        shortest_m=time * metres_per_minute,
        shortest_service=np.where(reached, 0, -1).astype(np.int32),
    )
    limits = Limits(
        np.full((1, time.shape[1]), GOOD_MIN), np.full((1, time.shape[1]), ACCEPTABLE_MIN)
    )
    return CountedPeople(
        groups=(EVERYBODY, *groups),
        persons=np.array(persons, dtype=np.float64).reshape(count, -1),
        counts_persons=True,
        are_cells=True,
        access=access,
        gaps=find_gaps(access, limits),
        village=np.array(village if village is not None else [0] * count, dtype=np.int32),
        kommun_code=np.array(kommun if kommun is not None else ["2039"] * count),
        lan_code=np.array(lan if lan is not None else ["20"] * count),
        x=np.zeros(count),
        y=np.zeros(count),
        area_codes={},
    )


def villages(kommun: Sequence[str], lan: Sequence[str] | None = None) -> Villages:
    """Return villages v0, v1 ... in these kommuner; the län is the first two digits."""
    count = len(kommun)
    return Villages(
        id=np.array([f"v{number}" for number in range(count)]),
        name=np.array([f"By {number}" for number in range(count)]),
        kind=np.full(count, "village"),
        x=np.zeros(count),
        y=np.zeros(count),
        population=np.full(count, np.nan),
        kommun_code=np.array(kommun, dtype=np.str_),
        lan_code=np.array(lan if lan is not None else [code[:2] for code in kommun]),
    )
