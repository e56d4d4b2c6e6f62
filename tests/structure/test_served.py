"""Who is served where: the matrix sums to everybody, and what goes out comes in."""

from dataclasses import replace

import numpy as np

from support.reports import small_report
from tillganglighet.accessibility.levels.counted_people import counted_people
from tillganglighet.structure.served import NOWHERE, crossings, roles, served

# 1000 in Ånäs and 200 in Ödby (kommun 0180), 50 in Ärla, 10 on Holmen and 30 in Bortom (2039), 50
# in Tvilling, whose kommun nobody knows. The shops s1 and s2 lie in 0180.
REPORT = small_report()
PEOPLE = counted_people(REPORT)
GROCERIES = [category.key for category in REPORT.categories].index("dagligvaror")
TABLE = served(PEOPLE, REPORT.services, np.array([GROCERIES]))


def test_the_matrix_holds_everybody() -> None:
    rows = {
        (str(home), str(there)): float(n)
        for home, there, n in zip(TABLE.home, TABLE.there, TABLE.persons, strict=True)
    }
    assert rows == {
        ("0180", "0180"): 1200.0,
        ("2039", "0180"): 50.0,
        ("2039", NOWHERE): 40.0,  # Holmen is cut off, Bortom beyond the search
        ("", "0180"): 50.0,
    }
    assert TABLE.persons.sum() == PEOPLE.persons[:, 0].sum()


def test_persons_by_the_border_between() -> None:
    found = crossings(TABLE, REPORT.areas, len(REPORT.categories))
    # 0180 lies in län 01 and 2039 in län 20, both in Sweden.
    assert found.own_kommun[GROCERIES] == 1200
    assert found.other_lan[GROCERIES] == 50
    assert found.unknown[GROCERIES] == 50
    assert found.unreached[GROCERIES] == 40
    assert found.other_kommun[GROCERIES] == found.other_country[GROCERIES] == 0


def test_another_country_is_told_from_another_lan() -> None:
    areas = replace(REPORT.areas, country=np.array(["NO", "SE", "SE"]))
    found = crossings(TABLE, areas, len(REPORT.categories))
    assert (found.other_lan[GROCERIES], found.other_country[GROCERIES]) == (0, 50)


def test_what_goes_out_comes_in_somewhere() -> None:
    found = roles(TABLE, len(REPORT.categories))
    assert found.kommun_code.tolist() == ["", "0180", "2039"]
    assert found.persons[:, GROCERIES].tolist() == [50, 1200, 90]
    assert found.outward[:, GROCERIES].tolist() == [50, 0, 50]
    assert found.inward[:, GROCERIES].tolist() == [0, 100, 0]
    assert found.unreached[:, GROCERIES].tolist() == [0, 0, 40]
    assert (found.at_home + found.outward + found.unreached == found.persons).all()
    assert found.balance.sum() == 0


def test_no_category_gives_an_empty_matrix() -> None:
    empty = served(PEOPLE, REPORT.services, np.empty(0, dtype=np.intp))
    assert len(empty) == 0
    assert len(roles(empty, 3).kommun_code) == 0
