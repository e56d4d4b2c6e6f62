"""Ways with a node inside stay whole; what concerned the others goes."""

import numpy as np

from tillganglighet.network.clip import clipped
from tillganglighet.network.extract import FerryRoute, Restriction, RoadExtract


def test_ways_are_kept_whole_and_renumbered() -> None:
    # Nodes 10 20 30 40 50 from west to east, ways 1 = 10-20, 2 = 20-30-(missing), 3 = 40-50.
    # Inside is node 30 alone: way 2 stays, with nodes 20 and 30 and the gap.
    extract = RoadExtract(
        way_id=np.array([1, 2, 3]),
        way_tags=np.array([0, 1, 0], np.int32),
        tag_sets=({"highway": "primary"}, {"highway": "track"}),
        first_ref=np.array([0, 2, 5, 7]),
        ref=np.array([0, 1, 1, 2, -1, 3, 4], np.int32),
        node_id=np.array([10, 20, 30, 40, 50]),
        lon=np.array([1.0, 2.0, 3.0, 4.0, 5.0]),
        lat=np.zeros(5),
        node_tags={0: {"barrier": "gate"}, 2: {"barrier": "bollard"}},
        restrictions=(
            Restriction(7, {}, from_ways=(1,), via_nodes=(20,), via_ways=(), to_ways=(2,)),
            Restriction(8, {}, from_ways=(3,), via_nodes=(40,), via_ways=(), to_ways=(3,)),
        ),
        ferry_routes=(FerryRoute(9, {}, (3,)),),
    )
    part = clipped(extract, np.array([False, False, True, False, False]))
    assert part.way_id.tolist() == [2]
    assert part.way_tags.tolist() == [1]
    assert part.first_ref.tolist() == [0, 3]
    assert part.node_id[part.ref[:2]].tolist() == [20, 30]
    assert part.ref[2] == -1
    assert part.lon.tolist() == [2.0, 3.0]
    assert part.node_tags == {1: {"barrier": "bollard"}}
    assert [each.id for each in part.restrictions] == [7]
    assert part.ferry_routes == ()


def test_nothing_inside_is_nothing() -> None:
    none = np.empty(0, np.int64)
    extract = RoadExtract(
        *(none, none.astype(np.int32), (), np.zeros(1, np.int64), none.astype(np.int32), none),
        *(np.empty(0), np.empty(0), {}, (), ()),
    )
    assert clipped(extract, np.empty(0, bool)).way_id.tolist() == []
