"""Critical roads in a drawn town: numbers by hand, and by taking each way out of the file.

    a..b..c..d     every letter 300 metres from the next: 30 seconds
       .  .        b-e-f-c is the long way round b-c: 10 + 30 + 10 seconds for 30
       e..f
          .        g hangs on f by the ferry f-g
          g..h   and has a street of its own

Six people at a, five at g, one at d, where the shop is. Nobody lives along a way but the two at
1, on a-b nearer to b.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from support.toy import BuiltTown, Town, ferry, road
from tillganglighet.accessibility.closures.critical_roads import CriticalRoads, critical_roads
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.network.crs import project
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.units import UNREACHED

DRAWING = "a.1b..c..d\n...e..f\n......g..h"
WAYS = {
    "ab": road(),
    "bc": road(),
    "cd": road(),
    "be": road(),
    "ef": road(),
    "fc": road(),
    "fg": ferry(duration="00:01"),
    "gh": road(),
}
SIGNS, PERSONS = "agd1", np.array([6.0, 5.0, 1.0, 2.0])


def snapped(town: BuiltTown, signs: str) -> Snapping:
    lon, lat = np.array([town.town.places[sign] for sign in signs]).T
    return Snapper(town.network).snap(
        *project(lon, lat, town.network.crs), max_access_distance_m=50.0
    )


@pytest.fixture
def town(tmp_path: Path) -> BuiltTown:
    return Town(DRAWING, WAYS).built(tmp_path)


@pytest.fixture
def found(town: BuiltTown) -> CriticalRoads:
    return critical_roads(
        travel_time(town.network), [snapped(town, "d")], snapped(town, SIGNS), PERSONS
    )


def row(town: BuiltTown, found: CriticalRoads, way: str) -> int:
    number = list(WAYS).index(way) + 1
    ways = [town.network.roads.way_id[roads].tolist() for roads in found.roads]
    return next(at for at, ids in enumerate(ways) if number in ids)


def test_the_neck_cuts_off_who_lives_behind_it(town: BuiltTown, found: CriticalRoads) -> None:
    # Without a-b its six people are cut off; those along it too when it breaks at b.
    neck = row(town, found, "ab")
    assert found.cut_off[neck] == 8
    assert found.cut_categories[neck].tolist() == [True]
    # Those along it count at its nearer end, b, so that six are behind the bridge.
    assert found.behind[neck] == 6


def test_the_ferry_cuts_off_the_island(town: BuiltTown, found: CriticalRoads) -> None:
    crossing = row(town, found, "fg")
    assert (found.cut_off[crossing], found.behind[crossing]) == (5, 5)


def test_the_long_way_round_costs_minutes(town: BuiltTown, found: CriticalRoads) -> None:
    # b-e-f-c is 50 seconds for 30: eight people lose 20 seconds each.
    street = row(town, found, "bc")
    assert found.cut_off[street] == 0
    assert found.longer[street] == 8
    assert found.person_minutes[street] == pytest.approx(160 / 60, rel=0.01)
    assert found.worst_min[street] == pytest.approx(20 / 60, rel=0.01)
    assert found.behind[street] == 0


def test_the_road_to_the_shop_takes_it_from_all_but_ranks_by_the_fewer(
    town: BuiltTown, found: CriticalRoads
) -> None:
    # c-d parts thirteen people from the shop and the one who lives there: one counts.
    last = row(town, found, "cd")
    assert found.cut_off[last] == 13
    assert found.behind[last] == 1
    # Of 14 people a-b cuts off 8, and 6 are on the other side; then 5, then 1.
    # Then minutes: without f-c the five go f-e-b-c, 60 seconds longer, 300 in all; b-c costs 160.
    order = [row(town, found, way) for way in ("ab", "fg", "cd", "fc", "bc")]
    assert order == [0, 1, 2, 3, 4]


def test_every_way_equals_a_network_without_it(town: BuiltTown, found: CriticalRoads) -> None:
    metric, shop = travel_time(town.network), snapped(town, "d")
    asked, persons = snapped(town, "agd"), PERSONS[:3]  # nobody along a way
    found = critical_roads(metric, [shop], asked, persons)
    before = nearest_services(metric, asked, shop, k=1).impedance[:, 0]
    for way in WAYS:
        is_way = town.network.roads.way_id == list(WAYS).index(way) + 1
        lane = town.network.lane
        impedance = np.where((lane >= 0) & is_way[lane >> 1], UNREACHED, metric.graph.impedance)
        graph = replace(metric.graph, impedance=impedance.astype(np.int32))
        after = nearest_services(
            replace(metric, graph=graph, search=graph), asked, shop, k=1
        ).impedance[:, 0]
        cut = (after == UNREACHED) & (before < UNREACHED)
        further = np.where(cut, 0, after.astype(np.int64) - before)
        hit = [at for at, roads in enumerate(found.roads) if is_way[roads].any()]
        assert [found.cut_off[at] for at in hit] == [persons[cut].sum()] * len(hit)
        minutes = sum(found.person_minutes[at] for at in hit)
        assert minutes == pytest.approx((persons * further).sum() / 60_000)


def test_without_any_service_nobody_can_be_cut_off(town: BuiltTown) -> None:
    found = critical_roads(travel_time(town.network), [], snapped(town, SIGNS), PERSONS)
    assert not found.cut_off.any()
    assert not found.longer.any()
