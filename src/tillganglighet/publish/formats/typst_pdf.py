"""Printed documents: a template, its data and pictures become a tagged PDF.

Every document has one look, `templates/look.typ`. Words, numbers and dates come in as finished
text in the document's language (`words.py`, `numbers.py`), so that paper, page and screen agree.

A document is a template beside the look and a call:

    // templates/leaf.typ
    #import "look.typ": *
    #let d = json(bytes(sys.inputs.data))
    #show: document-page.with(d)
    = #d.title
    #data-table(d.people)
    #picture("map.svg", d.map_alt)

    render_pdf(
        "leaf.typ",
        page_furniture(title, provenance, "sv") | {"people": pdf_table(table), "map_alt": "..."},
        {"map.svg": svg},
    )
"""

import base64
import json
import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tillganglighet.domain.provenance import Provenance
from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.product.origin import notices
from tillganglighet.publish.wording.classes import PublishedClass
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import date_text
from tillganglighet.publish.wording.words import words

if TYPE_CHECKING:
    import typst

_PNG_MAGIC = b"\x89PNG"
_PIXELS_PER_INCH = 150.0
_BOLD = 1.2  # how much wider than others a letter of a head is
_MOST_LETTERS = 50  # a longer text takes another line
_MARK_LETTERS = 4  # the room of a mark before the words
_NO_DATE = "1980-01-01"  # what a document bears whose inputs have none


def render_pdf(
    template: str, data: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the document as PDF/UA-1: tagged, titled, with a language and embedded fonts.

    Parameters
    ----------
    template : str
        Name of a file in `publish/templates`.
    data : mapping
        What `page_furniture` returns and whatever the template asks for besides: texts, numbers,
        lists and mappings as JSON knows them, read there as `json(bytes(sys.inputs.data))`.
    pictures : mapping of str to bytes
        SVG or PNG by the name under which the template shows them, `x.svg` for either. Text in
        an SVG stays text; a picture without words for those who do not see it stops the document.

    Returns
    -------
    bytes
        The same for the same arguments: the document bears the date of its data.
    """
    import typst  # noqa: PLC0415 (30 MB that only documents need)

    content: bytes = typst.compile(
        _project(template, pictures or {}),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(data["date"]).replace(tzinfo=UTC),
    )
    return content


def render_sheet(
    template: str,
    data: Mapping[str, Any],
    pictures: Mapping[str, bytes],
    form: Literal["svg", "png"],
) -> bytes:
    """Return a document of one page as a picture, in which letters are curves.

    Parameters
    ----------
    template, data, pictures
        As `render_pdf` takes them.
    form : "svg" or "png"
    """
    import typst  # noqa: PLC0415 (as above)

    content: bytes = typst.compile(
        _project(template, pictures),
        format=form,
        ppi=_PIXELS_PER_INCH,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return content


def _project(template: str, pictures: Mapping[str, bytes]) -> Any:  # noqa: ANN401 (see below)
    """Return all files of a document by name; the stubs of typst know no such mapping."""
    templates = files("tillganglighet.publish").joinpath("templates")
    sources = {
        each.name: each.read_bytes()
        for each in templates.iterdir()
        if each.name.endswith(".typ") and each.name != template
    }
    drawn = {name: _as_text(picture) for name, picture in pictures.items()}
    return {"main.typ": templates.joinpath(template).read_bytes(), **sources, **drawn}


def page_furniture(title: str, provenance: Provenance, language: Language) -> dict[str, Any]:
    """Return what `document-page` of the look asks for: what stands on every page."""
    text = words(language)
    latest = max((entry.date[:10] for entry in provenance.inputs), default="")
    footer = text["pdf_footer"].format(
        attribution="; ".join(provenance.attribution),
        dates=date_text(latest, language) if latest else text["date_unknown"],
        program=provenance.program,
    )
    return {
        "title": title,
        "language": language,
        "author": provenance.program,
        "date": latest or _NO_DATE,
        "header": title,
        "status": text["not_decided"],
        "note": " ".join(notices(provenance, language)),
        "footer": footer,
        "pages": text["pdf_pages"],
    }


def pdf_table(table: PageTable) -> dict[str, Any]:
    """Return a table for `data-table` of the look, each column as wide as its words ask for."""
    columns = zip(*([Cell(name), *cells] for name, cells in table.rows), strict=True)
    heads = [
        _cell(head) | {"is_text": head.is_text or index == 0, "letters": _letters(head, column)}
        for index, (head, column) in enumerate(
            zip(table.heads, columns if table.rows else [()] * len(table.heads), strict=True)
        )
    ]
    rows = [[_cell(Cell(name)), *map(_cell, cells)] for name, cells in table.rows]
    return {"caption": table.caption, "heads": heads, "rows": rows}


def pdf_class(look: PublishedClass, language: Language) -> dict[str, str]:
    """Return a class for `mark`, `chip` and `class-fill` of the look."""
    return {
        "label": look.label(language),
        "colour": look.colour,
        "ink": look.ink,
        "pattern": look.pattern,
        "mark": look.mark,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    look = cell.look
    drawn = None if look is None else {"colour": look.colour, "ink": look.ink, "mark": look.mark}
    return {"text": cell.text, "below": cell.below, "look": drawn}


def _letters(head: Cell, column: Sequence[Cell]) -> int:
    """Return how many letters wide a column should be: numbers are never broken, words are."""
    words_of_head = [round(_BOLD * len(word)) for word in head.text.split()]
    longest = max([len(head.text) // 2 + 1, *words_of_head])
    for cell in column:
        # A word, such as a hash, is never broken.
        word = max((len(word) for word in cell.text.split(" ")), default=0)
        width = max(word, min(len(cell.text), _MOST_LETTERS), len(cell.below))
        longest = max(longest, width + _MARK_LETTERS * (cell.look is not None))
    return longest


def _as_text(picture: bytes) -> bytes:
    """Return the picture as SVG: typst takes no other files than text from memory."""
    if not picture.startswith(_PNG_MAGIC):
        return picture
    width, height = struct.unpack(">II", picture[16:24])  # the first chunk of a PNG is its header
    content = base64.b64encode(picture).decode("ascii")
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/png;base64,{content}"/></svg>'
    ).encode()


@cache
def _fonts() -> "typst.Fonts":
    """Return the fonts of typst and those of the maps: none of the machine's, on any machine."""
    import matplotlib as mpl  # noqa: PLC0415
    import typst  # noqa: PLC0415

    maps = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(maps)])
