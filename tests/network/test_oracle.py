"""The network agrees with a slow walk over states, on random towns with every rule at once."""

from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from support.oracle import Ban, OracleTown, Street
from support.toy import Relation, Town, private, road
from tillganglighet.accessibility.travel.metric import arriving, direct, leaving, travel_time
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.network.crs import project
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.pipeline.networks import travel_times
from tillganglighet.routing.od import od_matrix
from tillganglighet.units import UNREACHED

# Placed so that no node and no home lies within 60 m of a street that it is not on.
DRAWING = """\
...b.........c
..............
..............
..............
a.............
.......f....d.
...e..........
...........g.."""
METRES = 400.0
PLACE = 0.37  # the part of each street, from its first end, at which someone lives

PAIRS = ["".join(pair) for pair in combinations("abcdefg", 2)]

FEW = settings(deadline=None, max_examples=25)


@st.composite
def towns(draw: st.DrawFn) -> OracleTown:
    ends = draw(st.lists(st.sampled_from(PAIRS), min_size=3, max_size=9, unique=True))
    streets = [
        Street(each, _length(each), draw(st.integers(0, 3)) == 0, draw(st.integers(0, 3)) == 0)
        for each in ends
    ]
    bans = [ban for _ in range(draw(st.integers(0, 3))) if (ban := draw(_bans(ends))) is not None]
    signed = {
        end
        for ban in bans
        for street in (ban.from_street, *ban.via, ban.to_street)
        for end in street
    }
    barriers = {
        node: kind
        for node in "abcdefg"
        if node not in signed
        and (kind := draw(st.sampled_from(["", "", "", "", "", "", "bollard", "gate"])))
    }
    return OracleTown(streets, barriers, bans)


@st.composite
def _bans(draw: st.DrawFn, ends: list[str]) -> Ban | None:
    """Draw streets that follow one another, and a ban on the first, the last and those between."""
    row = [draw(st.sampled_from(ends))]
    node = draw(st.sampled_from(row[0]))
    first_via = node
    for _ in range(draw(st.integers(1, 3))):
        onward = [each for each in ends if node in each and (each != row[-1])]
        if not onward:
            break
        row.append(draw(st.sampled_from(onward)))
        node = row[-1].replace(node, "")
    if len(row) == 1:
        return Ban("no_u_turn", row[0], (first_via,), row[0])
    kind = draw(st.sampled_from(["no_left_turn", "only_straight_on"]))
    via = (first_via,) if len(row) == 2 else tuple(row[1:-1])
    return Ban(kind, row[0], via, row[-1])


def _length(ends: str) -> float:
    spots = {
        sign: np.array([column, line])
        for line, text in enumerate(DRAWING.splitlines())
        for column, sign in enumerate(text)
    }
    return float(np.hypot(*(spots[ends[0]] - spots[ends[1]]))) * METRES


def drawn(town: OracleTown) -> Town:
    """Return the same town as a drawing."""
    one_way = {True: {"oneway": "yes"}, False: {}}
    gate = {"gate": {"barrier": "gate", "access": "private"}, "bollard": {"barrier": "bollard"}}
    return Town(
        DRAWING,
        {
            street.ends: (private if street.is_private else road)(**one_way[street.is_oneway])
            for street in town.streets
        },
        nodes={node: gate[kind] for node, kind in town.barriers.items()},
        relations=[
            Relation(
                {"type": "restriction", "restriction": ban.kind},
                [
                    ("from", ban.from_street),
                    *(("via", each) for each in ban.via),
                    ("to", ban.to_street),
                ],
            )
            for ban in town.bans
        ],
        metres=METRES,
    )


def built(town: Town) -> Network:
    with TemporaryDirectory() as folder:
        return town.built(Path(folder)).network


def homes(town: OracleTown) -> list[tuple[float, float]]:
    """Return lon and lat of the place on each street."""
    places = drawn(town).places
    return [
        tuple((1 - PLACE) * np.array(places[a]) + PLACE * np.array(places[b]))
        for a, b in (street.ends for street in town.streets)
    ]


def snapped(network: Network, points: list[tuple[float, float]]) -> Snapping:
    lon, lat = np.array(points).T
    return Snapper(network).snap(*project(lon, lat, network.crs), max_access_distance_m=50.0)


@FEW
@given(towns())
def test_travel_times_agree_with_the_oracle(town: OracleTown) -> None:
    points = homes(town)
    seconds = travel_times(built(drawn(town)), points, points)
    places = [(street.ends, PLACE) for street in town.streets]
    expected = np.array([[town.seconds(one, other) for other in places] for one in places])
    np.testing.assert_array_equal(np.isinf(seconds), np.isinf(expected))
    # A straight line in degrees passes some decimetres beside the road, at 20 km/h each way.
    np.testing.assert_allclose(seconds, expected, rtol=1e-3, atol=0.5)


@FEW
@given(towns())
def test_the_search_towards_services_equals_the_one_from_villages(town: OracleTown) -> None:
    network = built(drawn(town))
    points = snapped(network, homes(town))
    metric = travel_time(network)
    matrix = od_matrix(
        metric.graph,
        leaving(metric, points).as_ends(len(points)),
        arriving(metric, points).as_ends(len(points)),
    )
    same_road = direct(metric, points, points)
    np.minimum.at(matrix, (same_road.origin, same_road.destination), same_road.impedance)
    count = len(points)
    found = nearest_services(metric, points, points, k=count)
    turned = np.full((count, count), UNREACHED, dtype=np.int32)
    row, slot = np.nonzero(found.service >= 0)
    turned[row, found.service[row, slot]] = found.impedance[row, slot]
    np.testing.assert_array_equal(turned, matrix)
    # At 10 m/s the seconds tell the metres of the same way, but for steps and rounding.
    reached = found.service >= 0
    np.testing.assert_allclose(
        found.length_m[reached], found.impedance[reached] / 100.0, rtol=1e-3, atol=3.0
    )


@settings(deadline=None, max_examples=10)
@given(towns(), st.randoms(use_true_random=False))
def test_no_answer_depends_on_the_order_of_the_file(town: OracleTown, random) -> None:  # noqa: ANN001 (hypothesis gives it no public type)
    straight = drawn(town)
    ways, ids = list(straight.ways.items()), {way: at for at, way in enumerate(straight.ways, 1)}
    random.shuffle(ways)
    shuffled = Town(
        DRAWING,
        dict(ways),
        straight.nodes,
        list(straight.relations)[::-1],
        metres=METRES,
        way_ids=ids,
    )
    points = homes(town)
    np.testing.assert_array_equal(
        travel_times(built(straight), points, points),
        travel_times(built(shuffled), points, points),
    )


@settings(deadline=None, max_examples=10)
@given(towns())
def test_no_answer_depends_on_another_question(town: OracleTown) -> None:
    points, network = homes(town), built(drawn(town))
    together = travel_times(network, points, points)
    for at, point in enumerate(points):
        np.testing.assert_array_equal(travel_times(network, [point], points)[0], together[at])
        np.testing.assert_array_equal(
            travel_times(network, points, [point])[:, 0], together[:, at]
        )
