"""The product of a report by level: its tables add up, and a protected one says so."""

from pathlib import Path

import pytest

from support.levels import small_level
from tillganglighet.accessibility.levels.report import LevelReport
from tillganglighet.publish.levels.product import level_product
from tillganglighet.publish.levels.terminal import print_level
from tillganglighet.publish.levels.units import unit_names
from tillganglighet.publish.product.files import render_product
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.wording.columns import Language

CELLS = 1350.0  # 900 + 300 + 130 + 20


@pytest.fixture(scope="module")
def places() -> LevelReport:
    return small_level("ort")


@pytest.fixture(scope="module")
def kommuner() -> LevelReport:
    return small_level("kommun")


def frames(level: LevelReport, language: Language = "sv") -> dict[str, object]:
    return {table.key: table.frame for table in level_product(level, language).tables}


def test_every_row_adds_up_to_its_people(places: LevelReport) -> None:
    found = frames(places)["indikatorer"]
    classes = [f"antal_{name}" for name in ("0_5", "5_10", "10_30", "over_30", "utan_restid")]
    unknown = ["antal_uppgift_saknas", "antal_ej_tillampligt"]

    assert (found[[*classes, *unknown]].sum(axis=1) == found["antal"]).all()
    groceries = found[(found["kategori"] == "dagligvaror") & (found["grupp"] == "alla")]
    assert groceries["antal"].sum() == CELLS
    assert groceries[classes].sum().tolist() == [900, 300, 0, 130, 20]
    assert set(found["skyddad"]) == {"nej"}


def test_what_is_unknown_is_no_0(places: LevelReport) -> None:
    found = frames(places)["indikatorer"].set_index("kategori")
    # Nothing is known of depositing takings, and a stop is not measured by car.
    for key, count in (
        ("dagskasseinsattning", "antal_uppgift_saknas"),
        ("hallplats", "antal_ej_tillampligt"),
    ):
        rows = found.loc[[key]]
        rows = rows[rows["antal"] > 0]
        assert (rows[count] == rows["antal"]).all()
        for column in ("antal_0_5", "andel_0_5_procent", "antal_utan_restid", "antal_god"):
            assert rows[column].isna().all(), (key, column)
        assert rows["antal_bortom_acceptabel"].isna().all()
    by_km = frames(places)["kmklasser"].set_index(["kategori", "kmklass"])
    assert by_km.loc[("dagskasseinsattning", "okant"), "antal"].sum() > 0
    assert by_km.loc[("dagskasseinsattning", "utan_restid"), "antal"].sum() == 0
    units = frames(places)["omraden"]
    assert units["dagskasseinsattning_platser"].isna().all()
    assert units["dagligvaror_platser"].notna().all()


def test_classes_of_kilometres_add_up_too(places: LevelReport) -> None:
    found = frames(places)["kmklasser"]
    of_category = found[(found["kategori"] == "dagligvaror") & (found["grupp"] == "alla")]

    assert of_category["antal"].sum() == CELLS
    # 1, 8 and 40 minutes are 1.08, 8.64 and 43.2 km of shortest road.
    by_class = of_category.groupby("kmklass")["antal"].sum().to_dict()
    assert by_class == {
        "0-2": 900,
        "2-5": 0,
        "5-10": 300,
        "10-20": 0,
        "over 20": 130,
        "utan_restid": 20,
        "okant": 0,
    }


def test_the_matrix_of_places_and_services(kommuner: LevelReport) -> None:
    found = frames(kommuner)["omraden"].set_index("omrade_id")

    assert found.loc["0180", "dagligvaror_platser"] == 2
    assert found.loc["2039", "apotek_platser"] == 0
    assert found["antal"].sum() == CELLS


def test_outside_the_places_of_a_kommun_has_a_name(places: LevelReport) -> None:
    assert "Utanför ort, Ånäs" in unit_names(places, "sv")
    assert "Outside villages, Fjällen" in unit_names(places, "en")
    # All cells lie in villages, so tables leave the rest out.
    assert "utanfor_ort:0180" not in set(frames(places)["omraden"]["omrade_id"])


def test_rules_say_whether_a_condition_is_met(kommuner: LevelReport) -> None:
    tables = frames(kommuner)
    shops, shares = tables["regler_service"], tables["regler"]

    assert shops["uppfyllt"].tolist() == ["uppfyllt"]
    assert shops["marginal_km"].tolist() == [2.0]
    assert shops["annan_saker_km"].isna().all()
    assert shops["galler_fran"].tolist() == ["2018-04-19"]
    assert set(shares["uppfyllt"]) == {"raknat"}
    assert set(shares["jamforelse"]) == {"ja"}
    # 40 minutes are 43.2 km; 20 persons have no road.
    assert shares["berorda"].sum() == 150


def test_a_protected_variant_says_so_and_shows_no_small_count() -> None:
    # With 25 as the least count, the 20 persons without a road are a small one.
    product = level_product(small_level("ort", protect_below=25))
    found = {table.key: table.frame for table in product.tables}

    assert any("Skyddad variant" in sentence for sentence in product.sentences)
    hidden = found["indikatorer"]["skyddad"] == "ja"
    assert hidden.any()
    assert found["indikatorer"].loc[hidden, "antal"].isna().all()
    assert found["indikatorer"]["varst_min"].isna().all()
    for name in ("indikatorer", "kmklasser", "basservice", "omraden", "regler"):
        counts = found[name].filter(regex="^(antal|berorda)").stack()
        assert not ((counts > 0) & (counts < 25)).any(), name


def test_a_brief_product_is_about_everybody(kommuner: LevelReport) -> None:
    product = level_product(kommuner, brief=True)

    assert "kmklasser" not in {table.key for table in product.tables}
    assert product.tables[0].key == "omraden"
    by_key = {table.key: table.frame for table in product.tables}
    assert set(by_key["indikatorer"]["grupp"]) == {"alla"}
    assert len(by_key["indikatorer"]) == len(by_key["omraden"]) * len(kommuner.report.categories)


def test_the_shipped_standards_are_called_examples(kommuner: LevelReport) -> None:
    assert any("exempel" in sentence for sentence in level_product(kommuner).sentences)
    assert any("examples" in sentence for sentence in level_product(kommuner, "en").sentences)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".html"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_format_is_written(suffix: str, language: Language) -> None:
    product: Product = level_product(small_level("kommun"), language, brief=suffix == ".html")

    assert render_product(product, suffix) == render_product(product, suffix)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb"])
def test_places_are_on_maps(places: LevelReport, suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"orter{suffix}").write_bytes(render_product(level_product(places), suffix))


def test_the_terminal_tells_who_lacks_most(
    kommuner: LevelReport, capsys: pytest.CaptureFixture[str]
) -> None:
    print_level(kommuner)

    told = capsys.readouterr().out
    assert "Flest som saknar någon basservice" in told
    assert "Särskilt driftstöd" in told
    assert "berättigad" not in told
