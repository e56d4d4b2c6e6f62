"""Missing services and the four fields, on the report drawn in support/reports."""

import numpy as np

from support.reports import small_report
from tillganglighet.structure.shortfalls import four_fields, shortfalls

REPORT = small_report()


def test_what_is_in_doubt_is_perhaps_missing_only() -> None:
    found = shortfalls(REPORT.access, REPORT.gaps)
    at = found.categories.index("dagligvaror")
    # Ärla and Tvilling have 45 minutes where 20 is acceptable, Bortom lies beyond the search;
    # Holmen and Fjället are cut off, by roads that the data may lack.
    assert found.surely[:, at].tolist() == [False, False, False, True, False, False, True, True]
    assert found.perhaps[:, at].tolist() == [False, False, False, True, True, True, True, True]
    assert (found.surely <= found.perhaps).all()
    # The pharmacies are not all known: Ärla's 90 minutes may have a nearer one.
    apotek = [key for key in found.categories if key.startswith("apotek")]
    for key in apotek:
        column = found.categories.index(key)
        assert not found.surely[3, column]
        assert found.perhaps[3, column]


def test_fields_are_divided_by_the_medians_of_the_people() -> None:
    weight = np.nan_to_num(REPORT.villages.population)
    found = four_fields(REPORT.access, weight)
    # Groceries take m minutes and pharmacies 2 m, so the mean is 1.5 m: 0 in Ånäs, 7.5 in Ödby,
    # 18 in n3, 67.5 in Ärla and Tvilling. Ånäs holds more than half of the people: median 0.
    assert found.access_min[:4].tolist() == [0.0, 7.5, 18.0, 67.5]
    assert found.access_limit_min == 0.0
    # The second shop is 90 s farther for everybody, and there is no second pharmacy.
    assert found.loss_min[:4].tolist() == [1.5, 1.5, 1.5, 1.5]
    # Nobody loses more than the median, so nobody is at risk: near and safe, else far and safe.
    assert found.field.tolist() == [1, 3, 3, 3, 0, 0, 0, 3]


def test_nobody_gives_no_limits() -> None:
    found = four_fields(REPORT.access, np.zeros(len(REPORT.villages)))
    assert np.isnan(found.access_limit_min)
