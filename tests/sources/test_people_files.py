"""Population: classes wide and long, groups formed or said to be unavailable, nobody lost."""

from pathlib import Path

import numpy as np
import pytest

from support.shared import EXAMPLE, shared_data
from tillganglighet.domain.population_groups import OLDEST, POPULATION_GROUPS, Ages, classes_of
from tillganglighet.errors import InputError
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.people.age_classes import read_classes
from tillganglighet.sources.people.files import PeopleOfFile, read_people_file


def people(
    folder: Path, text: str, *, crs: str = SWEREF99_TM, findings: Findings | None = None
) -> PeopleOfFile:
    path = folder / "rutor.csv"
    path.write_text(text, encoding="utf-8")
    return read_people_file(path, crs, findings or Findings())


def by_group(found: PeopleOfFile) -> dict[str, list[float]]:
    cells = found.cells
    return dict(zip(cells.groups, cells.group_population.T.tolist(), strict=True))


@pytest.mark.parametrize(
    ("name", "ages", "sex"),
    [
        ("0-4", Ages(0, 4), ""),
        ("alder_0_5", Ages(0, 5), ""),
        ("Ålder 16\u201319 år", Ages(16, 19), ""),
        ("80+", Ages(80, OLDEST), ""),
        ("alder_80_w", Ages(80, OLDEST), ""),
        ("ald100w", Ages(100, OLDEST), ""),
        ("bef_65plus", Ages(65, OLDEST), ""),
        ("65 år och äldre", Ages(65, OLDEST), ""),
        ("100+ år", Ages(100, OLDEST), ""),
        ("Kvinnor 85-w år", Ages(85, OLDEST), "kvinnor"),
        ("80 år -", Ages(80, OLDEST), ""),
        ("Kvinnor 0-4", Ages(0, 4), "kvinnor"),
        ("m_5_9", Ages(5, 9), "man"),
        ("alder_7", Ages(7, 7), ""),
    ],
)
def test_names_of_classes(name: str, ages: Ages, sex: str) -> None:
    found = read_classes([name])[name]
    assert (found.ages, found.sex) == (ages, sex)


@pytest.mark.parametrize(
    "name", ["x_2019_2020", "7", "ruta_1", "y", "9-5", "m_k_0_4", "beftotalt"]
)
def test_names_that_are_no_classes(name: str) -> None:
    assert read_classes([name]) == {}


def test_classes_that_share_an_end_do_not_hold_it() -> None:
    found = read_classes(["ald0_5", "ald5_10", "ald10_15", "ald15w"])
    assert [each.ages for each in found.values()] == [
        Ages(0, 4),
        Ages(5, 9),
        Ages(10, 14),
        Ages(15, OLDEST),
    ]


def test_groups_are_formed_exactly_or_not_at_all() -> None:
    fives = [Ages(low, low + 4) for low in range(0, 100, 5)] + [Ages(100, OLDEST)]
    made = {name: classes_of(ages, fives) for name, ages in POPULATION_GROUPS.items()}
    assert [name for name, classes in made.items() if classes] == ["65+", "70+", "80+"]
    assert len(made["80+"]) == 5  # 80-84, 85-89, 90-94, 95-99 and 100+
    assert classes_of(Ages(0, 5), [Ages(0, 4), Ages(5, 5)]) == [Ages(0, 4), Ages(5, 5)]


SQUARES = """rutid_scb;beftotalt;ald0_5;ald5_10;ald10_65;ald65_80;ald80w;man;kvinna
5000006650000;10;1;1;5;2;1;4;6
5010006650000;1 000;100;100;500;200;101;500;500
"""


