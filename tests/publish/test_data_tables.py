"""What became of the data, and what to look at, as tables."""

from dataclasses import replace

import numpy as np
import pytest

from support.reports import small_report
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.data_report import DataReport, Lack, SourceRecord
from tillganglighet.domain.service_review import ReviewItem, review_of
from tillganglighet.domain.status import Coverage
from tillganglighet.publish.build.data_tables import datarapport, fragor
from tillganglighet.publish.gaps.product import gap_product
from tillganglighet.publish.product.files import render_product
from tillganglighet.publish.product.origin import notices, origin_record, origin_rows
from tillganglighet.publish.wording.coverage import coverage_text


@pytest.fixture
def report() -> GapReport:
    items = [
        ReviewItem("question", "s1", "Konsum", "f:2", "ICA", "dagligvaror", 61.2, 5e5, 6.8e6, ""),
        ReviewItem("closed", "s9", "Kiosken", "", "", "apotek", np.nan, np.nan, np.nan, "nedlagd"),
        ReviewItem("merged", "s3", "", "f:4", "", "vardcentral", 1.0, 5e5, 6.8e6, ""),
    ]
    sources = (
        SourceRecord("villages", "osm", read=10, used=8, outside=2, newest="2026-03-01"),
        SourceRecord("services", "f.csv", "dagligvaror", 7, 4, 1, 0, 2, ("lat: 2",)),
        SourceRecord("services", "f.csv", "vardcentral", 3, 3),  # not asked for
    )
    lacks = (Lack("villages_without_road", 1, 12.0),)
    return replace(small_report(), review=review_of(items), data_report=DataReport(sources, lacks))


def test_questions_and_corrections_of_the_categories_with_their_place(report: GapReport) -> None:
    table = fragor(report)
    assert table.fragetyp.tolist() == ["fraga", "stangd"]
    assert table.mellanrum_m.tolist()[0] == pytest.approx(61.2)
    assert table.skal.tolist() == [None, "nedlagd"]
    assert table.geometry.notna().tolist() == [True, False]
    assert fragor(report, "en").question_type.tolist() == ["question", "closed"]


def test_rows_read_are_used_merged_outside_or_refused(report: GapReport) -> None:
    table = datarapport(report)
    assert table.uppgift.tolist() == ["orter", "service", "orter_utan_vag"]
    parts = ["antal_anvanda", "antal_sammanslagna", "antal_utanfor", "antal_avvisade"]
    read = table.antal_lasta.notna()
    assert table.loc[read, parts].sum(axis=1).tolist() == table.antal_lasta[read].tolist()
    assert table.skal.tolist() == [None, "lat: 2", None]
    assert table.tackning.tolist() == [None, "Fullständig", None]
    assert table.personer.tolist()[2] == 12


def test_coverage_tells_in_which_kommuner_it_is_better(report: GapReport) -> None:
    of_apotek = np.where(
        report.villages.kommun_code == "2039", Coverage.COMPLETE, Coverage.INCOMPLETE
    )
    coverage = report.access.coverage.copy()
    column = report.access.categories.index("apotek")
    coverage[:, column] = of_apotek
    some = replace(report, access=replace(report.access, coverage=coverage))
    assert coverage_text(some, column, "sv") == "Ofullständig; fullständig i Fjällen"
    assert coverage_text(some, column, "en") == "Incomplete; complete in Fjällen"


def test_the_note_and_what_is_withheld_stand_in_every_product(report: GapReport) -> None:
    note = "testdata: endast bussvägar"
    noted = replace(report, provenance=replace(report.provenance, note=note, withheld=3))
    product = gap_product(noted)
    assert notices(noted.provenance, "sv")[0] == note
    assert origin_record(product.origin)["note"] == note
    assert origin_record(product.origin)["withheld_services"] == 3
    assert [row.name for row in origin_rows(product.origin, "sv") if row.topic == "märkning"] == [
        note,
        (
            "Serviceställen som inte får exporteras: 3. Namn och plats är utelämnade, men "
            "restiderna räknar med dem."
        ),
    ]
    assert note in render_product(product, ".html").decode("utf-8")
    assert note.encode() in render_product(product, ".geojson")
