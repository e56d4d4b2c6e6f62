"""Every example of a finding lies somewhere in the map, if the extract knows where."""

from pathlib import Path

import numpy as np
import pytest

from support.toy import Relation, Town, restriction, road
from tillganglighet.network.findings import MOST_EXAMPLES, Findings
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.network.whereabouts import whereabouts
from tillganglighet.pipeline.networks import network_with_findings
from tillganglighet.sources.osm.roads import read_roads

# Relation 1 has a via node, 2 has none, 3 and all its members are missing.
TOWN = Town(
    """
    a b c
      d
    """,
    {"abc": road(), "bd": road(), "dz": road()},
    relations=[
        restriction("no_left_turn", "abc", "b", "bd"),
        Relation({"type": "restriction", "restriction": "no_u_turn"}, [("from", "abc")]),
        restriction("no_left_turn", "xyz", "z", "xyz"),
    ],
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, float]]:
    path = tmp_path_factory.mktemp("town") / "town.osm"
    path.write_text(TOWN.osm(), encoding="utf-8")
    ids = ["n97", "n122", "w1", "w3", "w9", "r1", "r2", "r3", "n1.csv:2: x=1", "w-1"]
    return dict(whereabouts(read_roads(path), ids))


def test_nodes_lie_where_they_are_and_ways_at_the_node_in_their_middle(
    places: dict[str, tuple[float, float]],
) -> None:
    assert places["n97"] == pytest.approx(TOWN.places["a"], abs=1e-7)
    assert places["w1"] == pytest.approx(TOWN.places["b"], abs=1e-7)
    assert places["w3"] == pytest.approx(TOWN.places["d"], abs=1e-7)  # z is missing


def test_a_restriction_lies_at_its_via_node_or_its_from_way(
    places: dict[str, tuple[float, float]],
) -> None:
    assert places["r1"] == places["r2"] == pytest.approx(TOWN.places["b"], abs=1e-7)


def test_what_the_extract_lacks_lies_nowhere(places: dict[str, tuple[float, float]]) -> None:
    assert places.keys() == {"n97", "w1", "w3", "r1", "r2"}


def test_problems_bear_kind_persons_and_place() -> None:
    findings = Findings()
    findings.add("village_no_road", ["n1", "n2"], persons=[np.nan, 30.0])
    findings.add("dropped_access", ["w5"])
    findings.locate({"n2": (15.0, 60.0), "n77": (15.0, 61.0)})
    problems = findings.problems("EPSG:3006")
    assert problems.kind.tolist() == ["dropped_access", "village_no_road", "village_no_road"]
    assert problems.osm_id.tolist() == ["w5", "n1", "n2"]
    assert problems.persons == pytest.approx([np.nan, np.nan, 30.0], nan_ok=True)
    # 15 degrees east is the central meridian, with a false easting of 500 km.
    assert problems.x == pytest.approx([np.nan, np.nan, 500_000.0], nan_ok=True)
    assert findings.frozen()["village_no_road"].persons == 30


def test_the_report_names_a_few_and_the_problems_are_all_there() -> None:
    findings = Findings()
    findings.add_ways("dropped_access", np.arange(10 * MOST_EXAMPLES))
    assert len(findings.frozen()["dropped_access"].examples) == MOST_EXAMPLES
    assert len(findings.problems("EPSG:3006")) == 10 * MOST_EXAMPLES
    assert len(Findings().problems("EPSG:3006")) == 0


def test_building_a_network_locates_what_it_finds(tmp_path: Path) -> None:
    path, findings = tmp_path / "town.osm", Findings()
    path.write_text(TOWN.osm(), encoding="utf-8")
    network = network_with_findings(path, shipped_profile("car"), findings)
    problems = findings.problems(network.crs)
    broken = problems.kind == "restriction_incomplete"
    assert problems.osm_id[broken].tolist() == ["r2", "r3"]
    assert np.isfinite(problems.x[broken]).tolist() == [True, False]
