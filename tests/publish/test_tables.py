"""The published tables say what the arrays say, and nothing where there is nothing."""

from dataclasses import replace

import pandas as pd
import pytest

from support.reports import CATEGORIES, small_report
from tillganglighet.publish.gaps.tables import orter, restider, service
from tillganglighet.publish.wording.columns import orter_columns, restider_columns

TABLE = restider(small_report())


def row(village: str, category: str) -> pd.Series:
    rows = TABLE[(TABLE.ort_id == village) & (TABLE.kategori == category)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_one_row_a_village_and_category_in_the_order_of_the_report() -> None:
    keys = [category.key for category in small_report().categories]
    assert sorted(keys) == sorted(CATEGORIES)
    assert TABLE.ort_id.tolist() == [f"n{n}" for n in range(1, 9) for _ in keys]
    assert TABLE.kategori.tolist() == keys * 8
    assert list(TABLE.columns) == [column.key for column in restider_columns()]


def test_a_reached_village_has_its_numbers() -> None:
    odby = row("n2", "dagligvaror")

    assert odby[["kommunkod", "lanskod", "fardsatt"]].tolist() == ["0180", "01", "bil"]
    assert odby[["kommunnamn", "lansnamn"]].tolist() == ["Ånäs", "Ånäs län"]
    assert odby.narmaste_kommunnamn == "Ånäs"
    # 5 minutes at 72 km/h are 6 km; the second shop is 1.5 minutes, so 1.8 km, farther.
    assert odby.restid_min == 5
    assert odby.avstand_km == pytest.approx(6.0)
    assert odby.nast_narmaste_restid_min == 6.5
    assert odby.nast_narmaste_avstand_km == pytest.approx(7.8)
    assert odby.skillnad_nast_narmaste_min == 1.5
    # The shortest road is nine tenths of the quickest.
    assert odby.kortast_vag_km == pytest.approx(5.4)
    assert odby[["narmaste_id", "nast_narmaste_id", "kortast_vag_id"]].tolist() == [
        "s1",
        "s2",
        "s1",
    ]
    assert odby[["via_farja", "tidsklass", "niva"]].tolist() == ["ja", "0-5", "god"]
    assert odby.narmaste_namn == "Konsum Ånäs"
    assert odby.nast_narmaste_namn is None  # s2 has no name


def test_minutes_over_the_standard_are_weighed_by_persons() -> None:
    # 45 minutes where 20 are acceptable, 50 persons.
    arla = row("n4", "dagligvaror")
    assert arla.over_malniva_min == 25
    assert arla.personminuter_over_malniva == 1250
    assert arla.niva == "brist"
    # The same place is uncertain where the data may lack a nearer pharmacy: 90 of 30 minutes.
    assert row("n4", "apotek").niva == "osaker"
    assert row("n4", "apotek").over_malniva_min == 60
    # No population, no person-minutes.
    assert pd.isna(row("n3", "dagligvaror").personminuter_over_malniva)


@pytest.mark.parametrize(
    ("village", "category", "status", "level"),
    [
        ("n5", "dagligvaror", "ingen_vagforbindelse", "ej_nabar"),
        ("n6", "dagligvaror", "ingen_vag", "ej_nabar"),
        ("n7", "dagligvaror", "bortom_sokgrans", "brist"),
        ("n7", "apotek", "bortom_sokgrans", "osaker"),
        ("n1", "bibliotek", "service_saknas", "brist"),
        ("n1", "dagskasseinsattning", "uppgift_saknas", "okant"),
        ("n1", "hallplats", "ej_tillampligt", "ej_tillampligt"),
    ],
)
def test_without_a_travel_time_there_is_a_status_and_nothing_else(
    village: str, category: str, status: str, level: str
) -> None:
    answer = row(village, category)

    assert answer.status == status
    assert answer.niva == level
    first = TABLE.columns.get_loc("restid_min")
    last = TABLE.columns.get_loc("tidsklass")
    assert answer.iloc[first : last + 1].isna().all()
    assert answer[["over_malniva_min", "personminuter_over_malniva"]].isna().all()


def test_text_is_none_where_there_is_none_and_numbers_are_floats() -> None:
    assert row("n3", "apotek").kommunkod is None
    assert row("n3", "apotek").kommunnamn is None
    for column in restider_columns():
        assert (TABLE[column.key].dtype == "float64") == column.is_number


def test_the_wide_form_repeats_each_category_and_counts_gaps() -> None:
    report = small_report()
    wide = orter(report)
    keys = [category.key for category in report.categories]

    assert list(wide.columns) == [*(c.key for c in orter_columns(keys)), "geometry"]
    assert wide.ort_id.tolist() == [f"n{number}" for number in range(1, 9)]
    assert wide.crs.to_epsg() == 3006
    assert (wide.geometry.x[1], wide.geometry.y[1]) == (504_000, 6_803_000)
    assert wide.dagligvaror_narmaste[0] == "Konsum Ånäs"
    # bibliotek is a gap for all; dagligvaror for the two at 45 minutes and the one beyond the
    # cut-off; uncertain and unreachable do not count.
    assert wide.antal_brist.tolist() == [1, 1, 1, 2, 1, 1, 2, 2]


def test_english_has_english_names_and_codes() -> None:
    table = restider(small_report(), "en")
    assert list(table.columns)[:3] == ["village_id", "village_name", "village_kind"]
    assert table.loc[0, ["status", "level", "mode", "via_ferry", "coverage"]].tolist() == [
        "reached",
        "good",
        "car",
        "no",
        "complete",
    ]


def test_the_service_table_holds_the_categories_of_the_report() -> None:
    table = service(small_report())
    # The vårdcentral in the same building is not part of this report.
    assert table.service_id.tolist() == ["s1", "s2", "s3"]
    assert table.kategorinamn.tolist() == ["Dagligvaror", "Dagligvaror", "Apotek"]
    assert table.kommunnamn.tolist() == ["Ånäs"] * 3
    assert table.land.tolist() == ["SE"] * 3
    assert table.utanfor_omradet.isna().all()  # no area was chosen
    assert table.namn[1] is None


@pytest.mark.parametrize(
    ("area", "outside"), [("0180 Ånäs", "nej"), ("01 Ånäs län", "nej"), ("2039 Fjällen", "ja")]
)
def test_services_outside_the_area_are_marked(area: str, outside: str) -> None:
    report = small_report()
    about = replace(report, provenance=replace(report.provenance, area=area))
    assert set(service(about).utanfor_omradet) == {outside}


def test_beside_the_point_stand_the_people_of_the_cells() -> None:
    table = restider(small_report(with_cells=True)).set_index(["ort_id", "kategori"])
    people = ["restid_boende_medel_min", "restid_boende_p90_min", "boende_utan_restid"]
    # Each of n1, n2, n4 and n5 has one cell: 1, 8, 40 minutes and 20 persons that reach nothing.
    assert table.loc[("n1", "dagligvaror"), people].tolist() == [1, 1, 0]
    assert table.loc[("n4", "apotek"), people].tolist() == [80, 80, 0]
    assert table.loc[("n5", "dagligvaror"), people[:2]].isna().all()
    assert table.loc[("n5", "dagligvaror"), "boende_utan_restid"] == 20
    assert table.loc[("n3", "dagligvaror"), people].isna().all()  # no cells
    assert TABLE[people].isna().all(axis=None)
