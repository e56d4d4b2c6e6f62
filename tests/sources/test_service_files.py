"""Services of the planners' files: categories, codes, faults, and what a mapping adds."""

from pathlib import Path

import numpy as np
import openpyxl
import pytest

from support.shared import EXAMPLE, shared_data
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.services.files import (
    ServiceFile,
    ServicesOfFile,
    read_service_file,
    service_file,
)

HEADER = "id;kategori;namn;lon;lat;plats_id"
GOOD = "s{};dagligvaror;Ånäs Livs;15,5;60,25;hus{}"


def table(folder: Path, *rows: str, header: str = HEADER, mapping: str = "") -> Path:
    path = folder / "tjanster.csv"
    path.write_bytes("\r\n".join([header, *rows, ""]).encode("utf-8-sig"))
    if mapping:
        (folder / "tjanster.csv.toml").write_text(mapping, encoding="utf-8")
    return path


def read(path: Path, findings: Findings | None = None, category: str = "") -> ServicesOfFile:
    return read_service_file(ServiceFile(path, category), SWEREF99_TM, findings or Findings())


def test_services_are_read(tmp_path: Path) -> None:
    path = table(tmp_path, GOOD.format(1, 1), "s2;apotek;;15.5;60.25;", ";;;;;")
    services = read(path).services
    assert services.id.tolist() == ["s1", "s2"]
    assert services.name.tolist() == ["Ånäs Livs", "Apotek"]  # without a name, the category's
    assert services.place_key.tolist() == ["hus1", "s2"]
    assert services.source.tolist() == ["tjanster.csv"] * 2
    # 0.5 degrees east of the central meridian at 60.25 north: 27.7 km east of 500 000.
    assert services.x[0] == pytest.approx(527_660, abs=100)


def test_a_pipos_export(tmp_path: Path) -> None:
    path = tmp_path / "pipos.csv"
    path.write_bytes(
        "Serviceplatsid;Namn;Servicetyp;X;Y;Kommunkod\n"
        "17;Särna Lanthandel;Dagligvaror - Ej fullsortiment;410000;6840000;2039\n"
        "17;Särna Lanthandel;Apoteksvaror;410000;6840000;2039\n"
        "17;Särna Lanthandel;Dagskasseinsättning;410000;6840000;2039\n"
        "18;Älvdalen;Drivmedel personbil;448000;6789000;2039\n".encode("cp1252")
    )
    services = read(path).services
    assert services.category.tolist() == [
        "dagligvaror",
        "apoteksvaror",
        "dagskasseinsattning",
        "drivmedel",
    ]
    assert services.place_key.tolist() == ["17", "17", "17", "18"]
    assert services.id.tolist() == [f"pipos:{line}" for line in (2, 3, 4, 5)]
    assert services.kommun_code.tolist() == ["2039"] * 4


def test_a_table_with_many_bad_rows_is_refused_with_every_fault(tmp_path: Path) -> None:
    path = table(
        tmp_path, GOOD.format(1, 1), "s2;godis;Kiosken;15,5;60,25;", "s3;apotek;;500;norr;"
    )
    with pytest.raises(InputError) as caught:
        read(path)
    assert "2 of 3 rows are bad, more than 5%" in str(caught.value)
    unknown, nowhere = caught.value.faults
    assert unknown == (
        f"{path}:3: kategori=godis: expected a category such as dagligvaror or apotek, or a word "
        "under [categories] in tjanster.csv.toml"
    )
    assert (
        nowhere
        == f"{path}:4: lon=500, lat=norr: expected decimal degrees, -180 to 180 and -90 to 90"
    )


def test_a_few_bad_rows_are_left_out_counted_and_listed(tmp_path: Path) -> None:
    rows = [GOOD.format(at, at) for at in range(19)]
    path = table(tmp_path, *rows, "s;godis;Kiosken;15,5;60,25;")  # one of 20 is 5 %
    findings = Findings()
    found = read(path, findings)
    assert len(found.services) == 19
    bad = findings.frozen()["table_row_bad"]
    assert bad.count == 1
    assert bad.examples[0].startswith(f"{path}:21: kategori=godis: expected a category")
    (use,) = found.uses
    assert (use.row_count, use.used_count, use.bad_count, use.other_count) == (20, 19, 1, 0)


