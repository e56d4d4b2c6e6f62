"""The workbook: codes as text, numbers as numbers, read back by another library."""

import io

import openpyxl
import pytest
from openpyxl import Workbook

from support.reports import small_report
from tillganglighet.publish.formats.workbook import render_workbook
from tillganglighet.publish.gaps.product import gap_product


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_workbook(gap_product(small_report()))))


def test_sheets_have_frozen_heads_and_filters(book: Workbook) -> None:
    tables = ["Resultat", "Orter", "Restider", "Service", "Frågor om service", "Datarapport"]
    assert book.sheetnames == ["Läs mig", *tables, "Parametrar", "Källor", "Kolumner"]
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "C2"
        assert book[name].auto_filter.ref == book[name].dimensions


def test_codes_are_text_and_numbers_are_numbers(book: Workbook) -> None:
    sheet = book["Restider"]
    column = {cell.value: cell.column for cell in sheet[1]}
    code = sheet.cell(2, column["kommunkod"])
    assert (code.value, code.data_type) == ("0180", "s")
    minutes = sheet.cell(7, column["restid_min"])
    assert (minutes.value, minutes.data_type, minutes.number_format) == (5, "n", "#,##0.0")
    assert sheet.cell(2, column["befolkning"]).number_format == "#,##0"
    assert sheet.max_row == 1 + 8 * 5


def test_a_name_like_a_formula_cannot_run_even_from_a_copy_saved_as_csv(book: Workbook) -> None:
    cell = book["Orter"].cell(4, 2)
    assert (cell.value, cell.data_type) == ("'=SUMMA(A1)", "s")


def test_what_does_not_exist_is_an_empty_cell(book: Workbook) -> None:
    sheet = book["Restider"]
    column = {cell.value: cell.column for cell in sheet[1]}
    deposit = next(row for row in sheet if row[column["kategori"] - 1].value.startswith("dagsk"))
    assert deposit[column["restid_min"] - 1].value is None


def test_the_result_sums_to_everybody_in_numbers(book: Workbook) -> None:
    head, *rows = ([cell.value for cell in row] for row in book["Resultat"])
    parts = ["antal_0_5", "antal_5_10", "antal_10_30", "antal_over_30", "antal_utan_restid"]
    parts += ["antal_uppgift_saknas", "antal_ej_tillampligt"]
    assert len(rows) == len({row[0] for row in rows}) == 5
    for row in rows:
        of = dict(zip(head, row, strict=True))
        # An empty cell is what nobody knows: all are in the counts of the unknown then.
        assert sum(of[part] or 0 for part in parts) == of["antal"] == rows[0][head.index("antal")]
    groceries = dict(zip(head, rows[0], strict=True))
    assert isinstance(groceries["median_min"], int | float)
    deposit = next(dict(zip(head, row, strict=True)) for row in rows if row[0].startswith("dagsk"))
    assert deposit["antal_0_5"] is None
    assert deposit["antal_uppgift_saknas"] == deposit["antal"]


def test_parameters_have_number_and_unit_apart(book: Workbook) -> None:
    head, *rows = ([cell.value for cell in row] for row in book["Parametrar"])
    found = {
        (row[head.index("slag")], row[head.index("nyckel")]): dict(zip(head, row, strict=True))
        for row in rows
    }
    good = found["målnivå: god, högst", "dagligvaror"]
    assert (good["tal"], good["enhet"], good["text"]) == (10, "min", None)
    assert good["beslutad_av"]
    program = found["program", "program"]
    assert program["tal"] is None
    assert program["text"].startswith("tillganglighet")
    assert all((row[head.index("tal")] is None) or row[head.index("text")] is None for row in rows)


def test_it_says_where_it_comes_from(book: Workbook) -> None:
    lines = {tuple(cell.value for cell in row) for row in book["Källor"]}
    assert ("indata", "pahittat.osm.pbf", None, "2026-03-01T12:00:00Z", "ab" * 32) in lines
    assert ("erkännande", "© OpenStreetMap contributors, ODbL", None, None, None) in lines
    assert book.properties.created.year == 2026  # the data's date, not today's
    notes = [row[0].value for row in book["Läs mig"] if row[0].value]
    assert any("Exempelnivåer" in note for note in notes)