def test_squares_of_scb_that_tell_where_they_are_by_their_id(tmp_path: Path) -> None:
    findings = Findings()
    found = people(tmp_path, SQUARES, findings=findings)
    # The corners are 500000, 501000 and 6650000: multiples of 1000, so the middles are 500 off.
    assert found.cells.x.tolist() == [500_500, 501_500]
    assert found.cells.y.tolist() == [6_650_500, 6_650_500]
    assert found.cells.population.tolist() == [10, 1000]
    assert by_group(found) == {
        "65+": [3, 301],
        "80+": [1, 101],
        "kvinnor": [6, 500],
        "man": [4, 500],
    }
    assert found.unavailable == ("0-5", "6-15", "16-19", "70+")
    # 100 + 100 + 500 + 200 + 101 = 1001, one more than the total.
    assert findings.frozen()["cell_does_not_sum"].examples == ("5010006650000",)


@pytest.mark.parametrize(
    ("ids", "side"),
    [
        (["5000006650000"], 1_000),
        (["5000006650000", "5020006654000"], 1_000),  # two of a larger grid: still squares of SCB
        (["5000006650000", "5002506650500"], 250),
    ],
)
def test_the_side_of_squares_is_one_that_scb_has(
    ids: list[str], side: int, tmp_path: Path
) -> None:
    found = people(tmp_path, "\n".join(["rutid_scb;bef", *(f"{each};1" for each in ids)]))
    assert found.cells.x[0] == 500_000 + side / 2
    assert found.cells.y[0] == 6_650_000 + side / 2


def test_ids_of_squares_survive_a_decimal_and_an_odd_row(tmp_path: Path) -> None:
    rows = [f"{500_000 + 1_000 * at}6650000.0;{at}" for at in range(40)]
    findings = Findings()
    found = people(
        tmp_path, "\n".join(["rutid_scb;bef", *rows]), crs=SWEREF99_TM, findings=findings
    )
    assert found.cells.id[:2].tolist() == ["5000006650000", "5010006650000"]
    assert found.cells.x[:2].tolist() == [500_500, 501_500]
    rows.append("okänd;9")
    rest = people(tmp_path, "\n".join(["rutid_scb;bef", *rows]), findings=findings)
    assert rest.cells.population.sum() == sum(range(40))
    assert findings.frozen()["table_row_bad"].count == 1


def test_in_rows_a_total_counts_before_its_parts(tmp_path: Path) -> None:
    # SCB alters small numbers: the ages of a sum to 6, its total is 7; b has nothing but a total.
    rows = [("a", "0-64", 4), ("a", "65+", 2), ("a", "Totalt", 7), ("b", "Totalt", 3)]
    lines = [f"{cell};500500;6650500;{age};{count}" for cell, age, count in rows]
    findings = Findings()
    found = people(tmp_path, "\n".join(["ruta;x;y;ålder;antal", *lines]), findings=findings).cells
    assert found.population.tolist() == [7, 3]
    assert found.group_population.tolist() == [[2], [0]]
    assert findings.frozen()["cell_does_not_sum"].count == 2


def test_an_age_class_within_another_is_not_counted_twice(tmp_path: Path) -> None:
    found = people(tmp_path, "x;y;0-64;65+;80+\n500500;6650500;20;5;2\n")
    assert found.cells.population.tolist() == [25]
    assert by_group(found) == {"65+": [5], "80+": [2]}


