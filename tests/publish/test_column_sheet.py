"""Sheets given by columns: every cell is where it belongs, whatever its text and block."""

import io

import numpy as np
import openpyxl
import pytest
import xlsxwriter

from tillganglighet.publish.formats.column_sheet import ColumnSheet, SheetColumn

TEXTS = ["a < b & c", " med blanksteg ", "rad\nbrytning", "ö > å", "x" * 40_000]


@pytest.fixture(scope="module")
def sheet() -> openpyxl.worksheet.worksheet.Worksheet:
    """Return 10 000 rows, more than two blocks: row i holds i and text i modulo 6, 5 for none."""
    number = np.arange(10_000)
    index = np.where(number % 6 == 5, -1, number % 6)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    made = book.add_worksheet("Blad", ColumnSheet)
    look = book.add_format({"num_format": "0.0"})
    made.write_string(0, 0, "tal")
    made.write_string(0, 1, "text")
    numbers = np.where(number % 7 == 3, np.nan, number / 3)
    made.fill([SheetColumn(look, numbers), SheetColumn(look, index, TEXTS)])
    book.add_worksheet("Nästa").write_string(0, 0, "a < b & c")
    book.close()
    return openpyxl.load_workbook(buffer)["Blad"]


def test_numbers_are_whole_in_every_block(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    assert sheet.dimensions == "A1:B10001"
    assert [cell.value for cell in sheet[1]] == ["tal", "text"]
    for row in (0, 4095, 4096, 9998):  # the last of a block and the first of the next
        assert sheet.cell(row + 2, 1).value == pytest.approx(row / 3, abs=1e-12)
        assert sheet.cell(row + 2, 1).number_format == "0.0"
    assert sheet.cell(9999 + 2, 1).value is None


def test_texts_survive_xml_and_are_cut_at_what_excel_holds(
    sheet: openpyxl.worksheet.worksheet.Worksheet,
) -> None:
    found = [sheet.cell(row + 2, 2).value for row in range(6000, 6006)]
    assert found == ["a < b & c", " med blanksteg ", "rad\nbrytning", "ö > å", "x" * 32_767, None]
