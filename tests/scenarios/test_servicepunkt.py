"""What a servicepunkt would give, added up by hand.

Minutes to two places, from three groups of people who have 15 acceptable minutes:

               place 0   place 1    shop today   post today
    100 persons    5        30          25           10
     20 persons   10         -           -           40
      1 person     -         5           8            -
"""

import numpy as np

from tillganglighet.scenarios.siting.servicepunkt import ServicePointTask, service_points

INF = np.inf


def task(is_missing: list[list[bool]]) -> ServicePointTask:
    return ServicePointTask(
        weight=np.array([100.0, 20.0, 1.0]),
        time_min=np.array([[5, 30], [10, INF], [INF, 5]]),
        now_min=np.array([[25, 10], [INF, 40], [8, INF]]),
        limit_min=np.full((3, 2), 15.0),
        is_missing=np.array(is_missing),
    )


def test_each_service_is_summed_over_those_who_come_nearer() -> None:
    found = service_points(task([[True, True], [True, True]])).of_category
    # Place 0 with a shop: the hundred save 20, the twenty get one; with the post: 5 and 30 saved.
    assert found.gain[0].tolist() == [100 * 20, 100 * 5 + 20 * 30]
    assert found.persons[0].tolist() == [120, 120]
    assert found.newly_served[0].tolist() == [20, 0]
    assert found.newly_within[0].tolist() == [120, 20]
    # Place 1: only the one gains, 3 minutes to the shop and a way to the post.
    assert found.gain[1].tolist() == [3, 0]
    assert found.newly_served[1].tolist() == [0, 1]
    assert found.saving[1].tolist() == [1, 0]


def test_together_a_person_counts_once_and_minutes_for_each_service() -> None:
    found = service_points(task([[True, True], [True, True]]))
    assert found.together.persons.tolist() == [120, 1]
    assert found.together.gain.tolist() == [2000 + 1100, 3]
    assert found.together.saving.tolist() == [100 + 120, 1]
    assert found.together.newly_within.tolist() == [120, 1]
    assert found.order.tolist() == [0, 1]


def test_what_a_place_has_is_not_added() -> None:
    found = service_points(task([[False, True], [False, False]]))
    assert found.of_category.gain.tolist() == [[0, 1100], [0, 0]]
    assert found.together.persons.tolist() == [120, 0]


def test_where_nobody_has_it_the_shortest_way_for_most_comes_first() -> None:
    # Nobody has a shop: place 0 reaches 10 persons, place 1 the same 10 nearer, place 2 only 3.
    asked = ServicePointTask(
        weight=np.array([7.0, 3.0]),
        time_min=np.array([[20.0, 10.0, INF], [20.0, 10.0, 1.0]]),
        now_min=np.full((2, 1), INF),
        limit_min=np.full((2, 1), 15.0),
        is_missing=np.ones((3, 1), dtype=bool),
    )
    found = service_points(asked)
    assert found.order.tolist() == [1, 0, 2]
    assert found.together.newly_within.tolist() == [0, 10, 3]
    # Ten persons, 20 minutes each; ten, 10 each; three, one each.
    assert found.together.served_minutes.tolist() == [200, 100, 3]
    assert found.together.serving.tolist() == [10, 10, 3]