def test_a_fault_in_excel_has_sheet_and_cell_and_codes_get_their_zeros(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Butiker"
    for row in (
        ["Namn", "Kategori", "X", "Y", "Kommunkod"],
        *([f"B{at}", "apotek", 448_000, 6_789_000, 180] for at in range(20)),
        ["C", "apotek", 448_000, 6_789_000, "Mora"],
    ):
        sheet.append(row)
    path = tmp_path / "t.xlsx"
    book.save(path)
    findings = Findings()
    services = read(path, findings).services
    assert set(services.kommun_code.tolist()) == {"0180"}
    assert services.id[0] == "t:2"
    assert findings.frozen()["table_row_bad"].examples == (
        f"{path}:Butiker!E22: Kommunkod=Mora: expected a code of four digits",
    )


def test_what_is_no_category_is_left_out_and_an_id_used_twice_replaced(tmp_path: Path) -> None:
    path = table(
        tmp_path, GOOD.format(1, 1), GOOD.format(1, 2), "s1;apotek;A;15;60;", "s4;bank;B;15;60;"
    )
    findings = Findings()
    services = read(path, findings).services
    # The place s1 may offer two categories, but not one of them twice.
    assert services.id.tolist() == ["s1", "tjanster:3", "s1"]
    assert findings.frozen()["service_other_category"].count == 1
    assert findings.frozen()["row_id_repeated"].examples == (f"{path}:3: id=s1",)


def test_the_mapping_beside_a_table_comes_first(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "17;Kiosk;Konsum;15,5;60,25",
        header="nyckel;sort;namn;lon;lat",
        mapping='[columns]\nid = "nyckel"\ncategory = "sort"\n'
        '[categories]\nKiosk = "dagligvaror"\n[coverage]\ndagligvaror = ["2039"]\n',
    )
    found = read(path)
    assert found.services.id.tolist() == ["17"]
    assert found.services.category.tolist() == ["dagligvaror"]
    assert found.coverage == {"dagligvaror": ("2039",)}


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("columns = 3", r"columns=3: expected a table \[columns\]"),
        ("kategori = 'apotek'", "kategori='apotek': expected one of columns, layer"),
        ("category = 'godis'", "category=godis: expected any of dagligvaror"),
        ("[columns]\nname = 'butik'", "tjanster.csv has no column butik"),
        ("[coverage]\napotek = '2039'", "a list of kommun codes"),
        ("[coverage]\ngodis = []", "coverage of godis"),
        ("[columns", "not TOML"),
    ],
)
def test_a_wrong_mapping_is_told(mapping: str, message: str, tmp_path: Path) -> None:
    path = table(tmp_path, GOOD.format(1, 1), mapping=mapping)
    with pytest.raises(InputError, match=message):
        read(path)


def test_the_option_may_name_the_category(tmp_path: Path) -> None:
    path = table(tmp_path, "Konsum;15,5;60,25", header="namn;lon;lat")
    assert service_file(f"drivmedel={path}") == ServiceFile(path, "drivmedel")
    assert service_file(str(path)) == ServiceFile(path)
    assert read(path, category="drivmedel").services.category.tolist() == ["drivmedel"]
    with pytest.raises(UsageError, match="unknown category 'godis'"):
        service_file(f"godis={path}")
    with pytest.raises(InputError, match="no column holds category"):
        read(path)


def test_the_example() -> None:
    services = read(EXAMPLE / "tjanster.csv").services
    assert len(services) == 16
    assert "n2001" in services.place_key.tolist()


def test_real_lists_of_sweden() -> None:
    agents = read(shared_data("sverige-ombud/ombud.xlsx")).services
    assert len(agents) == 9_062
    lockers = agents.category == "paketautomat"
    assert lockers.sum() == 268  # as SOURCE.md counts Box_Paketskåp
    assert np.unique(np.char.str_len(agents.kommun_code)).tolist() == [4]

    findings = Findings()
    places = read(shared_data("sverige-poi/sverige-poi.csv"), findings)
    counts = dict(zip(*np.unique(places.services.category, return_counts=True), strict=True))
    # SOURCE.md: 3 148, 3 126, 1 361; groceries are 3 001 and 776 närbutiker.
    assert counts["drivmedel"] == 3_148
    assert counts["kontantuttag"] == 3_126
    assert counts["apotek"] == 1_361
    assert counts["dagligvaror"] == 3_001 + 776
    # Not measured: banks 662, Systembolaget 857 and others 712.
    assert findings.frozen()["service_other_category"].count == 662 + 857 + 712
