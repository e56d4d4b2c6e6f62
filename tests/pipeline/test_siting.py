"""Siting and servicepunkter on the embedded example: the same as measuring the changed region."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tillganglighet.accessibility.gaps.residents import residents_of
from tillganglighet.accessibility.travel.measure import measure_access, offered_by_id
from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.places import FloatArray
from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.snapping import Snapping
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.servicepunkt import ServicePointQuestion, servicepunkt
from tillganglighet.pipeline.siting import site
from tillganglighet.pipeline.siting_question import SitingQuestion
from tillganglighet.sources.services.merging import chosen
from tillganglighet.units import S_PER_MIN


def minutes(region: Region, category: str, services: Snapping) -> FloatArray:
    """Measure the cells' minutes to services that lie there, all of one category."""
    assert region.cell_snapping is not None
    (wanted,) = chosen_categories(category)
    one = chosen(region.services, np.zeros(len(services), dtype=np.int64))
    number = np.arange(len(services)).astype(np.str_)
    there = replace(one, id=number, category=np.full(len(services), category))
    coverage = np.zeros((len(region.cell_snapping), 1), dtype=np.int8)
    access = measure_access(
        region.network, there, services, [wanted], coverage, origins=region.cell_snapping
    )
    return access.travel_time_s[:, 0, 0] / S_PER_MIN


def mean(region: Region, times: FloatArray) -> float:
    persons = residents_of(region.villages, region.cells).weight
    reached = np.isfinite(times)
    return float(np.average(times[reached], weights=persons[reached]))


@pytest.mark.parametrize("count", [1, 2])
def test_opening_equals_measuring_with_the_new_ones(example_region: Region, count: int) -> None:
    found = site(example_region, SitingQuestion("vardcentral", count))
    today = example_region.service_snapping.chosen(
        offered_by_id(example_region.services, "vardcentral")
    )
    best = found.siting.choices[0]
    assert best.is_open.sum() == count
    opened = np.isin(example_region.villages.id, found.sites.id[best.is_open])
    new = example_region.village_snapping.chosen(np.flatnonzero(opened))
    after = minutes(example_region, "vardcentral", today.followed_by(new))
    assert best.outcome.mean_min == pytest.approx(mean(example_region, after))
    before = minutes(example_region, "vardcentral", today)
    assert found.siting.now.mean_min == pytest.approx(mean(example_region, before))


def test_one_more_is_the_best_of_all_villages(example_region: Region) -> None:
    found = site(example_region, SitingQuestion("apotek"))
    gained = [
        (each.newly_served, each.gain) if np.isfinite(each.gain) else (0, 0)
        for each in found.siting.alone
    ]
    best = int(np.flatnonzero(found.siting.choices[0].is_open)[0])
    unserved = found.siting.task.unserved_min
    worth = [served * unserved + gain for served, gain in gained]
    # Who had none comes from a day's journey to some minutes: no more than those count as.
    assert worth[best] >= max(worth) - unserved


def test_closing_equals_measuring_what_is_left(example_region: Region) -> None:
    found = site(example_region, SitingQuestion("dagligvaror", 2, closes=True))
    closed = found.sites.id[~found.siting.choices[0].is_open]
    offered = offered_by_id(example_region.services, "dagligvaror")
    left = offered[~np.isin(example_region.services.id[offered], closed)]
    after = minutes(example_region, "dagligvaror", example_region.service_snapping.chosen(left))
    assert len(closed) == 2
    assert found.siting.choices[0].outcome.mean_min == pytest.approx(mean(example_region, after))
    assert found.siting.choices[0].outcome.gain <= 0


def test_must_open_and_must_close_are_kept(example_region: Region) -> None:
    village = str(example_region.villages.id[example_region.villages.name == "Gränsliden"][0])
    shop = str(example_region.services.id[example_region.services.name == "Öndby Lanthandel"][0])
    question = SitingQuestion("dagligvaror", 2, must_open=[village], must_close=[shop])
    found = site(example_region, question)
    for choice in found.siting.choices:
        assert village in found.sites.id[choice.is_open]
    assert shop not in found.villages.nearest_id
    first = found.siting.order[found.sites.id == village]
    assert first == 1


