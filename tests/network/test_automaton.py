"""Forbidden rows: the longest memory that can still matter, and rows that no sign means."""

import time
from pathlib import Path

from support.toy import Town, built_from, restriction, road
from tillganglighet.network.automaton import ROOT, automaton


def test_the_state_is_the_longest_row_begun() -> None:
    turns = automaton([(1, 2, 3), (2, 4, 5)])
    assert turns.states == {(1,), (1, 2), (2,), (2, 4)}
    assert turns.follow(ROOT, 1) == (1,)
    assert turns.follow((1,), 2) == (1, 2)
    assert turns.follow((1, 2), 3) is None
    assert turns.follow((1, 2), 4) == (2, 4)  # the other row goes on, though 1 is forgotten
    assert turns.follow((2, 4), 5) is None
    assert turns.follow((1, 2), 9) == ROOT
    assert turns.follow((1,), 1) == (1,)


def test_a_row_within_a_row_is_forbidden_too() -> None:
    turns = automaton([(1, 2, 3, 4), (2, 3)])
    assert turns.follow((1, 2), 3) is None


def test_without_rows_nothing_is_remembered() -> None:
    assert automaton([]).states == frozenset()


def test_a_restriction_along_a_very_long_way_does_not_hang(tmp_path: Path) -> None:
    #  One way with 1 500 side roads as the way via: no sign reaches that far.
    count = 1_500
    nodes = "".join(
        f"<node id='{at}' lon='{15 + at / 10_000}' lat='60'/>"
        f"<node id='{at + 10_000}' lon='{15 + at / 10_000}' lat='60.001'/>"
        for at in range(1, count + 3)
    )
    tag = "<tag k='highway' v='primary'/>"
    side = "".join(
        f"<way id='{at + 10}'><nd ref='{at}'/><nd ref='{at + 10_000}'/>{tag}</way>"
        for at in range(2, count + 2)
    )
    via = "".join(f"<nd ref='{at}'/>" for at in range(2, count + 2))
    text = (
        f"<osm version='0.6'>{nodes}<way id='1'><nd ref='1'/><nd ref='2'/>{tag}</way>"
        f"<way id='2'>{via}{tag}</way>"
        f"<way id='3'><nd ref='{count + 1}'/><nd ref='{count + 2}'/>{tag}</way>{side}"
        "<relation id='1'><member type='way' ref='1' role='from'/>"
        "<member type='way' ref='2' role='via'/><member type='way' ref='3' role='to'/>"
        "<tag k='type' v='restriction'/><tag k='restriction' v='no_u_turn'/></relation></osm>"
    )
    begin = time.monotonic()
    network = built_from(text, tmp_path)
    assert time.monotonic() - begin < 10
    assert network.node_count == len(network.roads.node_id)


def test_only_junctions_with_restrictions_get_copies(tmp_path: Path) -> None:
    ways = {"ab": road(), "bc": road(), "bd": road()}
    town = Town("a.b.c\n..d", ways).built(tmp_path)
    signed = Town("a.b.c\n..d", ways, relations=[restriction("no_left_turn", "ab", "b", "bc")])
    assert signed.built(tmp_path).network.node_count == town.network.node_count + 1
