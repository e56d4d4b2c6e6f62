"""A part of a report holds the same numbers as the whole, and the parts make up the whole."""

from dataclasses import replace

import numpy as np
import shapely

from support.reports import small_report
from tillganglighet.accessibility.gaps.part_of_report import part_of_report
from tillganglighet.accessibility.gaps.summary import summarise
from tillganglighet.domain.areas import AreaKind


def test_a_kommun_holds_its_villages_and_says_its_name() -> None:
    part = part_of_report(small_report(), AreaKind.KOMMUN, "2039")
    assert part.villages.name.tolist() == ["Ärla", "Holmen", "Fjället", "+Bortom"]
    assert part.access.status.shape == part.gaps.level.shape == (4, 5)
    assert part.provenance.region == "Fjällen"
    assert part.provenance.area == "2039 Fjällen"
    # Services are those of the whole: the shop across the border is the nearest one.
    assert len(part.services) == len(small_report().services)


def test_a_part_knows_what_others_in_the_region_reach_and_its_own_doubts() -> None:
    report = small_report()
    part = part_of_report(report, AreaKind.KOMMUN, "2039")
    assert part.is_reached.tolist() == report.is_reached.tolist() == [True, True, *[False] * 3]
    # The border is a square of a metre at the origin: no problem lies in it, but one is of Holmen.
    assert len(report.problems) == 3
    assert part.problems.osm_id.tolist() == ["n5"]
    borders = np.array([shapely.box(4e5, 6e6, 6e5, 7e6)] * 3, dtype=object)
    report = replace(report, areas=replace(report.areas, polygon=borders))
    found = part_of_report(report, AreaKind.KOMMUN, "2039").problems
    assert found.osm_id.tolist() == ["w9", "n5"]  # where the third lies nobody knows


def test_the_parts_add_up_to_the_whole() -> None:
    report = small_report()
    # The two villages without a kommun are the third part.
    parts = [part_of_report(report, AreaKind.KOMMUN, code) for code in ("0180", "2039", "")]
    persons = sum(summarise(part).persons.by_status for part in parts)
    assert np.array_equal(persons, summarise(report).persons.by_status)


def test_cells_follow_their_own_kommun_and_know_their_village_by_its_new_number() -> None:
    report = small_report(with_cells=True)
    assert report.cells is not None
    # c1 in Ånäs (0180), c2 in Ödby, c3 in Ärla but across the border in 0180, c4 in Holmen.
    cells = replace(
        report.cells,
        village=np.array([0, 1, 3, 4], dtype=np.int32),
        kommun_code=np.array(["0180", "0180", "0180", "2039"]),
    )
    report = replace(report, cells=cells)
    home = part_of_report(report, AreaKind.KOMMUN, "0180").cells
    away = part_of_report(report, AreaKind.KOMMUN, "2039").cells
    assert home is not None
    assert away is not None
    assert home.id.tolist() == ["c1", "c2", "c3"]
    assert home.village.tolist() == [0, 1, -1]  # Ärla is no village of this kommun
    assert away.village.tolist() == [1]  # Holmen, the second of Ärla, Holmen, ...
