"""A region with the planners' own villages, services, people and corrections."""

from pathlib import Path

import numpy as np

from support.shared import EXAMPLE
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import Services
from tillganglighet.domain.status import Coverage
from tillganglighet.pipeline.offers import coverage_of
from tillganglighet.pipeline.regions import build_region

SERVICES = Services(
    **{
        name: np.array([1.0]) if name in {"x", "y"} else np.array(["apotek"])
        for name in Services.__dataclass_fields__
    }
)
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
    assert region.coverage["dagligvaror"] == Coverage.COMPLETE
    assert region.coverage["apotek"] == Coverage.INCOMPLETE
    assert region.findings["correction_closed"].count == 1
    assert region.findings["table_read"].count == 4  # rattelser.csv tells by its corrections
    names = [each.name for each in region.provenance.inputs]
    assert names == [OSM.name, "butiker.csv", "tjanster.csv", "befolkning_1km.csv", "byar.csv",
                     "rattelser.csv"]  # fmt: skip


def test_a_claim_holds_only_where_it_names_every_kommun() -> None:
    offered = SERVICES
    claims = {"apotek": [("2039", "2062")], "bibliotek": [()]}
    assert coverage_of(offered, claims, {"2039"})["apotek"] == Coverage.COMPLETE
    assert coverage_of(offered, claims, {"2039", "2031"})["apotek"] == Coverage.INCOMPLETE
    assert coverage_of(offered, claims, {"2031"})["bibliotek"] == Coverage.COMPLETE
    assert coverage_of(offered, {}, {"2031"})["dagskasseinsattning"] == Coverage.UNKNOWN
    assert list(coverage_of(offered, {}, set())) == list(catalogue())
