"""Decoding: whatever order and numbers a file has, the same roads come out."""

import random
from pathlib import Path

import numpy as np
import pytest

from support.toy import Town, built_from, road
from tillganglighet.pipeline.networks import travel_times
from tillganglighet.sources.osm.roads import read_roads

# One road of two nodes, 0.01 degrees of longitude at 60 north: 557.99 m, 55.8 s at 36 km/h.
PLACES = [(15.0, 60.0), (15.01, 60.0)]
SECONDS = pytest.approx(55.8, abs=0.01)


def two_nodes(one: int, other: int, way: int = 1) -> str:
    nodes = "".join(
        f"<node id='{at}' lon='{lon}' lat='{lat}'/>"
        for at, (lon, lat) in zip((one, other), PLACES, strict=True)
    )
    return f"<osm version='0.6'>{nodes}{way_of(one, other, way)}</osm>"


def way_of(one: int, other: int, way: int, maxspeed: str = "36") -> str:
    return (
        f"<way id='{way}'><nd ref='{one}'/><nd ref='{other}'/>"
        f"<tag k='highway' v='primary'/><tag k='maxspeed' v='{maxspeed}'/></way>"
    )


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [(-1, -2, -3), (-5, 7, 1), (2**62, 2**62 + 1, 2**61), (2**40, 3, -(2**50))],
)
def test_ids_may_be_negative_or_of_64_bits(one: int, other: int, way: int, tmp_path: Path) -> None:
    network = built_from(two_nodes(one, other, way), tmp_path)
    assert travel_times(network, PLACES[:1], PLACES[1:])[0, 0] == SECONDS
    assert network.roads.way_id.tolist() == [way]
    assert set(network.roads.node_id.tolist()) == {one, other}


def test_objects_may_stand_in_any_order(tmp_path: Path) -> None:
    lines = Town("a.b.c\n..d.e", {"abc": road(), "bd": road(), "de": road()}).osm().splitlines()
    text = "".join(lines[2:-1])
    for closing in ("</node>", "</way>"):
        text = text.replace(closing, closing + "\n")
    objects = text.split("\n")
    random.Random(7).shuffle(objects)  # noqa: S311 (no secret)
    (tmp_path / "a.osm").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "b.osm").write_text(
        "<osm version='0.6'>" + "".join(objects) + "</osm>", encoding="utf-8"
    )
    one, other = read_roads(tmp_path / "a.osm"), read_roads(tmp_path / "b.osm")
    for name in ("way_id", "first_ref", "ref", "node_id", "lon", "lat"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_of_ways_and_nodes_that_come_twice_the_last_counts(tmp_path: Path) -> None:
    #  The road is first drawn to the far node 3 at 72 km/h, then again as it should be.
    text = two_nodes(1, 2).replace(
        "<way", "<node id='3' lon='15.5' lat='60'/>" + way_of(1, 3, 1, "72") + "<way", 1
    )
    network = built_from(text, tmp_path)
    assert travel_times(network, PLACES[:1], PLACES[1:])[0, 0] == SECONDS
    moved = text.replace("<node", "<node id='2' lon='15.2' lat='60'/><node", 1)
    network = built_from(moved, tmp_path)
    assert travel_times(network, PLACES[:1], PLACES[1:])[0, 0] == SECONDS


def test_ways_that_differ_in_names_alone_share_their_tags(tmp_path: Path) -> None:
    ways = {"ab": road(name="Ågatan"), "bc": road(name="Älggatan 😀, =%")}
    (tmp_path / "a.osm").write_text(Town("a.b.c", ways).osm(), encoding="utf-8")
    extract = read_roads(tmp_path / "a.osm")
    assert extract.tag_sets == ({"highway": "primary", "maxspeed": "36"},)


def test_a_road_across_the_antimeridian(tmp_path: Path) -> None:
    #  0.01 degrees at the equator are 1 113.2 m: 111.3 s
    text = two_nodes(1, 2).replace("lat='60", "lat='0")
    text = text.replace("lon='15.0'", "lon='179.995'").replace("lon='15.01'", "lon='-179.995'")
    network = built_from(text, tmp_path)
    seconds = travel_times(network, [(179.995, 0.0)], [(-179.995, 0.0)])
    assert seconds[0, 0] == pytest.approx(111.32, abs=0.05)


def test_a_node_at_the_pole_or_beyond_the_earth(tmp_path: Path) -> None:
    extra = "<node id='3' lon='15' lat='90'/><node id='4' lon='200' lat='95'/>"
    text = two_nodes(1, 2).replace("<way", extra + way_of(2, 3, 5) + way_of(3, 4, 6) + "<way", 1)
    network = built_from(text, tmp_path)
    assert travel_times(network, PLACES[:1], PLACES[1:])[0, 0] == SECONDS
