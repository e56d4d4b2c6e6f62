"""Indicators by hand, and that those of places add up to kommuner, län and the whole exactly."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.counted import people, villages
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.divisions import LEVELS, divided
from tillganglighet.accessibility.levels.indicators import (
    Indicators,
    km_classes,
    measure_indicators,
)
from tillganglighet.domain.areas import no_areas
from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.status import Level, Status

GROCERIES = chosen_categories("dagligvaror")
AREAS = no_areas("EPSG:3006")


def measured(who: CountedPeople, level: str, kommun: list[str]) -> Indicators:
    return measure_indicators(who, divided(level, who, villages(kommun), AREAS), GROCERIES)


def test_people_of_one_place_by_hand() -> None:
    # Minutes and persons (of them old): 5: 6 (1), 12: 3 (2), 40: 1 (0), no road: 2 (2).
    who = people(
        [[6, 1], [3, 2], [1, 0], [2, 2]], [[5.0], [12.0], [40.0], [np.inf]], groups=["65+"]
    )

    found = measured(who, "ort", ["2039"])
    all_, old = found.by_time_class[0, 0]

    assert all_.tolist() == [6, 0, 3, 1]
    assert old.tolist() == [1, 0, 2, 0]
    assert found.by_status[0, 0, 0, Status.REACHED] == 10
    assert found.by_status[0, 0, :, Status.NOT_CONNECTED].tolist() == [2, 2]
    # 5 is good, 12 acceptable, 40 a gap; two are cut off.
    assert found.by_level[0, 0, 0, [Level.GOOD, Level.ACCEPTABLE, Level.GAP]].tolist() == [6, 3, 1]
    assert found.beyond_acceptable[0, 0].tolist() == [3, 2]
    # A minute is a kilometre: up to 2, 5, 10, 20 and over 20 km.
    assert found.by_km_class[0][0, 0].tolist() == [0, 6, 0, 3, 1]
    # (6 * 5 + 3 * 12 + 40) / 10; five of ten have at most 5 minutes, nine of ten at most 12.
    assert found.averages.mean_min[0, 0, 0] == pytest.approx(10.6)
    assert found.averages.median_min[0, 0, 0] == 5
    assert found.averages.p90_min[0, 0, 0] == 12
    assert found.averages.worst_min[0, 0].tolist() == [40, 12]


def test_a_place_of_nobody_has_no_averages() -> None:
    who = people([[3.0]], [[7.0]], village=[1])

    found = measured(who, "ort", ["2039", "2039"])

    assert np.isnan(found.averages.mean_min[0]).all()
    assert found.averages.mean_min[1, 0, 0] == 7


def test_a_class_of_kilometres_holds_its_upper_end() -> None:
    metres = np.array([[0.0], [2_000.0], [2_000.1], [20_000.0], [20_001.0], [np.inf]])

    assert km_classes(metres, (2.0, 20.0)).ravel().tolist() == [0, 0, 1, 1, 2, -1]


@st.composite
def settled(draw: st.DrawFn) -> CountedPeople:
    """Return people in parts of persons, in two villages and outside, in three kommuner."""
    count = draw(st.integers(1, 12))

    def drawn(strategy: st.SearchStrategy) -> list:
        return draw(st.lists(strategy, min_size=count, max_size=count))

    kommun = drawn(st.sampled_from(["2039", "2062", "1780"]))
    parts = drawn(st.floats(0, 1e6, allow_nan=False))
    who = people(
        [[each, each / 3] for each in parts],
        [[each] for each in drawn(st.sampled_from([0.0, 5.0, 5.1, 19.0, 21.0, 99.0, np.inf]))],
        groups=["65+"],
        village=drawn(st.sampled_from([-1, 0, 1])),
        kommun=kommun,
        lan=[code[:2] for code in kommun],
    )
    # As `counted_people` makes them: whole multiples of 2**-20.
    persons: npt.NDArray[np.float64] = np.rint(who.persons * 2.0**20) / 2.0**20
    return CountedPeople(**{**vars(who), "persons": persons})


@settings(max_examples=60, deadline=None)
@given(settled())
def test_the_numbers_of_every_level_add_up_exactly(who: CountedPeople) -> None:
    levels = [measured(who, level, ["2039", "2062"]) for level in LEVELS]
    for found in levels:
        assert np.array_equal(found.persons.sum(axis=0), levels[-1].persons[0])
        for name in ("by_time_class", "by_status", "by_level"):
            here, whole = getattr(found, name), getattr(levels[-1], name)
            assert np.array_equal(here.sum(axis=0), whole[0])
        assert np.array_equal(found.by_status.sum(axis=-1)[:, 0], found.persons)
        assert np.array_equal(found.by_level.sum(axis=-1)[:, 0], found.persons)
        reached = found.by_status[..., Status.REACHED]
        assert np.array_equal(found.by_time_class.sum(axis=-1), reached)

    places, kommuner = levels[0], levels[1]
    for number, code in enumerate(kommuner.division.id):
        inside = places.division.kommun_code == code
        assert np.array_equal(places.by_level[inside].sum(axis=0), kommuner.by_level[number])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.sampled_from([1.0, 2.0, 3.0, 50.0, np.inf])),
        min_size=1,
        max_size=15,
    )
)
def test_averages_are_those_of_single_persons(rows: list[tuple[int, float]]) -> None:
    who = people([[float(count)] for count, _ in rows], [[minutes] for _, minutes in rows])
    alone = np.sort([minutes for count, minutes in rows for _ in range(count) if minutes < 99])

    found = measured(who, "hela", ["2039"]).averages

    if len(alone) == 0:
        assert np.isnan(found.mean_min).all()
        return
    assert found.mean_min[0, 0, 0] == pytest.approx(alone.mean())
    # The smallest time within which at least that share lives: of 10 persons the 5th and the 9th.
    assert found.median_min[0, 0, 0] == alone[-(-len(alone) // 2) - 1]
    assert found.p90_min[0, 0, 0] == alone[-(-9 * len(alone) // 10) - 1]
    assert found.worst_min[0, 0, 0] == alone[-1]
