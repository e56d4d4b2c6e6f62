"""The CSV opens in Swedish Excel, and no name in it is computed."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd

from support.reports import small_report
from tillganglighet.publish.formats.csv_file import render_csv
from tillganglighet.publish.formats.ours import is_ours
from tillganglighet.publish.gaps.product import gap_product
from tillganglighet.publish.gaps.tables import restider

CONTENT = render_csv(gap_product(small_report()))


def rows() -> list[dict[str, str]]:
    lines = io.StringIO(CONTENT.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(lines, delimiter=";"))


def test_it_begins_with_a_byte_order_mark_and_lines_end_with_crlf() -> None:
    assert CONTENT.startswith(b"\xef\xbb\xbfort_id;ortnamn;")
    assert CONTENT.count(b"\r\n") == CONTENT.count(b"\n") == 1 + 8 * 5


def test_numbers_have_a_decimal_comma_and_the_agreed_decimals() -> None:
    third = next(r for r in rows() if r["ort_id"] == "n2" and r["kategori"] == "dagligvaror")
    assert third["restid_min"] == "5,0"
    assert third["avstand_km"] == "6,0"
    assert third["befolkning"] == "200"
    assert third["personminuter_over_malniva"] == "0"


def test_what_does_not_exist_is_empty() -> None:
    deposit = next(r for r in rows() if r["kategori"] == "dagskasseinsattning")
    assert deposit["status"] == "uppgift_saknas"
    assert deposit["restid_min"] == deposit["narmaste_namn"] == deposit["tidsklass"] == ""


def test_names_that_look_like_formulas_are_made_harmless() -> None:
    names = {r["ortnamn"] for r in rows()}
    assert {"'=SUMMA(A1)", "'+Bortom", "Ånäs", "Ärla"} <= names


def test_it_reads_back_as_the_table_rounded() -> None:
    back = pd.read_csv(
        io.BytesIO(CONTENT), sep=";", decimal=",", encoding="utf-8-sig", dtype={"kommunkod": str}
    )
    table = restider(small_report())
    assert list(back.columns) == list(table.columns)
    assert back.kommunkod[0] == "0180"
    pd.testing.assert_series_equal(back.restid_min, table.restid_min.round(1))


def test_a_note_stands_in_every_row_and_the_file_is_still_ours(tmp_path: Path) -> None:
    product = gap_product(small_report())
    noted = replace(product.origin.provenance, note="testdata: påhittad")
    content = render_csv(
        replace(product, origin=replace(product.origin, provenance=noted, warnings=("Obs",)))
    )

    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert lines[0][-1] == "markning"
    assert {line[-1] for line in lines[1:]} == {"testdata: påhittad Obs"}
    path = tmp_path / "luckor.csv"
    path.write_bytes(content)
    assert is_ours(path)


def test_plain_is_for_programs() -> None:
    plain = render_csv(replace(gap_product(small_report()), csv="plain"))
    back = pd.read_csv(io.BytesIO(plain), dtype={"kommunkod": str})
    table = restider(small_report())
    assert plain.startswith(b"ort_id,ortnamn,")
    assert back.kommunkod[0] == "0180"
    pd.testing.assert_series_equal(back.restid_min, table.restid_min)
    pd.testing.assert_series_equal(back.avstand_km, table.avstand_km)
