"""Outcomes of rules by hand: what is sure, what is in doubt, and what is never said."""

from dataclasses import replace

import numpy as np
import pytest

from support.counted import people, villages
from tillganglighet.accessibility.levels.divisions import divided
from tillganglighet.accessibility.levels.rule_outcomes import (
    ServiceOutcomes,
    ShareOutcomes,
    service_outcomes,
    share_outcomes,
)
from tillganglighet.domain.areas import no_areas
from tillganglighet.domain.rules import RuleOutcome, rules

CASH = rules()["kontantuttag_25km"]
SHOPS = rules()["driftstod_10km"]
MET, NOT_MET, UNKNOWN, COUNTED = RuleOutcome


def share(
    persons: list[float],
    km: list[float],
    *,
    known: list[bool] | None = None,
    complete: list[bool] | None = None,
    max_share: float | None = 0.003,
) -> ShareOutcomes:
    who = people([[each] for each in persons], [[1.0]] * len(persons))
    return share_outcomes(
        replace(CASH, max_share=max_share),
        divided("hela", who, villages(["2039"]), no_areas("EPSG:3006")),
        who.persons[:, 0],
        np.array(km) * 1_000,
        is_known=np.array(known or [True] * len(km)),
        is_complete=np.array(complete or [True] * len(km)),
        is_comparison=np.array([True]),
        group="alla",
    )


@pytest.mark.parametrize(
    ("persons", "outcome"),
    [
        # 3 of 1 000 is 0.3 per cent, which is allowed; 4 are too many.
        ([997.0, 3.0], MET),
        ([996.0, 4.0], NOT_MET),
    ],
)
def test_a_share_at_its_limit_is_within(persons: list[float], outcome: RuleOutcome) -> None:
    found = share(persons, [25.0, 25.001])  # exactly 25 km is not farther than 25 km

    assert found.beyond.tolist() == [persons[1]]
    assert found.outcome.tolist() == [outcome]
    assert found.margin[0] == pytest.approx(0.003 - persons[1] / 1_000)


def test_who_has_no_road_has_farther() -> None:
    assert share([900.0, 100.0], [1.0, np.inf]).beyond.tolist() == [100]


def test_incomplete_data_leave_it_unknown_where_they_could_change_it() -> None:
    # 100 of 1 000 are beyond, but a nearer place may be missing in the data.
    doubtful = share([900.0, 100.0], [1.0, 30.0], complete=[False, False])
    assert doubtful.in_doubt.tolist() == [100]
    assert doubtful.outcome.tolist() == [UNKNOWN]

    # All are within a known place: what the data lack changes nothing.
    assert share([900.0, 100.0], [1.0, 2.0], complete=[False, False]).outcome.tolist() == [MET]

    # 50 are surely beyond, which is enough, whatever becomes of the other 50.
    partly = share([900.0, 50.0, 50.0], [1.0, 30.0, 30.0], complete=[True, True, False])
    assert partly.outcome.tolist() == [NOT_MET]


def test_of_whom_the_data_say_nothing_nothing_is_said() -> None:
    found = share([990.0, 10.0], [1.0, np.inf], known=[True, False])

    assert found.beyond.tolist() == [0]
    assert (found.unknown.tolist(), found.in_doubt.tolist()) == ([10], [10])
    assert found.outcome.tolist() == [UNKNOWN]


def test_without_a_limit_people_are_counted() -> None:
    assert share([1.0, 1.0], [1.0, 30.0], max_share=None).outcome.tolist() == [COUNTED]
    assert share([1.0], [30.0], known=[False], max_share=None).outcome.tolist() == [UNKNOWN]


def shop(
    other_km: float, sure_km: float, *, island: bool = False, complete: bool = True
) -> ServiceOutcomes:
    return service_outcomes(
        SHOPS,
        np.array([0]),
        np.array([1], dtype=np.int32),
        other_m=np.array([other_km * 1_000]),
        sure_m=np.array([sure_km * 1_000]),
        is_island=np.array([island]),
        is_complete=np.array([complete]),
        is_comparison=False,
    )


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (shop(12.0, 30.0), MET),
        (shop(10.0, 10.0), NOT_MET),  # exactly 10 km is not more than 10 km
        (shop(4.0, 30.0), UNKNOWN),  # the near one may have no varied range
        (shop(12.0, 30.0, complete=False), UNKNOWN),  # a nearer one may be missing in the data
        (shop(4.0, 4.0, complete=False), NOT_MET),  # a known one is near, whatever is missing
        (shop(2.0, 2.0, island=True, complete=False), MET),
        (shop(np.inf, np.inf), MET),
    ],
)
def test_shop_to_shop(found: ServiceOutcomes, outcome: RuleOutcome) -> None:
    assert found.outcome.tolist() == [outcome]


def test_the_margin_of_a_shop_is_what_it_has_beyond_the_limit() -> None:
    assert shop(12.5, 30.0).margin_m.tolist() == [2_500]
