"""Two extracts as one: what both hold counts once, and the roads meet at the border.

a-----b-----c     West holds ab, east holds bc; the node b stands in both files.
"""

from pathlib import Path

import pytest

from support.toy import Town, road
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.pipeline.networks import network_with_findings, travel_times
from tillganglighet.sources.osm.joined import joined_osm
from tillganglighet.sources.osm.places import read_places

DRAWING = "a     b     c"  # 600 metres between them: 60 seconds at 10 m/s
PLACES = {"b": {"place": "village", "name": "Gränsby"}}


def _town(*ways: str) -> Town:
    return Town(DRAWING, {way: road() for way in ways}, PLACES, way_ids={"ab": 1, "bc": 2})


def _written(path: Path, town: Town) -> Path:
    path.write_text(town.osm(), encoding="utf-8")
    return path


def test_roads_meet_at_the_border(tmp_path: Path) -> None:
    town = _town("ab", "bc")
    west, east = _written(tmp_path / "väst.osm", _town("ab")), tmp_path / "öst.osm"
    _written(east, _town("ab", "bc"))  # the whole way over the border, as extracts have it
    with joined_osm([west, east]) as path:
        network = network_with_findings(path, shipped_profile("car"), Findings())
        places = read_places(path, ["place"], lambda _: True)
    seconds = travel_times(network, [town.places["a"]], [town.places["c"]])
    assert seconds[0, 0] == pytest.approx(120, abs=1)
    assert [place.id for place in places] == [f"n{ord('b')}"]
    assert sorted(network.roads.way_id.tolist()) == [1, 2]
    assert not path.exists()


def test_one_file_is_itself(tmp_path: Path) -> None:
    only = _written(tmp_path / "a.osm", _town("ab"))
    with joined_osm([only]) as path:
        assert path == only
    assert only.exists()


def test_a_broken_file_among_them_is_named(tmp_path: Path) -> None:
    good, bad = _written(tmp_path / "a.osm", _town("ab")), tmp_path / "cut.osm.pbf"
    bad.write_bytes(b"not protobuf at all")
    with pytest.raises(InputError, match=r"cut\.osm\.pbf"), joined_osm([good, bad]):
        pass
