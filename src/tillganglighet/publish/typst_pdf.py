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

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tillganglighet.domain.provenance import Provenance
from tillganglighet.publish.classes import PublishedClass
from tillganglighet.publish.columns import Language
from tillganglighet.publish.numbers import date_text
from tillganglighet.publish.page_table import Cell, PageTable
from tillganglighet.publish.words import words

if TYPE_CHECKING:
    import typst

_MOST_LETTERS = 36  # a longer text takes another line
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
        SVG or PNG by the name under which the template shows them. Text in an SVG stays text; a
        picture without a text for those who do not see it stops the document.

    Returns
    -------
    bytes
        The same for the same arguments: the document bears the date of its data.
    """
    import typst  # noqa: PLC0415 (30 MB that only documents need)

    templates = files("tillganglighet.publish").joinpath("templates")
    sources = {
        each.name: each.read_bytes()
        for each in templates.iterdir()
        if each.name.endswith(".typ") and each.name != template
    }
    project = {
        "main.typ": templates.joinpath(template).read_bytes(),
        **sources,
        **(pictures or {}),
    }
    content: bytes = typst.compile(
        project,
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(data["date"]).replace(tzinfo=UTC),
    )
    return content


def page_furniture(title: str, provenance: Provenance, language: Language) -> dict[str, Any]:
    """Return what `document-page` of the look asks for: what stands on every page."""
    text = words(language)
    latest = max((entry.date[:10] for entry in provenance.inputs), default="")
    footer = text["pdf_footer"].format(
        attribution="; ".join(provenance.attribution),
        dates=date_text(latest, language),
        program=provenance.program,
    )
    return {
        "title": title,
        "language": language,
        "author": provenance.program,
        "date": latest or _NO_DATE,
        "header": title,
        "status": text["not_decided"],
        "note": provenance.note,
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
    words_of_head = [len(word) + 1 for word in head.text.split()]
    longest = max([len(head.text) // 2, *words_of_head])
    for cell in column:
        width = max(len(cell.text), len(cell.below)) + 2 * (cell.look is not None)
        longest = max(longest, min(width, _MOST_LETTERS))
    return longest


@cache
def _fonts() -> "typst.Fonts":
    """Return the fonts of typst and those of the maps: none of the machine's, on any machine."""
    import matplotlib as mpl  # noqa: PLC0415
    import typst  # noqa: PLC0415

    maps = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(maps)])
