"""Scenarios on real regions: shops, a ferry and a tunnel of the Faroes, a building in Dalarna."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from support.shared import CHECKOUT, shared_data
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.pipeline.regions import build_region
from tillganglighet.publish.scenario.texts import unknowns

SANDOY = {"Sandur", "Skopun", "Húsavík", "Dalur", "Skálavík"}
GROCERY = "dagligvaror"


@pytest.fixture(scope="module")
def faroes(faroes_folder: Path) -> Region:
    return open_region(faroes_folder)


def shops_on(region: Region, villages: set[str]) -> list[str]:
    """Return the groceries no farther than 1.5 km beyond the box around some villages."""
    here = np.isin(region.villages.name, sorted(villages))
    x, y, services = region.villages.x[here], region.villages.y[here], region.services
    inside = (services.x > x.min() - 1_500) & (services.x < x.max() + 1_500)
    inside &= (services.y > y.min() - 1_500) & (services.y < y.max() + 1_500)
    return sorted(set(services.id[inside & (services.category == GROCERY)].tolist()))


def changed(places: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in which any answer differs."""
    is_same = np.ones(len(places), dtype=bool)
    for word in ("restid_{}_min", "narmaste_{}_id"):
        before, after = places[word.format("fore")], places[word.format("efter")]
        is_same &= (before == after) | (before.isna() & after.isna())
    return places[~is_same]


def test_an_island_without_its_groceries_goes_by_ferry(faroes: Region) -> None:
    shops = shops_on(faroes, SANDOY)
    scenario = {
        "name": "Sandoy utan butik",
        "change": [{"type": "close_service", "service": each} for each in shops],
    }
    result = faroes.scenario(scenario, [GROCERY])
    hit = changed(result.places()).set_index("ortnamn")
    assert set(hit.index) >= SANDOY
    assert hit.loc[sorted(SANDOY), "skillnad_min"].min() > 20, "the boat takes half an hour"
    after = result.outcome.answers.after
    names = faroes.villages.name
    on_sandoy = np.flatnonzero(np.isin(names, sorted(SANDOY)))
    assert after.via_ferry[on_sandoy, 0, 0].all()
    # Nothing is as without it, but the baseline is as it was.
    assert not changed(faroes.scenario({"name": "tom"}, [GROCERY]).places()).size


def test_without_ferries_only_those_who_take_one_are_moved(faroes: Region) -> None:
    result = faroes.scenario({"name": "Inga färjor", "change": [{"type": "ferry_out"}]})
    before, after = result.outcome.answers.before, result.outcome.answers.after
    moved = (before.travel_time_s != after.travel_time_s)[:, :, 0]
    assert moved.any()
    assert before.via_ferry[:, :, 0][moved].all()
    still = (before.status != after.status)[~moved]
    assert not still.any()


def test_a_closed_tunnel_is_the_way_round_or_no_way(faroes: Region) -> None:
    # Under the sea between Eysturoy and Klaksvík.
    tunnel = {"type": "close_road", "road": {"name": "norðoyartunnilin"}}
    result = faroes.scenario({"name": "Tunneln stängd", "change": [tunnel]})
    before, after = result.outcome.answers.before, result.outcome.answers.after
    assert (after.travel_time_s >= before.travel_time_s).all()
    assert (result.outcome.effects.worse.sum(axis=0) > 0).any()
    persons = result.persons()
    hit = persons[(persons["kommunnamn"] == "alla") & (persons["grupp"] == "alla")]
    assert hit["samre"].max() > 4_000, "Klaksvík has 4 600 inhabitants"


def test_names_on_many_ways_are_refused_with_the_ways(faroes: Region) -> None:
    numbered, counts = np.unique(faroes.road_names.number, return_counts=True)
    common = numbered[np.argsort(counts)][-1] or numbered[np.argsort(counts)][-2]
    change = {"type": "close_road", "road": {"name": str(common)}}
    with pytest.raises(ValueError, match="ways go by it"):
        faroes.scenario({"name": "x", "change": [change]})


@pytest.mark.heavy
def test_a_shop_in_dalarna_closes_with_its_agent(tmp_path: Path) -> None:
    data = CHECKOUT.parent / "shared" / "data"
    region = build_region(
        shared_data("dalarna/dalarna-busvagnat-derived.osm.pbf"),
        tmp_path / "dalarna",
        area="20",
        villages=data / "sverige-orter" / "geonames-se-500.tsv",
        services=[
            f"posttjanster={data / 'sverige-ombud' / 'ombud.csv'}",
            data / "sverige-poi" / "sverige-poi.csv",
        ],
    )
    shop = {"name": "Tempo Siljansnäs", "category": GROCERY}
    result = region.scenario({"name": "x", "change": [{"type": "close_place", "service": shop}]})
    assert [each.key for each in result.outcome.categories] == [GROCERY, "posttjanster"]
    hit = changed(result.places())
    assert set(hit["ortnamn"]) == {"Siljansnäs"}


ICE = """
<osm version="0.6">
<node id="1" lat="62.00" lon="16.0"/><node id="2" lat="62.01" lon="16.0"/>
<node id="3" lat="62.02" lon="16.0"/>
<node id="4" lat="62.0" lon="16.0"><tag k="place" v="village"/><tag k="name" v="Isby"/>
  <tag k="population" v="10"/></node>
<node id="5" lat="62.01" lon="16.0"><tag k="shop" v="supermarket"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
<way id="2"><nd ref="2"/><nd ref="3"/>
  <tag k="highway" v="unclassified"/><tag k="ice_road" v="yes"/></way>
</osm>"""


def test_winter_changes_speeds_alone_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "is.osm").write_text(ICE, encoding="utf-8")
    region = build_region(tmp_path / "is.osm", tmp_path / "region")
    winter = region.scenario(
        {"name": "Vinter", "change": [{"type": "season", "season": "vinter"}]}
    )
    told = " ".join(unknowns(winter, "sv"))
    assert "årstiden ändrar bara farten. Bygg regionen med --season winter" in told
    assert "minst 1 vinter- eller isvägar som inte är med här" in told
