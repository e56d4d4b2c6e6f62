"""The dictionary holds the columns of the agreement, word by word and in order."""

from itertools import chain

import pytest

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.publish.wording.columns import (
    orter_columns,
    problem_columns,
    restider_columns,
    service_columns,
    vagnat_columns,
)

# From the agreement "Published columns" (design, section 5).
RESTIDER = """
ort_id, ortnamn, orttyp, kommunkod, kommunnamn, lanskod, lansnamn, befolkning, kategori,
kategorinamn, fardsatt, status, restid_min, avstand_km, narmaste_id, narmaste_namn,
narmaste_kommunnamn, via_farja, nast_narmaste_id, nast_narmaste_namn, nast_narmaste_restid_min,
nast_narmaste_avstand_km, skillnad_nast_narmaste_min, kortast_vag_km, kortast_vag_id, tidsklass,
niva, tackning, over_malniva_min, personminuter_over_malniva
"""
# What came after the agreement stands after it.
RESTIDER_MORE = """
restid_boende_medel_min, restid_boende_p90_min, boende_utan_restid, desokod, omradesklass
"""
ORTER = """
ort_id, ortnamn, orttyp, kommunkod, kommunnamn, lanskod, befolkning,
apotek_restid_min, apotek_avstand_km, apotek_niva, apotek_status, apotek_narmaste, antal_brist,
omradesklass
"""


def split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


def test_the_tables_have_the_agreed_columns() -> None:
    expected = split(RESTIDER) + split(RESTIDER_MORE)
    assert [column.name("sv") for column in restider_columns()] == expected
    assert [column.name("sv") for column in orter_columns(["apotek"])] == split(ORTER)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_names_are_ascii_lower_snake_and_unique(language: str) -> None:
    for columns in (
        restider_columns(),
        orter_columns(catalogue()),
        service_columns(),
        problem_columns(),
        vagnat_columns(),
    ):
        names = [column.name(language) for column in columns]
        assert len(set(names)) == len(names)
        assert all(name.isascii() and name == name.lower() for name in names)
        assert all(name.replace("_", "").isalnum() for name in names)


def test_a_number_has_its_unit_in_its_name_and_its_words() -> None:
    tables = (restider_columns(), orter_columns(["apotek"]), problem_columns(), vagnat_columns())
    for column in chain(*tables):
        assert column.is_number == bool(column.unit("sv"))
        assert column.description("sv").endswith(".")
        assert column.description("en").endswith(".")
        for suffix, unit in (("_min", "minuter"), ("_km", "kilometer")):
            assert column.key.endswith(suffix) == (column.unit("sv") == unit)


def test_decimals_follow_the_unit() -> None:
    columns = {column.key: column for column in restider_columns()}
    # CSV and Excel: minutes 1, km 1, persons 0. GeoJSON: minutes 2, km 3.
    assert columns["restid_min"].display_decimals == 1
    assert columns["avstand_km"].display_decimals == 1
    assert columns["befolkning"].display_decimals == 0
    assert columns["restid_min"].geojson_decimals == 2
    assert columns["avstand_km"].geojson_decimals == 3
