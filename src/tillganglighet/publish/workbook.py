"""The report as an Excel workbook: codes as text, numbers as numbers."""

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.accessibility.summary import summarise
from tillganglighet.errors import OutputError
from tillganglighet.publish.classes import published_classes
from tillganglighet.publish.columns import Column, Language, orter_columns, restider_columns
from tillganglighet.publish.findings import findings
from tillganglighet.publish.origin import data_date
from tillganglighet.publish.reference_tables import column_table, origin_table
from tillganglighet.publish.tables import orter_table, restider
from tillganglighet.publish.words import words

_MAX_ROWS = 1_048_576  # Excel specifications and limits
_WIDEST = 40
_LOOKED_AT = 200  # rows that decide a column's width


def render_workbook(report: GapReport, language: Language = "sv") -> bytes:
    """Return the sheets Läs mig, Orter, Restider, Kolumner and Källor.

    Raises
    ------
    OutputError
        The long form has more rows than a sheet can hold.
    """
    row_count = report.access.status.size + 1
    if row_count > _MAX_ROWS:
        raise OutputError(
            f"the table has {row_count} rows and Excel holds {_MAX_ROWS}; choose fewer categories "
            "or write .csv or .parquet"
        )
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "nan_inf_to_errors": False})
    book.set_properties(
        {
            "title": words(language)["title"].format(region=report.provenance.region),
            "author": report.provenance.program,
            "created": data_date(report),
        }
    )
    keys = [category.key for category in report.categories]
    text = words(language)
    _add_read_me(book, report, language)
    for sheet, table, columns in (
        ("sheet_orter", orter_table(report, language), orter_columns(keys)),
        ("sheet_restider", restider(report, language), restider_columns()),
        ("sheet_kolumner", column_table(report, language), ()),
        ("sheet_kallor", origin_table(report, language), ()),
    ):
        _add_table(book, text[sheet], table, columns, language)
    book.close()
    return buffer.getvalue()


def _add_read_me(book: Any, report: GapReport, language: Language) -> None:  # noqa: ANN401 (untyped)
    text = words(language)
    sheet = book.add_worksheet(text["sheet_read_me"])
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    bold.set_font_size(14)
    wrapped.set_align("top")
    sheet.set_column(0, 0, 100, wrapped)
    lines = [
        *findings(report, summarise(report), language),
        text["standards_are_examples"].format(
            name=report.standards.name, decided_by=report.standards.decided_by
        ),
        text["class_ends"],
        *report.provenance.attribution,
        report.provenance.program,
    ]
    sheet.write_string(0, 0, text["title"].format(region=report.provenance.region), bold)
    for row, line in enumerate(lines, start=2):
        sheet.write_string(row, 0, line, wrapped)


def _add_table(
    book: Any,  # noqa: ANN401 (untyped)
    name: str,
    table: pd.DataFrame,
    columns: Sequence[Column],
    language: Language,
) -> None:
    """Add a sheet with frozen head, filter and fitting widths; without columns all is text."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eeeeee"})
    # "@" keeps a code such as 0180 text even after it has been edited.
    as_text = book.add_format({"num_format": "@"})
    for index, title in enumerate(table.columns):
        column = columns[index] if columns else None
        sheet.write_string(0, index, title, head)
        if column is None or column.display_decimals is None:
            sheet.set_column(index, index, _width(title, table[title]), as_text)
            _write_texts(sheet, index, table[title])
        else:
            as_number = book.add_format({"num_format": _number_format(column.display_decimals)})
            sheet.set_column(index, index, len(title) + 3, as_number)
            _write_numbers(sheet, index, table[title])
        if column is not None and column.key.split("_")[-1] == "niva":
            _colour_levels(book, sheet, index, len(table), language)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _number_format(decimals: int) -> str:
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _write_texts(sheet: Any, index: int, values: pd.Series) -> None:  # noqa: ANN401 (untyped)
    for row, value in enumerate(values, start=1):
        if value:
            sheet.write_string(row, index, value)


def _write_numbers(sheet: Any, index: int, values: pd.Series) -> None:  # noqa: ANN401 (untyped)
    for row, value in enumerate(values, start=1):
        if not pd.isna(value):
            sheet.write_number(row, index, value)


def _width(title: str, values: pd.Series) -> int:
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
