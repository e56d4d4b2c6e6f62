"""The committed example is what the script draws, and holds what the demo and the tests need."""

import csv
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import networkx as nx
import osmium
import pytest
from pyproj import Geod
from shapely import Point, Polygon

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data" / "example"
TABLES = ("befolkning_1km.csv", "facit.csv", "tjanster.csv")
MAX_BYTES = 300_000

Tags = dict[str, str]
GEOD = Geod(ellps="GRS80")


@dataclass
class Osm:
    """The decoded file: nodes (lon, lat, tags), ways (nodes, tags), relations (members, tags)."""

    nodes: dict[int, tuple[float, float, Tags]] = field(default_factory=dict)
    ways: dict[int, tuple[list[int], Tags]] = field(default_factory=dict)
    relations: dict[int, tuple[list[tuple[str, int, str]], Tags]] = field(default_factory=dict)

    def place(self, name: str) -> tuple[float, float]:
        """Return lon, lat of a place."""
        return next(
            (lon, lat)
            for lon, lat, tags in self.nodes.values()
            if "place" in tags and tags["name"] == name
        )

    def ways_with(self, **tags: str) -> list[list[int]]:
        """Return the nodes of each way that has these tags."""
        return [nodes for nodes, own in self.ways.values() if tags.items() <= own.items()]

    def kommun(self) -> Polygon:
        """Return the area of the kommun; its relation holds the four sides in order."""
        members, _ = next(r for r in self.relations.values() if r[1].get("ref") == "2901")
        ring = [node for _, way, _ in members for node in self.ways[way][0][:-1]]
        return Polygon([self.nodes[node][:2] for node in ring])


def read_osm(path: Path) -> Osm:
    osm = Osm()
    for entity in osmium.FileProcessor(str(path)):
        tags = dict(entity.tags)
        match entity:
            case osmium.osm.Node():
                osm.nodes[entity.id] = (entity.location.lon, entity.location.lat, tags)
            case osmium.osm.Way():
                osm.ways[entity.id] = ([node.ref for node in entity.nodes], tags)
            case osmium.osm.Relation():
                members = [(member.type, member.ref, member.role) for member in entity.members]
                osm.relations[entity.id] = (members, tags)
    return osm


