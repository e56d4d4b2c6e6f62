"""Turn restrictions of every kind. 100 metres take 10 seconds.

Most towns are this crossing, with arms of 200 m and a ring road that is out of the way:

        n
        .
    w . j . e
        .
        s
"""

from pathlib import Path

import numpy as np
import pytest

from support.toy import BuiltTown, Relation, Town, restriction, road

CLOSE = pytest.approx

CROSSING = """\
..n..
.....
w.j.e
.....
..s.."""
ARMS = {arm: road() for arm in ("sj", "nj", "wj", "ej")}
# One-way arms, in from the south and out elsewhere, so that nobody can turn round further on.
ONE_WAY = {
    "sj": road(oneway="yes"),
    "jn": road(oneway="yes"),
    "jw": road(oneway="yes"),
    "je": road(oneway="yes"),
}


def crossing(*relations: Relation, folder: Path) -> BuiltTown:
    return Town(CROSSING, ONE_WAY, relations=relations).built(folder)


def reached(town: BuiltTown) -> str:
    """Return the arms that one who comes from the south may take."""
    return "".join(arm for arm in "wne" if np.isfinite(town.seconds("s", arm)))


@pytest.mark.parametrize(
    ("kind", "to_way", "left"),
    [
        ("no_left_turn", "jw", "ne"),
        ("no_straight_on", "jn", "we"),
        ("no_right_turn", "je", "wn"),
        ("no_entry", "jn", "we"),
        ("only_left_turn", "jw", "w"),
        ("only_straight_on", "jn", "n"),
        ("only_right_turn", "je", "e"),
    ],
)
def test_via_node(kind: str, to_way: str, left: str, tmp_path: Path) -> None:
    assert reached(crossing(restriction(kind, "sj", "j", to_way), folder=tmp_path)) == left


def test_what_does_not_count_forbids_nothing(tmp_path: Path) -> None:
    for relation, kind in (
        (restriction("no_left_turn", "sj", "j", "jw", except_="motorcar"), None),
        (restriction("no_left_turn", "sj", "j", "xy"), "restriction_incomplete"),
        (restriction("no_left_turn", "sj", "", "jw"), "restriction_incomplete"),
        (restriction("no_left_turn", "jn", "j", "jw"), "restriction_without_effect"),
        (restriction("no_left_turn", "sj", "w", "jw"), "restriction_without_effect"),
        (restriction("sideways", "sj", "j", "jw"), "restriction_unknown_value"),
        (
            Relation(
                {"type": "restriction", "restriction:conditional": "no_left_turn @ (07:00-09:00)"},
                [("from", "sj"), ("via", "j"), ("to", "jw")],
            ),
            "restriction_conditional",
        ),
    ):
        town = crossing(relation, folder=tmp_path)
        assert reached(town) == "wne"
        assert [each for each in town.findings if each.startswith("restriction")] == (
            [kind] if kind else []
        )


def test_one_who_comes_from_elsewhere_turns_freely(tmp_path: Path) -> None:
    town = Town(CROSSING, ARMS, relations=[restriction("no_left_turn", "sj", "j", "wj")])
    built = town.built(tmp_path)
    assert built.seconds("e", "w") == CLOSE(40.0, abs=0.05)
    # From the south: on to the nearest end, 20 s, back 20 s, and on: 20 + 20 + 20 + 20.
    assert built.seconds("s", "w") == CLOSE(80.0, abs=0.05)


def test_a_u_turn_is_barred_where_the_sign_stands(tmp_path: Path) -> None:
    #  Back from a over b to a: b forbids to turn, c is the next place, 200 m on; 1 is just by b.
    #  a...1b.c
    ways = {"ab": road(oneway="no"), "bc": road()}
    free = Town("a...b.c", ways).built(tmp_path)
    assert free.seconds("a", "c") == CLOSE(60.0, abs=0.05)
    signed = Town("a...b.c", ways, relations=[restriction("no_u_turn", "ab", "b", "ab")])
    rows = signed.built(tmp_path).network.node_count
    assert rows == free.network.node_count + 1  # b remembers who comes from a


def test_a_u_turn_restriction_sends_one_on_to_the_next_crossing(tmp_path: Path) -> None:
    #  2 and 1 lie on two one-way carriageways that meet at b, as where a dual one ends:
    #  1 -> b over "ab", back to 2 over "bd"; with the ban one turns at c: 2 x 200 m more
    #  a.1.b.c
    #  d.2.
    ways = {"ab": road(oneway="yes"), "bd": road(oneway="yes"), "bc": road()}
    drawing = "a.1.b.c\n.......\nd......"
    free = Town(drawing, ways).built(tmp_path)
    banned = Town(drawing, ways, relations=[restriction("no_u_turn", "ab", "b", "bd")])
    d_from_a = free.seconds("a", "d")
    assert banned.built(tmp_path).seconds("a", "d") == CLOSE(d_from_a + 40.0, abs=0.05)


VIA = """\
d.c.e
.....
a.b.f"""
# U-shape a-b-c-d over the link b-c; e and f are the other ways out at c and b.
LINK = {
    "ab": road(oneway="yes"),
    "bc": road(oneway="yes"),
    "cd": road(oneway="yes"),
    "ce": road(oneway="yes"),
    "bf": road(oneway="yes"),
    "fb": road(),
}


