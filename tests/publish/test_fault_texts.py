"""Every fault of a scenario and of a siting has its Swedish words."""

from typing import Any

import pytest

from tillganglighet.errors import InputError, UsageError
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.siting import site
from tillganglighet.pipeline.siting_question import SitingQuestion
from tillganglighet.publish.wording.fault_texts import swedish_fault

HERE, SEA = {"village": "n1004"}, {"lon": 0.0, "lat": 0.0}
FAULTY: list[dict[str, Any]] = [
    {"type": "close_servise"},
    {"type": "sommar"},
    {"type": "close_service"},
    {"type": "close_service", "service": "n1", "colour": 1},
    {"type": "close_service", "service": "n2009999"},
    {"type": "close_service", "service": {"id": "n2001", "category": "apotek"}},
    {"type": "close_service", "service": {"name": "Lanthandel", "kommun": "2901"}},
    {"type": "close_service", "service": SEA},
    {"type": "close_service", "service": {}},
    {"type": "close_service", "service": {"lon": 1.0}},
    {"type": "close_service", "service": "n2033"},
    {"type": "close_service", "service": "n2033"},
    {"type": "open_service", "category": "apottek", "at": HERE},
    {"type": "open_service", "category": "apotek"},
    {"type": "open_service", "at": HERE},
    {"type": "open_service", "service": "n2035"},
    {"type": "open_service", "category": "apotek", "at": SEA},
    {"type": "open_service", "category": "apotek", "at": {"lon": 15.3, "lat": 63.5}},
    {"type": "open_service", "category": "apotek", "at": {"village": "n10"}},
    {"type": "open_service", "category": "apotek", "at": {"village": {"name": "Norr"}}},
    {"type": "open_service", "category": "apotek", "at": {}},
    {"type": "open_service", "category": "apotek", "at": HERE, "capacity": -1},
    {"type": "merge_services", "services": ["n2037"]},
    {"type": "merge_services", "services": ["n2037", "n2037"], "into": "n2035"},
    {"type": "merge_services", "services": ["n2035"], "into": "n2035"},
    {"type": "change_service", "service": "n2035"},
    {"type": "change_service", "service": "n2001", "category": "apotek"},
    {"type": "mobile_service", "name": "Buss", "category": "bibliotek", "stops": []},
    {"type": "mobile_service", "name": "Buss", "category": "bibliotek",
     "stops": [{"at": HERE, "weekday": "mån"}]},
    {"type": "close_road", "road": {"name": "Ingengatan"}},
    {"type": "close_road", "road": {"name": "Storgatan"}},
    {"type": "close_road", "road": {"name": "Storgatan", "near": SEA}},
    {"type": "close_road", "road": SEA},
    {"type": "close_road", "road": "x1"},
    {"type": "close_road", "road": "w1"},
    {"type": "close_road", "road": "w10343"},
    {"type": "close_road", "road": {}},
    {"type": "ferry_out", "ferry": "w10297"},
    {"type": "ferry_out"},
    {"type": "ferry_out"},
    {"type": "slow_road", "road": "w10297"},
    {"type": "slow_road", "road": "w10297", "kph": "fort"},
    {"type": "add_road", "line": [[0, 0], [1, 1]], "kph": 50},
    {"type": "add_road", "line": [[0, 0]], "kph": 50},
    {"type": "season", "season": "höst"},
    {"type": "season", "season": "vinter"},
    {"type": "season", "season": "winter"},
    {"type": "speed_factor", "factor": 1, "road_class": ["motorway"]},
    {"type": "speed_factor", "factor": 0},
    {"type": "move_people", "from": {"village": "n1004"}, "to": HERE, "persons": 1e6},
    {"type": "move_people", "from": {"village": "n1004"}, "to": HERE, "persons": 1, "group": "x"},
    {"type": "move_people", "from": {"cells": ["x"]}, "to": HERE, "persons": 1},
    {"type": "move_people", "from": {}, "to": HERE, "persons": 1},
]  # fmt: skip


def untold(fault: str) -> list[str]:
    """Return the clauses that stay English."""
    return [each for each in fault.split("; ") if swedish_fault(each) == each]


def test_no_fault_of_a_scenario_stays_english(example_region: Region) -> None:
    with pytest.raises(InputError) as caught:
        example_region.scenario({"name": "Fel", "change": FAULTY})
    assert len(caught.value.faults) >= len(FAULTY) - 3  # some are the first of two alike
    assert [each for fault in caught.value.faults for each in untold(fault)] == []


def test_no_fault_of_a_siting_stays_english(example_region: Region) -> None:
    for question in (
        SitingQuestion("apotek", 4_000, must_open=["n0"], alternatives=0, seconds=0, capacity=-1),
        SitingQuestion("apotek", 40, closes=True, must_open=["n1"], must_close=["n1"], capacity=9),
        SitingQuestion("apotek", 0, "p-center", capacity=9, must_open=["n1001"]),
    ):
        with pytest.raises(UsageError) as caught:
            site(example_region, question)
        lines = str(caught.value).splitlines()
        assert [each for line in lines for each in untold(line)] == []


def test_where_it_stands_stays_and_what_is_wrong_is_swedish() -> None:
    told = "stangs.toml:4: close_service: service n1: unknown; perhaps n11 Konsum (dagligvaror)"
    assert swedish_fault(told) == (
        "stangs.toml:4: close_service: service n1: okänd; kanske n11 Konsum (dagligvaror)"
    )
    assert swedish_fault("scenario: change 2: season: season='x': expected winter, vinter") == (
        "scenario: ändring 2: season: season='x': ska vara winter, vinter"
    )
    assert swedish_fault("no such words") == "no such words"
