"""A region with the planners' own villages, services, people and corrections."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from support.shared import EXAMPLE
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.status import Coverage, Status
from tillganglighet.errors import InputError, UsageError
from tillganglighet.pipeline.offers import coverage_of
from tillganglighet.pipeline.regions import build_region
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.pipeline.tables import Tables, crs_by_file
from tillganglighet.publish.gaps.product import gap_product
from tillganglighet.publish.gaps.tables import restider
from tillganglighet.publish.product.files import render_product
from tillganglighet.sources.services.files import ServiceFile

OSM = EXAMPLE / "exempel.osm.pbf"


def test_a_region_of_tables(tmp_path: Path) -> None:
    (tmp_path / "byar.csv").write_text(
        "by;lon;lat;befolkning\nRakmyran;16,0657198;63,5292485;12\n", encoding="utf-8"
    )
    # Öndby Lanthandel (n2001) stands at 15.6163528 E 63.6344667 N: the first row is the same shop.
    (tmp_path / "butiker.csv").write_text(
        "Butik;Lat;Long\nÖndby Lanthandel;63,6344;15,6164\nNya Boden;63,5292;16,0657\n",
        encoding="cp1252",
    )
    (tmp_path / "butiker.csv.toml").write_text("[coverage]\ndagligvaror = []\n", encoding="utf-8")
    (tmp_path / "rattelser.csv").write_text(
        "atgard;id;kategori;ratt_kategori;namn;vem;nar;varfor\n"
        "stängd;butiker:3;;;Nya Boden;A. Ek;2026-05-02;öppnade aldrig\n",
        encoding="utf-8",
    )
    region = build_region(
        OSM,
        tmp_path / "region",
        villages=tmp_path / "byar.csv",
        services=[f"dagligvaror={tmp_path / 'butiker.csv'}", EXAMPLE / "tjanster.csv"],
        population=EXAMPLE / "befolkning_1km.csv",
        corrections=tmp_path / "rattelser.csv",
    )
    assert region.villages.name.tolist() == ["Rakmyran"]
    services = region.services
    shop = (services.id == "n2001") & (services.category == "dagligvaror")
    assert services.source[shop].tolist() == ["osm + butiker.csv"]
    assert "butiker:3" not in services.id.tolist()
    # Its agents of the example's table share the roof.
    under_it = services.category[services.place_key == services.place_key[shop][0]]
    assert {"apoteksvaror", "kontantuttag", "betalningsformedling"} <= set(under_it.tolist())
    assert region.coverage["dagligvaror"] == {"": Coverage.COMPLETE}
    assert region.coverage["apotek"] == {"": Coverage.INCOMPLETE}
    assert region.findings["correction_closed"].count == 1
    assert region.findings["table_read"].count == 4  # rattelser.csv tells by its corrections
    names = [each.name for each in region.provenance.inputs]
    assert names == [OSM.name, "butiker.csv", "tjanster.csv", "befolkning_1km.csv", "byar.csv",
                     "rattelser.csv"]  # fmt: skip


def test_missing_files_are_told_at_once_before_the_roads_are_read(tmp_path: Path) -> None:
    steps: list[str] = []
    with pytest.raises(InputError, match=r"(?s)butik\.csv: no such file.*lan\.gpkg: no such file"):
        build_region(
            OSM,
            tmp_path / "region",
            services=[f"apotek={tmp_path / 'butik.csv'}"],
            boundaries=tmp_path / "lan.gpkg",
            on_step=steps.append,
        )
    assert steps == []


def test_official_figures_without_cells_to_hold_against_them_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--population"):
        build_region(OSM, tmp_path / "region", official_population=tmp_path / "folkmangd.csv")


def test_a_claim_holds_in_its_kommuner_and_nowhere_else() -> None:
    of_file = {"apotek": ("2039", "2062"), "bibliotek": (), "dagskasseinsattning": ("2039",)}
    coverage = coverage_of([({"apotek"}, {}), ({"apotek", "dagskasseinsattning"}, of_file)])
    complete, incomplete, unknown = Coverage.COMPLETE, Coverage.INCOMPLETE, Coverage.UNKNOWN
    assert coverage["apotek"] == {"": incomplete, "2039": complete, "2062": complete}
    assert coverage["bibliotek"] == {"": complete}
    # OSM knows nothing of these: outside the kommun of the file nobody has said anything.
    assert coverage["dagskasseinsattning"] == {"": unknown, "2039": complete}
    assert list(coverage) == list(catalogue())

    at = coverage_at(coverage, ["dagskasseinsattning", "apotek"], np.array(["2039", "", "2031"]))
    assert at.tolist() == [[complete, complete], [unknown, incomplete], [unknown, incomplete]]


def test_a_file_that_claims_nothing_completes_nothing() -> None:
    coverage = coverage_of([({"apotek"}, {}), ({"betalningsformedling"}, {})])
    assert coverage["betalningsformedling"] == {"": Coverage.INCOMPLETE}
    assert coverage["dagskasseinsattning"] == {"": Coverage.UNKNOWN}
    assert coverage["bibliotek"] == {"": Coverage.INCOMPLETE}  # OSM shows none there


def test_an_extract_of_roads_only_says_nothing_of_services() -> None:
    coverage = coverage_of([(set(), {}), ({"apotek"}, {})])
    assert coverage["bibliotek"] == {"": Coverage.UNKNOWN}
    assert coverage["apotek"] == {"": Coverage.INCOMPLETE}


def test_the_system_of_coordinates_is_given_for_one_table_or_for_all() -> None:
    files = [Path("agents.csv"), Path("butiker.csv")]
    given = crs_by_file(["butiker.csv=EPSG:3021", "SWEREF99 18 00"], files)
    tables = Tables([ServiceFile(each) for each in files], crs=given)
    assert [tables.crs_of(each) for each in files] == ["SWEREF99 18 00", "EPSG:3021"]
    assert Tables().crs_of(files[0]) == ""


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("RT99", r"unknown system 'RT99'.*'RT90 2\.5 gon V'"),
        ("skolor.csv=EPSG:3021", r"no table is called skolor\.csv; expected one of butiker\.csv"),
    ],
)
def test_a_system_that_is_none_or_of_no_table_is_refused(option: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        crs_by_file([option], [Path("butiker.csv")])


def test_a_mobile_service_counts_when_asked_for_and_the_answer_says_so(tmp_path: Path) -> None:
    (tmp_path / "bussar.csv").write_text(
        "kategori;namn;lon;lat;besök per månad\nbokbuss;Bokbussen;15,6164;63,6344;2\n",
        encoding="utf-8",
    )
    region = build_region(OSM, tmp_path / "region", services=[tmp_path / "bussar.csv"])
    assert region.findings["service_mobile"].count == 1
    without = gap_report(region, "bibliotek")
    counted = gap_report(region, "bibliotek", least_visits_per_month=2)
    village = region.villages.name.tolist().index("Öndby")
    # The bus stops in Öndby, whose library is in another place.
    minutes = [each.access.travel_time_s[village, 0, 0] / 60 for each in (without, counted)]
    assert minutes[1] < 2 < minutes[0]
    asked = counted.provenance.parameters["mobile_service_visits_per_month_at_least"]
    assert asked == 2
    assert set(without.provenance.parameters) < set(counted.provenance.parameters)


def test_what_may_not_be_exported_is_in_no_product_but_in_the_times(tmp_path: Path) -> None:
    (tmp_path / "kassor.csv").write_text(
        "id;kategori;namn;lon;lat\nhemlig-17;dagskasseinsattning;Guldkassan;15,6164;63,6344\n",
        encoding="utf-8",
    )
    (tmp_path / "kassor.csv.toml").write_text("exportable = false\n", encoding="utf-8")
    region = build_region(OSM, tmp_path / "region", services=[tmp_path / "kassor.csv"])
    report = gap_report(region, "dagskasseinsattning")
    product = gap_product(report)
    reached = report.access.status[:, 0] == Status.REACHED
    assert reached.any()
    for suffix in (".csv", ".geojson", ".gpkg", ".html"):
        content = render_product(product, suffix)
        assert b"Guldkassan" not in content
        assert b"hemlig-17" not in content
    assert b"15.616" not in render_product(replace(product, tables=product.tables[2:]), ".geojson")
    (nearest,) = set(restider(report).narmaste_id.dropna())
    assert nearest.startswith("skyddad:")
    assert "som inte får exporteras: 1." in product.notices[0]
