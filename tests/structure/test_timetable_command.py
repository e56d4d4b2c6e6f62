"""A timetable given to the structure map: on the command line, in the products, over HTTP."""

from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from support.gtfs import STOPS, feed
from support.toy import Town, road
from tillganglighet.cli import commands
from tillganglighet.pipeline.region import open_region
from tillganglighet.pipeline.regions import build_region
from tillganglighet.pipeline.structure import structure_map
from tillganglighet.pipeline.structure_timetable import read_timetable_for
from tillganglighet.publish.product.files import render_product
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.structure.product import structure_product
from tillganglighet.publish.wording.columns import Language
from tillganglighet.structure.flows import FlowKind
from tillganglighet_api.app import create_app

# As the stops of the toy feed lie: 1.1 km between villages, on the road from A over B to C.
TOWN = Town(
    "A B C",
    {"ABC": road()},
    {
        "A": {"place": "town", "name": "Staden", "population": "900"},
        "B": {"place": "village", "name": "Kyrkbyn", "population": "200"},
        "C": {"place": "village", "name": "Byn", "population": "100"},
    },
    metres=557.5,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the region of the toy feed."""
    home = tmp_path_factory.mktemp("buses")
    path = home / "by.osm"
    shop = {"shop": "supermarket"}
    nodes = {**TOWN.nodes, "A": {**TOWN.nodes["A"], **shop}}
    path.write_text(Town(TOWN.drawing, TOWN.ways, nodes, metres=557.5).osm(), encoding="utf-8")
    build_region(path, home / "by")
    return home / "by"


def often(path: Path) -> Path:
    """Write a feed of eight double trips between the ends, the last one in the evening."""
    trips, times = ["route_id,service_id,trip_id,direction_id"], []
    for at in range(8):
        for way, stops in ((0, "A1 B1 C1"), (1, "C1 B1 A2")):
            trips.append(f"r,vardag,{way}{at},{way}")
            times += [
                f"{way}{at},{11 + at}:{10 * nth:02}:00,{stop},{nth}"
                for nth, stop in enumerate(stops.split())
            ]
    trips.append("r,helg,lor,0")
    times += ["lor,12:00:00,A1,0", "lor,12:20:00,C1,1"]
    head = "trip_id,departure_time,stop_id,stop_sequence"
    return feed(path, trips="\n".join(trips), stop_times="\n".join([head, *times]))


def tables(product: Product) -> dict[str, list[dict[str, object]]]:
    return {each.key: each.frame.to_dict("records") for each in product.tables}


def test_villages_become_nodes_and_roads_carry_trips(folder: Path, tmp_path: Path) -> None:
    region = open_region(folder)
    timetable = read_timetable_for(region, [often(tmp_path / "tåg.zip")])
    made = structure_map(region, timetable=timetable)
    product = structure_product(made)
    found = tables(product)
    nodes = {row["ortnamn"]: row for row in found["noder"]}
    # Buses stop in all three; those on Saturdays do not in the middle.
    assert [nodes[name]["nod_kollektivtrafik"] for name in ("Staden", "Kyrkbyn", "Byn")] == [
        "ja", "nej", "ja",
    ]  # fmt: skip
    assert nodes["Kyrkbyn"]["kollektivtrafik_saknar"] == "minst 1 tur på helgen"
    assert nodes["Staden"]["hallplats_namn"] == "Torget"
    assert nodes["Staden"]["turer_vardag"] == 16
    assert made.flow_kind == FlowKind.TIMETABLE
    (strak,) = found["strak"]
    assert (strak["turer_vardag"], strak["slag"]) == (pytest.approx(16, rel=0.01), "tidtabell")
    assert np.isnan(strak["personer_modellerat"])
    assert {row["hallplatsnamn"] for row in found["hallplatser"]} == {"Torget", "Kyrkan", "Byn"}
    said = " ".join(product.sentences)
    assert "Noder för kollektivtrafik: 2 orter: Staden, Byn." in said
    assert "turer per vardag enligt tidtabellen (tåg.zip 2027-01-04)" in said
    assert "modellerade" not in said
    assert [row.name for row in product.origin.rows if row.topic == "tidtabell"] == ["tåg.zip"]


def test_without_a_timetable_nobody_knows(folder: Path) -> None:
    made = structure_map(open_region(folder))
    found = tables(structure_product(made))
    assert "hallplatser" not in found
    assert {row["nod_kollektivtrafik"] for row in found["noder"]} == {"okant"}
    assert {row["kollektivtrafik_okant"] for row in found["noder"]} == {"tidtabell"}
    assert made.flow_kind == FlowKind.MODELLED


def test_a_table_of_stops_makes_nodes_and_leaves_the_corridors(
    folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hpl.csv"
    path.write_text("namn;lon;lat;vardag;lordag;sondag\nTorget;15;60;20;4;2\n", encoding="utf-8")
    region = open_region(folder)
    made = structure_map(region, timetable=read_timetable_for(region, [path]))
    assert made.flow_kind == FlowKind.MODELLED
    product = structure_product(made)
    said = " ".join(product.sentences)
    assert "Kan vara noder för kollektivtrafik, om det som är okänt är uppfyllt: 1 ort" in said
    assert "säger inte vilka vägar" in said
    assert "saknar klockslag" in said
    town = next(row for row in tables(product)["noder"] if row["ortnamn"] == "Staden")
    assert town["kollektivtrafik_okant"] == "minst 1 tur efter kl. 18 en vardag"


def test_a_feed_of_another_county_leaves_everything_as_it_is_and_is_told(
    folder: Path, tmp_path: Path
) -> None:
    path = feed(tmp_path / "f.zip", stops=STOPS.replace("60.00", "66.00"))
    region = open_region(folder)
    made = structure_map(region, timetable=read_timetable_for(region, [path]))
    assert made.flow_kind == FlowKind.MODELLED
    said = " ".join(structure_product(made).sentences)
    assert "Ingen hållplats i tidtabellen ligger i någon av orterna" in said
    assert "Noder för kollektivtrafik" not in said


def test_the_command_takes_several_files(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "karta.svg"
    path = often(tmp_path / "f.zip")
    arguments = ["structure", str(folder), "--timetable", str(path), "--timetable", str(path)]
    result = CliRunner().invoke(commands.app, [*arguments, "--out", str(out), "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert "with 32 trips a weekday in the mean" in result.output
    assert out.stat().st_size > 0


def test_a_scenario_keeps_the_timetable(folder: Path, tmp_path: Path) -> None:
    scenario = tmp_path / "s.toml"
    scenario.write_text('name = "Inget"\n', encoding="utf-8")
    arguments = ["structure", str(folder), "--timetable", str(often(tmp_path / "f.zip"))]
    result = CliRunner().invoke(commands.app, [*arguments, "--scenario", str(scenario)])
    assert result.exit_code == 0, result.output
    assert "2 orter: Staden, Byn" in result.output


def test_the_service_answers_with_its_timetable(folder: Path, tmp_path: Path) -> None:
    timetable = read_timetable_for(open_region(folder), [often(tmp_path / "f.zip")])
    with TestClient(create_app(folder, timetable=timetable)) as client:
        listed = client.get("/strukturbild").json()
        assert "hallplatser" in listed["tabeller"]
        rows = client.get("/strukturbild/strak").json()["features"]
        assert rows[0]["properties"]["slag"] == "tidtabell"
        first = client.get("/orter").headers["etag"]
    with TestClient(create_app(folder)) as client:
        assert "hallplatser" not in client.get("/strukturbild").json()["tabeller"]
        assert client.get("/orter").headers["etag"] != first


@pytest.mark.parametrize("language", ["sv", "en"])
def test_products_hold_the_stops_in_both_languages_with_the_same_bytes(
    folder: Path, tmp_path: Path, language: Language
) -> None:
    region, path = open_region(folder), often(tmp_path / "f.zip")
    first, second = (
        structure_product(
            structure_map(region, timetable=read_timetable_for(region, [path])), language
        )
        for _ in range(2)
    )
    stops = next(table for table in first.tables if table.key == "hallplatser")
    names = [column.name(language) for column in stops.columns]
    assert [name for name in stops.frame.columns if name != "geometry"] == names
    assert render_product(first, ".gpkg") == render_product(second, ".gpkg")
