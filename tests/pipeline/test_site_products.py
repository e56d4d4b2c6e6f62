"""The products of vulnerability, siting and servicepunkter: columns, order, words, formats."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from tillganglighet.accessibility.closures.report import Vulnerability
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.servicepunkt import ServicePointQuestion, servicepunkt
from tillganglighet.pipeline.siting import site
from tillganglighet.pipeline.siting_question import SitingQuestion
from tillganglighet.pipeline.vulnerability import vulnerability
from tillganglighet.publish.product.files import PRODUCT_SUFFIXES, write_product
from tillganglighet.publish.product.product import Product
from tillganglighet.publish.siting.product import siting_product
from tillganglighet.publish.siting.servicepunkt_product import service_point_product
from tillganglighet.publish.vulnerability.product import vulnerability_product
from tillganglighet.publish.vulnerability.texts import worst_roads, worst_services

CATEGORIES = ["dagligvaror", "apotek", "posttjanster", "vardcentral"]


@pytest.fixture(scope="module")
def found(example_region: Region) -> Vulnerability:
    return vulnerability(example_region, CATEGORIES)


def frame(product: Product, key: str) -> pd.DataFrame:
    return next(table.frame for table in product.tables if table.key == key)


def test_the_columns_are_those_agreed(found: Vulnerability) -> None:
    table = frame(vulnerability_product(found), "servicesarbarhet")
    assert [*table.columns][:-1] == [
        "service_id",
        "namn",
        "plats_id",
        "kategori",
        "ortnamn",
        "kommunkod",
        "orter",
        "personer",
        "merrestid_medel_min",
        "merrestid_varst_min",
        "personminuter",
        "nya_over_malniva",
        "utan_service",
        "sista_i_orten",
        "rang",
    ]
    assert not table.duplicated(["service_id", "kategori"]).any()
    for _, rows in table.groupby("kategori", sort=False):
        assert rows["rang"].tolist() == list(range(1, len(rows) + 1))


def test_persons_of_a_category_are_shared_by_its_services(found: Vulnerability) -> None:
    # Everybody who reaches a category has one nearest service of it.
    table = frame(vulnerability_product(found), "servicesarbarhet")
    assert found.report.cells is not None
    assert found.report.cell_access is not None
    for column, key in enumerate(found.report.cell_access.categories):
        reached = found.report.cell_access.service[:, column, 0] >= 0
        everybody = found.report.cells.population[reached].sum()
        assert table[table["kategori"] == key]["personer"].sum() == pytest.approx(everybody)


def test_sentences_name_the_worst_of_each_category(found: Vulnerability) -> None:
    swedish, english = (vulnerability_product(found, each) for each in ("sv", "en"))
    assert any("Vårdcentral" in each for each in swedish.sentences)
    assert len(swedish.sentences) == len(english.sentences)
    assert len(worst_services(found, "sv")) == 10
    assert 0 < len(worst_roads(found, "sv")) <= 10


def test_the_place_of_a_protected_service_is_not_told(example_region: Region) -> None:
    services = example_region.services
    hidden = services.name == "Öndby Lanthandel"
    guarded = replace(example_region, services=replace(services, is_restricted=hidden))
    product = vulnerability_product(vulnerability(guarded, CATEGORIES))
    for key in ("servicesarbarhet", "byggnadssarbarhet"):
        table = frame(product, key)
        rows = table[table["plats_id"].str.startswith("skyddad")]
        assert len(rows)
        assert rows[["ortnamn", "kommunkod", "namn"]].isna().all(axis=None)
        assert rows.geometry.isna().all()
    assert not any("Öndby Lanthandel" in each for each in product.sentences)


def test_without_population_villages_are_counted(example_region: Region) -> None:
    villages = example_region.villages
    unknown = replace(villages, population=np.full(len(villages), np.nan))
    alone = replace(example_region, villages=unknown, cells=None, cell_snapping=None)
    product = vulnerability_product(vulnerability(alone, CATEGORIES))
    table = frame(product, "servicesarbarhet")
    assert table[["personer", "personminuter"]].isna().all(axis=None)
    assert table["orter"].sum() > 0
    assert any("räknas orter" in each for each in product.sentences)


@pytest.mark.parametrize("suffix", PRODUCT_SUFFIXES)
def test_every_format_is_written(found: Vulnerability, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"sårbarhet{suffix}"
    write_product(vulnerability_product(found), path)
    once = path.read_bytes()
    write_product(vulnerability_product(found), path)
    assert path.read_bytes() == once


def test_layers_of_the_geopackage(found: Vulnerability, tmp_path: Path) -> None:
    path = tmp_path / "v.gpkg"
    write_product(vulnerability_product(found, "en"), path)
    roads = gpd.read_file(path, layer="critical_roads")
    assert set(roads.geom_type) == {"MultiLineString"}
    assert roads["rank"].tolist() == list(range(1, len(roads) + 1))
    ferries = roads[roads["ferry"] == "yes"]
    assert (ferries["persons_behind"] >= 0).all()


def test_siting_tells_today_the_choices_and_one_at_a_time(example_region: Region) -> None:
    product = siting_product(site(example_region, SitingQuestion("apotek", 2)))
    choices = frame(product, "placering_losningar")
    assert choices["slag_av_losning"].tolist() == [
        "i_dag",
        "basta",
        "alternativ",
        "alternativ",
        "en_i_taget",
    ]
    sites = frame(product, "placering")
    assert sites["vald_ordning"].dropna().tolist() == [1, 2]
    best = choices[choices["slag_av_losning"] == "basta"]
    assert best["mojlig_forbattring_procent"].tolist() == [0]
    places = frame(product, "placering_orter")
    assert len(places) == len(example_region.villages)
    assert (places["skillnad_min"].dropna() <= 1e-9).all()


def test_servicepunkter_tell_what_to_add(example_region: Region) -> None:
    product = service_point_product(servicepunkt(example_region, ServicePointQuestion(least_km=5)))
    points = frame(product, "servicepunkter")
    to_add = frame(product, "servicepunkt_kategorier")
    assert points["rang"].tolist() == list(range(1, len(points) + 1))
    assert points["antal_saknas"].sum() == len(to_add)
    gain = to_add.groupby("plats_id")["vinst_personminuter"].sum()
    for _, row in points[points["antal_saknas"] > 0].iterrows():
        assert row["vinst_personminuter"] == pytest.approx(gain[row["plats_id"]])


def test_where_nobody_reaches_a_service_no_road_is_critical(example_region: Region) -> None:
    found = vulnerability(example_region, ["hogskola"])
    assert len(found.roads) == 0
    told = vulnerability_product(found).sentences
    assert told[0].startswith("Underlaget har ingen service av dessa slag")
    assert any(each.startswith("Inga vägar är prövade") for each in told)