def read_table(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def number(text: str) -> float:
    return float(text.replace(",", "."))


@pytest.fixture(scope="module")
def osm() -> Osm:
    return read_osm(EXAMPLE / "exempel.osm.pbf")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    script = ROOT / "scripts" / "draw_example.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_committed_table_is_what_the_script_draws(drawn: Path, name: str) -> None:
    assert (drawn / name).read_bytes() == (EXAMPLE / name).read_bytes()


def test_committed_osm_file_is_what_the_script_draws(drawn: Path, osm: Osm) -> None:
    # the decoded content: another libosmium may pack the same objects into other bytes
    redrawn = read_osm(drawn / "exempel.osm.pbf")
    assert redrawn == osm


def test_example_is_small() -> None:
    assert sum(path.stat().st_size for path in EXAMPLE.iterdir()) < MAX_BYTES


def test_ages_sum_to_the_population_of_each_square_and_squares_lie_on_the_grid() -> None:
    for row in read_table("befolkning_1km.csv"):
        assert sum(int(v) for k, v in row.items() if k.startswith("alder_")) == int(
            row["befolkning"]
        )
        east, north = int(row["x"]) - 500, int(row["y"]) - 500
        assert east % 1000 == north % 1000 == 0
        assert row["ruta_id"] == f"{east}{north}"


def test_population_of_cells_and_of_places_are_near_each_other(osm: Osm) -> None:
    kommun = osm.kommun()
    places = {
        tags["name"]: int(tags["population"])
        for lon, lat, tags in osm.nodes.values()
        if "place" in tags and kommun.contains(Point(lon, lat))
    }
    assert len(places) == 60
    # two towns of 3 780 and 1 890, the villages of the table, no farms
    assert places["Älvnäs"] + places["Björkfors"] == 5670
    assert sum(places.values()) == 11_018
    everyone = sum(int(row["befolkning"]) for row in read_table("befolkning_1km.csv"))
    abroad = 641 + 212 + 353 + 63 + 718 + 208
    # cells: 94-104 % of the tags, and the farms of 780 km of road
    assert 0.94 < everyone / (sum(places.values()) + abroad) < 1.1


def test_there_are_services_of_at_least_eight_categories(osm: Osm) -> None:
    kinds = Counter(
        tags.get("shop") or tags.get("amenity") or tags.get("emergency")
        for tags in [n[2] for n in osm.nodes.values()] + [w[1] for w in osm.ways.values()]
    )
    del kinds[None]
    assert sum(kinds.values()) == 51  # and one bus stop
    # inside + across the border
    assert dict(kinds) == {
        "supermarket": 4 + 2, "convenience": 6 + 1, "fuel": 4 + 1, "school": 7, "clinic": 2 + 1,
        "kindergarten": 5, "pharmacy": 2, "atm": 2, "library": 2, "fire_station": 2, "dentist": 1,
        "community_centre": 3, "charging_station": 2, "post_office": 2, "farm": 1,
        "ambulance_station": 1,
    }  # fmt: skip
    assert len({row["kategori"] for row in read_table("tjanster.csv")}) >= 8


def test_lanthandel_holds_five_services_in_one_building(osm: Osm) -> None:
    lon, lat, tags = osm.nodes[2001]
    assert (tags["name"], tags["shop"]) == ("Öndby Lanthandel", "convenience")
    assert tags["amenity"] == "post_office"
    rows = [row for row in read_table("tjanster.csv") if row["plats_id"] == "n2001"]
    assert {row["kategori"] for row in rows} == {
        "apoteksvaror", "kontantuttag", "betalningsformedling",
    }  # fmt: skip
    assert {(number(row["lon"]), number(row["lat"])) for row in rows} == {(lon, lat)}


def test_plats_id_names_an_object_of_the_osm_file(osm: Osm) -> None:
    keys = {f"n{node}" for node in osm.nodes} | {f"w{way}" for way in osm.ways}
    assert {row["plats_id"] for row in read_table("tjanster.csv")} - {""} <= keys


def test_features_that_the_demo_shows_exist(osm: Osm) -> None:
    (car_ferry,) = osm.ways_with(route="ferry", motor_vehicle="yes", duration="00:12")
    (boat,) = osm.ways_with(route="ferry", motor_vehicle="no", foot="yes")
    assert len(car_ferry) == len(boat) == 2
    assert len(osm.ways_with(bridge="yes")) == 1
    assert len(osm.ways_with(junction="roundabout")) == 1
    assert len(osm.ways_with(oneway="yes")) == 1
    assert len(osm.ways_with(highway="track")) == 15
    assert len(osm.ways_with(access="private")) == 2
    unsigned = [t for _, t in osm.ways.values() if "highway" in t and "maxspeed" not in t]
    assert len(unsigned) > 100


def test_turn_ban_goes_from_way_over_node_to_way(osm: Osm) -> None:
    ban = next(m for m, tags in osm.relations.values() if tags["type"] == "restriction")
    (_, start, _), (_, via, _), (_, end, _) = ban
    assert [role for _, _, role in ban] == ["from", "via", "to"]
    assert via in (osm.ways[start][0][0], osm.ways[start][0][-1])
    assert via in (osm.ways[end][0][0], osm.ways[end][0][-1])


def test_roadless_place_is_far_from_every_road(osm: Osm) -> None:
    lon, lat = osm.place("Fjällnäset")
    road_nodes = {n for nodes, tags in osm.ways.values() if "highway" in tags for n in nodes}
    # a node each 200 m at most on the bent roads there, so nodes tell as much as edges
    nearest = min(GEOD.inv(lon, lat, *osm.nodes[node][:2])[2] for node in road_nodes)
    assert nearest == pytest.approx(6600, abs=100)


def test_answer_key_agrees_with_the_drawing(osm: Osm) -> None:
    # A slow and simple oracle on every node of the file. Roads without a sign count as 100 km/h,
    # so that no default speed can open a quicker way than the one computed by hand.
    public, everything = road_graph(osm, private=False), road_graph(osm, private=True)
    ends = {(lon, lat): node for node, (lon, lat, _) in osm.nodes.items() if node in everything}
    for row in read_table("facit.csv"):
        if row["resa"] in {
            "svangforbud",
            "vaglost",
        }:  # begin within a block and far from all roads
            continue
        graph = everything if row["resa"] == "privat_vag_hemifran" else public
        start, end = (
            ends[number(row[f"{side}_lon"]), number(row[f"{side}_lat"])]
            for side in ("fran", "till")
        )
        if row["restid_s"]:
            seconds = nx.dijkstra_path_length(graph, start, end, weight="seconds")
            assert seconds == pytest.approx(number(row["restid_s"]), rel=1e-3), row["resa"]
        else:
            assert not nx.has_path(graph, start, end)


def road_graph(osm: Osm, *, private: bool) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    for nodes, tags in osm.ways.values():
        if tags.get("access") == "private" and not private:
            continue
        if tags.get("motor_vehicle") == "yes":
            graph.add_edge(*nodes, seconds=12 * 60)
            graph.add_edge(*reversed(nodes), seconds=12 * 60)
        if "highway" not in tags:
            continue
        one_way = tags.get("oneway") == "yes" or tags.get("junction") == "roundabout"
        for tail, head in pairwise(nodes):
            metres = GEOD.inv(*osm.nodes[tail][:2], *osm.nodes[head][:2])[2]
            seconds = metres * 3.6 / int(tags.get("maxspeed", "100"))
            graph.add_edge(tail, head, seconds=seconds)
            if not one_way:
                graph.add_edge(head, tail, seconds=seconds)
    return graph
