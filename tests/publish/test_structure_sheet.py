"""The printed structure map: one sheet with few signs, and the same as tables behind it."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from support.shared import EXAMPLE
from tillganglighet.pipeline.scenarios import region_after
from tillganglighet.pipeline.structure import structure_map
from tillganglighet.publish.maps.selection import drawn_classes
from tillganglighet.publish.structure.changes import change_sentences
from tillganglighet.publish.structure.drawing import drawing_of
from tillganglighet.publish.structure.legend import Legend
from tillganglighet.publish.structure.product import structure_product
from tillganglighet.publish.structure.sheet import SheetForm, render_structure_sheet
from tillganglighet.publish.wording.columns import Language
from tillganglighet.store.region import Region
from tillganglighet.structure.structure_map import StructureMap

MOST_LEGEND_ITEMS = 7  # domain research, section 3
SHEET_MM = (420.0, 297.0)


@pytest.fixture(scope="module")
def structure(example_region: Region) -> StructureMap:
    return structure_map(example_region)


def test_the_legend_is_short_and_explains_what_is_there(structure: StructureMap) -> None:
    rows = Legend(structure, drawing_of(structure), "sv").rows()
    assert len(rows) <= MOST_LEGEND_ITEMS
    levels = [sign["label"] for sign in rows[0]["signs"]]
    # The example has no hospital, so nobody is of the highest level.
    assert levels[0] == "2 Regional nod"
    assert not any("Storregional" in label for label in levels)
    # All levels of the example are preliminary: nobody told its day population.
    assert any("preliminär" in label for label in levels)


def sheet(structure: StructureMap, form: SheetForm, language: Language = "sv") -> bytes:
    return render_structure_sheet(structure, structure_product(structure, language), form)


def pdf_text(content: bytes, folder: Path) -> str:
    """Return the text of a PDF; skip where nothing can read it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils are not installed: the PDF was made but not read")
    path = folder / "strukturbild.pdf"
    path.write_bytes(content)
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout  # noqa: S607 (on the path)
    assert "Tagged:          yes" in about
    assert "(A3)" in about
    command = ["pdftotext", "-layout", path, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_pdf_is_tagged_and_readable_and_the_same_each_time(
    structure: StructureMap, tmp_path: Path
) -> None:
    content = sheet(structure, "pdf")
    assert content == sheet(structure, "pdf")
    text = pdf_text(content, tmp_path)
    for words in ("Strukturbild", "ej beslut", "Älvnäs", "Teckenförklaring", "Noder"):
        assert words in text
    # The four-field diagram and the matrix; a level that nobody is of says so.
    for words in ("Nära och trygg", "Långt och sårbar", "Indikatormatris", "ingen ort når nivån"):
        assert words in text
    for code in ("preliminar", "omvag", "ingen_vag", "modellerat\n"):
        assert code not in text


def test_an_english_sheet_has_no_swedish_words(structure: StructureMap, tmp_path: Path) -> None:
    text = pdf_text(sheet(structure, "pdf", "en"), tmp_path)
    for words in ("Structure map", "no decision", "Legend", "Near and safe", "preliminary"):
        assert words in text
    for swedish in (" och ", " nod ", "stråk", "preliminär", "orter", "Noder", "saknas"):
        assert swedish not in text.replace("rumslig_strategi, RS_noder_final.R", ""), swedish


def test_the_pictures_are_one_sheet(structure: StructureMap) -> None:
    assert sheet(structure, "png").startswith(b"\x89PNG")
    assert sheet(structure, "svg", "en").startswith(b"<svg")


def test_a_scenario_tells_whose_level_changes_and_why(
    example_region: Region, structure: StructureMap, tmp_path: Path
) -> None:
    # Öndby's only services are those of the lanthandel.
    closed = region_after(example_region, EXAMPLE / "lanthandeln_stanger.toml")
    after = replace(structure_map(closed), before=structure)
    (said,) = change_sentences(after, "sv")
    assert said == (
        "Öndby går från närgeografisk nod till boendeort: saknar efter: minst 1 inom handel "
        "(har 0 kända); minst 1 inom sjukvård (har 0 kända)."
    )
    assert after.report.provenance.note == "Scenario: Lanthandeln i Öndby stänger"
    table = next(t for t in structure_product(after).tables if t.key == "niva_andringar").frame
    assert table["ortnamn"].tolist() == ["Öndby"]
    assert table["nivanamn_fore"].tolist() == ["Närgeografisk nod"]
    assert table["nivanamn_efter"].tolist() == ["Boendeort"]
    # Two maps on one sheet, under one legend that has the ring of the changed place.
    content = sheet(after, "pdf")
    assert content == sheet(after, "pdf")
    text = pdf_text(content, tmp_path)
    for words in ("Före", "Efter", "ort vars nivå scenariot ändrar", "Ändrade nivåer"):
        assert words in text
    assert text.count("Teckenförklaring") == 1
    rows = Legend(after, drawing_of(after), "sv").rows()
    assert len(rows) <= MOST_LEGEND_ITEMS


def test_a_scenario_that_changes_nothing_says_so(
    example_region: Region, structure: StructureMap
) -> None:
    nothing = region_after(example_region, {"name": "Inget", "change": []})
    same = replace(structure_map(nothing), before=structure)
    assert change_sentences(same, "sv") == ("Ingen orts nodnivå ändras av scenariot.",)
    assert change_sentences(structure, "sv") == ()
    assert np.array_equal(same.corridors.amount, structure.corridors.amount)


def test_regions_of_any_shape_have_a_sheet(structure: StructureMap) -> None:
    for scenario in (False, True):
        shown = replace(structure, before=structure) if scenario else structure
        for stretch in (0.3, 1.0, 3.0):  # of x: tall, square, broad
            villages = replace(shown.report.villages, x=shown.report.villages.x * stretch)
            report = replace(shown.report, villages=villages)
            both = replace(shown, report=report)
            if scenario:
                both = replace(both, before=replace(structure, report=report))
            layout = drawing_of(both).layout
            maps = 2 if scenario else 1
            assert maps * layout.map_mm[0] <= SHEET_MM[0]
            assert layout.map_mm[1] <= SHEET_MM[1]
            assert layout.columns >= 1
            if layout.panel == "below":
                assert layout.map_mm[1] + layout.panel_mm <= SHEET_MM[1]


def test_the_layers_tell_proved_from_preliminary_and_draw_no_place_of_no_level(
    structure: StructureMap,
) -> None:
    table = next(each for each in structure_product(structure).tables if each.key == "noder")
    (view,) = table.views
    (drawn,) = drawn_classes(table.frame, [view])
    level = table.frame["niva"].to_numpy()
    assert ((drawn >= 0) == ~np.isnan(level)).all()
    hollow = np.array([view.classes[at].symbol.is_hollow for at in drawn[drawn >= 0]])
    preliminary = table.frame["sakerhet"].to_numpy()[drawn >= 0] == "preliminar"
    assert preliminary.any()
    assert (hollow == preliminary).all()
