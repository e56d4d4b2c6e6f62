"""Networks by length and the persons on them, each counted once; who lives apart is told."""

from pathlib import Path

import numpy as np
import pytest

from support.reports import small_report
from support.toy import BuiltTown, Town, ferry, road
from tillganglighet.domain.places import Villages
from tillganglighet.network.crs import project
from tillganglighet.network.findings import Findings
from tillganglighet.network.network_sizes import MOST_NETWORKS, network_sizes
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.pipeline.place_findings import find_apart, find_off_road

# Roads of 1.0 km (ab) and 0.3 km (ef) that a ferry joins, and one of 0.6 km (cd) by itself.
# 1 and 4 live on the first network, 2 on the second, 3 on none.
TOWN = Town(
    """
    1a         b

                    e  f4


    2c     d



    3
    """,
    {"ab": road(), "be": ferry(duration="10"), "ef": road(), "cd": road()},
)
PERSONS = np.array([100.0, np.nan, 7.0, 300.0])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> BuiltTown:
    return TOWN.built(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def villages(town: BuiltTown) -> Villages:
    lon, lat = np.array([TOWN.places[sign] for sign in "1234"]).T
    x, y = project(lon, lat, town.network.crs)
    ids, nothing = np.array(["n1", "n2", "n3", "n4"]), np.full(4, "")
    names = np.array(["One", "Two", "Three", "Four"])
    return Villages(ids, names, nothing, x, y, PERSONS, nothing, nothing)


@pytest.fixture(scope="module")
def snapping(town: BuiltTown, villages: Villages) -> Snapping:
    return Snapper(town.network).snap(villages.x, villages.y, max_access_distance_m=150)


def test_sizes_are_of_roads_without_ferries_and_of_who_lives_there(
    town: BuiltTown, villages: Villages, snapping: Snapping
) -> None:
    first, second = network_sizes(town.network, villages, snapping)
    assert (first.number, first.villages, first.persons, first.largest_village) == (
        *(0, 2, 400.0),
        "Four",
    )
    assert first.road_km == pytest.approx(1.3, rel=1e-3)
    assert (second.number, second.villages, second.persons, second.largest_village) == (
        *(1, 1, 0.0),
        "Two",
    )
    assert second.road_km == pytest.approx(0.6, rel=1e-3)


def test_beyond_the_longest_all_networks_stand_together(tmp_path: Path) -> None:
    """Twelve streets of one, two ... twelve squares, none of which meets another."""
    letters = "abcdefghijklmnopqrstuvwx"
    pairs = [letters[2 * at : 2 * at + 2] for at in range(12)]
    drawing = "\n\n".join(start + " " * length + end for length, (start, end) in enumerate(pairs))
    network = Town(drawing, {pair: road() for pair in pairs}).built(tmp_path).network
    none = small_report().villages
    nowhere = Snapper(network).snap(none.x, none.y, max_access_distance_m=10)
    sizes = network_sizes(network, none, nowhere)
    assert [size.number for size in sizes] == [*range(MOST_NETWORKS), -1]
    # The longest is 12 squares of 100 m; the two shortest are one and two together.
    assert sizes[0].road_km == pytest.approx(1.2, rel=1e-3)
    assert sizes[-1].road_km == pytest.approx(0.3, rel=1e-3)
    assert sum(size.villages for size in sizes) == 0


def test_who_lives_apart_or_off_the_road_is_counted(
    town: BuiltTown, villages: Villages, snapping: Snapping
) -> None:
    findings, services = Findings(), small_report().services
    find_apart(town.network, villages, snapping, findings)
    find_off_road(villages, snapping, services, snapping, findings)
    found = findings.frozen()
    assert found["network_apart"].examples == ("n2",)
    assert found["network_apart"].persons == 0  # nobody has counted them
    assert found["village_no_road"].examples == ("n3",)
    assert found["village_no_road"].persons == 7
    assert found["service_no_road"].examples == ("s3",)  # the third of four, whose id comes twice