def test_the_old_alone_are_not_everybody(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column holds the population"):
        people(tmp_path, "x;y;65-79;80+\n500500;6650500;5;2\n")


def test_a_row_for_each_age_and_sex(tmp_path: Path) -> None:
    rows = [
        ("a", "0-5 år", "Kvinnor", 3),
        ("a", "0-5 år", "Män", 4),
        ("a", "6+", "Kvinnor", 5),
        ("b", "6+", "Män", 7),
        ("a", "Totalt", "Kvinnor", 8),  # the sum of the others: not counted again
    ]
    xy = {"a": "500500;6650500", "b": "501500;6650500"}
    lines = [f"{cell};{xy[cell]};{age};{sex};{count}" for cell, age, sex, count in rows]
    found = people(tmp_path, "\n".join(["ruta;x;y;ålder;kön;antal", *lines]))
    assert found.cells.id.tolist() == ["a", "b"]
    assert found.cells.population.tolist() == [12, 7]
    assert by_group(found) == {"0-5": [7, 0], "kvinnor": [8, 0], "man": [4, 7]}


def test_without_a_total_it_is_the_sum_and_who_is_there_by_day_stands_apart(
    tmp_path: Path,
) -> None:
    found = people(tmp_path, "x;y;dagbefolkning;0-64;65+\n500500;6650500;90;20;5\n")
    assert found.cells.id.tolist() == ["rutor:2"]
    assert found.cells.population.tolist() == [25]
    assert by_group(found) == {"65+": [5]}
    assert found.cells.day_population.tolist() == [90]


def test_night_and_day_may_be_columns_or_rows(tmp_path: Path) -> None:
    wide = people(tmp_path, "ruta;x;y;nattbefolkning;dagbefolkning\na;500500;6650500;25;90\n")
    assert wide.cells.population.tolist() == [25]
    assert wide.cells.day_population.tolist() == [90]
    # The ages of the night are told, those of the day are not; b has nobody by day.
    rows = [
        ("a", "Nattbefolkning", "0-5", 20),
        ("a", "Nattbefolkning", "6+", 5),
        ("a", "Dagbefolkning", "Totalt", 90),
        ("b", "Nattbefolkning", "6+", 3),
    ]
    lines = [f"{cell};500500;6650500;{when};{age};{count}" for cell, when, age, count in rows]
    found = people(tmp_path, "\n".join(["ruta;x;y;befolkningstyp;ålder;antal", *lines]))
    assert found.cells.id.tolist() == ["a", "b"]
    assert found.cells.population.tolist() == [25, 3]
    assert found.cells.day_population.tolist() == [90, 0]
    assert by_group(found) == {"0-5": [20, 0]}
    with pytest.raises(InputError, match="befolkningstyp=Kvällsbefolkning: expected nattbef"):
        people(tmp_path, "ruta;x;y;befolkningstyp;antal\na;500500;6650500;Kvällsbefolkning;3\n")
    # Without a word of the day nobody knows, which is not nobody.
    plain = people(tmp_path, "x;y;befolkning\n500500;6650500;5\n")
    assert np.isnan(plain.cells.day_population).all()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id;x;y;befolkning\na;500500;6650500;-1\n", "befolkning=-1: expected persons, 0 or more"),
        ("id;x;y;befolkning\na;500500;6650500;..\n", r"befolkning=\.\.: expected persons"),
        ("id;x;y;befolkning\na;500500;6650500;1,234\n", "without a mark between thousands"),
        (
            "id;x;y;befolkning\na;500500;6650500;1\na;501500;6650500;1\n",
            "id=a: expected an id that no row above has",
        ),
        ("id;x;y;invandring\na;500500;6650500;1\n", "no column holds the population"),
        ("id;befolkning\na;1\n", "no column holds x and y"),
        ("id;x;y;antal;kön\na;500500;6650500;1;hen?\n", "expected kvinnor or män"),
    ],
)
def test_what_is_no_population_is_told(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        people(tmp_path, text)


def test_the_example_and_real_grids() -> None:
    example = read_people_file(EXAMPLE / "befolkning_1km.csv", SWEREF99_TM, Findings())
    assert len(example.cells) == 500
    assert example.cells.groups == ("0-5", "6-15", "16-19", "65+", "80+")
    assert example.unavailable == ("70+",)

    squares = read_people_file(
        shared_data("helsinki/helsinki_population_grid_2020.gpkg"), "EPSG:32635", Findings()
    ).cells
    assert (len(squares), squares.population.sum()) == (92, 71_724)  # 92 polygons, by GDAL
    hexagons = read_people_file(
        shared_data("porto-alegre/poa_hexgrid.csv"), "EPSG:32722", Findings()
    ).cells
    assert len(hexagons) == 1_227
    assert np.ptp(hexagons.y) < 20_000  # a city, in metres
