"""Tables of a product as a page shows them: few columns, not all rows, and words for codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.formats.page_table import Cell
from tillganglighet.publish.product.product import Table
from tillganglighet.publish.wording.classes import Kind, PublishedClass, published_classes
from tillganglighet.publish.wording.columns import Column, Language, page_columns
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.words import words

MOST_ROWS = 50


@dataclass(frozen=True)
class ShownTable:
    """What the template sets of a table; `note` says what is left out, and where that is."""

    id: str
    title: str
    note: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def page_table(table: Table, language: Language, *, is_whole: bool = False) -> ShownTable:
    """Return the table for a page; whole, where it must not be cut."""
    columns = page_columns(table.key, table.columns)
    frame = table.frame if is_whole else table.frame.head(MOST_ROWS)
    cells = [
        [cell(value) for value in frame[column.name(language)]]
        for column in columns
        for cell in [_cell_maker(column, language)]
    ]
    # A row without a name goes by its identity, so that no row is without a head.
    named_by = [each.name(language) for each in table.columns if each.key in table.identity[:1]]
    for name in named_by:
        cells[0] = [
            cell if cell.text else Cell(str(value), is_text=True)
            for cell, value in zip(cells[0], frame[name], strict=True)
        ]
    return ShownTable(
        id=table.key,
        title=table.title(language),
        note="" if is_whole else _note(table, len(columns), language),
        heads=tuple(
            Cell(each.label(language), each.description(language), is_text=not each.is_number)
            for each in columns
        ),
        rows=tuple(zip(*cells, strict=True)),
    )


def _note(table: Table, column_count: int, language: Language) -> str:
    text, row_count, all_columns = words(language), len(table.frame), len(table.columns)
    said = []
    if row_count > MOST_ROWS:
        shown, count = (number_text(each, 0, language) for each in (MOST_ROWS, row_count))
        said.append(text["page_first_rows"].format(shown=shown, count=count))
    if column_count < all_columns:
        said.append(text["page_some_columns"].format(shown=column_count, count=all_columns))
    return " ".join([*said, text["page_rest"]] if said else said)


def _cell_maker(column: Column, language: Language) -> Callable[[str | float | None], Cell]:
    """Return what makes a cell of a value of the column."""
    decimals = column.display_decimals
    if decimals is not None:
        return lambda value: Cell(
            number_text(float("nan") if value is None else float(value), decimals, language)
        )
    if column.codes == "category":
        return lambda value: Cell(_category_names(str(value or ""), language), is_text=True)
    if column.codes:
        looks = _looks(column, language)
        return lambda value: _coded(value, looks, language)
    return lambda value: Cell(str(value or ""), is_text=True)


def _category_names(keys: str, language: Language) -> str:
    known = catalogue()
    return ", ".join(known[key].name(language) if key in known else key for key in keys.split())


def _looks(column: Column, language: Language) -> Mapping[str, PublishedClass]:
    return {each.code(language): each for each in published_classes(cast("Kind", column.codes))}


def _coded(
    value: str | float | None, looks: Mapping[str, PublishedClass], language: Language
) -> Cell:
    look = looks.get(str(value))
    if look is None:
        return Cell(str(value or ""), is_text=True)
    return Cell(look.label(language), look=look if look.colour else None, is_text=True)
