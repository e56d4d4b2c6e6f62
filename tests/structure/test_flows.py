"""People on the roads, towards their next higher node; seconds and persons added up by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import shapely

from support.toy import BuiltTown, Town, road
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.domain.commuting import Commuting
from tillganglighet.network.crs import project
from tillganglighet.network.road_names import no_road_names
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.structure.catchments import catchments
from tillganglighet.structure.corridors import corridors
from tillganglighet.structure.flows import commuting_flows, flows_to_higher_nodes
from tillganglighet.structure.nodes import Nodes, in_order
from tillganglighet.structure.settings import shipped_settings
from tillganglighet.structure.weak_links import weak_links

SETTINGS = shipped_settings()

# A road from a to d, with roads down to x and e on the two sides of a river without a bridge.
# Neighbours lie 2 km apart, 200 s at 10 m/s.
RIVER = Town(
    """
a b c d

x e
""",
    {"abcd": road(), "be": road(), "ax": road()},
    metres=1000.0,
)


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> BuiltTown:
    return RIVER.built(tmp_path_factory.mktemp("river"))


def snapped(built: BuiltTown, letters: str) -> tuple[Snapping, npt.NDArray[np.float64]]:
    lon, lat = np.array([built.town.places[each] for each in letters]).T
    x, y = project(lon, lat, built.network.crs)
    snapping = Snapper(built.network).snap(x, y, max_access_distance_m=10.0)
    return snapping, np.column_stack([x, y])


def nodes_at(built: BuiltTown, levels: dict[str, int]) -> Nodes:
    snapping, point = snapped(built, "".join(levels))
    names = np.array(list(levels))
    return in_order(
        Nodes(
            id=names,
            name=np.char.upper(names),
            x=point[:, 0],
            y=point[:, 1],
            level=np.array(list(levels.values()), dtype=np.int8),
            village=np.arange(len(levels), dtype=np.int32),
            kommun_code=np.full(len(levels), ""),
            snapping=snapping,
        )
    )


NAMELESS = no_road_names()


def test_people_follow_the_quickest_way_to_the_next_higher_node(river: BuiltTown) -> None:
    metric = travel_time(river.network)
    nodes = nodes_at(river, {"a": 1, "d": 3, "c": 4, "e": 4})
    # 10 in e, level 4, go to a or d of level 3 or higher: e-b-a takes 400 s, e-b-c-d 600 s.
    # 7 in c go to d; 100 in d, level 3, go on to a, as nobody is of level 2; 5 in x, of no level,
    # to the nearest node: a. 1000 in a, the highest, stay.
    origins, _ = snapped(river, "ecdxa")
    found = flows_to_higher_nodes(
        metric,
        nodes,
        origins=origins,
        persons=np.array([10.0, 7.0, 100.0, 5.0, 1000.0]),
        level=np.array([4, 4, 3, 7, 1], dtype=np.int8),
        lowest_node_level=5,
    )
    towards = np.append(nodes.id, "-")[found.node].tolist()
    assert towards == ["a", "d", "a", "a", "-"]


def test_a_level_without_anybody_one_step_up_goes_higher(river: BuiltTown) -> None:
    metric = travel_time(river.network)
    nodes = nodes_at(river, {"a": 1, "c": 4, "d": 3})
    origins, _ = snapped(river, "d")
    found = flows_to_higher_nodes(
        metric,
        nodes,
        origins=origins,
        persons=np.array([100.0]),
        level=np.array([3], dtype=np.int8),
        lowest_node_level=5,
    )
    assert nodes.id[found.node].tolist() == ["a"]
    assert found.persons.max() == 100


def test_persons_are_summed_road_by_road(river: BuiltTown) -> None:
    metric = travel_time(river.network)
    nodes = nodes_at(river, {"a": 1})
    origins, _ = snapped(river, "ecd")
    found = flows_to_higher_nodes(
        metric,
        nodes,
        origins=origins,
        persons=np.array([10.0, 7.0, 100.0]),
        level=np.array([4, 4, 4], dtype=np.int8),
        lowest_node_level=5,
    )
    # a-b carries everybody and b-e ten. The road b-d is one piece, c stands halfway along it: it
    # carries 100 and 7. Nobody lives beyond a.
    assert sorted(found.persons.tolist()) == [0, 10, 107, 117]
    drawn = corridors(
        metric.network, found.persons, nodes, replace(SETTINGS, corridor_share=1.0), NAMELESS
    )
    # One line of 2 and 4 km, and one of 2 km that joins it.
    assert drawn.amount.tolist() == pytest.approx([(117 * 2 + 107 * 4) / 6, 10], rel=1e-6)


def test_corridors_are_lines_named_by_the_nodes_at_their_ends(river: BuiltTown) -> None:
    metric = travel_time(river.network)
    nodes = nodes_at(river, {"a": 1, "d": 5, "e": 5})
    origins, _ = snapped(river, "de")
    found = flows_to_higher_nodes(
        metric,
        nodes,
        origins=origins,
        persons=np.array([1000.0, 10.0]),
        level=np.array([5, 5], dtype=np.int8),
        lowest_node_level=5,
    )
    drawn = corridors(metric.network, found.persons, nodes, SETTINGS, NAMELESS)
    # The 10 of e are 1 % of the person-metres: only the road a-d is drawn, as one line of 6 km,
    # though 1010 drive its first third and 1000 the rest.
    assert len(drawn) == 1
    assert {str(drawn.name_from[0]), str(drawn.name_to[0])} == {"A", "D"}
    assert drawn.length_m[0] == pytest.approx(6000, rel=0.001)
    assert shapely.get_num_geometries(drawn.line).tolist() == [1]
    # 0.03, 0.1 and 0.3 of 1010, rounded to 1, 2 or 5: 30 is nearer to 20 than to 50 in proportion.
    assert drawn.breaks == (20.0, 100.0, 200.0)
    assert drawn.width_class.tolist() == [4]


def test_equally_busy_roads_go_straight_on_where_they_meet(tmp_path: Path) -> None:
    # Two roads cross at x: each is one line, though all four pieces carry the same.
    town = Town(
        """
  n
