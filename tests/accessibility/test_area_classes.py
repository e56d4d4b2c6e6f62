"""Area classes on a drawn coast: a character is 2 900 metres, at 36 km/h 4.8 minutes.

    apqr.....st.d~~ef      1     a is a town; e-f an island with a ferry from d; 1 is off any road

From the town: p 4.8 minutes, q 9.7, r 14.5, s 43.5, t 48.3, d 58.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from support.counted import villages
from support.people import cells_at
from support.toy import BuiltTown, Town, ferry, road
from tillganglighet.accessibility.levels.area_classes import AreaClass, find_area_classes
from tillganglighet.accessibility.travel.fixed_links import lacks_fixed_link
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping

DRAWING = "apqr.....st.d~~ef      1"
WAYS = {"apqrstd": road(), "de": ferry(duration="00:05"), "ef": road()}
SIGNS = "apqrstdef1"


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> BuiltTown:
    return Town(DRAWING, WAYS, metres=2_900.0).built(tmp_path_factory.mktemp("coast"))


def snapped(coast: BuiltTown, signs: str) -> Snapping:
    lon, lat = np.array([coast.town.places[sign] for sign in signs]).T
    x, y = project(lon, lat, coast.network.crs)
    return Snapper(coast.network).snap(x, y, max_access_distance_m=1_000.0)


def classes(coast: BuiltTown, population: dict[str, float]) -> dict[str, str]:
    """Return the class of every sign, of villages with these populations."""
    places = replace(
        villages(["2039"] * len(SIGNS)),
        population=np.array([population.get(sign, np.nan) for sign in SIGNS]),
    )
    found = find_area_classes(coast.network, places, snapped(coast, SIGNS))
    assert found.cells is None
    return {
        sign: AreaClass(each).name
        for sign, each in zip(SIGNS, found.villages.tolist(), strict=True)
    }


def test_by_minutes_to_the_town_and_never_by_ferry(coast: BuiltTown) -> None:
    assert classes(coast, {"a": 3_001.0, "f": 3_000.0}) == {
        "a": "TOWN",
        "p": "TOWN",
        "q": "BETWEEN",
        "r": "BETWEEN",
        "s": "RURAL",
        "t": "REMOTE",
        "d": "REMOTE",
        "e": "REMOTE",  # an island without a fixed link
        "f": "REMOTE",  # exactly 3 000 is no town
        "1": "UNKNOWN",
    }


def test_an_island_with_a_town_of_its_own_is_not_remote(coast: BuiltTown) -> None:
    found = classes(coast, {"f": 5_000.0})

    assert (found["f"], found["e"]) == ("TOWN", "TOWN")
    assert found["a"] == "REMOTE"


def test_without_a_known_town_nothing_is_known(coast: BuiltTown) -> None:
    assert set(classes(coast, {"a": 10.0}).values()) == {"UNKNOWN"}


def test_who_lives_in_the_town_lives_in_it_however_large_it_is(coast: BuiltTown) -> None:
    places = replace(villages(["2039"]), population=np.array([9_000.0]))
    # Cells at the town's point, at r (which belongs to the town) and at s.
    cells = replace(
        cells_at(np.zeros(3), np.zeros(3), np.ones(3)),
        village=np.array([0, 0, -1], dtype=np.int32),
    )

    found = find_area_classes(
        coast.network,
        places,
        snapped(coast, "a"),
        cells=cells,
        cell_snapping=snapped(coast, "ars"),
    )

    assert found.cells is not None
    # s is 29 minutes from r, where the town ends, and 43.5 from its point: both are rural.
    assert [AreaClass(each).name for each in found.cells] == ["TOWN", "TOWN", "RURAL"]


def test_an_island_has_no_fixed_link(coast: BuiltTown) -> None:
    signs = "adef1"

    assert lacks_fixed_link(coast.network, snapped(coast, signs)).tolist() == [
        False, False, True, True, False,
    ]  # fmt: skip


def test_a_fragment_that_no_ferry_leads_to_is_no_island(tmp_path: Path) -> None:
    town = Town("ab\n.\n.\ncd", {"ab": road(), "cd": road()}, metres=900.0).built(tmp_path)

    assert not lacks_fixed_link(town.network, snapped(town, "abcd")).any()
