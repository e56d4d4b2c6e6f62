"""A scenario in every format: the village shop of the example closes with its agents."""

import io
import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from tillganglighet.errors import UsageError
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.scenarios import ScenarioResult, compare_scenarios
from tillganglighet.publish.product.files import render_product
from tillganglighet.publish.scenario.change_texts import change_texts
from tillganglighet.publish.scenario.comparison import comparison_product, scenario_comparison
from tillganglighet.publish.scenario.places_map import main_column
from tillganglighet.publish.scenario.product import scenario_product
from tillganglighet.publish.scenario.report import SCENARIO_SUFFIXES, render_scenario
from tillganglighet.publish.scenario.sheet_tables import effects_table, places_table
from tillganglighet.publish.scenario.signs import map_signs
from tillganglighet.publish.wording.service_names import service_names

# From the agreement "Scenario result, long form" (design, section 5).
AGREED = """
ort_id, ortnamn, kommunkod, befolkning, kategori, restid_fore_min, restid_efter_min, skillnad_min,
avstand_fore_km, avstand_efter_km, narmaste_fore_id, narmaste_fore_namn, narmaste_efter_id,
narmaste_efter_namn, niva_fore, niva_efter, status_fore, status_efter, klassbyte
"""
SHOP = {"type": "close_place", "service": {"name": "Öndby Lanthandel"}}
AGENTS = {"dagligvaror", "posttjanster", "apoteksvaror", "kontantuttag", "betalningsformedling"}


def split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


@pytest.fixture(scope="module")
def result(example_region: Region) -> ScenarioResult:
    return example_region.scenario(
        {
            "name": "Öndby Lanthandel stänger",
            "purpose": "Serviceplan",
            "assumptions": {"trips_per_year": 100, "co2_g_per_km": 120, "kr_per_km": 2.5},
            "change": [SHOP],
        }
    )


def test_places_have_the_agreed_columns_and_the_most_affected_first(
    result: ScenarioResult,
) -> None:
    places = result.places()
    assert [name for name in places.columns if name != "geometry"] == split(AGREED)
    assert set(places["kategori"]) == AGENTS
    assert len(places) == 66 * len(AGENTS)
    rank = np.select([places["skillnad_min"] > 0, places["skillnad_min"] < 0], [0, 1], 2)
    assert (np.diff(rank) >= 0).all()
    assert places["skillnad_min"].iloc[0] == places["skillnad_min"].max()
    worse = places[places["klassbyte"] == "samre"]
    assert (worse["restid_efter_min"] > worse["restid_fore_min"]).all()


def test_persons_sum_to_the_population_and_groups_are_parts_of_it(
    result: ScenarioResult, example_region: Region
) -> None:
    persons = result.persons()
    everybody = persons[persons["kommunnamn"] == "alla"].set_index(["kategori", "grupp"])
    assert example_region.cells is not None
    whole = example_region.cells.population.sum()
    for category in AGENTS:
        row = everybody.loc[(category, "alla")]
        assert row["personer"] == pytest.approx(whole)
        assert 0 < row["samre"] <= whole
        assert row["personkm_per_ar"] == pytest.approx(200 * row["skillnad_personkm"])
        assert row["kronor_per_ar"] == pytest.approx(2.5 * row["personkm_per_ar"])
        assert (
            everybody.loc[(category, "80+"), "samre"] <= everybody.loc[(category, "65+"), "samre"]
        )
    by_kommun = persons[(persons["kommunnamn"] != "alla") & (persons["grupp"] == "alla")]
    parts = by_kommun.groupby("kategori")["samre"].sum()
    for category in AGENTS:
        assert parts[category] == pytest.approx(everybody.loc[(category, "alla"), "samre"])


def test_what_one_service_loses_others_gain(result: ScenarioResult) -> None:
    services = result.services()
    for _, rows in services.groupby("kategori"):
        assert rows["skillnad_personer"].sum() == pytest.approx(0, abs=1e-6)
        assert (rows["handelse"] == "stanger").sum() == 1


@pytest.mark.parametrize("suffix", SCENARIO_SUFFIXES)
def test_every_format_holds_something(result: ScenarioResult, suffix: str) -> None:
    assert len(render_scenario(result, suffix)) > 1_000


@pytest.mark.parametrize("suffix", [".csv", ".pdf"])
def test_the_same_scenario_gives_the_same_bytes_in_either_language(
    result: ScenarioResult, suffix: str
) -> None:
    content = render_scenario(result, suffix, "en")
    assert render_scenario(result, suffix, "en") == content
    assert render_scenario(result, suffix, "sv") != content


