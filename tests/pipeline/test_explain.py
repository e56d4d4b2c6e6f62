"""Explain: the published number with its way, or in words why there is none."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from rich.console import Console

from tillganglighet.accessibility.explanation.explanation import LegKind
from tillganglighet.domain.status import Status
from tillganglighet.errors import NotFoundError, UsageError
from tillganglighet.pipeline.explain import explained_number
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.publish.explanation.product import explanation_product, route_rows
from tillganglighet.publish.explanation.terminal import print_explanation
from tillganglighet.publish.explanation.texts import sentences
from tillganglighet.publish.product.files import write_product


def test_every_number_of_the_example_is_the_sum_of_its_parts(example_region: Region) -> None:
    report = gap_report(example_region, ["dagligvaror", "vardcentral"])
    for column, category in enumerate(report.categories):
        for village in range(0, len(report.villages), 7):
            found = explained_number(
                example_region, str(report.villages.id[village]), category.key
            )
            assert found.status == report.access.status[village, column]
            if found.way is None:
                continue
            seconds = report.access.travel_time_s[village, column, 0]
            assert found.way.legs.time_ms.sum() == round(1_000 * seconds)
            assert found.way.recomputed_ms == found.way.legs.time_ms.sum()
            assert found.way.legs.length_m.sum() == pytest.approx(
                report.access.length_m[village, column, 0]
            )


def one_with(region: Region, status: Status, category: str = "dagligvaror") -> str:
    report = gap_report(region, category)
    found = np.flatnonzero(report.access.status[:, 0] == status)
    if not len(found):
        pytest.skip(f"the example has no {status.code} of {category}")
    return str(region.villages.id[found[0]])


def test_files_hold_the_way_and_the_facts(example_region: Region, tmp_path: Path) -> None:
    village = one_with(example_region, Status.REACHED, "vardcentral")
    number = explained_number(example_region, village, "vardcentral")
    product = explanation_product(number)
    write_product(product, tmp_path / "färdväg.gpkg")
    way = gpd.read_file(tmp_path / "färdväg.gpkg", layer="fardvag")
    assert number.way is not None
    assert way.restid_s.sum() * 1_000 == pytest.approx(number.way.legs.time_ms.sum(), abs=1e-6)
    assert way.framme_min.iloc[-1] == pytest.approx(way.restid_s.sum() / 60)
    assert way.led.iloc[0] == way.led.iloc[-1] == "Anslutning"
    assert set(way.led[1:-1]) <= {"Väg", "Färja", "Grind"}
    for suffix in (".geojson", ".html", ".xlsx", ".csv"):
        write_product(product, tmp_path / f"färdväg{suffix}")
    assert "de är lika" in (tmp_path / "färdväg.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_terminal_tells_roads_rules_sums_and_inputs(
    example_region: Region, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    village = one_with(example_region, Status.REACHED, "vardcentral")
    number = explained_number(example_region, village, "vardcentral")
    known = "sv" if language == "sv" else "en"
    print_explanation(number, explanation_product(number, known), Console(width=60), known)
    told = capsys.readouterr().out
    assert ("de är lika" if language == "sv" else "they agree") in told
    assert ("skyltad" if language == "sv" else "posted") in told
    for source in example_region.provenance.inputs:
        assert source.sha256 in told


def test_no_road_is_told_with_the_nearest_one_and_its_distance(example_region: Region) -> None:
    village = one_with(example_region, Status.NO_ROAD)
    number = explained_number(example_region, village, "dagligvaror")
    assert number.no_way is not None
    assert number.no_way.road_m > 1_000
    said = explanation_product(number).sentences[0]
    assert "har ingen väg inom 1000 m" in said


def test_an_island_without_a_way_is_told(example_region: Region) -> None:
    village = one_with(example_region, Status.NOT_CONNECTED)
    number = explained_number(example_region, village, "dagligvaror")
    assert number.no_way is not None
    assert number.no_way.on_network == 0
    product = explanation_product(number)
    assert [table.key for table in product.tables] == ["forklaring", "fardvag_punkter"]
    assert any("fågelvägen" in sentence for sentence in product.sentences)


def test_missing_data_are_told_as_missing_data(example_region: Region) -> None:
    village = str(example_region.villages.id[0])
    number = explained_number(example_region, village, "dagskasseinsattning")
    if number.status == Status.UNKNOWN:
        assert "betyder inte" in explanation_product(number).sentences[0]
    by_foot = explained_number(example_region, village, "hallplats")
    assert by_foot.status == Status.NOT_APPLICABLE
    assert "mäts inte med bil" in explanation_product(by_foot).sentences[0]


def test_a_village_goes_by_its_name_too_and_a_slip_is_helped(example_region: Region) -> None:
    villages = example_region.villages
    names, count = np.unique(villages.name, return_counts=True)
    name = str(names[count == 1][0])
    found = explained_number(example_region, name.upper(), "dagligvaror")
    assert villages.name[found.village] == name
    with pytest.raises(NotFoundError, match=name):
        explained_number(example_region, name[:-1] + "x", "dagligvaror")


def test_the_way_to_a_protected_place_is_not_told(example_region: Region) -> None:
    village = one_with(example_region, Status.REACHED)
    services = example_region.services
    hidden = replace(services, is_restricted=np.ones(len(services), dtype=bool))
    with pytest.raises(UsageError, match="protected"):
        explained_number(replace(example_region, services=hidden), village, "dagligvaror")


def test_an_unknown_wait_is_said_to_be_unknown(example_region: Region) -> None:
    number = explained_number(
        example_region, one_with(example_region, Status.REACHED), "dagligvaror"
    )
    assert number.way is not None
    crossing = replace(
        number.way.legs,
        kind=np.where(np.arange(len(number.way.legs)) == 1, LegKind.FERRY, number.way.legs.kind),
    )
    access = replace(number.access, via_ferry=np.ones_like(number.access.via_ferry))
    way = replace(number.way, legs=crossing)
    said = " ".join(sentences(replace(number, way=way, access=access), "sv"))
    assert "Turtätheten är okänd: väntan ingår inte i restiden." in said
    rows = route_rows(replace(number, way=way), "sv")
    assert np.isnan(rows.vantan_s.to_numpy()).sum() == 1
