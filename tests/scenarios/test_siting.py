"""The best places equal trying every choice, for each goal, opening and closing."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tillganglighet.scenarios.siting.greedy import score
from tillganglighet.scenarios.siting.outcome import after_min
from tillganglighet.scenarios.siting.siting import best_sites
from tillganglighet.scenarios.siting.task import GOALS, Goal, Mask, SitingTask

MINUTES = st.sampled_from([0.0, 2.0, 5.0, 9.0, 10.0, 25.0, 40.0, np.inf])


def task_of(
    time_min: list[list[float]],
    weight: list[float],
    stays_min: list[float],
    *,
    open_count: int,
    closes: bool = False,
) -> SitingTask:
    """Return a task with 10 acceptable minutes, from minutes by origin and site."""
    times, stays = np.array(time_min), np.array(stays_min)
    none = np.zeros(times.shape[1], dtype=bool)
    return SitingTask(
        weight=np.array(weight),
        time_min=times,
        stays_min=stays,
        now_min=np.minimum(stays, times.min(axis=1)) if closes else stays,
        limit_min=np.full(len(weight), 10.0),
        open_count=open_count,
        closes=closes,
        must_open=none,
        must_close=none,
        capacity=np.full(times.shape[1], np.inf),
    )


@st.composite
def tasks(draw: st.DrawFn) -> SitingTask:
    origins, sites = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    row = st.lists(MINUTES, min_size=sites, max_size=sites)
    task = task_of(
        draw(st.lists(row, min_size=origins, max_size=origins)),
        draw(st.lists(st.sampled_from([0.0, 1.0, 3.0, 7.5]), min_size=origins, max_size=origins)),
        draw(st.lists(MINUTES, min_size=origins, max_size=origins)),
        open_count=draw(st.integers(0, sites)),
        closes=draw(st.booleans()),
    )
    forced = draw(st.sampled_from(["", "open", "close"]))
    mask = np.arange(sites) == draw(st.integers(0, sites - 1))
    if forced == "open" and task.open_count > 0:
        return replace(task, must_open=mask)
    if forced == "close" and task.open_count < sites:
        return replace(task, must_close=mask)
    return task


def every_choice(task: SitingTask) -> list[Mask]:
    masks = [
        np.isin(np.arange(task.site_count), sites)
        for sites in combinations(range(task.site_count), task.open_count)
    ]
    return [
        mask
        for mask in masks
        if (mask >= task.must_open).all() and not (mask & task.must_close).any()
    ]


def value(task: SitingTask, goal: Goal, is_open: Mask) -> tuple[float, float]:
    """Return the score; of the p-center only those whom some site or service can reach count."""
    if goal == "p-center":
        reach = np.minimum(
            task.time_min[:, ~task.must_close].min(axis=1, initial=np.inf), task.stays_min
        )
        known = np.isfinite(reach)
        counted = replace(task, weight=np.where(known, task.weight, 0.0))
        return score(counted, goal, np.where(known, after_min(task, is_open), 0.0))
    return score(task, goal, after_min(task, is_open))


@given(tasks(), st.sampled_from(GOALS))
@settings(max_examples=60, deadline=None)
def test_the_best_choices_equal_trying_all(task: SitingTask, goal: Goal) -> None:
    every = sorted((value(task, goal, mask) for mask in every_choice(task)), reverse=True)
    siting = best_sites(task, goal, most=3)
    assert len(siting.choices) == min(3, len(every))
    for choice, expected in zip(siting.choices, every, strict=False):
        assert value(task, goal, choice.is_open) == pytest.approx(expected)
        assert choice.gap == 0
    assert value(task, goal, siting.greedy.is_open)[0] <= every[0][0] + 1e-6
    changed = siting.choices[0].is_open ^ task.closes
    assert sorted(siting.order[changed]) == list(range(1, changed.sum() + 1))


def test_greedy_is_caught_out_by_the_middle() -> None:
    # One after the other the middle site comes first (25 saved at each end, 50 in all), then one
    # end (15 more). The two ends together save 40 each.
    ends_and_middle = [[0.0, 15.0, 40.0], [40.0, 15.0, 0.0]]
    task = task_of(ends_and_middle, [1.0, 1.0], [40.0, 40.0], open_count=2)
    siting = best_sites(task, "p-median")
    assert siting.choices[0].is_open.tolist() == [True, False, True]
    assert (siting.choices[0].outcome.gain, siting.greedy.outcome.gain) == (80, 65)
    assert siting.order.tolist() == [1, 0, 2]


def test_a_full_site_sends_people_on() -> None:
    # Ten people at each of two places; the site takes twelve of them. All of the first (40 minutes
    # saved each) and two of the second (30): 460 person-minutes. The rest keep their 50 minutes.
    task = task_of([[10.0], [20.0]], [10.0, 10.0], [50.0, 50.0], open_count=1)
    outcome = best_sites(replace(task, capacity=np.array([12.0])), "p-median").choices[0].outcome
    assert outcome.gain == pytest.approx(460)
    assert outcome.site_persons.tolist() == pytest.approx([12])
    assert outcome.newly_within == pytest.approx(10)
    assert outcome.mean_min == pytest.approx((10 * 10 + 2 * 20 + 8 * 50) / 20)
    assert outcome.worst_min == 50


def test_the_outcome_tells_who_has_the_gain() -> None:
    # Ninety persons 20 minutes away come to 5; five with 60 come to 30, five have nothing and come
    # to 40. Of the 95 who had a way the worst tenth is 9.5: the five, and 4.5 of the ninety.
    task = task_of([[5.0], [30.0], [40.0]], [90.0, 5.0, 5.0], [20.0, 60.0, np.inf], open_count=1)
    outcome = best_sites(task, "cover").choices[0].outcome
    assert (outcome.newly_within, outcome.newly_served, outcome.unserved) == (90, 5, 0)
    assert outcome.gain == 90 * 15 + 5 * 30
    assert outcome.worst_tenth_gain == pytest.approx(5 * 30 + 4.5 * 15)
    assert outcome.mean_min == pytest.approx((90 * 5 + 5 * 30 + 5 * 40) / 100)
    assert (outcome.p90_min, outcome.worst_min) == (5, 40)


def test_who_has_nothing_comes_before_any_saving() -> None:
    # One person without a way, a hundred who would save an hour: a day outweighs up to 24 of them.
    times = [[np.inf, 30.0], [0.0, 60.0]]
    task = task_of(times, [1.0, 20.0], [np.inf, 60.0], open_count=1)
    assert best_sites(task, "p-median").choices[0].is_open.tolist() == [False, True]


def test_where_nobody_has_it_sites_are_ranked_by_the_goal() -> None:
    # Site 0 is 30 minutes from ten persons, site 1 is 5 from them, site 2 is 1 from one of them.
    times = [[30.0, 5.0, np.inf], [30.0, 5.0, 1.0]]
    task = task_of(times, [9.0, 1.0], [np.inf, np.inf], open_count=1)
    found = best_sites(task, "p-median")
    assert found.choices[0].is_open.tolist() == [False, True, False]
    assert found.ranked.tolist() == [1, 0, 2]
    # For most within 10 minutes the one person beats nobody.
    assert best_sites(task, "cover").ranked.tolist() == [1, 2, 0]


def test_the_same_task_has_the_same_answer() -> None:
    grid = np.random.default_rng(7)
    times = grid.integers(0, 60, (40, 12)).astype(float).tolist()
    task = task_of(times, grid.integers(1, 90, 40).tolist(), [45.0] * 40, open_count=3)
    once, again = (best_sites(task, "p-median", most=4) for _ in range(2))
    for one, other in zip(once.choices, again.choices, strict=True):
        assert one.is_open.tolist() == other.is_open.tolist()
        assert one.outcome.gain == other.outcome.gain
