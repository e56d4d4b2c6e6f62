"""The access table by hand: every status, both ranks, and the shortest road beside the quickest.

w.v.a.b.......c      v-c is one street, 100 metres in 10 seconds; w lies 1 km off any road
                     island: x.y, no ferry
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from support.toy import BuiltTown, Town, road
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.accessibility.travel.measure import measure_access
from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.places import Services
from tillganglighet.domain.status import Coverage, Status
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping

DRAWING = "v.a.b.......c\n.\n.\n.\n.\n.\nx.y\n" + ".\n" * 13 + "1"
WAYS = {"vabc": road(), "xy": road()}
CATEGORIES = chosen_categories(["dagligvaror", "apotek", "bibliotek", "hallplats"])
COVERAGE = [Coverage.INCOMPLETE, Coverage.COMPLETE, Coverage.UNKNOWN, Coverage.COMPLETE]


def snapped(town: BuiltTown, signs: str) -> Snapping:
    lon, lat = np.array([town.town.places[sign] for sign in signs]).T
    return Snapper(town.network).snap(
        *project(lon, lat, town.network.crs), max_access_distance_m=1_000.0
    )


def services(town: BuiltTown, offers: dict[str, tuple[str, str]]) -> tuple[Services, Snapping]:
    """Return services by id, each a category and a letter of the drawing."""
    text = np.array(list(offers), dtype=np.str_)
    blank = np.full(len(offers), "", dtype=np.str_)
    places = "".join(place for _, place in offers.values())
    return (
        Services(
            id=text,
            category=np.array([category for category, _ in offers.values()], dtype=np.str_),
            name=text,
            x=np.zeros(len(offers)),
            y=np.zeros(len(offers)),
            place_key=text,
            operator=blank,
            source=blank,
            kommun_code=blank,
        ),
        snapped(town, places),
    )


def measured(
    town: BuiltTown, offers: dict[str, tuple[str, str]], origins: str = "vx1"
) -> AccessTable:
    offered, snapping = services(town, offers)
    coverage = np.array([COVERAGE] * len(origins), dtype=np.int8)
    return measure_access(
        town.network, offered, snapping, CATEGORIES, coverage, origins=snapped(town, origins)
    )


@pytest.fixture
def town(tmp_path: Path) -> BuiltTown:
    return Town(DRAWING, WAYS).built(tmp_path)


def test_a_status_for_every_answer(town: BuiltTown) -> None:
    table = measured(town, {"n1": ("dagligvaror", "a"), "n2": ("hallplats", "a")})
    village, island, beyond = table.status
    assert village.tolist() == [
        Status.REACHED,
        Status.NO_SERVICE,  # complete data without a pharmacy
        Status.UNKNOWN,  # nobody has said where libraries are
        Status.NOT_APPLICABLE,  # bus stops are not measured by car
    ]
    assert island[0] == Status.NOT_CONNECTED
    assert beyond[0] == Status.NO_ROAD


def test_without_a_service_the_coverage_where_the_village_lies_decides(town: BuiltTown) -> None:
    coverage = np.array([[Coverage.COMPLETE], [Coverage.UNKNOWN]], dtype=np.int8)
    libraries = chosen_categories(["bibliotek"])
    nothing, nowhere = services(town, {"n1": ("dagligvaror", "a")})
    table = measure_access(
        town.network, nothing, nowhere, libraries, coverage, origins=snapped(town, "vb")
    )
    assert table.status[:, 0].tolist() == [Status.NO_SERVICE, Status.UNKNOWN]
    np.testing.assert_array_equal(table.rows(slice(1, None)).coverage, [[Coverage.UNKNOWN]])


def test_time_metres_and_service_of_both_ranks(town: BuiltTown) -> None:
    table = measured(town, {"n2": ("dagligvaror", "c"), "n1": ("dagligvaror", "b")})
    assert table.service[0, 0].tolist() == [1, 0]
    assert table.travel_time_s[0, 0] == pytest.approx([40.0, 120.0], rel=1e-3)
    assert table.length_m[0, 0] == pytest.approx([400.0, 1_200.0], rel=1e-3)
    assert table.shortest_m[0, 0] == pytest.approx(400.0, rel=1e-3)
    assert table.shortest_service[0, 0] == 1
    assert np.isinf(table.travel_time_s[1, 0]).all()
    assert table.service[1, 0].tolist() == [-1, -1]


def test_ties_go_to_the_id_that_is_smaller_byte_by_byte(town: BuiltTown) -> None:
    for ids in (("n9", "n10", "Ö1"), ("Ö1", "n10", "n9")):
        table = measured(town, dict.fromkeys(ids, ("dagligvaror", "b")))
        assert [ids[at] for at in table.service[0, 0]] == ["n10", "n9"]


def test_a_mobile_service_counts_only_where_it_is_asked_for_and_comes_often_enough(
    town: BuiltTown,
) -> None:
    offered, snapping = services(town, {"n1": ("bibliotek", "a"), "n2": ("bibliotek", "c")})
    bus = replace(offered, visits_per_month=np.array([2.0, np.nan]))  # n1, the nearer

    def nearest(least: float) -> str:
        table = measure_access(
            town.network,
            bus,
            snapping,
            chosen_categories("bibliotek"),
            np.array([[Coverage.COMPLETE]], dtype=np.int8),
            origins=snapped(town, "v"),
            least_visits_per_month=least,
        )
        return str(bus.id[table.service[0, 0, 0]])

    assert [nearest(least) for least in (np.inf, 2.5, 2.0)] == ["n2", "n2", "n1"]


def test_no_row_depends_on_the_other_villages(town: BuiltTown) -> None:
    offers = {"n1": ("dagligvaror", "b"), "n2": ("dagligvaror", "c"), "n3": ("apotek", "a")}
    together = measured(town, offers, "vx1ba")
    for at, village in enumerate("vx1ba"):
        alone = measured(town, offers, village)
        for name in ("status", "travel_time_s", "length_m", "service", "shortest_m"):
            np.testing.assert_array_equal(getattr(alone, name)[0], getattr(together, name)[at])
