"""The main job on a real extract: the Faroe Islands in 2017."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tillganglighet as tg
from tillganglighet.domain.catalogue import catalogue

# OSM of 2017 has the boats of Svínoy, Kirkja and Hattarvík with motorcar=no, Hestur's with
# foot=yes and nothing for cars, and none to Dímun; Koltur has no road at all.
WITHOUT_CAR_LINK = {"Dímun", "Koltur", "Svínoy", "Kirkja", "Hattarvík", "Hestur"}


@pytest.fixture(scope="module")
def access(faroes_folder: Path) -> pd.DataFrame:
    return tg.open_region(faroes_folder).access()


def test_each_village_has_one_row_per_category(access: pd.DataFrame) -> None:
    assert len(access) == access["ort_id"].nunique() * len(catalogue())
    assert not access.duplicated(["ort_id", "kategori"]).any()


def test_persons_over_the_statuses_sum_to_the_population_in_the_file(access: pd.DataFrame) -> None:
    villages = access.drop_duplicates("ort_id")
    for _, rows in access.groupby("kategori"):
        by_status = rows.groupby("status")["befolkning"].sum()
        assert by_status.sum() == villages["befolkning"].sum() == 45_845


def test_islands_without_a_car_link_say_so(access: pd.DataFrame) -> None:
    grocery = access[access["kategori"] == "dagligvaror"].set_index("ortnamn")
    assert set(grocery.index) >= WITHOUT_CAR_LINK
    alone = grocery.loc[sorted(WITHOUT_CAR_LINK)]
    assert set(alone["status"]) <= {"ingen_vag", "ingen_vagforbindelse"}
    assert alone["restid_min"].isna().all()
    assert alone["narmaste_id"].isna().all()


def test_a_nearest_grocery_in_about_ten_minutes_is_typical(access: pd.DataFrame) -> None:
    grocery = access[access["kategori"] == "dagligvaror"]
    assert 5 < np.nanmedian(grocery["restid_min"]) < 12


def test_the_second_nearest_is_never_nearer_and_the_shortest_way_never_longer(
    access: pd.DataFrame,
) -> None:
    reached = access[access["status"] == "restid_finns"]
    assert (reached["skillnad_nast_narmaste_min"].dropna() >= 0).all()
    assert (reached["kortast_vag_km"] <= reached["avstand_km"] + 1e-9).all()


def test_what_is_not_measured_or_not_known_is_neither_a_gap_nor_a_zero(
    access: pd.DataFrame,
) -> None:
    by_category = access.groupby("kategori")["status"].unique().map(set)
    assert by_category["dagskasseinsattning"] == {"uppgift_saknas"}
    assert by_category["hallplats"] == {"ej_tillampligt"}
    assert "brist" not in set(access["niva"]), "OSM alone covers nothing completely"


def test_an_answer_does_not_depend_on_what_else_is_asked(
    faroes_folder: Path, access: pd.DataFrame
) -> None:
    alone = tg.open_region(faroes_folder).access(["vardcentral"])
    together = access[access["kategori"] == "vardcentral"]
    pd.testing.assert_frame_equal(
        alone.reset_index(drop=True), together.reset_index(drop=True), check_exact=True
    )
