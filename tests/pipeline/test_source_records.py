"""Rows read are rows used, merged, outside and refused, file by file and category by category."""

import pytest

from support.shared import EXAMPLE
from tillganglighet.domain.data_report import SourceRecord
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.regions import build_region

# Öndby Lanthandel (n2001) stands at 15.6163528 E 63.6344667 N: the first row is the same shop.
ROWS = """kategori;namn;lon;lat;datum
dagligvaror;Öndby Lanthandel;15,6164;63,6344;2025-03-01
dagligvaror;Fjärrboden;15,0;63,63;20241231
apotek;Långt borta;18,06;59,33;
bank;Banken;15,6164;63,6344;
"""
GOOD = "apotek;Apoteket {};15,61{:02};63,63;\n"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    folder = tmp_path_factory.mktemp("records")
    # 40 good rows more, so that the bad one is no reason to refuse the file.
    text = ROWS + "".join(GOOD.format(n, n) for n in range(40)) + "apotek;Utan plats;;;\n"
    (folder / "egna.csv").write_text(text, encoding="utf-8")
    (folder / "andra.csv").write_text(
        "namn;lon;lat\nÖndby Handel;15,6188;63,6344\n", encoding="utf-8"
    )
    (folder / "rattelser.csv").write_text(
        "atgard;id;vem;nar;varfor\nstängd;egna:6;A. Ek;2026-05-02;nedlagd\n"
        "stängd;egna:99;A. Ek;2026-05-03;finns inte\n",
        encoding="utf-8",
    )
    return build_region(
        EXAMPLE / "exempel.osm.pbf",
        folder / "region",
        services=[folder / "egna.csv", f"dagligvaror={folder / 'andra.csv'}"],
        corrections=folder / "rattelser.csv",
        area="Älvnäs",
        area_buffer_m=50_000.0,
    )


def records(region: Region) -> dict[tuple[str, str], SourceRecord]:
    return {(each.source, each.category): each for each in region.data_report.sources}


def test_every_row_is_used_merged_outside_or_refused(region: Region) -> None:
    for each in region.data_report.sources:
        assert each.read == each.used + each.merged + each.outside + each.refused, each


def test_the_file_category_by_category(region: Region) -> None:
    found = records(region)
    days = {"oldest": "2024-12-31", "newest": "2025-03-01"}
    assert found["egna.csv", "dagligvaror"] == SourceRecord(
        "services", "egna.csv", "dagligvaror", read=2, used=1, merged=1, **days
    )
    # The pharmacy in Stockholm is 500 km away; that without a place is refused.
    apotek = found["egna.csv", "apotek"]
    assert (apotek.read, apotek.outside, apotek.refused) == (42, 1, 1)
    assert apotek.reasons == ("lon, lat: 1",)
    other = found["egna.csv", ""]
    assert (other.read, other.refused) == (1, 1)
    assert "bank: 1" in other.reasons
    assert found["rattelser.csv", ""].used == 1
    assert found["osm", "dagligvaror"].used > 0


def test_what_to_look_at_has_a_place_and_says_why(region: Region) -> None:
    review = region.review
    merged = (review.kind == "merged") & (review.other_id == "egna:2")
    assert review.id[merged].tolist() == ["n2001"]
    # 15.6188 - 15.61635 degrees east at 63.63 north: 0.00245 * 111 320 * cos(63.63) = 121 m.
    asked = (review.kind == "question") & (review.other_id == "andra:2")
    assert review.distance_m[asked].tolist() == [pytest.approx(121, abs=2)]
    assert "nedlagd (A. Ek, 2026-05-02)" in review.reason.tolist()
    assert "without_effect" in review.kind.tolist()
