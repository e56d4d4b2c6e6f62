"""Municipalities out of OSM relations, whole or cut by the edge of the extract.

a---b---c     Two kommuner share the border be; Z is a node that the file lacks.
|   |   |     Their län goes round both.
d---e---f
"""

from pathlib import Path

import pytest

from support.shared import EXAMPLE, shared_data
from support.toy import Relation, Tags, Town
from tillganglighet.domain.areas import Areas
from tillganglighet.network.findings import Findings
from tillganglighet.sources.osm.boundaries import boundaries_from_osm

DRAWING = """\
a   b   c

d   e   f"""
WEST = ("be", "eda", "ab")
EAST = ("be", "bc", "cf", "fe")
BOTH = ("ab", "bc", "cf", "fe", "eda")


def _boundary(level: str, ways: tuple[str, ...], **tags: str) -> Relation:
    known = {"type": "boundary", "boundary": "administrative", "admin_level": level, **tags}
    return Relation(known, [("outer", way) for way in ways])


def _read(
    folder: Path, relations: list[Relation], ways: Tags | None = None, country: str = "SE"
) -> tuple[Areas, dict[str, int]]:
    lines = dict.fromkeys({*WEST, *EAST, *BOTH}) if ways is None else ways
    town = Town(DRAWING, {way: {} for way in sorted(lines)}, relations=relations)
    path = folder / "town.osm"
    path.write_text(town.osm(), encoding="utf-8")
    findings = Findings()
    areas = boundaries_from_osm(path, country, findings)
    return areas, {kind: finding.count for kind, finding in findings.frozen().items()}


def test_kommuner_and_lan_of_sweden(tmp_path: Path) -> None:
    areas, findings = _read(
        tmp_path,
        [
            _boundary("7", WEST, name="Väst", ref="2901"),
            _boundary("7", EAST, name="Öst", ref="2801"),
            _boundary("4", BOTH, name="Länet", ref="29"),
            _boundary("8", EAST, name="a parish, which is no kommun in Sweden"),
        ],
    )
    assert dict(zip(areas.code, areas.name, strict=True)) == {
        "2901": "Väst",
        "2801": "Öst",
        "29": "Länet",
    }
    # By their codes, as the law has it, whatever län is drawn round them.
    assert dict(zip(areas.code, areas.lan_code, strict=True))["2801"] == "28"
    assert areas.polygon[areas.find("29")].area == pytest.approx(
        areas.polygon[areas.find("2901")].area + areas.polygon[areas.find("2801")].area
    )
    assert findings == {}


def test_what_does_not_close_is_counted_and_what_is_closed_counts(tmp_path: Path) -> None:
    ways = dict.fromkeys(["be", "eda", "ab", "bc", "cZf"])  # no "fe", and a node missing
    areas, findings = _read(
        tmp_path,
        [
            _boundary("7", WEST, name="Väst", ref="2901"),
            _boundary("7", ("be", "bc", "cZf", "fe"), name="Öst", ref="2801"),
        ],
        ways,
    )
    assert areas.code.tolist() == ["2901"]
    assert findings == {"boundary_incomplete": 1}


def test_norway_beside_sweden_by_what_surrounds_it(tmp_path: Path) -> None:
    areas, _ = _read(
        tmp_path,
        [
            _boundary("7", WEST, name="Väst", ref="5425"),
            _boundary("4", BOTH, name="Troms", **{"ISO3166-2": "NO-55"}),
        ],
    )
    assert dict(zip(areas.code, areas.lan_code, strict=True)) == {
        "NO-5425": "NO-55",
        "NO-55": "NO-55",
    }
    assert set(areas.country) == {"NO"}


def test_elsewhere_the_eighth_level_and_the_relation_for_a_code(tmp_path: Path) -> None:
    areas, _ = _read(
        tmp_path,
        [
            _boundary("8", WEST, name="Bygd"),
            _boundary("7", EAST, name="no municipality there"),
            _boundary("2", BOTH, name="Føroyar", **{"ISO3166-1": "FO"}),
        ],
        country="",
    )
    assert areas.code.tolist() == ["r1", "FO"]
    assert areas.kind.tolist() == ["kommun", "land"]
    assert set(areas.country) == {"FO"}


def test_the_example_has_five_kommuner_and_two_lan() -> None:
    areas = boundaries_from_osm(EXAMPLE / "exempel.osm.pbf", "SE", Findings())
    assert sorted(areas.code) == ["28", "2801", "29", "2901", "2902", "2903", "2904"]
    assert areas.code[areas.find("älvnäs")] == "2901"


def test_small_countries_with_their_neighbours_cut() -> None:
    findings = Findings()
    liechtenstein = shared_data("liechtenstein/liechtenstein-2021.osm.pbf")
    areas = boundaries_from_osm(liechtenstein, "LI", findings)
    # Eleven Gemeinden of its own; Fläsch, whole, lies in Switzerland, whose border is not.
    assert ((areas.kind == "kommun") & (areas.country == "LI")).sum() == 11
    assert areas.country[areas.find("Fläsch")] == ""
    assert findings.frozen()["boundary_incomplete"].count == 21
