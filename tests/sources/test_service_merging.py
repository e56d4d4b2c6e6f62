"""Two sources and one shop: merged, asked about or left apart; and who shares a building."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import Services
from tillganglighet.domain.service_review import QUESTION
from tillganglighet.errors import InputError
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.findings import Findings
from tillganglighet.sources.corrections import read_corrections
from tillganglighet.sources.services.buildings import with_place_keys
from tillganglighet.sources.services.corrections import correct_services
from tillganglighet.sources.services.merging import MergedServices, merge_services
from tillganglighet.sources.services.name_likeness import are_like

CATEGORIES = tuple(catalogue().values())


def services(source: str, *rows: tuple[str, str, str, float]) -> Services:
    """Return services of one source along a line: id, category, name and metres from its start."""
    id_, category, name, along = zip(*rows, strict=True)
    empty = np.full(len(rows), "")
    return Services(
        id=np.array(id_),
        category=np.array(category),
        name=np.array(name),
        x=500_000 + np.array(along, dtype=np.float64),
        y=np.full(len(rows), 6_650_000.0),
        place_key=np.array(id_),
        operator=empty,
        source=np.full(len(rows), source),
        kommun_code=empty,
    )


def merge(*parts: Services) -> MergedServices:
    return merge_services(parts, CATEGORIES, Findings())


@pytest.mark.parametrize(
    ("name", "other", "metres", "is_merged", "is_asked"),
    [
        ("ICA Nära Särna", "ICA Nära", 75, True, False),
        ("ICA Nära Särna", "ICA Nära", 76, False, True),
        ("ICA Nära Särna", "ICA Nära", 300, False, True),
        ("ICA Nära Särna", "ICA Nära", 301, False, False),
        ("Coop", "ICA", 75, False, True),
        ("Coop", "ICA", 76, False, False),
        ("", "ICA", 60, True, False),
        ("Drivmedel", "OKQ8", 60, True, False),  # the category's name is no name
        ("Särna Hemköp", "Hemkop Särna", 10, True, False),
    ],
)
def test_near_and_alike_is_one(
    name: str,
    other: str,
    metres: float,
    is_merged: bool,  # noqa: FBT001
    is_asked: bool,  # noqa: FBT001
) -> None:
    merged = merge(
        services("osm", ("n1", "drivmedel", name, 0.0)),
        services("fil.csv", ("f1", "drivmedel", other, metres)),
    )
    assert len(merged.services) == (1 if is_merged else 2)
    assert [each.kind for each in merged.review if each.kind == QUESTION] == [QUESTION] * is_asked
    if is_merged:
        assert merged.merged_into == {"f1": "n1"}
        assert merged.services.source.tolist() == ["osm + fil.csv"]
        assert merged.services.x[0] == 500_000


def test_one_of_a_source_takes_one_of_another_the_nearest() -> None:
    #  n1 at 0, f1 at 20, f2 at 40: f1 is n1; f2 is another of the same source.
    merged = merge(
        services("osm", ("n1", "kontantuttag", "", 0)),
        services("fil.csv", ("f2", "kontantuttag", "", 40), ("f1", "kontantuttag", "", 20)),
    )
    assert merged.merged_into == {"f1": "n1"}
    assert sorted(merged.services.id.tolist()) == ["f2", "n1"]
    assert QUESTION not in [
        each.kind for each in merged.review
    ]  # f2's source knows n1 as f1: nothing to ask


def test_three_sources_become_one_and_other_categories_stay_apart() -> None:
    merged = merge(
        services("osm", ("n1", "drivmedel", "Qstar", 0), ("n2", "bibliotek", "Särna", 5)),
        services("a.csv", ("1", "drivmedel", "Qstar Särna", 50)),
        services("b.csv", ("1", "drivmedel", "Qstar", 20), ("2", "bibliotek", "Idre", 2_000)),
    )
    assert sorted(merged.services.id.tolist()) == ["2", "n1", "n2"]
    # The id 1 of the second file is not that of the first.
    assert merged.merged_into == {"1": "n1", "b.csv:1": "n1"}


def test_a_source_that_repeats_itself_is_heard_once() -> None:
    rows = (("1", "kontantuttag", "Torget", 0), ("2", "kontantuttag", "Torget", 0.5))
    assert len(merge(services("a.csv", *rows)).services) == 1
    far = (("1", "kontantuttag", "Torget", 0), ("2", "kontantuttag", "Torget", 30))
    assert len(merge(services("a.csv", *far)).services) == 2


def test_an_agent_joins_the_shop_in_the_wider_category_too() -> None:
    # n1 is groceries of unknown range in OSM; the file knows it has the full range.
    merged = merge(
        services("osm", ("n1", "dagligvaror", "ICA", 0)),
        services("pipos.csv", ("p1", "dagligvaror_fullsortiment", "ICA Särna", 30)),
    ).services
    assert dict(zip(merged.category.tolist(), merged.id.tolist(), strict=True)) == {
        "dagligvaror": "n1",
        "dagligvaror_fullsortiment": "n1",
    }


def test_names() -> None:
    assert are_like("Coop Konsum Älvdalen", "KONSUM")
    assert not are_like("Coop Älvdalen", "ICA Älvdalen")
    assert not are_like("", "ICA")
    assert not are_like("AB", "ICA AB")  # nothing is left of the first


def test_who_shares_a_building() -> None:
    offered = services(
        "a.csv",
        ("shop", "dagligvaror", "Öndby Lanthandel", 0),
        ("agent", "posttjanster", "Lanthandel Öndby", 70),  # by its name
        ("atm", "kontantuttag", "Bankomat", 4),  # under its roof
        ("kiosk", "drivmedel", "Macken", 40),
        ("other", "apotek", "Öndby", 500),
    )
    keyed = replace(offered, place_key=np.array(["shop", "agent", "atm", "kiosk", "kiosk"]))
    assert with_place_keys(keyed, {}).place_key.tolist() == [*["shop"] * 3, "kiosk", "kiosk"]


HEADER = "atgard;id;kategori;ratt_kategori;namn;lon;lat;vem;nar;varfor"


def corrected(folder: Path, *rows: str) -> tuple[Services, Findings]:
    path = folder / "rattelser.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    merged = merge(
        services("osm", ("n1", "drivmedel", "Qstar", 0), ("n1", "kontantuttag", "Qstar", 0)),
        services("a.csv", ("f1", "drivmedel", "Qstar", 20), ("f2", "apotek", "Ombud", 900)),
    )
    findings = Findings()
    corrections = read_corrections(path, SWEREF99_TM, findings)
    return correct_services(merged, corrections, CATEGORIES, findings)[0], findings


def offers(found: Services) -> set[tuple[str, str]]:
    return set(zip(found.id.tolist(), found.category.tolist(), strict=True))


N1 = {("n1", "drivmedel"), ("n1", "kontantuttag")}
F2 = {("f2", "apotek"), ("f2", "apoteksvaror")}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("stängd;n1;;;;;;A;2026-05-02;nedlagd", F2),
        ("stängd;f1;;;;;;A;2026-05-02;nedlagd", F2),  # f1 was merged into n1
        ("Stängd;n1;drivmedel;;;;;A;2026-05-02;pumpen", F2 | {("n1", "kontantuttag")}),
        ("fel typ;f2;apotek;apoteksvaror;;;;A;2026-05-02;ombud", N1 | {("f2", "apoteksvaror")}),
        (
            "saknas;;bibliotek;;Filial;15,1;59,98;A;2026-05-02;ny",
            N1 | F2 | {("rattelser:2", "bibliotek")},
        ),
        ("flyttad;n1;;;;15,1;59,98;A;2026-05-02;flytt", N1 | F2),
        ("stängd;n9;;;;;;A;2026-05-02;borta", N1 | F2),
        ("stängd;n1;;;Preem;;;A;2026-05-02;heter annat", N1 | F2),
    ],
)
def test_corrections(row: str, expected: set[tuple[str, str]], tmp_path: Path) -> None:
    found, findings = corrected(tmp_path, row)
    assert offers(found) == expected
    is_in_vain = "n9" in row or "Preem" in row
    assert ("correction_without_effect" in findings.frozen()) == is_in_vain
    if "flyttad" in row:
        assert (found.x[found.id == "n1"] > 505_000).all()


def test_wrong_corrections_are_told_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        corrected(tmp_path, "sprängd;n1;;;;;;;i fjol;", "saknas;;godis;;;;;A;2026-05-02;ny")
    told = "\n".join(caught.value.faults)
    for expected in (
        "rattelser.csv:2: atgard=sprängd: expected stängd, flyttad",
        "rattelser.csv:2: vem=: expected who says so",
        "rattelser.csv:2: nar=i fjol: expected a date such as 2026-05-02",
        "rattelser.csv:2: varfor=: expected why",
        "rattelser.csv:3: kategori=godis: expected a category",
        "rattelser.csv:3: namn=: expected the name",
        "expected lon and lat, or x and y",
    ):
        assert expected in told
