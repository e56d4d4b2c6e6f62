"""What files say of services beside their place, and what becomes of it when they are merged."""

from pathlib import Path

import numpy as np

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import UNSAID, Services
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.services.files import ServiceFile, read_service_file
from tillganglighet.sources.services.merging import merge_services

HEADER = "id;kategori;namn;x;y;bemannad;öppettider;årskurser;kapacitet;besök per månad;huvudman"
PLACE = "500000;6700000"


def read(
    folder: Path, *rows: str, header: str = HEADER, mapping: str = "", stem: str = "skolor"
) -> tuple[Services, Findings]:
    path = folder / f"{stem}.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    (folder / f"{stem}.csv.toml").write_text(mapping, encoding="utf-8")
    findings = Findings()
    return read_service_file(ServiceFile(path), SWEREF99_TM, findings).services, findings


def test_attributes_are_read_and_what_is_no_value_is_told(tmp_path: Path) -> None:
    services, findings = read(
        tmp_path,
        f"1;grundskola;Ånäs skola;{PLACE};Ja;mån-fre 8-16;F\u20136;1 200;;Ånäs kommun",
        f"2;grundskola;Byskolan;{PLACE};ibland;;alla;många;;",
        f"3;bibliotek;Bokbussen;{PLACE};;;;;varannan vecka;",
        f"4;bokbuss;Bokbussen;{PLACE};;;;;;",
        f"5;Dagligvaror - obemannad;Byboden;{PLACE};;;;;;",
    )
    assert services.staffed.tolist() == [1, UNSAID, UNSAID, UNSAID, 0]
    assert services.opening_hours[0] == "mån-fre 8-16"
    assert services.grades.tolist() == ["F-6", "", "", "", ""]
    np.testing.assert_array_equal(services.capacity, [1200, *[np.nan] * 4])
    # Every other week is 26 visits in 12 months; how often is unknown of the other bus.
    np.testing.assert_allclose(services.visits_per_month, [np.nan, np.nan, 26 / 12, 0, np.nan])
    assert services.category[3] == "bibliotek"
    assert services.is_mobile.tolist() == [False, False, True, True, False]
    assert services.operator[0] == "Ånäs kommun"
    unread = findings.frozen()["service_attribute_unread"]
    assert unread.count == 3
    assert unread.examples[0].endswith("skolor.csv:3: bemannad=ibland")


def test_what_one_source_leaves_unsaid_another_tells(tmp_path: Path) -> None:
    osm, _ = read(tmp_path, f"n1;grundskola;Ånäs skola;{PLACE};;;;;;", stem="osm")
    own, _ = read(tmp_path, f"7;grundskola;Ånäs skola;{PLACE};ja;;F-5;90;;Ånäs kommun")
    services = merge_services([osm, own], tuple(catalogue().values()), Findings()).services
    assert services.category.tolist() == ["grundskola", "grundskola_f3", "grundskola_46"]
    assert set(services.id.tolist()) == {"n1"}
    assert services.capacity.tolist() == [90, 90, 90]
    assert services.staffed.tolist() == [1, 1, 1]
    assert set(services.operator.tolist()) == {"Ånäs kommun"}


def test_a_bus_at_the_library_stays_a_service_of_its_own(tmp_path: Path) -> None:
    library, _ = read(tmp_path, f"n1;bibliotek;Biblioteket;{PLACE};;;;;;", stem="osm")
    bus, _ = read(tmp_path, f"7;bokbuss;Biblioteket;{PLACE};;;;;2;")
    services = merge_services([library, bus], tuple(catalogue().values()), Findings()).services
    assert services.id.tolist() == ["n1", "7"]


def test_what_may_not_be_exported_keeps_neither_name_nor_place(tmp_path: Path) -> None:
    header = "id;kategori;namn;x;y;far exporteras"
    rows = (f"1;dagskasseinsattning;Guldbutiken;{PLACE};nej", f"2;apotek;Apoteket;{PLACE};ja")
    services, _ = read(tmp_path, *rows, header=header)
    assert services.is_restricted.tolist() == [True, False]
    told = services.for_export()
    assert told.name.tolist() == ["", "Apoteket"]
    assert told.id.tolist() == ["skyddad:1", "2"]
    np.testing.assert_array_equal(told.x, [np.nan, 500_000])
    assert told.category.tolist() == services.category.tolist()
    # A file that says so of itself, and one that says nothing of one row.
    whole, _ = read(tmp_path, rows[0][:-4], header=header[:-15], mapping="exportable = false\n")
    assert whole.is_restricted.tolist() == [True]
    silent, _ = read(tmp_path, rows[0].replace("nej", ""), header=header)
    assert silent.is_restricted.tolist() == [True]
