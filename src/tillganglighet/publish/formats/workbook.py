"""A product as an Excel workbook: codes as text, numbers as numbers."""

import io
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from tillganglighet.errors import OutputError
from tillganglighet.publish.formats.spreadsheet_text import spreadsheet_text
from tillganglighet.publish.product.origin import data_date
from tillganglighet.publish.product.product import Product, Table
from tillganglighet.publish.product.reference_tables import reference_tables
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Column, Language
from tillganglighet.publish.wording.words import words

_MAX_ROWS = 1_048_576  # Excel specifications and limits
_WIDEST = 40
_LONGEST_NAME = 31  # as _MAX_ROWS
_LOOKED_AT = 200  # rows that decide a column's width


def render_workbook(product: Product) -> bytes:
    """Return the sheets Läs mig, one for each table, Kolumner and Källor.

    Raises
    ------
    OutputError
        A table has more rows than a sheet can hold.
    """
    tables = (*product.tables, *reference_tables(product, with_background=False))
    for table in product.tables:
        row_count = len(table.frame) + 1
        if row_count > _MAX_ROWS:
            raise OutputError(
                f"the table {table.name(product.language)} has {row_count} rows and Excel holds "
                f"{_MAX_ROWS}; choose fewer categories or write .csv or .parquet"
            )
    provenance = product.origin.provenance
    buffer = io.BytesIO()
    # Row by row through a temporary file: a hundred thousand rows need not be in memory.
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(
        {
            "title": product.title,
            "author": provenance.program,
            "created": data_date(provenance),
        }
    )
    _add_read_me(book, product)
    for table in tables:
        _add_table(book, table, product.language)
    book.close()
    return buffer.getvalue()


def _add_read_me(book: Any, product: Product) -> None:  # noqa: ANN401 (untyped)
    sheet = book.add_worksheet(words(product.language)["sheet_read_me"])
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    bold.set_font_size(14)
    wrapped.set_align("top")
    sheet.set_column(0, 0, 100, wrapped)
    provenance = product.origin.provenance
    sheet.write_string(0, 0, spreadsheet_text(product.title), bold)
    lines = (*product.sentences, *provenance.attribution, provenance.program)
    noticed = book.add_format({"text_wrap": True, "bold": True, "font_color": "#9c0006"})
    said = [*((line, noticed) for line in product.notices), *((line, wrapped) for line in lines)]
    for row, (line, look) in enumerate(said, start=2):
        sheet.write_string(row, 0, spreadsheet_text(line), look)


def _add_table(book: Any, table: Table, language: Language) -> None:  # noqa: ANN401 (untyped)
    """Add a sheet with frozen head, filter and fitting widths."""
    sheet = book.add_worksheet(table.title(language)[:_LONGEST_NAME])
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eeeeee"})
    # "@" keeps a code such as 0180 text even after it has been edited.
    as_text = book.add_format({"num_format": "@"})
    row_count = len(table.frame)
    titles = [column.name(language) for column in table.columns]
    cells = [
        _cells(table.frame[title], column)
        for title, column in zip(titles, table.columns, strict=True)
    ]
    for index, (title, column) in enumerate(zip(titles, table.columns, strict=True)):
        if column.display_decimals is None:
            sheet.set_column(index, index, _width(title, cells[index]), as_text)
        else:
            as_number = book.add_format({"num_format": _number_format(column.display_decimals)})
            sheet.set_column(index, index, len(title) + 3, as_number)
        if column.key.split("_")[-1] == "niva":
            _colour_levels(book, sheet, index, row_count, language)
    for index, title in enumerate(titles):
        sheet.write_string(0, index, title, head)
    writers = [
        sheet.write_string if column.display_decimals is None else sheet.write_number
        for column in table.columns
    ]
    for row, values in enumerate(zip(*cells, strict=True), start=1):
        for index, value in enumerate(values):
            if value is not None:
                writers[index](row, index, value)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, row_count, len(table.columns) - 1)


def _number_format(decimals: int) -> str:
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _cells(values: pd.Series, column: Column) -> list[Any]:
    """Return what stands in the cells of a column; None for an empty one."""
    if column.display_decimals is not None:
        return [None if math.isnan(value) else value for value in values.tolist()]
    texts = {text: spreadsheet_text(text) if text else None for text in values.unique()}
    return [texts[text] for text in values.tolist()]


def _width(title: str, values: Sequence[str | None]) -> int:
    longest = max((len(text) for text in values[:_LOOKED_AT] if text), default=0)
    return min(max(longest + 1, len(title) + 3), _WIDEST)


def _colour_levels(
    book: Any,  # noqa: ANN401 (untyped)
    sheet: Any,  # noqa: ANN401 (untyped)
    index: int,
    row_count: int,
    language: Language,
) -> None:
    for level in published_classes("level"):
        look = book.add_format({"bg_color": level.colour, "font_color": level.ink})
        rule = {"type": "cell", "criteria": "==", "value": f'"{level.code(language)}"'}
        sheet.conditional_format(1, index, max(row_count, 1), index, {**rule, "format": look})
