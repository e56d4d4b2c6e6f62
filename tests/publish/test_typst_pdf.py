"""Documents are tagged, titled, readable as text and the same every time."""

import shutil
import subprocess
from pathlib import Path

import pytest
import typst

from support.reports import small_report
from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.formats.typst_pdf import (
    page_furniture,
    pdf_class,
    pdf_table,
    render_pdf,
)
from tillganglighet.publish.wording.classes import outcomes, published_classes

LEAF = """
#import "look.typ": *
#let d = json(bytes(sys.inputs.data))
#show: document-page.with(d)
= #d.title
#data-table(d.table)
#for class in d.classes [#chip(class) #box(width: 1cm, height: 4mm, fill: class-fill(class))]
#facts((("Färdsätt", "bil"),))
#notice[Åtgärd]
"""


@pytest.fixture
def leaf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Put a template of the test beside the shipped look."""
    templates = tmp_path / "publish" / "templates"
    shutil.copytree(Path(__file__).parents[2] / "src/tillganglighet/publish/templates", templates)
    monkeypatch.setattr(
        "tillganglighet.publish.formats.typst_pdf.files", lambda _: templates.parent
    )
    return templates / "leaf.typ"


def rendered(leaf: Path, source: str = LEAF, *, row_count: int = 3) -> bytes:
    leaf.write_text(source, encoding="utf-8")
    rows = [(f"Ånge {number}", [Cell("1 234", "12,5 %")]) for number in range(row_count)]
    heads = [Cell("Ort"), Cell("Höjning", look=outcomes()[0])]
    data = page_furniture("Östersund: tåg till Ånge", small_report().provenance, "sv") | {
        "table": pdf_table(PageTable("t", "Tabell", heads, rows)),
        "classes": [pdf_class(look, "sv") for look in (*outcomes(), *published_classes("level"))],
    }
    return render_pdf(leaf.name, data)


def poppler(tool: str, *arguments: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"needs {tool} of poppler-utils")
    return subprocess.run([tool, *arguments], capture_output=True, check=True, text=True).stdout


def test_same_data_same_bytes(leaf: Path) -> None:
    assert rendered(leaf) == rendered(leaf)


def test_it_is_tagged_titled_and_dated_by_its_data(leaf: Path, tmp_path: Path) -> None:
    (tmp_path / "leaf.pdf").write_bytes(rendered(leaf))
    information = poppler("pdfinfo", "-isodates", str(tmp_path / "leaf.pdf"))
    for line in ("Östersund: tåg till Ånge", "yes", "2026-03-01T00:00:00Z"):
        assert line in information
    assert "Tagged:          yes" in information


def test_its_text_can_be_found_and_heads_are_repeated(leaf: Path, tmp_path: Path) -> None:
    (tmp_path / "leaf.pdf").write_bytes(rendered(leaf, row_count=100))
    text = poppler("pdftotext", "-layout", str(tmp_path / "leaf.pdf"), "-")
    pages = text.split("\f")[:-1]
    assert len(pages) >= 2
    assert all("Höjning" in page for page in pages[:2])
    assert all("Underlag, ej beslut" in page for page in pages)
    assert "Ånge 99" in text
    assert f"Sida 2 av {len(pages)}" in pages[1]


def test_a_picture_without_words_is_refused(leaf: Path) -> None:
    source = '#import "look.typ": *\n#set document(title: "x")\n#image("/x.svg")'
    leaf.write_text(source, encoding="utf-8")
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    furniture = page_furniture("x", small_report().provenance, "sv")
    with pytest.raises(typst.TypstError, match="alt"):
        render_pdf(leaf.name, furniture, {"x.svg": picture})
