"""Files open drawn in QGIS: not whether layers are valid, but which pixels have a colour."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from support.qgis import Render
from support.reports import small_report
from support.shared import EXAMPLE
from tillganglighet.pipeline.isochrones import isochrone_report
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.scenarios import run_scenario
from tillganglighet.pipeline.structure import structure_map
from tillganglighet.pipeline.surface import surface
from tillganglighet.publish.formats.raster import write_surface
from tillganglighet.publish.gaps.report import write_gap_report
from tillganglighet.publish.isochrone.product import isochrone_product
from tillganglighet.publish.product.files import write_product
from tillganglighet.publish.structure.look import CORRIDOR_COLOUR, TINTS, WEAK_STYLE
from tillganglighet.publish.structure.product import structure_product
from tillganglighet.publish.wording.classes import published_classes

COLOURS = {each.code_sv: each.colour for each in published_classes("time_class")}
LABELS = [each.label_sv for each in published_classes("time_class")]
MAIN_ROAD, FERRY = "#8a8a8a", "#3b6ea5"


@pytest.fixture(scope="module")
def opened(render: Render, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("paket å")
    write_gap_report(small_report(), folder / "luckor.gpkg")
    return render(folder / "luckor.gpkg", folder / "karta.png")


def test_the_project_opens_with_all_layers_valid_and_its_crs(opened: dict[str, Any]) -> None:
    assert opened["read"]
    assert opened["crs_id"] == "EPSG:3006"
    assert all(layer["is_valid"] for layer in opened["layers"])
    assert {layer["crs"] for layer in opened["layers"]} == {"EPSG:3006", ""}


def test_places_are_drawn_in_the_colours_of_their_classes(opened: dict[str, Any]) -> None:
    #  Ånäs and Ödby lie in 0-5, n3 in 10-30, Ärla and Tvilling over 30; nobody in 5-10.
    drawn = opened["colours"]
    assert drawn[COLOURS["0-5"]] > drawn[COLOURS["over 30"]] > 0
    assert drawn[COLOURS["10-30"]] > 0
    assert COLOURS["5-10"] not in drawn
    assert drawn[MAIN_ROAD] > drawn[FERRY] > 0


def test_categories_are_a_choice_and_doubts_hidden(opened: dict[str, Any]) -> None:
    (title, _, categories), *rest = opened["tree"]
    assert title == "Service per kategori"
    assert [(name, is_shown) for name, is_shown, _ in categories][:2] == [
        ("Dagligvaror", True),
        ("Apotek", False),
    ]
    layers = {name: is_shown for name, is_shown, *_ in categories[0][2]}
    assert [name for name, is_shown in layers.items() if is_shown] == [
        "Service: Dagligvaror",
        "Restid",
    ]
    shown = {each[0]: each[1] for each in rest}
    assert shown["Vägnät"]
    assert not shown["Problem"]


def test_legends_labels_and_aliases_are_in_swedish(opened: dict[str, Any]) -> None:
    times = next(each for each in opened["layers"] if each["name"] == "Restid")
    assert times["renderer"] == "categorizedSymbol"
    assert times["legend"][:4] == LABELS
    assert times["labels"]
    assert times["aliases"]["dagligvaror_restid_min"] == "Dagligvaror: restid (min)"
    levels = next(each for each in opened["layers"] if each["name"] == "Målnivå")
    assert levels["legend"][:3] == ["God", "Acceptabel", "Brist"]


def test_a_layer_opened_by_itself_is_drawn_too(render: Render, tmp_path: Path) -> None:
    write_gap_report(small_report(), tmp_path / "luckor.gpkg")
    told = render(tmp_path / "luckor.gpkg", tmp_path / "karta.png", "orter", "vagnat")
    assert [layer["renderer"] for layer in told["layers"]] == ["categorizedSymbol"] * 2
    assert told["colours"][COLOURS["10-30"]] > 0
    assert told["colours"][MAIN_ROAD] > 0


def test_a_surface_has_the_colours_and_the_legend_of_the_classes(
    render: Render, example_region: Region, tmp_path: Path
) -> None:
    category, measured = surface(example_region, "dagligvaror", side_m=1_000)
    write_surface(measured, tmp_path / "restid.tif", category, example_region.provenance)
    told = render(tmp_path / "restid.tif", tmp_path / "karta.png", "raster")
    (raster,) = told["layers"]
    assert raster["legend"] == [
        [each.label_sv, each.colour] for each in published_classes("time_class")
    ]
    assert all(told["colours"][colour] > 100 for colour in COLOURS.values())

    # Without the style beside it the colour table does the same.
    (tmp_path / "restid.qml").unlink()
    alone = render(tmp_path / "restid.tif", tmp_path / "karta.png", "raster")
    assert alone["layers"][0]["renderer"] == "paletted"
    assert {each: alone["colours"][each] for each in COLOURS.values()} == {
        each: told["colours"][each] for each in COLOURS.values()
    }


def test_another_category_is_one_click_away(render: Render, tmp_path: Path) -> None:
    write_gap_report(small_report(), tmp_path / "luckor.gpkg")
    told = render(tmp_path / "luckor.gpkg", tmp_path / "karta.png", "chosen=Apotek")
    (_, _, categories), *_ = told["tree"]
    assert [name for name, is_shown, _ in categories if is_shown] == ["Apotek"]
    #  Pharmacies are twice as far: Ödby has 10 minutes now, in 5-10.
    assert told["colours"][COLOURS["5-10"]] > 0


def test_isochrones_are_drawn_band_by_band(
    render: Render, example_region: Region, tmp_path: Path
) -> None:
    report = isochrone_report(example_region, [5.0, 10.0, 30.0], category="dagligvaror")
    write_product(isochrone_product(report), tmp_path / "isokroner.gpkg")
    told = render(tmp_path / "isokroner.gpkg", tmp_path / "karta.png")
    assert all(layer["is_valid"] for layer in told["layers"])
    bands = next(each for each in told["layers"] if each["name"].startswith("Restid till"))
    assert bands["legend"] == ["0-5 min", "5-10 min", "10-30 min"]
    assert all(told["colours"][COLOURS[code]] > 500 for code in ("0-5", "5-10", "10-30"))


def test_the_structure_map_opens_as_on_paper(
    render: Render, example_region: Region, tmp_path: Path
) -> None:
    path = tmp_path / "strukturbild.gpkg"
    write_product(structure_product(structure_map(example_region)), path)
    told = render(path, tmp_path / "karta.png")
    assert all(layer["is_valid"] for layer in told["layers"])
    for colour in (CORRIDOR_COLOUR, TINTS[0], WEAK_STYLE["colors"]):
        assert told["colours"][colour] > 0, colour


def test_a_scenario_is_drawn_by_what_becomes_of_places(
    render: Render, example_region: Region, tmp_path: Path
) -> None:
    path = tmp_path / "scenario.gpkg"
    run_scenario(example_region, EXAMPLE / "lanthandeln_stanger.toml").write(path)
    told = render(path, tmp_path / "karta.png")
    assert all(layer["is_valid"] for layer in told["layers"])
    (title, _, categories), *_ = told["tree"]
    assert title == "Service per kategori"
    assert sum(is_shown for _, is_shown, _ in categories) == 1
    # Places that get farther to go, and the shop that closes; nobody is left without.
    changes = {each.code_sv: each.colour for each in published_classes("scenario_change")}
    events = {each.code_sv: each.colour for each in published_classes("scenario_event")}
    assert told["colours"][changes["samre"]] > 0
    assert told["colours"][events["stanger"]] > 0
    difference = next(each for each in told["layers"] if each["name"] == "Skillnad")
    assert difference["legend"][:2] == ["Oförändrad restid", "Längre restid"]
    assert "Restid efter (min)" in difference["aliases"].values()


def test_every_style_is_named_after_its_view(tmp_path: Path) -> None:
    write_gap_report(small_report(), tmp_path / "luckor.gpkg")
    with closing(sqlite3.connect(tmp_path / "luckor.gpkg")) as database:
        styles = database.execute(
            "SELECT styleName FROM layer_styles WHERE f_table_name = 'orter' ORDER BY id"
        ).fetchall()
    names = [name for (name,) in styles]
    assert names[:2] == ["Dagligvaror: Restid", "Dagligvaror: Målnivå"]
    assert len(set(names)) == len(names)