def test_no_u_turn_via_a_way(tmp_path: Path) -> None:
    relations = [restriction("no_u_turn", "ab", "bc", "cd")]
    town = Town(VIA, LINK, relations=relations).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(100.0, abs=0.05)  # to f and back first: 40 s more
    assert town.seconds("a", "e") == CLOSE(60.0, abs=0.05)
    assert town.seconds("f", "d") == CLOSE(60.0, abs=0.05)
    assert town.seconds("b", "d") == CLOSE(40.0, abs=0.05)  # b is no place on a-b alone


def test_only_via_a_way_prescribes_every_turn(tmp_path: Path) -> None:
    relations = [restriction("only_u_turn", "ab", "bc", "cd")]
    town = Town(VIA, LINK, relations=relations).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(60.0, abs=0.05)
    assert town.seconds("a", "e") == np.inf  # another turn after the first
    assert town.seconds("a", "f") == np.inf  # another turn at the beginning
    assert town.seconds("f", "e") == CLOSE(60.0, abs=0.05)


def test_an_origin_or_service_on_the_way_via(tmp_path: Path) -> None:
    relations = [restriction("no_u_turn", "ab", "bc", "cd")]
    town = Town(VIA.replace(".....", "..1.."), LINK, relations=relations).built(tmp_path)
    assert town.seconds("1", "d") == CLOSE(30.0, abs=0.05)  # did not come from a
    assert town.seconds("a", "1") == CLOSE(30.0, abs=0.05)  # on the copy that remembers a
    assert town.seconds("f", "1") == CLOSE(30.0, abs=0.05)


def test_a_service_on_the_forbidden_way(tmp_path: Path) -> None:
    drawing = CROSSING.replace("w.j.e", "w1j.e")
    relations = [restriction("no_left_turn", "sj", "j", "wj")]
    town = Town(drawing, ARMS, relations=relations).built(tmp_path)
    assert town.seconds("s", "1") == CLOSE(70.0, abs=0.05)  # turns round at an end: 20+20+20+10
    assert town.seconds("n", "1") == CLOSE(30.0, abs=0.05)
    assert town.seconds("s", "j") == CLOSE(20.0, abs=0.05)  # j itself is reached before the turn


def test_several_ways_via(tmp_path: Path) -> None:
    #  a.b.c.d.e with a way out at each: from a over b-c and c-d not into d-e
    #  . f.g.h
    ways = {each: road(oneway="yes") for each in ("ab", "bc", "cd", "de", "bf", "cg", "dh", "fb")}
    drawing = "a.b.c.d.e\n.........\n..f.g.h.."
    relations = [restriction("no_straight_on", "ab", "bc cd", "de")]
    town = Town(drawing, ways, relations=relations).built(tmp_path)
    assert town.seconds("a", "h") == CLOSE(80.0, abs=0.05)
    assert town.seconds("a", "e") == CLOSE(120.0, abs=0.05)  # by f: b-f-b is 40 s more
    assert town.seconds("f", "e") == CLOSE(80.0, abs=0.05)


def test_the_way_via_may_be_cut_by_side_roads(tmp_path: Path) -> None:
    #  b-x-c is one way with a side road at x
    ways = {each: road(oneway="yes") for each in ("ab", "bxc", "cd", "ce", "xy")}
    drawing = "a.b.x.c.d\n.........\n....y.e.."
    relations = [restriction("no_straight_on", "ab", "bxc", "cd")]
    town = Town(drawing, ways, relations=relations).built(tmp_path)
    assert town.seconds("a", "d") == np.inf
    assert town.seconds("a", "y") == CLOSE(60.0, abs=0.05)
    assert town.seconds("b", "d") == CLOSE(60.0, abs=0.05)


def test_restrictions_that_overlap_are_all_remembered(tmp_path: Path) -> None:
    #  From a over b-c not into c-d, and from b over c-... : the row b-c, c-e forbids e-f.
    #  One who has come a-b-c-e must still remember b-c-e.
    ways = {each: road(oneway="yes") for each in ("ab", "bc", "cd", "ce", "ef", "eg")}
    drawing = "a.b.c.d\n.......\n....e.f\n.......\n....g.."
    relations = [
        restriction("no_straight_on", "ab", "bc", "cd"),
        restriction("no_left_turn", "bc", "ce", "ef"),
    ]
    town = Town(drawing, ways, relations=relations).built(tmp_path)
    assert town.seconds("a", "d") == np.inf
    assert town.seconds("a", "f") == np.inf
    assert town.seconds("a", "g") == CLOSE(80.0, abs=0.05)
    assert town.seconds("b", "d") == CLOSE(40.0, abs=0.05)
    assert town.seconds("c", "f") == CLOSE(40.0, abs=0.05)


def test_a_restriction_on_a_way_that_runs_on_names_no_one_turn(tmp_path: Path) -> None:
    ways = {"wje": road(), "sj": road()}
    relations = [restriction("no_left_turn", "wje", "j", "sj")]
    town = Town(CROSSING.replace("n", "."), ways, relations=relations).built(tmp_path)
    assert town.findings["restriction_ambiguous"].examples == ("r1",)
    assert town.seconds("e", "s") == CLOSE(40.0, abs=0.05)


def test_private_roads_remember_turns_too(tmp_path: Path) -> None:
    #  s-j is private and so is its forbidden left turn; all others are public
    ways = ONE_WAY | {"sj": road(oneway="yes", access="private")}
    relations = [restriction("no_left_turn", "sj", "j", "jw")]
    town = Town(CROSSING, ways, relations=relations).built(tmp_path)
    assert reached(town) == "ne"
