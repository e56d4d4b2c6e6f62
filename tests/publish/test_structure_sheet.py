"""The printed structure map: one sheet with few signs, and the same as tables behind it."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from support.shared import EXAMPLE
from tillganglighet.pipeline.scenarios import region_after
from tillganglighet.pipeline.structure import structure_map
from tillganglighet.publish.structure.changes import change_sentences
from tillganglighet.publish.structure.product import structure_product
from tillganglighet.publish.structure.sheet import (
    SheetForm,
    legend_rows,
    render_structure_sheet,
)
from tillganglighet.publish.wording.columns import Language
from tillganglighet.store.region import Region
from tillganglighet.structure.structure_map import StructureMap

MOST_LEGEND_ITEMS = 7  # domain research, section 3


@pytest.fixture(scope="module")
def structure(example_region: Region) -> StructureMap:
    return structure_map(example_region)


def test_the_legend_is_short_and_explains_what_is_there(structure: StructureMap) -> None:
    rows = legend_rows(structure, "sv")
    assert len(rows) <= MOST_LEGEND_ITEMS
    levels = [sign["label"] for sign in rows[0]["signs"]]
    # The example has no hospital, so nobody is of the highest level.
    assert levels[0] == "2 Regional nod"
    assert not any("Storregional" in label for label in levels)


def sheet(structure: StructureMap, form: SheetForm, language: Language = "sv") -> bytes:
    return render_structure_sheet(structure, structure_product(structure, language), form)


def test_the_pdf_is_tagged_and_readable_and_the_same_each_time(
    structure: StructureMap, tmp_path: Path
) -> None:
    content = sheet(structure, "pdf")
    assert content == sheet(structure, "pdf")
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler-utils are not installed: the PDF was made but not read")
    path = tmp_path / "strukturbild.pdf"
    path.write_bytes(content)
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout  # noqa: S607 (on the path)
    assert "Tagged:          yes" in about
    assert "(A3)" in about
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)  # noqa: S607 (as above)
    for words in ("Strukturbild", "Underlag, ej beslut", "Älvnäs", "Teckenförklaring", "Noder"):
        assert words in text.stdout


def test_the_pictures_are_one_sheet(structure: StructureMap) -> None:
    assert sheet(structure, "png").startswith(b"\x89PNG")
    assert sheet(structure, "svg", "en").startswith(b"<svg")


def test_a_scenario_tells_whose_level_changes(
    example_region: Region, structure: StructureMap
) -> None:
    # Öndby's only services are those of the lanthandel.
    closed = region_after(example_region, EXAMPLE / "lanthandeln_stanger.toml")
    after = structure_map(closed)
    assert change_sentences(structure, after, "sv") == (
        "Öndby går från närgeografisk nod till boendeort.",
    )
    assert after.report.provenance.note == "Scenario: Lanthandeln i Öndby stänger"
    nothing = region_after(example_region, {"name": "Inget", "change": []})
    same = structure_map(nothing)
    assert change_sentences(structure, same, "sv") == ("Ingen orts nodnivå ändras av scenariot.",)
    assert np.array_equal(same.flows.persons, structure.flows.persons)
