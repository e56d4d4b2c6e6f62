"""Private roads begin and end journeys, and carry none through. 100 metres take 10 seconds."""

from pathlib import Path

import numpy as np
import pytest

from support.toy import Town, private, road

CLOSE = pytest.approx


def test_a_house_on_a_private_drive_is_reached_and_left(tmp_path: Path) -> None:
    town = Town("a.b.c\n....1", {"ab": road(), "bc": private()}).built(tmp_path)
    assert town.seconds("a", "c") == CLOSE(40.0, abs=0.05)
    assert town.seconds("c", "a") == CLOSE(40.0, abs=0.05)


def test_a_shortcut_over_a_gated_estate_is_barred(tmp_path: Path) -> None:
    #  a.b      round by the street a-b-d-c it is 600 m, over the estate a-c 200 m
    #  . .
    #  c.d
    ways = {"ac": private(), "abdc": road()}
    town = Town("a.b\n...\nc.d", ways).built(tmp_path)
    assert town.seconds("a", "c") == CLOSE(60.0, abs=0.05)
    assert town.seconds("b", "d") == CLOSE(20.0, abs=0.05)


def test_who_lives_on_the_estate_drives_out_at_either_end(tmp_path: Path) -> None:
    #  x a.b    1 lies in the middle of the private a-c
    #    1 .
    #    c.d
    ways = {"ac": private(), "abdc": road()}
    town = Town("a.b\n1..\nc.d", ways).built(tmp_path)
    assert town.seconds("1", "a") == CLOSE(10.0, abs=0.05)
    assert town.seconds("1", "c") == CLOSE(10.0, abs=0.05)
    assert town.seconds("d", "1") == CLOSE(30.0, abs=0.05)


def test_from_one_private_road_to_another_over_public_ones(tmp_path: Path) -> None:
    #  a.b.c.d: a-b and c-d are private
    ways = {"ab": private(), "bc": road(), "cd": private()}
    town = Town("a.b.c.d", ways).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(60.0, abs=0.05)
    assert town.seconds("d", "a") == CLOSE(60.0, abs=0.05)


def test_a_journey_leaves_private_roads_only_once(tmp_path: Path) -> None:
    #  a.b.c.d.e: public, private, public, private, public; e ends at c's island of public road.
    #  The public middle is enclosed: it counts as private, so all stay reachable from a,
    #  but between the two long public ends nobody drives through.
    ways = {"Aab": road(), "bc": private(), "cd": road(), "de": private(), "ef": road()}
    town = Town("A...a.b.c.d.e.f", ways).built(tmp_path)
    assert town.seconds("a", "c") == CLOSE(40.0, abs=0.05)
    # b-f is one private estate behind b: only A-a-b, the longest public network, is public.
    assert town.seconds("a", "f") == CLOSE(100.0, abs=0.05)
    assert town.seconds("f", "A") == CLOSE(140.0, abs=0.05)


def test_a_hamlet_behind_an_enskild_vag_is_reached(tmp_path: Path) -> None:
    #  the street c.d of the hamlet is public, the only road to it, b.c, is private
    ways = {"ab": road(), "bc": private(), "cd": road()}
    town = Town("a....b.c.d", ways).built(tmp_path)
    assert town.seconds("a", "d") == CLOSE(90.0, abs=0.05)
    assert town.seconds("d", "a") == CLOSE(90.0, abs=0.05)


def test_a_one_way_street_that_goes_on_as_a_private_one_is_left(tmp_path: Path) -> None:
    #  a.b.c    the public one-way b-d goes on as the private one-way d-e-c; 1 lies on it.
    #  . . .    Who lives at 1 is not asked to stay there, yet nobody takes b-d-e-c instead of b-c.
    #    d.e
    ways = {"abc": road(), "bd": road(oneway="yes"), "dec": private(oneway="yes")}
    town = Town("a.b..c\n..1...\n..d..e", ways).built(tmp_path)
    assert town.seconds("1", "c") == CLOSE(10 + 30 + 20, abs=0.05)
    assert town.seconds("a", "1") == CLOSE(30.0, abs=0.05)


def test_a_one_way_street_that_only_a_private_one_leads_to_is_reached(tmp_path: Path) -> None:
    #  the same with both turned round: one comes to 1 over e and d, and drives on to b
    ways = {"abc": road(), "db": road(oneway="yes"), "ced": private(oneway="yes")}
    town = Town("a.b..c\n..1...\n..d..e", ways).built(tmp_path)
    assert town.seconds("c", "1") == CLOSE(20 + 30 + 10, abs=0.05)
    assert town.seconds("1", "a") == CLOSE(30.0, abs=0.05)


def test_a_road_that_leaves_the_map_stays_public(tmp_path: Path) -> None:
    #  nothing leads back from b-d: it begins no estate
    town = Town("a.b.c\n..d", {"abc": road(), "bd": road(oneway="yes")}).built(tmp_path)
    assert town.network.roads.is_public.all()


def test_two_public_networks_that_private_roads_do_not_tie_stay_public(tmp_path: Path) -> None:
    ways = {"ab": road(), "cd": road()}
    town = Town("a.b.c.d", ways).built(tmp_path)
    assert town.network.roads.is_public.all()
    assert town.seconds("a", "c") == np.inf


def test_a_point_where_public_and_private_roads_meet_is_on_the_public_one(tmp_path: Path) -> None:
    #  The private short cut has the smaller way id; still b is no place on it.
    ways = {"be": private(), "abcde": road()}
    town = Town("a.b.c\n.....\n..e.d", ways).built(tmp_path)
    assert town.seconds("b", "e") == CLOSE(60.0, abs=0.05)


def test_a_one_way_private_road_is_left_one_way(tmp_path: Path) -> None:
    ways = {"ab": road(), "bc": private(oneway="yes")}
    town = Town("a.b.c", ways).built(tmp_path)
    assert town.seconds("a", "c") == CLOSE(40.0, abs=0.05)
    assert town.seconds("c", "a") == np.inf
