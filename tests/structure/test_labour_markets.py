"""Local labour markets by the 20 and 7.5 per cent rule, on tables small enough to count."""

import numpy as np
import shapely

from tillganglighet.domain.areas import Areas
from tillganglighet.domain.commuting import Commuting
from tillganglighet.structure.labour_markets import LabourMarkets, labour_markets, market_areas
from tillganglighet.structure.settings import shipped_settings

SETTINGS = shipped_settings()


def markets(**rows: dict[str, float]) -> LabourMarkets:
    """Return the markets of kommuner by their first letter: a=dict(a=90, b=10)."""
    pairs = [(home, work, n) for home, works in rows.items() for work, n in works.items()]
    home, work, persons = zip(*pairs, strict=True)
    table = Commuting(np.array(home), np.array(work), np.array(persons, dtype=np.float64))
    return labour_markets(table, SETTINGS)


def centres(found: LabourMarkets) -> str:
    return "".join(found.kommun_code[found.centre].tolist())


def test_a_kommun_within_both_limits_is_its_own_centre() -> None:
    # a: 14 % out, 7 % at most to one. b: 8 % to a is too many. c: 21 % out in all is too many.
    found = markets(
        a={"a": 86, "b": 7, "c": 7},
        b={"b": 92, "a": 8},
        c={"c": 79, "a": 7, "b": 7, "d": 7},
        d={"d": 100},
    )
    assert found.out_share.tolist() == [0.14, 0.08, 0.21, 0.0]
    assert centres(found) == "aaad"
    assert found.largest_share[1] == 0.08


def test_the_limits_themselves_are_within() -> None:
    # 7.5 % to each of two and 5 % to a third: 20 % in all.
    found = markets(a={"a": 80, "b": 7.5, "c": 7.5, "d": 5}, b={"b": 1}, c={"c": 1}, d={"d": 1})
    assert centres(found) == "abcd"


def test_chains_have_two_links_at_most() -> None:
    # d -> c -> b -> a: c is two links from a, so d would be three. c begins a market, with d.
    found = markets(a={"a": 100}, b={"b": 50, "a": 50}, c={"c": 50, "b": 50}, d={"d": 50, "c": 50})
    assert centres(found) == "aaad"
    # d is the one that is too far out; with e behind it, e follows d.
    longer = markets(
        a={"a": 100},
        b={"b": 50, "a": 50},
        c={"c": 50, "b": 50},
        d={"d": 50, "c": 50},
        e={"e": 50, "d": 50},
    )
    assert centres(longer) == "aaadd"


def test_two_that_point_at_each_other_have_the_centre_with_fewer_who_leave() -> None:
    found = markets(a={"a": 60, "b": 40}, b={"b": 70, "a": 30})
    assert centres(found) == "bb"


def test_a_kommun_where_nobody_works_out_or_at_all_is_its_own() -> None:
    found = markets(a={"b": 10}, b={"b": 10})
    assert centres(found) == "bb"
    assert np.isnan(markets(a={"b": 0}, b={"b": 1}).out_share[0])


def test_a_market_is_the_land_of_its_kommuner() -> None:
    # Squares of 1 km side by side: a, b, c and the län that holds them. b goes with a; nothing is
    # known of where e, in the table, lies.
    found = markets(a={"a": 100}, b={"b": 50, "a": 50}, c={"c": 100}, e={"e": 50, "c": 50})
    assert centres(found) == "aacc"
    codes = np.array(["a", "b", "c", "a"])
    text = np.full(4, "")
    land = [shapely.box(west, 0, west + 1000, 1000) for west in (0, 1000, 2000)]
    areas = Areas(
        kind=np.array(["kommun", "kommun", "kommun", "lan"]),
        code=codes,
        name=np.array(["Aby", "Bby", "Cby", "Alän"]),
        lan_code=text,
        country=text,
        source=text,
        polygon=np.array([*land, shapely.box(0, 0, 3000, 1000)], dtype=object),
        crs="EPSG:3006",
    )
    drawn = market_areas(found, areas, "pendling.csv")
    assert list(zip(drawn.kind, drawn.code, drawn.name, drawn.source, strict=True)) == [
        ("la", "a", "Aby", "pendling.csv"),
        ("la", "c", "Cby", "pendling.csv"),
    ]
    assert shapely.area(drawn.polygon).tolist() == [2_000_000, 1_000_000]


def test_no_table_gives_no_markets() -> None:
    text = np.empty(0, dtype="U4")
    assert len(labour_markets(Commuting(text, text, np.empty(0)), SETTINGS).kommun_code) == 0
