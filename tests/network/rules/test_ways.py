"""Where a journey may begin, which tags matter, and that nothing odd in the tags does harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.tagging import tags, use
from tillganglighet.network.rules.barriers import interpret_barrier
from tillganglighet.network.rules.ferries import with_relation_tags
from tillganglighet.network.rules.keys import RELEVANT_KEYS, relevant
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.network.rules.turns import interpret_restriction
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.network.rules.ways import interpret_way

CAR, BICYCLE, FOOT = (shipped_profile(name) for name in ("car", "bicycle", "foot"))
PROFILES = [
    profile.replace(season=season)
    for profile in (CAR, BICYCLE, FOOT)
    for season in ("summer", "winter")
]

_KEYS = st.sampled_from(sorted(RELEVANT_KEYS)) | st.text(max_size=8)
_VALUES = st.sampled_from(
    [
        *("yes", "no", "private", "destination", "-1", "reversible", "ferry", "primary"),
        *("track", "footway", "motorway", "50", "none", "SE:urban", "00:20", "gravel"),
        *("no @ (Nov-Apr)", "yes @ (x); no @ winter", "dismount", "impassable", "1.5"),
    ]
) | st.text(max_size=12)


@pytest.mark.parametrize(
    ("line", "car", "foot"),
    [
        ("highway=primary", True, True),
        ("highway=trunk", True, True),  # houses stand along many a European road in the north
        ("highway=trunk, motorroad=yes, foot=yes", False, True),
        ("highway=motorway, foot=yes", False, True),
        ("highway=motorway_link, foot=yes", False, True),
        ("highway=trunk_link", True, True),
        ("highway=primary, tunnel=yes", False, False),  # the house stands on the hill above
        ("highway=primary, tunnel=building_passage", True, True),
        ("highway=primary, bridge=yes", True, True),
        ("highway=track", True, True),
    ],
)
def test_where_a_journey_may_begin(line: str, car: bool, foot: bool) -> None:  # noqa: FBT001 -- the row's values
    assert use(line, CAR).snappable is car
    assert use(line, FOOT).snappable is foot


def test_an_ice_road_has_no_doors() -> None:
    assert not use("highway=track, ice_road=yes", CAR.replace(season="winter")).snappable


@pytest.mark.parametrize("key", ["name", "ref", "bus:lanes", "turn:lanes", "note", "addr:street"])
def test_names_do_not_matter(key: str) -> None:
    assert not relevant(key)


@given(st.dictionaries(_KEYS, _VALUES, max_size=8))
def test_only_relevant_keys_change_the_answer(found: dict[str, str]) -> None:
    kept = {key: value for key, value in found.items() if relevant(key)}
    for profile in PROFILES:
        assert interpret_way(found, profile) == interpret_way(kept, profile)


@given(st.dictionaries(_KEYS, _VALUES, max_size=8), st.sampled_from(["", "highway", "route"]))
def test_any_tags_are_survived(found: dict[str, str], key: str) -> None:
    found |= {"": {}, "highway": {"highway": "tertiary"}, "route": {"route": "ferry"}}[key]
    for profile in PROFILES:
        road = interpret_way(found, profile)
        if isinstance(road, WayUse):
            assert max(road.forward, road.backward) > Passage.BARRED
            assert (road.forward_kph > 0) == (road.forward > Passage.BARRED)
            assert (road.backward_kph > 0) == (road.backward > Passage.BARRED)
            assert road.wait_s >= 0
            assert hash(road) == hash(interpret_way(dict(found), profile))
        assert interpret_barrier(found, profile) in Passage
        interpret_restriction(found | {"type": "restriction"}, profile)
    with_relation_tags(found, found)


def test_the_order_of_tags_does_not_matter() -> None:
    line = "highway=track, access=private, tracktype=grade3, oneway=-1, maxspeed=30"
    straight = tags(line)
    assert interpret_way(straight, CAR) == interpret_way(dict(reversed(straight.items())), CAR)
