"""All faults of a scenario are told at once, each with what was perhaps meant."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from support.scenario_towns import town_baseline
from support.toy import BuiltTown, Town, road
from tillganglighet.errors import InputError
from tillganglighet.network.road_names import RoadNames
from tillganglighet.scenarios.changes.reading import read_scenario_mapping
from tillganglighet.scenarios.effects.outcome import run
from tillganglighet.scenarios.effects.world import Baseline

DRAWING = "a.b.c\n" + ".\n" * 30 + "1"  # 1 lies three kilometres from any road
ALIKE = ("close_service", "open_service", "move_service")
FIELDS = ("category", "at", "service", "name", "operator", "capacity")
OFFERS = {
    "n11": ("dagligvaror", "a"),
    "n12": ("dagligvaror", "c"),
    "n13/a": ("apotek", "b"),
    "n13/p": ("posttjanster", "b"),
}


@pytest.fixture
def town(tmp_path: Path) -> BuiltTown:
    return Town(DRAWING, {"ab": road(), "bc": road()}).built(tmp_path)


@pytest.fixture
def start(town: BuiltTown) -> Baseline:
    names = RoadNames(np.array([1, 2]), np.array(["Storgatan"] * 2), np.array(["", ""]))
    return town_baseline(town, "ac", OFFERS, names=names)


def faults(start: Baseline, *changes: dict[str, Any]) -> list[str]:
    scenario = read_scenario_mapping({"name": "Prov", "change": list(changes)})
    with pytest.raises(InputError) as caught:
        run(scenario, start)
    assert "nothing was computed" in str(caught.value)
    return list(caught.value.faults)


def test_all_are_listed_at_once_with_remedies(start: Baseline, town: BuiltTown) -> None:
    lon, lat = town.town.places["1"]
    told = faults(
        start,
        {"type": "close_service", "service": "n1"},
        {"type": "close_service", "service": "n11"},
        {"type": "close_service", "service": "n11"},
        {"type": "open_service", "category": "apotek", "at": {"lon": lon, "lat": lat}},
        {"type": "close_road", "road": {"name": "storgatan"}},
        {"type": "merge_services", "services": ["n12"], "into": "n13"},
        {"type": "merge_services", "services": ["n13"], "into": "n12"},
        {"type": "open_service", "category": "apottek", "at": {"village": "a"}},
        {"type": "change_service", "service": "n13", "category": "bibliotek"},
        {"type": "move_people", "from": {"village": "a"}, "to": {"village": "c"}, "persons": 99},
    )
    expected = [  # what cannot be read stands first
        ("change 8", "perhaps apotek"),
        ("change 1: close_service", "unknown; perhaps n1"),
        ("change 3", "n11: closed already by scenario: change 2"),
        ("change 4", "no road within 1000 m; the nearest is 3."),
        ("change 5", "2 ways go by it: w1 Storgatan (0.2 km), w2 Storgatan (0.2 km)"),
        ("change 7", "closed already by scenario: change 6: merge_services, into n13"),
        ("change 9", "offers apotek, dagligvaror, posttjanster; say which"),
        ("change 10", "only 10 such persons live there"),
    ]
    assert len(told) == len(expected)
    for fault, (where, what) in zip(told, expected, strict=True):
        assert where in fault
        assert what in fault


def test_what_several_fit_is_refused_with_the_candidates(start: Baseline) -> None:
    (told,) = faults(
        start, {"type": "close_service", "service": {"name": "Service n11", "category": "apotek"}}
    )
    assert "none of that name" in told
    twin = {
        "type": "open_service",
        "category": "apotek",
        "at": {"village": "a"},
        "name": "Tvilling",
    }
    (told,) = faults(start, twin, twin, {"type": "close_service", "service": {"name": "tvilling"}})
    assert "2 services fit: ny:1 Tvilling (apoteksvaror, no kommun), ny:2 Tvilling" in told
    assert "give the id" in told


def test_swapped_degrees_are_recognised(start: Baseline, town: BuiltTown) -> None:
    lon, lat = town.town.places["a"]
    spot = {"lon": lat, "lat": lon}
    (told,) = faults(start, {"type": "open_service", "category": "apotek", "at": spot})
    assert "lon and lat are swapped" in told


def test_what_can_be_read_wrong_is_told_before_the_region_is_asked() -> None:
    with pytest.raises(InputError) as caught:
        read_scenario_mapping(
            {
                "nam": "x",
                "change": [
                    {"type": "close_servic"},
                    {"type": "change_service", "service": "n1", "capacity": -1},
                    {"type": "close_service"},
                    {"type": "open_service", "category": "apotek", "where": {"village": "a"}},
                    {"type": "speed_factor", "factor": 0},
                    {"type": "close_road", "road": 7.5},
                    "close everything",
                ],
            },
            "prov.toml",
            [f"prov.toml:{line}" for line in (3, 5, 9, 11, 15, 18, 21)],
        ).checked()
    assert list(caught.value.faults) == [
        "prov.toml: nam: unknown; expected perhaps name",
        f"prov.toml:3: type='close_servic': expected perhaps {' or '.join(ALIKE)}",
        "prov.toml:5: change_service: capacity=-1: expected 0 or more",
        "prov.toml:9: close_service: service is missing",
        f"prov.toml:11: open_service: where: unknown; expected {', '.join(FIELDS)}",
        "prov.toml:15: speed_factor: factor=0: expected more than 0",
        "prov.toml:18: close_road: road=7.5: expected a table such as { way = ..., name = ... }",
        "prov.toml:21: expected a table with a type; begin each with [[change]]",
    ]


def test_what_cannot_be_read_and_what_is_not_there_are_told_together(start: Baseline) -> None:
    told = faults(
        start,
        {"type": "close_servise", "service": "n11"},
        {"type": "close_service", "service": "n1"},
        {"type": "open_service", "category": ["apotek", "apottek"], "at": {"village": "a"}},
        {"type": "season", "season": "sommar"},
        {"type": "season", "season": "Vinter"},
        {"type": "mobile_service", "name": "Buss", "category": "bibliotek",
         "stops": [{"at": {"village": "x1"}, "weekday": "måndag"},
                   {"at": {"village": "x2"}, "weekday": "Monday"}]},
    )  # fmt: skip
    expected = [
        ("change 1: type='close_servise'", "perhaps close_service"),
        ("change 3: open_service: category='apottek'", "no category; expected perhaps apotek"),
        ("change 4: season: season='sommar'", "expected winter, vinter"),
        ("change 2: close_service: service n1", "unknown; perhaps"),
        ("change 6: mobile_service: village x1", "village x2: unknown"),
    ]
    assert len(told) == len(expected)
    for fault, (where, what) in zip(told, expected, strict=True):
        assert where in fault
        assert what in fault


def test_journeys_are_to_known_services() -> None:
    content = {"name": "x", "assumptions": {"trips_per_year": {"dagligvara": 50, "alla": 10}}}
    (told,) = read_scenario_mapping(content).faults
    assert "trips_per_year='dagligvara': no category; expected perhaps dagligvaror" in told