def test_premises_of_a_file_with_cost_and_capacity(example_region: Region, tmp_path: Path) -> None:
    villages, path = example_region.villages, tmp_path / "lokaler.csv"
    at = [int(np.flatnonzero(villages.name == name)[0]) for name in ("Rakmyran", "Gränsliden")]
    rows = [f"L{n};Lokal {n};{villages.x[v]:.1f};{villages.y[v]:.1f}" for n, v in enumerate(at)]
    path.write_text(
        "id;lokal;x;y;kostnad_kr;kapacitet\n" + f"{rows[0]};120000;10\n{rows[1]};;\n",
        encoding="utf-8",
    )
    found = site(example_region, SitingQuestion("apotek", 2, candidates=path))
    assert found.sites.id.tolist() == ["L0", "L1"]
    assert found.sites.cost_kr.tolist()[0] == 120_000
    assert np.isnan(found.sites.cost_kr[1])
    assert found.siting.choices[0].outcome.site_persons[0] <= 10 + 1e-6

    wrong = f"id;lokal;x;y;kapacitet\n{rows[0]};-3\nL1;Lokal 1;här;8;5\n"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        site(example_region, SitingQuestion("apotek", candidates=path))
    assert "kapacitet=-3" in str(refused.value)
    assert "x=här" in str(refused.value)


def test_all_faults_at_once_with_remedies(example_region: Region) -> None:
    question = SitingQuestion(
        "apotek", 99, "p-center", must_open=["nowhere"], must_close=["nowhere"], capacity=-1
    )
    with pytest.raises(UsageError) as refused:
        site(example_region, question)
    text = str(refused.value)
    for told in (
        "count=99: only",
        "capacity=-1: expected more than 0",
        "p-center: takes no capacities",
        "must-open=nowhere: also in must-close",
        "must-open=nowhere: no such candidate",
        "must-close=nowhere: no such service",
    ):
        assert told in text
    with pytest.raises(UsageError, match="unknown category"):
        site(example_region, SitingQuestion("apotekk"))
    with pytest.raises(UsageError, match="not measured by car"):
        site(example_region, SitingQuestion("hallplats"))


def test_villages_are_counted_where_nobody_lives_in_any(example_region: Region) -> None:
    villages = example_region.villages
    unknown = replace(villages, population=np.full(len(villages), np.nan))
    alone = replace(example_region, villages=unknown, cells=None, cell_snapping=None)
    found = site(alone, SitingQuestion("vardcentral"))
    assert not found.residents.counts_persons
    assert found.siting.now.unserved == float(int(found.siting.now.unserved))
    assert servicepunkt(alone, ServicePointQuestion()).points.together.persons.max() > 0


def test_places_far_from_a_shop(example_region: Region) -> None:
    every = servicepunkt(example_region, ServicePointQuestion())
    far = servicepunkt(example_region, ServicePointQuestion(least_km=5))
    assert 0 < len(far.sites) < len(every.sites) == far.considered
    assert (far.shortest_km > 5).all()
    kept = np.isin(every.sites.id, far.sites.id)
    assert far.points.together.gain.tolist() == every.points.together.gain[kept].tolist()
    with pytest.raises(UsageError, match="min-km=-1"):
        servicepunkt(example_region, ServicePointQuestion(least_km=-1))


def test_shops_of_today_may_take_in_more(example_region: Region) -> None:
    found = servicepunkt(example_region, ServicePointQuestion(candidates="butiker"))
    keys = [category.key for category in found.categories]
    assert "Öndby Lanthandel" in found.sites.name
    # A shop lies at itself: groceries are never missing there.
    assert not found.is_missing[:, keys.index("dagligvaror")].any()


def test_a_withheld_service_is_never_suggested(example_region: Region) -> None:
    services = example_region.services
    hidden = services.id == "n2006"  # Apoteket Lärkan
    guarded = replace(example_region, services=replace(services, is_restricted=hidden))
    question = SitingQuestion("apotek", must_close=["n200"])
    with pytest.raises(UsageError, match="did you mean n2006"):
        site(example_region, question)
    with pytest.raises(UsageError) as caught:
        site(guarded, question)
    assert "n2006" not in str(caught.value)
