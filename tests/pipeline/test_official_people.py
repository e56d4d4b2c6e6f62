"""Cells against the official folkmängd of each kommun, where they hold all of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from support.people import cells_at
from support.squares import two_kommuner
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.official_people import OfficialPeople
from tillganglighet.domain.places import Cells
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.official_people import compare_people
from tillganglighet.pipeline.study_area import StudyArea
from tillganglighet.sources.people.official_people import read_official_people

AREAS: Areas = two_kommuner()


def cells() -> Cells:
    """Return cells all over 0101 (and its enclave 0102), and along the edge of 0201 alone."""
    x, y, persons = np.array(
        [(0, 0, 10), (0, 10, 20), (10, 10, 30), (10, 0, 40), (3, 3, 5), (10.5, 5, 7)], dtype=float
    ).T
    codes = np.array(["0101", "0101", "0101", "0101", "0102", "0201"])
    return replace(cells_at(1_000 * x, 1_000 * y, persons), kommun_code=codes)


def test_only_a_kommun_that_the_cells_cover_is_compared() -> None:
    findings = Findings()
    official = {"0101": 125.0, "0102": 5.0, "0201": 900.0, "0999": 1.0}
    rows = compare_people(cells(), official, AREAS, None, findings)
    assert rows == (
        OfficialPeople("0101", "Ås kommun", 100, 125),
        OfficialPeople("0102", "Enklav", 5, 5),
    )
    assert (rows[0].difference, rows[0].difference_percent) == (-25, -20)
    told = findings.frozen()
    assert told["official_people_differ"].examples == ("0101 Ås kommun: 100 / 125, -25 (-20.0 %)",)
    assert told["official_people_not_compared"].examples == ("0201",)


def test_the_kommuner_of_the_study_area_are_whole() -> None:
    study = StudyArea("kommun", "0201", "Öby", shapely.box(0, 0, 1, 1), AREAS.crs)
    rows = compare_people(cells(), {"0201": 0.0}, AREAS, study, Findings())
    assert rows == (OfficialPeople("0201", "Öby", 7, 0),)
    assert rows[0].difference_percent == float("inf")


def test_a_table_of_scb(tmp_path: Path) -> None:
    path = tmp_path / "folkmängd.csv"
    path.write_text(
        "region;Folkmängd\n00 Riket;10 500 000\n20 Dalarnas län;287 000\n2039 Älvdalen;6 812\n"
        "180;985 000\n",
        encoding="utf-8",
    )
    assert read_official_people(path, Findings()) == {"2039": 6_812, "0180": 985_000}


def test_a_table_of_scb_with_title_and_year(tmp_path: Path) -> None:
    path = tmp_path / "folkmangd.csv"
    text = '"Folkmängd efter region och år"\n\n"region","Folkmängd 2024"\n"2039 Älvdalen",6950\n'
    path.write_text(text, encoding="cp1252")
    assert read_official_people(path, Findings()) == {"2039": 6950}
    path.write_text("region;folkmängd 2023;folkmängd 2024\n2039;1;2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column holds population"):
        read_official_people(path, Findings())  # of two years none is meant


def test_faults_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("kommunkod;folkmangd\n2039;-1\n20390;5\n2031;9\n2031;9\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_official_people(path, Findings())
    assert str(caught.value).splitlines()[1:] == [
        f"{path}:2: folkmangd=-1: expected persons, 0 or more",
        f"{path}:3: kommunkod=20390: expected a kommun code of 4 digits",
        f"{path}:5: kommunkod=2031: expected a kommun that no row above has",
    ]
    path.write_text("namn;personer\nÄlvdalen;5\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column holds kommun_code; expected kommunkod"):
        read_official_people(path, Findings())
