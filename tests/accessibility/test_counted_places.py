"""What is counted by place: nobody is lost, and nobody is counted twice."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from support.people import cells_at
from support.reports import small_report
from tillganglighet.accessibility.levels.counted_places import counted_places
from tillganglighet.domain.status import Status


def test_outside_is_a_place_of_its_own_in_each_kommun() -> None:
    report = small_report()
    cells = cells_at(*np.array([[0.0] * 5, [0.0] * 5, [10, 20, 30, 40, 50]]))
    cells = replace(
        cells,
        village=np.array([1, -1, -1, -1, -1], dtype=np.int32),
        kommun_code=np.array(["0180", "2039", "0180", "2039", ""]),
        lan_code=np.array(["01", "20", "01", "20", ""]),
    )
    places = counted_places(report.villages, cells)
    count = len(report.villages)
    assert places.id[count:].tolist() == ["utanfor_ort:", "utanfor_ort:0180", "utanfor_ort:2039"]
    assert places.kommun_code[count:].tolist() == ["", "0180", "2039"]
    assert places.lan_code[count:].tolist() == ["", "01", "20"]
    assert places.persons[count:].tolist() == [50, 30, 20 + 40]
    assert places.persons[:count].tolist() == [0, 10, *[0] * (count - 2)]
    assert places.cell_count[count:].tolist() == [1, 1, 2]
    assert places.of_cell.tolist() == [1, count + 2, count + 1, count + 2, count]


CELLS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(-1, 7), st.sampled_from(["", "0180", "2039"])),
    max_size=25,
)


@settings(max_examples=50)
@given(CELLS)
def test_villages_and_outside_are_everybody(rows: list[tuple[int, int, str]]) -> None:
    persons = np.array([each for each, _, _ in rows], dtype=np.float64)
    nowhere = np.zeros(len(rows))
    cells = replace(
        cells_at(nowhere, nowhere, persons),
        village=np.array([each for _, each, _ in rows], dtype=np.int32),
        kommun_code=np.array([each for _, _, each in rows], dtype="U4"),
    )
    places = counted_places(small_report().villages, cells)
    assert places.persons.sum() == persons.sum()
    assert (places.of_cell >= 0).all()
    assert (places.cell_count[places.village_count :] > 0).all()
    for kommun in {each for _, _, each in rows}:
        here = (cells.kommun_code == kommun) & (cells.village < 0)
        at = places.id.tolist().index(f"utanfor_ort:{kommun}") if here.any() else None
        assert at is None or places.persons[at] == persons[here].sum()


def test_a_report_tells_the_times_of_its_people() -> None:
    report = small_report(with_cells=True)
    places, times = report.places, report.people_times_s
    assert places is not None
    assert times is not None
    assert report.cells is not None
    assert report.cell_access is not None
    assert times.mean.shape == (len(places), len(report.categories))
    # Persons over reached and not are everybody, whatever the category.
    everybody = (times.reached + times.unreached).sum(axis=0)
    np.testing.assert_allclose(everybody, report.cells.population.sum())
    reached = report.cell_access.status == Status.REACHED
    np.testing.assert_allclose(times.reached.sum(axis=0), report.cells.population @ reached)
    alone = replace(report, cells=None, cell_access=None)
    assert alone.places is None
    assert alone.people_times_s is None
