"""Travel times of villages by their people."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tillganglighet.accessibility.travel.people_times import people_times


def test_mean_and_p90_over_those_who_reach() -> None:
    # village   0    0    0    1      2           none
    times = np.array([[100, 200, 900, np.inf, 50, 10.0], [np.inf] * 6]).T
    persons = np.array([80.0, 10, 10, 5, 0, 3])
    village = np.array([0, 0, 0, 1, 2, -1], dtype=np.int32)
    found = people_times(times, persons, village, 4)
    # 80 x 100 + 10 x 200 + 10 x 900 = 19 000 over 100 persons; 90 of them need at most 200.
    np.testing.assert_allclose(found.mean[:, 0], [190, np.nan, np.nan, np.nan])
    np.testing.assert_allclose(found.p90[:, 0], [200, np.nan, np.nan, np.nan])
    assert found.reached.T.tolist() == [[100, 0, 0, 0], [0, 0, 0, 0]]
    assert found.unreached.T.tolist() == [[0, 5, 0, 0], [100, 5, 0, 0]]
    assert np.isnan(found.mean[:, 1]).all()


CELLS = st.lists(
    st.tuples(st.sampled_from([10.0, 20.0, 30.0, np.inf]), st.integers(0, 5), st.integers(0, 2)),
    min_size=1,
    max_size=20,
)


@settings(max_examples=60)
@given(CELLS)
def test_as_if_every_person_were_asked(rows: list[tuple[float, int, int]]) -> None:
    times, persons, village = (np.array(each) for each in zip(*rows, strict=True))
    found = people_times(times[:, None], persons.astype(np.float64), village.astype(np.int32), 3)
    for number in range(3):
        here = village == number
        each = np.sort(np.repeat(times[here], persons[here]))
        reached = each[np.isfinite(each)]
        assert found.unreached[number, 0] == len(each) - len(reached)
        if len(reached):
            assert found.mean[number, 0] == pytest.approx(reached.mean())
            # The smallest time that nine of ten need at most: the ceil(0.9 n)-th, in whole tenths.
            assert found.p90[number, 0] == reached[-(-9 * len(reached) // 10) - 1]
        else:
            assert np.isnan(found.mean[number, 0])
            assert np.isnan(found.p90[number, 0])