def test_tables_read_back(result: ScenarioResult, tmp_path: Path) -> None:
    csv = pd.read_csv(
        io.BytesIO(render_scenario(result, ".csv")), sep=";", decimal=",", encoding="utf-8-sig"
    )
    assert csv.columns.tolist() == split(AGREED)
    book = load_workbook(io.BytesIO(render_scenario(result, ".xlsx")), read_only=True)
    assert {"Läs mig", "Scenario per ort", "Vem berörs", "Ändringar"} <= set(book.sheetnames)
    (tmp_path / "x.gpkg").write_bytes(render_scenario(result, ".gpkg"))
    layer = gpd.read_file(tmp_path / "x.gpkg", layer="scenario")
    assert len(layer) == len(csv)
    geo = json.loads(render_scenario(result, ".geojson"))
    assert len(geo["features"]) == len(csv)
    page = render_scenario(result, ".html").decode("utf-8")
    assert "Öndby Lanthandel stänger" in page
    assert "inga sådana följder räknas eller påstås" in page


def test_the_changes_are_told_in_words(result: ScenarioResult, example_region: Region) -> None:
    assert change_texts(result, "sv") == ("Stänger hela stället: Öndby Lanthandel",)
    others = example_region.scenario(
        {
            "name": "x",
            "change": [
                {"type": "open_service", "category": "apotek", "at": {"village": "n1004"}},
                {"type": "move_service", "service": "n2001", "to": {"service": "n2007"}},
                {"type": "ferry_out"},
                {"type": "season", "season": "vinter"},
                {"type": "slow_road", "road": "w10297", "kph": 40},
                {"type": "change_service", "service": "n2035", "capacity": 300},
            ],
        },
        ["apotek"],
    )
    assert change_texts(others, "sv") == (
        "Öppnar service: Apotek, vid Norrvik",
        "Flyttar service: Öndby Lanthandel, vid Uttagsautomaten vid torget",
        "Färja ur drift: alla",
        "Vinterväglag: belagd väg \u00d7 0,90, obelagd väg \u00d7 0,80",
        "Ändrar fart på väg: Genvägen, 40 km/h",
        "Ändrar service: Långträsks Handelsbod, rum för 300",
    )


def test_two_scenarios_stand_side_by_side(example_region: Region) -> None:
    post = {"type": "close_service", "service": SHOP["service"] | {"category": "posttjanster"}}
    whole, only_post = compare_scenarios(
        example_region,
        {"name": "Allt stänger", "change": [SHOP]},
        {"name": "Posten stänger", "change": [post]},
    )
    table = scenario_comparison(whole, only_post).set_index(["kategori", "matt"])
    assert table.loc[("posttjanster", "samre"), "andra_minus_forsta"] == 0
    assert table.loc[("dagligvaror", "samre"), "andra"] == 0
    assert table.loc[("dagligvaror", "samre"), "forsta"] > 0
    assert b"Allt st" in render_product(comparison_product(whole, only_post), ".html")


def test_a_place_has_one_row_however_many_services_change(result: ScenarioResult) -> None:
    table = places_table(result, "sv")
    names = [name for name, _ in table.rows]
    assert len(names) == len(set(names)) > 1
    first = [cell.text for cell in table.rows[0][1]]
    assert "min" in first[2]
    assert "," in first[-1]  # what else changes there


def test_all_kinds_that_change_are_in_the_table(result: ScenarioResult) -> None:
    table = effects_table(result, "sv")
    assert len(table.rows) == len(AGENTS)
    assert [head.text for head in table.heads][1:3] == ["Blir utan", "Får längre"]  # no winners


def test_the_legend_holds_what_the_map_shows(result: ScenarioResult) -> None:
    labels = [sign.label for sign in map_signs(result, main_column(result), "sv")]
    assert labels == ["Service stänger eller flyttar", "Till närmaste efter ändringen"]


def test_what_nobody_knows_has_its_heading_in_every_file(result: ScenarioResult) -> None:
    product = scenario_product(result)
    at = product.sentences.index("Det här vet underlaget inte:")
    assert product.sentences[at + 1].startswith("Vart folk faktiskt åker")
    book = load_workbook(io.BytesIO(render_scenario(result, ".xlsx")), read_only=True)
    cells = {str(cell) for row in book["Läs mig"].iter_rows(values_only=True) for cell in row}
    assert "Det här vet underlaget inte:" in cells


def test_less_is_said_as_less(example_region: Region) -> None:
    opened = example_region.scenario(
        {
            "name": "Apotek i Norrvik",
            "assumptions": {"trips_per_year": 10, "co2_g_per_km": 100},
            "change": [
                {"type": "open_service", "category": "apotek", "at": {"village": "n1004"}},
            ],
        },
        ["apotek"],
    )
    told = " ".join(opened.sentences())
    assert "färre personkilometer" in told
    assert "kg mindre koldioxid" in told
    assert "personer får kortare till apotek" in told


def test_a_service_without_a_name_is_called_by_category_and_place(
    result: ScenarioResult,
) -> None:
    world = result.outcome.baseline.world
    nameless = replace(world.services, name=np.full(len(world.services), ""))
    names = service_names(nameless, result.before, "sv")
    shop = np.flatnonzero((nameless.id == "n2001") & (nameless.category == "dagligvaror"))[0]
    assert names[shop] == "dagligvaror utan namn i Öndby"


def test_an_unknown_suffix_is_refused(result: ScenarioResult, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.pdf"):
        result.write(tmp_path / "x.docx")