w x e
  s
""",
        {"wx": road(), "nx": road(), "xe": road(), "xs": road()},
        metres=1000.0,
    ).built(tmp_path)
    nodes = nodes_at(town, {"w": 1, "n": 1, "e": 1, "s": 1})
    drawn = corridors(town.network, np.full(4, 50.0), nodes, SETTINGS, NAMELESS)
    ends = {"".join(sorted(pair)) for pair in zip(drawn.name_from, drawn.name_to, strict=True)}
    assert ends == {"EW", "NS"}


def test_lines_side_by_side_between_two_places_are_one_corridor(tmp_path: Path) -> None:
    town = Town(
        """
   x
w a   b e
   y
""",
        {name: road() for name in ("wa", "ax", "xb", "ay", "yb", "be")},
        metres=1000.0,
    ).built(tmp_path)
    nodes = nodes_at(town, {"w": 1, "e": 1})
    drawn = corridors(town.network, np.full(6, 50.0), nodes, SETTINGS, NAMELESS)
    # One way goes on from w to e; the other leaves it at a, nearest to w, and joins it at b.
    assert len(drawn) == 1
    assert shapely.get_num_geometries(drawn.line).tolist() == [2]
    # 2 km at each end; by x and by y 1.414 and 3.162 km each.
    assert drawn.length_m[0] == pytest.approx(13_153, rel=0.001)
    assert drawn.amount.tolist() == pytest.approx([50])


def test_nobody_makes_no_corridors(river: BuiltTown) -> None:
    nodes = nodes_at(river, {"a": 1})
    nothing = np.zeros(len(river.network.roads))
    assert len(corridors(river.network, nothing, nodes, SETTINGS, NAMELESS)) == 0


def test_commuters_drive_between_the_main_places(river: BuiltTown) -> None:
    metric = travel_time(river.network)
    seats, _ = snapped(river, "ade")
    kommun = np.array(["0001", "0002", "0003"])
    table = Commuting(
        home=np.array(["0002", "0003", "0001", "0002", "0009"]),
        work=np.array(["0001", "0001", "0001", "0009", "0001"]),
        persons=np.array([50.0, 8.0, 900.0, 3.0, 4.0]),
    )
    found = commuting_flows(metric, seats, kommun, table)
    # 50 from d and 8 from e to a; who stays, and who comes from or goes to a kommun without a
    # main place, drives nowhere.
    assert found.persons.max() == 58
    assert set(found.persons.tolist()) <= {0.0, 8.0, 50.0, 58.0}


def test_catchments_and_what_is_contested(river: BuiltTown) -> None:
    metric = travel_time(river.network)
    nodes = nodes_at(river, {"a": 2, "d": 2, "c": 4})
    origins, _ = snapped(river, "abcde")
    high, low = catchments(
        metric, nodes, (2, 4), origins=origins, contested_share=SETTINGS.contested_share
    )
    # Level 2: b has 200 s to a and 400 s to d; e 400 and 600 s, half as far again.
    assert nodes.id[high.node[:, 0]].tolist() == ["a", "a", "d", "d", "a"]
    assert high.travel_time_s[:, 0].tolist() == pytest.approx([0, 200, 200, 0, 400], rel=0.01)
    assert not high.is_contested.any()
    # Level 4 with c: b has 200 s to a and to c alike, a tie that goes to a; so has e.
    assert nodes.id[low.node[:, 0]].tolist() == ["a", "a", "c", "d", "a"]
    assert low.is_contested.tolist() == [False, True, False, False, True]


def test_a_level_without_nodes_reaches_nobody(river: BuiltTown) -> None:
    nodes = nodes_at(river, {"a": 3})
    origins, _ = snapped(river, "ab")
    (none,) = catchments(
        travel_time(river.network), nodes, (1,), origins=origins, contested_share=0.2
    )
    assert (none.node == -1).all()
    assert np.isinf(none.travel_time_s).all()


def test_neighbours_across_a_river_are_a_weak_link(river: BuiltTown) -> None:
    metric = travel_time(river.network)
    origins, point = snapped(river, "abcdxe")
    found = weak_links(metric, origins, *point.T, replace(SETTINGS, weak_least_km=1.0))
    # x and e lie 2 km apart; the way round by a and b is 2 + 2 + 2 km = 600 s. All others are
    # joined by a straight road, at 100 s a kilometre.
    pairs = ["".join(sorted("abcdxe"[at] for at in pair)) for pair in
             zip(found.first.tolist(), found.second.tolist(), strict=True)]  # fmt: skip
    assert pairs[0] == "ex"
    assert found.travel_time_s[0] == pytest.approx(600, rel=0.01)
    assert found.straight_m[0] == pytest.approx(2000, rel=0.01)


def test_one_place_has_no_neighbours(river: BuiltTown) -> None:
    origins, point = snapped(river, "a")
    found = weak_links(travel_time(river.network), origins, *point.T, SETTINGS)
    assert len(found) == found.compared == 0
    assert np.isnan(found.limit_min_per_km)


def test_places_in_a_row_have_neighbours_too(river: BuiltTown) -> None:
    origins, point = snapped(river, "abcd")
    found = weak_links(
        travel_time(river.network), origins, *point.T, replace(SETTINGS, weak_least_km=1.0)
    )
    assert found.compared == 3
