"""Everybody is in exactly one place, kommun and län.

village v0 (kommun 2039)   10 persons, and 4 of it across the border in 2062
village v1 (kommun 2062)   nobody
outside                    3 in 2039, 5 in 2062, 7 in 1780, where no village lies
"""

import numpy as np
import pytest
import shapely

from support.counted import people, villages
from tillganglighet.accessibility.levels.divisions import (
    OUTSIDE_AREAS,
    Division,
    divided,
    divided_by_areas,
)
from tillganglighet.domain.areas import no_areas
from tillganglighet.errors import UsageError

VILLAGES = villages(["2039", "2062"])
PERSONS = [10.0, 4.0, 3.0, 5.0, 7.0]
PEOPLE = people(
    [[each] for each in PERSONS],
    [[1.0]] * 5,
    village=[0, 0, -1, -1, -1],
    kommun=["2039", "2062", "2039", "2062", "1780"],
    lan=["20", "20", "20", "20", "17"],
)
AREAS = no_areas("EPSG:3006")


def counts(division: Division) -> dict[str, float]:
    persons = PEOPLE.persons[division.origin, 0]
    sums = np.bincount(division.unit, persons, len(division))
    return dict(zip(division.id.tolist(), sums.tolist(), strict=True))


def test_a_place_across_a_border_is_counted_in_parts() -> None:
    places = divided("ort", PEOPLE, VILLAGES, AREAS)

    assert counts(places) == {
        "v0": 10.0,
        "v0@2062": 4.0,
        "v1": 0.0,
        "utanfor_ort:1780": 7.0,
        "utanfor_ort:2039": 3.0,
        "utanfor_ort:2062": 5.0,
    }
    assert places.is_part.tolist() == [False, True, False, False, False, False]
    assert places.village.tolist() == [0, 0, 1, -1, -1, -1]
    assert places.lan_code.tolist() == ["20", "20", "20", "17", "20", "20"]


def test_kommuner_and_lan_hold_what_lies_in_them() -> None:
    assert counts(divided("kommun", PEOPLE, VILLAGES, AREAS)) == {
        "1780": 7.0,
        "2039": 13.0,
        "2062": 9.0,
    }
    assert counts(divided("lan", PEOPLE, VILLAGES, AREAS)) == {"17": 7.0, "20": 22.0}
    assert counts(divided("hela", PEOPLE, VILLAGES, AREAS)) == {"hela": 29.0}


def test_an_unknown_kind_of_area_is_told() -> None:
    with pytest.raises(UsageError, match="level deso: the region knows no such areas"):
        divided("deso", PEOPLE, VILLAGES, AREAS)


def test_areas_that_are_given_may_overlap_and_lose_nobody() -> None:
    polygons = np.array([shapely.box(-1, -1, 1, 1), shapely.box(0, 0, 2, 2)], dtype=object)
    ids = np.array(["p", "q"])

    here = divided_by_areas(ids, ids, polygons, PEOPLE)

    # All cells stand at the origin: inside the first, and on the corner of the second.
    assert counts(here) == {"p": 29.0, "q": 29.0, OUTSIDE_AREAS: 0.0}

    elsewhere = np.array([shapely.box(5, 5, 6, 6)] * 2, dtype=object)
    assert counts(divided_by_areas(ids, ids, elsewhere, PEOPLE)) == {
        "p": 0.0,
        "q": 0.0,
        OUTSIDE_AREAS: 29.0,
    }
