"""Tables: one and the same in every format, and every fault with its cell."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.shared import shared_data
from tillganglighet.errors import InputError, UsageError
from tillganglighet.sources.tabular.read import read_tables
from tillganglighet.sources.tabular.table import TEXT, Table
from tillganglighet.sources.tabular.values import (
    codes,
    has_doubtful_thousands,
    is_missing,
    numbers,
)

ROWS = [["id", "namn", "x", "y"], ["01", "Ånäs; norra", "500000,5", "6 650 000"]]


def csv_text(delimiter: str) -> str:
    quoted = [[f'"{each}"' if delimiter in each else each for each in row] for row in ROWS]
    return "\r\n".join(delimiter.join(row) for row in quoted)


def written(folder: Path, content: bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def workbook(folder: Path, rows: list[list[object]], title: str = "Blad1") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def one(path: Path) -> Table:
    (table,) = read_tables(path)
    return table


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-1", "utf-16"])
def test_encoding_and_delimiter_are_found_out(
    delimiter: str, encoding: str, tmp_path: Path
) -> None:
    table = one(written(tmp_path, csv_text(delimiter).encode(encoding)))
    assert table.text("namn").tolist() == ["Ånäs; norra"]
    assert table.text("id").tolist() == ["01"]
    assert numbers(table.columns["x"]).tolist() == [500_000.5]
    assert numbers(table.columns["y"]).tolist() == [6_650_000.0]


def test_lines_are_counted_through_quoted_line_ends_and_blank_lines(tmp_path: Path) -> None:
    # Lines: 1 header, 2-3 one row with a line end inside, 4 blank, 5 the next row.
    table = one(written(tmp_path, b'a;b\n"1\n1";2\n\n3;4\n'))
    assert table.row.tolist() == [2, 5]


def test_a_torn_row_is_a_fault_and_empty_fields_at_the_end_are_none(tmp_path: Path) -> None:
    path = written(tmp_path, b"a;b;\n1;2;\n1;2;3;4\n1\n5;6;;;\n")
    table = one(path)
    assert table.text("a").tolist() == ["1", "5"]
    assert table.torn == (f"{path}:3: 4 fields: expected 2", f"{path}:4: 1 fields: expected 2")


def test_tabs_with_odd_quotation_marks_are_read_without_quoting(tmp_path: Path) -> None:
    table = one(written(tmp_path, b'a\tb\n1\t6" gun\n2\tx\n', "t.tsv"))
    assert table.text("b").tolist() == ['6" gun', "x"]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("sep=;\n", 3),  # what Excel writes and reads
        ('"Folkmängd efter region, kön och år"\n\n', 4),  # a title, as SCB's tables have
        ("Orter i Dalarna, 2025;;;\nKälla: SCB;;;\n", 4),
        ("Orter, byar\n", 3),
    ],
)
def test_the_header_is_found_below_a_title(above: str, line: int, tmp_path: Path) -> None:
    text = f"{above}region;x;y;folkmängd\nMora;500000,5;6750000,5;20 600\n"
    table = one(written(tmp_path, text.encode()))
    assert list(table.columns) == ["region", "x", "y", "folkmängd"]
    assert table.row.tolist() == [line]


@pytest.mark.parametrize("content", [b"", b"a;b\n", b"a;b\n\n;\n"])
def test_a_table_without_rows_is_told(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no rows"):
        read_tables(written(tmp_path, content))


def test_hidden_sheets_are_left_and_a_wrong_extent_hides_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, state in (("Synligt", "visible"), ("Arbetsblad", "hidden")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in ROWS:
            sheet.append(row)
    book.save(tmp_path / "excel.xlsx")
    # Some programs state that a sheet ends at A1; what it holds tells better.
    with ZipFile(tmp_path / "excel.xlsx") as excel, ZipFile(tmp_path / "t.xlsx", "w") as other:
        for name in excel.namelist():
            part = re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1"', excel.read(name))
            other.writestr(name, part)
    table = one(tmp_path / "t.xlsx")
    assert table.layer == "Synligt"
    assert table.text("namn").tolist() == ["Ånäs; norra"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", b'a;b\n"1;2\n', "t.csv:2: not a row of CSV"),
        ("t.csv", bytes(100), "not a text table"),
        ("t.xlsx", b"a;b\n1;2\n", "not an Excel workbook"),
        ("t.gpkg", b"SQLite? no", "cannot be opened"),
        ("t.parquet", b"PAR0", "not a Parquet file"),
    ],
)
def test_what_is_no_table_is_one_error(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=message):
        read_tables(written(tmp_path, content, name))


CELL = st.text(alphabet="0123456789 -+.,aå\u2028", max_size=4)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=6), end=st.sampled_from("\n ")
)
def test_plain_rows_are_read_as_those_with_quotation_marks(
    rows: list[list[str]], end: str, tmp_path: Path
) -> None:
    # Marks round a name of the header mean nothing, but send the file the long way.
    body = "\r\n".join(["", *(";".join(row) for row in rows)]) + end.strip(" ")
    tables = []
    for header in ("id;namn;x", '"id";namn;x'):
        try:
            tables.append(one(written(tmp_path, (header + body).encode())))
        except InputError as told:
            tables.append(str(told))
    plain, long_way = tables
    if isinstance(plain, str) or isinstance(long_way, str):
        assert plain == long_way
        return
    assert plain.row.tolist() == long_way.row.tolist()
    assert plain.torn == long_way.torn
    assert list(plain.columns) == list(long_way.columns)
    for name in plain.columns:
        assert plain.text(name).tolist() == long_way.text(name).tolist()
        np.testing.assert_array_equal(
            numbers(plain.columns[name]), numbers(long_way.columns[name])
        )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from(["csv", "xlsx", "parquet"]),
    changes=st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), max_size=20),
    length=st.integers(1, 20_000),
)
def test_a_damaged_file_is_read_or_told(
    suffix: str, changes: list[tuple[int, int]], length: int, tmp_path: Path
) -> None:
    whole = tmp_path / f"whole.{suffix}"
    if not whole.exists():
        frame = pd.DataFrame(ROWS[1:], columns=ROWS[0])
        if suffix == "csv":
            frame.to_csv(whole, index=False)
        elif suffix == "xlsx":
            frame.to_excel(whole, index=False)
        else:
            frame.to_parquet(whole)
    content = bytearray(whole.read_bytes())
    for at, byte in changes:
        content[at % len(content)] = byte
    with suppress(InputError):
        read_tables(written(tmp_path, bytes(content[:length]), f"t.{suffix}"))


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.parquet"])
def test_a_file_that_another_program_holds_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")  # as of a file that is open in Excel

    monkeypatch.setattr(Path, "read_bytes", held)
    monkeypatch.setattr(openpyxl, "load_workbook", held)
    monkeypatch.setattr(pq, "read_table", held)
    with pytest.raises(InputError, match=r"cannot be read \(Permission denied\); close it"):
        read_tables(written(tmp_path, b"a;b\n1;2\n", name))


def test_unknown_suffix_and_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"unknown suffix '\.ods'"):
        read_tables(written(tmp_path, b"", "t.ods"))
    with pytest.raises(InputError, match="no such file"):
        read_tables(tmp_path / "none.csv")


def test_a_sheet_with_a_title_above_knows_its_cells(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [["Ombud 2025"], [], ["kommunkod", "namn", "bef"], [180, "A", 12.5], [], [1, "B"]],
    )
    table = one(path)
    assert table.text("kommunkod").tolist() == ["180", "1"]
    assert codes(table.text("kommunkod"), 4).tolist() == ["0180", "0001"]
    assert table.text("bef").tolist() == ["12.5", ""]
    assert table.cell(1, "namn") == f"{path}:Blad1!B6"


@pytest.mark.parametrize(
    "write",
    [
        lambda frame, path: frame.to_file(path / "t.gpkg"),
        lambda frame, path: frame.to_file(path / "t.shp", encoding="utf-8"),
        lambda frame, path: frame.to_parquet(path / "t.parquet"),
        lambda frame, path: frame.to_crs(4326).to_file(path / "t.geojson"),
    ],
    ids=["gpkg", "shp", "parquet", "geojson"],
)
def test_layers_of_every_format_say_the_same(
    write: Callable[[gpd.GeoDataFrame, Path], None], tmp_path: Path
) -> None:
    square = shapely.box(500_000, 6_650_000, 501_000, 6_651_000)
    frame = gpd.GeoDataFrame(
        {"kod": ["0180"], "namn": ["Ånäs"], "bef": [7]}, geometry=[square], crs=3006
    )
    write(frame, tmp_path)
    (path,) = [each for each in tmp_path.iterdir() if each.suffix in {".gpkg", ".shp"}] or [
        next(tmp_path.iterdir())
    ]
    table = one(path)
    assert table.text("kod").tolist() == ["0180"]
    assert table.text("namn").tolist() == ["Ånäs"]
    assert numbers(table.columns["bef"]).tolist() == [7.0]
    assert table.crs == ("EPSG:4326" if path.suffix == ".geojson" else "EPSG:3006")
    assert table.geometry is not None
    assert table.geometry[0].geom_type == "Polygon"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234", 1234),
        ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5),
        ("1\u202f234", 1234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1e+05", 100_000),
        ("\u22125", -5),
        ("15,5,5", np.nan),
        ("inf", np.nan),
        ("..", np.nan),
        ("norr", np.nan),
        ("", np.nan),
    ],
)
def test_numbers_as_they_are_written(text: str, number: float) -> None:
    # Beside a value that is no number the values are read one by one, alone all at once.
    for column in ([text], [text, "x"]):
        found = numbers(np.array(column, dtype=TEXT))[0]
        assert found == number or (np.isnan(found) and np.isnan(number))


@settings(max_examples=50)
@given(st.floats(-1e9, 1e9), st.sampled_from([".", ","]))
def test_what_python_writes_is_read_with_either_mark(number: float, mark: str) -> None:
    text = f"{number:.6f}".replace(".", mark)
    assert numbers(np.array([text], dtype=TEXT))[0] == float(f"{number:.6f}")


def test_what_is_missing_may_have_spaces_round_it() -> None:
    cells = np.array(["..", " - ", "\u00a0", "0", " 0 "], dtype=TEXT)
    assert is_missing(cells).tolist() == [True, True, True, False, False]


def test_marks_that_may_stand_between_thousands_are_doubtful() -> None:
    def is_doubtful(*values: str) -> bool:
        return has_doubtful_thousands(np.array(values, dtype=TEXT))

    assert is_doubtful("1,234", "7")
    assert is_doubtful("1.234.567")
    assert not is_doubtful("1,234", "1,5")  # 1,5 can only be a decimal
    assert not is_doubtful("0,125")  # no number begins with 0 and goes on with thousands
    assert not is_doubtful("1 234", "12")


def test_the_agents_of_sweden_are_the_same_from_csv_and_excel() -> None:
    text, sheet = (one(shared_data(f"sverige-ombud/ombud.{suffix}")) for suffix in ("csv", "xlsx"))
    assert len(text) == len(sheet) == 9_062
    assert text.text("OMBUD").tolist() == sheet.text("OMBUD").tolist()
    assert codes(sheet.text("KOMMUNKOD"), 4)[0] == "0180"
    np.testing.assert_allclose(
        numbers(text.columns["X_SWEREF99TM"]), numbers(sheet.columns["X_SWEREF99TM"])
    )
