"""A file of standards is read whole, or every fault in it is told."""

from pathlib import Path

import pytest

from support.counted import villages
from support.squares import two_kommuner
from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.standards import Standards
from tillganglighet.errors import InputError
from tillganglighet.sources.standards_file import read_standards

AREAS = two_kommuner()  # kommuner 0101, 0102 and 0201, län 01 and 02
PLACES = villages(["0101", "0201"])

RIGHT = """
name = "Serviceplan 2027"
decided_by = "Regionfullmäktige"
decided_on = 2026-06-15

[dagligvaror]
god = 5
acceptabel = 12.5

[lan.01]
drivmedel = { god = 10, acceptabel = 15 }

[kommun.0201]
decided_by = "Kommunfullmäktige i Öby"
decided_on = "2026-09-01"
dagligvaror = { god = 15, acceptabel = 30 }

[ort.v0]
dagligvaror = { god = 1, acceptabel = 2 }

[comparison.skolskjuts_f3_2km]
km = 3
"""


def read(text: str, folder: Path) -> Standards:
    path = folder / "nivåer.toml"
    path.write_text(text, encoding="utf-8")
    return read_standards(path, chosen_categories(["dagligvaror", "apotek"]), AREAS, PLACES)


def test_a_right_file(tmp_path: Path) -> None:
    standards = read(RIGHT, tmp_path)

    assert standards.name == "Serviceplan 2027"
    assert (standards.decided_by, standards.decided_on) == ("Regionfullmäktige", "2026-06-15")
    assert standards.acceptable_min == {"dagligvaror": 12.5, "apotek": 30.0}
    assert standards.examples == {"apotek"}  # which the file does not tell of
    assert standards.comparisons == {"skolskjuts_f3_2km": 3.0}
    by_code = {each.code: each for each in standards.local}
    assert [each.scope for each in standards.local] == ["lan", "kommun", "ort"]
    assert by_code["0201"].decided_by == "Kommunfullmäktige i Öby"
    assert by_code["0201"].decided_on == "2026-09-01"
    assert by_code["v0"].decided_by == "Regionfullmäktige"  # says nothing else


WRONG = """
decided_by = ""
decided_on = "i går"

[dagligvaror]
god = 30
acceptabel = 20

[glass]
god = 1
acceptabel = 2

[apotek]
god = true
acceptabel = -1

[drivmedel]
god = 1

[kommun.9999]
apotek = { god = 1, acceptabel = 2 }

[kommun.0101]
decided_by = "Kommunfullmäktige"
apotek = 5

[comparison.kontantuttag_25km]
km = 40

[comparison.skolskjuts_f3_2km]
km = "tre"

[comparison.annat]
km = 1
"""


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(WRONG, tmp_path)

    told = [
        fault.removeprefix("nivåer.toml: ").split(": expected")[0].split("; expected")[0]
        for fault in caught.value.faults
    ]
    assert told == [
        "name=(missing)",
        "decided_by=",
        "decided_on=i går",
        "dagligvaror.god=30",
        "glass: no such category",
        "apotek.god=True",
        "apotek.acceptabel=-1",
        "drivmedel={'god': 1}",
        "kommun.9999=9999",
        "kommun.0101.decided_on=(missing)",
        "kommun.0101.apotek=5",
        "comparison.kontantuttag_25km={'km': 40}",
        "comparison.skolskjuts_f3_2km.km=tre",
        "comparison.annat=annat",
    ]


@pytest.mark.parametrize("text", ["[dagligvaror", "kommun = 5\nlan = 'x'\ncomparison = 1"])
def test_a_file_of_another_kind_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nivåer\.toml"):
        read(text, tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_standards(tmp_path / "saknas.toml", chosen_categories(()), AREAS, PLACES)
