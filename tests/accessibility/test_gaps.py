"""Gaps follow the unrounded minutes, the coverage and the status."""

import numpy as np
import pytest

from tillganglighet.accessibility.gaps.gaps import find_gaps
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.standards import TIME_CLASSES, Limits
from tillganglighet.domain.status import Coverage, Level, Status

LIMITS = Limits(good_min=np.array([[10.0]]), acceptable_min=np.array([[20.0]]))


def answer(minutes: float, status: Status, coverage: Coverage = Coverage.COMPLETE) -> AccessTable:
    seconds = np.array([[[minutes * 60, np.inf]]])
    service = np.array([[[0 if status == Status.REACHED else -1, -1]]], dtype=np.int32)
    return AccessTable(
        categories=("dagligvaror",),
        coverage=np.array([[coverage]], dtype=np.int8),
        status=np.array([[status]], dtype=np.int8),
        travel_time_s=seconds,
        length_m=seconds,
        service=service,
        via_ferry=np.zeros((1, 1, 2), dtype=np.bool_),
        shortest_m=seconds[:, :, 0],
        shortest_service=service[:, :, 0],
    )


@pytest.mark.parametrize(
    ("minutes", "time_class", "level"),
    [
        # a-b means a < x <= b, and at most 10 is good, at most 20 acceptable.
        (0.0, "0-5", Level.GOOD),
        (5.0, "0-5", Level.GOOD),
        (5.0001, "5-10", Level.GOOD),
        (10.0, "5-10", Level.GOOD),
        (10.0001, "10-30", Level.ACCEPTABLE),  # shown as 10.0, yet over it
        (20.0, "10-30", Level.ACCEPTABLE),
        (20.0001, "10-30", Level.GAP),
        (30.0, "10-30", Level.GAP),
        (30.0001, "over 30", Level.GAP),
    ],
)
def test_classes_and_levels_come_from_unrounded_minutes(
    minutes: float, time_class: str, level: Level
) -> None:
    gaps = find_gaps(answer(minutes, Status.REACHED), LIMITS)

    assert TIME_CLASSES[gaps.time_class[0, 0]] == time_class
    assert gaps.level[0, 0] == level
    assert gaps.over_standard_min[0, 0] == pytest.approx(max(minutes - 20, 0))


@pytest.mark.parametrize(
    ("status", "complete", "incomplete"),
    [
        (Status.NO_ROAD, Level.UNREACHABLE, Level.UNREACHABLE),
        (Status.NOT_CONNECTED, Level.UNREACHABLE, Level.UNREACHABLE),
        (Status.BEYOND_CUTOFF, Level.GAP, Level.UNCERTAIN),
        (Status.NO_SERVICE, Level.GAP, Level.UNCERTAIN),
        (Status.UNKNOWN, Level.UNKNOWN, Level.UNKNOWN),
        (Status.NOT_APPLICABLE, Level.NOT_APPLICABLE, Level.NOT_APPLICABLE),
    ],
)
def test_every_reason_has_its_level_and_no_numbers(
    status: Status, complete: Level, incomplete: Level
) -> None:
    for coverage, level in ((Coverage.COMPLETE, complete), (Coverage.INCOMPLETE, incomplete)):
        gaps = find_gaps(answer(np.inf, status, coverage), LIMITS)
        assert gaps.level[0, 0] == level
        assert gaps.time_class[0, 0] == -1
        assert np.isnan(gaps.over_standard_min[0, 0])


def test_far_away_is_uncertain_without_full_coverage_but_near_is_good() -> None:
    far = find_gaps(answer(25.0, Status.REACHED, Coverage.INCOMPLETE), LIMITS)
    near = find_gaps(answer(9.0, Status.REACHED, Coverage.INCOMPLETE), LIMITS)

    assert far.level[0, 0] == Level.UNCERTAIN
    assert far.over_standard_min[0, 0] == 5
    assert near.level[0, 0] == Level.GOOD
