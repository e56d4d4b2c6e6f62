"""Tables: what is read, and what is told when it cannot be: every fault with its line."""

from pathlib import Path

import numpy as np
import pytest

from tillganglighet.errors import InputError
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tables import read_cells, read_services

HEADER = "id;kategori;namn;lon;lat;plats_id"
GOOD = "s{};dagligvaror;Ånäs Livs;15,5;60,25;hus{}"


def table(folder: Path, *rows: str, header: str = HEADER, name: str = "tjanster.csv") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join([header, *rows, ""]).encode("utf-8-sig"))
    return path


def test_services_are_read(tmp_path: Path) -> None:
    services = read_services(
        table(tmp_path, GOOD.format(1, 1), "s2;apotek;Örat;15.5;60.25;", ";;;;;"),
        SWEREF99_TM,
        Findings(),
    )
    assert services.id.tolist() == ["s1", "s2"]
    assert services.name.tolist() == ["Ånäs Livs", "Örat"]
    assert services.place_key.tolist() == ["hus1", "s2"]
    assert services.source.tolist() == ["tjanster.csv"] * 2
    # 0.5 degrees east of the central meridian at 60.25 north: 27.7 km east of 500 000.
    assert services.x[0] == pytest.approx(527_660, abs=100)


def test_comma_and_tab_serve_as_well(tmp_path: Path) -> None:
    for sign in ",\t":
        path = table(
            tmp_path,
            GOOD.format(1, 1).replace(",", ".").replace(";", sign),
            header=HEADER.replace(";", sign),
        )
        assert len(read_services(path, SWEREF99_TM, Findings())) == 1


def test_a_table_with_many_bad_rows_is_refused_with_every_fault(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        GOOD.format(1, 1),
        "s2;godis;Kiosken;15,5;60,25;",
        ";apotek;;500;norr;",
    )
    with pytest.raises(InputError) as caught:
        read_services(path, SWEREF99_TM, Findings())
    assert "2 of 3 rows are bad, more than 5%" in str(caught.value)
    assert caught.value.faults == (
        f"{path}:3: kategori=godis: expected a category key such as dagligvaror",
        f"{path}:4: id=: expected an id",
        f"{path}:4: namn=: expected a name",
        f"{path}:4: lon=500: expected degrees, -180 to 180",
        f"{path}:4: lat=norr: expected degrees, -90 to 90",
    )


def test_a_few_bad_rows_are_left_out_counted_and_listed(tmp_path: Path) -> None:
    rows = [GOOD.format(at, at) for at in range(19)]
    path = table(tmp_path, *rows, "s;godis;Kiosken;15,5;60,25;")  # one of 20 is 5 %
    findings = Findings()
    assert len(read_services(path, SWEREF99_TM, findings)) == 19
    bad = findings.frozen()["table_row_bad"]
    assert bad.count == 1
    assert bad.examples == (
        f"{path}:21: kategori=godis: expected a category key such as dagligvaror",
    )


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999", "", "15,5,5"])
def test_what_is_no_number_is_a_fault(value: str, tmp_path: Path) -> None:
    path = table(tmp_path, f's1;apotek;A;"{value}";60,25;')
    with pytest.raises(InputError, match="lon="):
        read_services(path, SWEREF99_TM, Findings())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "has no rows"),
        (HEADER.encode(), "has no rows"),
        (b"namn;lon\r\nA;15\r\n", "lacks the columns id, kategori, lat"),
        (HEADER.encode() + b"\r\ns1;apotek;\xc5sen;15;60;", "not a UTF-8 CSV file"),
        (bytes(5_000), "has no rows|not a UTF-8 CSV file|lacks the columns"),
    ],
)
@pytest.mark.parametrize("read", [read_services, read_cells])
def test_what_is_no_table_is_one_error(
    content: bytes, message: str, read: object, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    expected = message if read is read_services else r"t\.csv: "
    with pytest.raises(InputError, match=expected):
        read(path, SWEREF99_TM, Findings())  # type: ignore[operator]


@pytest.mark.parametrize("read", [read_services, read_cells])
def test_a_missing_table_is_told(read: object, tmp_path: Path) -> None:
    for name in ("none.csv", "."):
        with pytest.raises(InputError, match="no such file"):
            read(tmp_path / name, SWEREF99_TM, Findings())  # type: ignore[operator]


def test_cells_with_age_groups(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "r1;500000;6650000;12,5;3;9",
        "r2;501000;6650000;1 000;500;500",
        header="ruta_id;x;y;befolkning;alder_0_17;alder_18_",
    )
    cells = read_cells(path, SWEREF99_TM, Findings())
    assert cells.population.tolist() == [12.5, 1000.0]
    assert cells.groups == ("alder_0_17", "alder_18_")
    assert cells.group_population.tolist() == [[3.0, 9.0], [500.0, 500.0]]
    np.testing.assert_allclose(cells.x, [500_000, 501_000], atol=0.01)


def test_swapped_axes_are_a_fault(tmp_path: Path) -> None:
    path = table(tmp_path, "r1;6650000;500000;12", header="ruta_id;x;y;befolkning")
    with pytest.raises(InputError, match="x=6650000: expected easting, 260000 to 920000"):
        read_cells(path, SWEREF99_TM, Findings())
