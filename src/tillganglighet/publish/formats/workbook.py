"""A product as an Excel workbook: codes as text, numbers as numbers."""

import io
import math
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from tillganglighet.errors import OutputError
from tillganglighet.publish.formats.column_sheet import ColumnSheet, SheetColumn
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
_READ_WIDTH, _LINE_POINTS, _A4 = 100, 15, 9
_ANY_UNIT = {"tal"}  # columns of numbers that have nothing in common
_FIRST = ("resultat", "omraden", "orter")  # what people open first


def render_workbook(product: Product) -> bytes:
    """Return the sheets Läs mig, one for each table, Parametrar, Källor and Kolumner.

    Raises
    ------
    OutputError
        A table has more rows than a sheet can hold, or the disk is full.
    """
    columns, settings, origin = reference_tables(product, with_background=False)
    tables = (*sorted(product.tables, key=_place), settings, origin, columns)
    for table in product.tables:
        row_count = len(table.frame) + 1
        if row_count > _MAX_ROWS:
            raise OutputError(
                f"the table {table.name(product.language)} has {row_count} rows and Excel holds "
                f"{_MAX_ROWS}; choose fewer categories or write .csv or .parquet"
            )
    provenance = product.origin.provenance
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
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
    try:
        book.close()
    except FileCreateError as error:
        raise OutputError(f"cannot write the workbook: {error}; make room on the disk") from error
    return buffer.getvalue()


def _place(table: Table) -> int:
    return _FIRST.index(table.key) if table.key in _FIRST else len(_FIRST)


def _add_read_me(book: Any, product: Product) -> None:  # noqa: ANN401 (untyped)
    sheet = book.add_worksheet(words(product.language)["sheet_read_me"])
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    bold.set_font_size(14)
    wrapped.set_align("top")
    sheet.set_column(0, 0, _READ_WIDTH, wrapped)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    provenance = product.origin.provenance
    sheet.write_string(0, 0, spreadsheet_text(product.title), bold)
    lines = (*product.sentences, *provenance.attribution, provenance.program)
    noticed = book.add_format({"text_wrap": True, "bold": True, "font_color": "#9c0006"})
    said = [*((line, noticed) for line in product.notices), *((line, wrapped) for line in lines)]
    for row, (line, look) in enumerate(said, start=2):
        sheet.write_string(row, 0, spreadsheet_text(line), look)
        # LibreOffice does not fit the height of rows that it has not written itself.
        sheet.set_row(row, _LINE_POINTS * math.ceil(len(line) / _READ_WIDTH))


def _add_table(book: Any, table: Table, language: Language) -> None:  # noqa: ANN401 (untyped)
    """Add a sheet with frozen head, filter and fitting widths."""
    sheet = book.add_worksheet(table.title(language)[:_LONGEST_NAME], ColumnSheet)
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eeeeee"})
    row_count, filled = len(table.frame), []
    for index, column in enumerate(table.columns):
        title = column.name(language)
        sheet.write_string(0, index, title, head)
        made = _sheet_column(book, column, table.frame[title])
        sheet.set_column(index, index, _width(title, made), made.look)
        filled.append(made)
        if column.key.split("_")[-1] == "niva":
            _colour_levels(book, sheet, index, row_count, language)
    sheet.fill(filled)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, row_count, len(table.columns) - 1)


def _sheet_column(book: Any, column: Column, values: pd.Series) -> SheetColumn:  # noqa: ANN401
    """Return the cells of a column; an empty text is an empty cell."""
    if column.display_decimals is not None:
        return SheetColumn(
            book.add_format({"num_format": _number_format(column)}), values.to_numpy()
        )
    index, texts = pd.factorize(values.replace("", None))
    # "@" keeps a code such as 0180 text even after it has been edited.
    look = book.add_format({"num_format": "@"})
    return SheetColumn(look, index, [spreadsheet_text(text) for text in texts])


def _number_format(column: Column) -> str:
    if column.key in _ANY_UNIT:
        return "General"
    decimals = column.display_decimals
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _width(title: str, column: SheetColumn) -> int:
    shown = column.cells[:_LOOKED_AT].tolist()
    if column.texts is None:
        seen = [f"{number:,.1f}" for number in shown if not math.isnan(number)]
    else:
        seen = [column.texts[index] for index in shown if index >= 0]
    return max(len(title) + 3, min(1 + max(map(len, seen), default=0), _WIDEST))


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
