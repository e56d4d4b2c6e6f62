"""The summary counts everybody once and puts the unreachable first."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from support.reports import CATEGORIES, small_report
from tillganglighet.accessibility.gaps.summary import summarise
from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.status import Level, Status

KEYS = [category.key for category in chosen_categories(CATEGORIES)]
GROCERIES, PHARMACY, LIBRARY = (KEYS.index(k) for k in ("dagligvaror", "apotek", "bibliotek"))
DEPOSIT, BUS_STOP = KEYS.index("dagskasseinsattning"), KEYS.index("hallplats")


def names(report, indices) -> list[str]:  # noqa: ANN001 (any report, any indices)
    return [str(name) for name in report.villages.name[indices]]


def test_persons_from_villages_sum_to_the_population_in_three_ways() -> None:
    persons = summarise(small_report()).persons

    # 1000 + 200 + 50 + 10 + 30 + 50; two villages have no population.
    assert persons.total == 1340
    assert persons.by_status.sum(axis=1).tolist() == [1340] * 5
    assert persons.by_level.sum(axis=1).tolist() == [1340] * 5
    # 0 and exactly 5 minutes lie in 0-5; Ärla and Tvilling are over 30.
    assert persons.by_class[GROCERIES].tolist() == [1200, 0, 0, 100]
    assert persons.by_status[GROCERIES].tolist() == [1300, 0, 10, 30, 0, 0, 0]


def test_statuses_without_a_search_hold_everybody() -> None:
    persons = summarise(small_report()).persons

    assert persons.by_status[LIBRARY, Status.NO_SERVICE] == 1340
    assert persons.by_status[DEPOSIT, Status.UNKNOWN] == 1340
    assert persons.by_status[BUS_STOP, Status.NOT_APPLICABLE] == 1340
    assert persons.by_level[LIBRARY, Level.GAP] == 1340


def test_villages_and_villages_without_population_are_counted_beside() -> None:
    summary = summarise(small_report())

    # Minutes 0, 5 | - | 12 | 45, 45; no road, not connected and beyond: one each.
    assert summary.villages.by_class[GROCERIES].tolist() == [2, 0, 1, 2]
    assert summary.villages.by_status[GROCERIES].tolist() == [5, 1, 1, 1, 0, 0, 0]
    # n3 (12 minutes) and n6 (no road) have no population.
    assert summary.villages_without_population.by_class[GROCERIES].tolist() == [0, 0, 1, 0]
    assert summary.villages_without_population.by_status[GROCERIES].tolist() == [
        1, 1, 0, 0, 0, 0, 0,
    ]  # fmt: skip
    assert summary.unknown_population.tolist() == [2, 5]


def test_cells_take_the_place_of_the_villages() -> None:
    summary = summarise(small_report(with_cells=True))

    # Cells: 900 persons at 1 min, 300 at 8, 130 at 40, 20 not connected.
    assert summary.persons.total == 1350
    assert summary.persons.by_class[GROCERIES].tolist() == [900, 300, 0, 130]
    assert summary.persons.by_status[GROCERIES, Status.NOT_CONNECTED] == 20
    # (900 * 1 + 300 * 8 + 130 * 40) / 1330 = 8500 / 1330
    assert np.isclose(summary.mean_min[GROCERIES], 8500 / 1330)


def test_averages_are_weighted_and_over_the_reached_only() -> None:
    summary = summarise(small_report())

    # 1000 persons at 0, 200 at 5 and 100 at 45 minutes: 1000 + 4500 over 1300.
    assert np.isclose(summary.mean_min[GROCERIES], 5500 / 1300)
    # 1000 of 1300 persons have 0 minutes, 1200 of 1300 (92 %) have at most 5.
    assert summary.median_min[GROCERIES] == 0
    assert summary.p90_min[GROCERIES] == 5
    assert np.isnan(summary.mean_min[LIBRARY])


def test_without_any_population_villages_weigh_the_same() -> None:
    summary = summarise(small_report(with_population=False))

    assert not summary.counts_persons
    assert summary.persons.total == 0
    # 0, 5, 12, 45, 45
    assert np.isclose(summary.mean_min[GROCERIES], 107 / 5)
    assert summary.median_min[GROCERIES] == 12
    assert summary.p90_min[GROCERIES] == 45


def test_unreachable_places_are_worst_then_the_longest_then_the_smaller_id() -> None:
    report = small_report()
    summary = summarise(report)

    assert names(report, summary.worst[GROCERIES]) == [
        "+Bortom",  # without a travel time, 30 persons
        "Ärla",  # 45 minutes, 50 persons, n4
        "Tvilling",  # 45 minutes, 50 persons, n8
        "=SUMMA(A1)",
        "Ödby",
        "Ånäs",
    ]
    # Without a road to anything, and so without a place in the list of each category.
    assert names(report, summary.cut_off) == ["Holmen", "Fjället"]  # 10 persons, unknown
    assert summary.worst[DEPOSIT].tolist() == []
    assert summary.worst[BUS_STOP].tolist() == []


def test_worst_overall_counts_categories_out_of_reach_first() -> None:
    report = small_report()
    summary = summarise(report)

    # dagligvaror and apotek have services; without a travel time to both: n5, n6 and n7.
    assert summary.measured_count == 2
    assert summary.unreached_count.tolist() == [0, 0, 0, 0, 2, 2, 2, 0]
    # 45 of 20 and 90 of 30 minutes.
    assert summary.over_standard_min.tolist() == [0, 0, 0, 85, 0, 0, 0, 85]

    # Two categories out of reach, then the minutes over: 25 + 60 for Ärla and Tvilling,
    # 0 + 0 for =SUMMA (12 of 20, 24 of 30) whose minutes are more than those of Ödby and Ånäs.
    # Holmen and Fjället, which no road leads to, are told apart from these.
    assert names(report, summarise(report).worst_overall) == [
        "+Bortom", "Ärla", "Tvilling", "=SUMMA(A1)", "Ödby", "Ånäs",
    ]  # fmt: skip


def test_services_that_nobody_reaches_make_no_place_remote() -> None:
    report = small_report()
    # The only known pharmacy lies where no road goes: that says nothing of the places.
    reached = report.access.status[:, PHARMACY] == Status.REACHED
    report.access.status[reached, PHARMACY] = Status.NOT_CONNECTED
    summary = summarise(report)

    assert summary.measured_count == 1
    assert summary.unreached_count.tolist() == [0, 0, 0, 0, 1, 1, 1, 0]
    assert names(report, summary.cut_off) == ["Holmen", "Fjället"]
    assert summary.cut_off_count == 10  # of Fjället nobody knows the population


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_the_villages_changes_no_answer(order: list[int]) -> None:
    report = small_report()
    shuffled = replace(
        report,
        villages=replace(
            report.villages,
            **{
                key: values[order]
                for key, values in vars(report.villages).items()
                if key != "area_codes"
            },
        ),
        access=replace(
            report.access,
            status=report.access.status[order],
            travel_time_s=report.access.travel_time_s[order],
        ),
        gaps=replace(
            report.gaps,
            **{key: getattr(report.gaps, key)[order] for key in vars(report.gaps)},
        ),
    )
    one, other = summarise(report), summarise(shuffled)

    assert names(report, one.worst_overall) == names(shuffled, other.worst_overall)
    assert np.array_equal(one.persons.by_level, other.persons.by_level)
    assert np.allclose(one.mean_min, other.mean_min, equal_nan=True)
