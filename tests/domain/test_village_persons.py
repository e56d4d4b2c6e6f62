"""The people of villages: of their cells, or as they are said to have."""

from dataclasses import replace

import numpy as np

from support.reports import small_report
from tillganglighet.domain.village_persons import village_persons


def test_cells_go_before_what_is_said() -> None:
    report = small_report(with_cells=True)
    assert report.cells is not None
    # 900 in the first village, 300 in the second, and so on; a cell outside all counts in none.
    village = report.cells.village.copy()
    village[0] = -1
    cells = replace(report.cells, village=village)

    found = village_persons(report.villages, cells)

    assert found.sum() == report.cells.population[1:].sum()
    assert found[report.cells.village[0]] == 0
    told = village_persons(report.villages, None)
    assert np.array_equal(told, report.villages.population, equal_nan=True)
