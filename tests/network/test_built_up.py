"""Towns told from the country by how close the streets lie."""

from pathlib import Path

import numpy as np
import pytest

from support.shared import shared_data
from support.toy import Tags, Town
from tillganglighet.network.built_up import built_up_ways
from tillganglighet.network.extract import RoadExtract
from tillganglighet.sources.osm.roads import read_roads

STREET: Tags = {"highway": "residential"}
THROUGH: Tags = {"highway": "secondary"}


def extract(folder: Path, town: Town) -> RoadExtract:
    path = folder / "town.osm"
    path.write_text(town.osm(), encoding="utf-8")
    return read_roads(path)


# Three streets of 600 m, 100 m apart, crossed by a road in town (x-y) that goes on far beyond.
#  a.....b
#  c..x..d
#  e..y..f
#  ... 2 km of country ...
#     z
TOWN = Town(
    "a.....b\nc..x..d\ne..y..f" + "\n" * 20 + "...z",
    {
        "ab": STREET,
        "cxd": STREET,
        "eyf": STREET,
        "xy": THROUGH,
        "yz": THROUGH,
    },
)


def test_a_road_among_streets_is_in_town_and_one_in_the_country_is_not(tmp_path: Path) -> None:
    # xy lies within 250 m of about 3 * 450 m of streets, more than 600; yz mostly of none.
    assert built_up_ways(extract(tmp_path, TOWN)).tolist() == [True, True, True, True, False]


def test_the_limit_without_a_sign_follows(tmp_path: Path) -> None:
    built = TOWN.built(tmp_path)
    roads = built.network.roads
    rules = {
        int(way): roads.uses[use].speed_rule
        for way, use in zip(roads.way_id, roads.use, strict=True)
    }
    assert rules[4] == "default:SE:urban:secondary"
    assert rules[5] == "default:SE:rural:secondary"


def test_farms_along_a_country_road_are_no_town(tmp_path: Path) -> None:
    #  a.b.c.d.e      a tertiary road with a farm road every 200 m, 100 m long
    #  . f . g .      (a nine-square neighbourhood holds 450 + 2 * 100 m, each worth 0.4)
    ways = {
        "abcde": {"highway": "tertiary"},
        "bf": {"highway": "service"},
        "dg": {"highway": "service"},
    }
    assert not built_up_ways(extract(tmp_path, Town("a.b.c.d.e\n..f...g", ways))).any()


def test_steps_with_missing_nodes_count_nothing(tmp_path: Path) -> None:
    town = Town("a.b", {"aXb": STREET, "XY": STREET, "a": STREET})
    assert not built_up_ways(extract(tmp_path, town)).any()


def test_motor_roads_have_no_town_limit(tmp_path: Path) -> None:
    ways = {**TOWN.ways, "xy": {"highway": "trunk", "motorroad": "yes"}}
    roads = Town(TOWN.drawing, ways).built(tmp_path).network.roads
    rules = {
        int(way): roads.uses[use].speed_rule
        for way, use in zip(roads.way_id, roads.use, strict=True)
    }
    assert rules[4] == "default:SE:trunk:trunk"


@pytest.mark.parametrize(
    "name",
    ["liechtenstein/liechtenstein-2021.osm.pbf", "faroe-islands/faroe-islands-2017.osm.pbf"],
)
def test_signs_agree(name: str) -> None:
    # Whoever put up 50 signs saw a town, and no town has 80: by far most of the through roads.
    roads = read_roads(shared_data(name))
    is_built_up = built_up_ways(roads)
    for sign, least, most in (("50", 0.75, 1.0), ("80", 0.0, 0.4)):
        signed = [
            tags.get("maxspeed") == sign and tags.get("highway") in {"primary", "secondary"}
            for tags in roads.tag_sets
        ]
        assert least < is_built_up[np.array(signed)[roads.way_tags]].mean() < most
