"""The season is an argument: an ice road carries in winter only."""

from pathlib import Path

import pytest

import tillganglighet as tg
from tillganglighet.errors import UsageError

# a --- b ~~~ c    b ~~~ c is an ice road of 1.1 km; round by d it is some 10.5 km.
#         \_ d _/
ICE = """
<osm version="0.6">
<node id="1" lat="62.00" lon="16.0"/><node id="2" lat="62.01" lon="16.0"/>
<node id="3" lat="62.02" lon="16.0"/><node id="4" lat="62.01" lon="16.1"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
<way id="2"><nd ref="2"/><nd ref="3"/>
  <tag k="highway" v="unclassified"/><tag k="ice_road" v="yes"/></way>
<way id="3"><nd ref="2"/><nd ref="4"/><nd ref="3"/><tag k="highway" v="primary"/></way>
</osm>"""


@pytest.fixture
def osm(tmp_path: Path) -> Path:
    path = tmp_path / "is.osm"
    path.write_text(ICE, encoding="utf-8")
    return path


def test_the_ice_road_is_open_in_winter_only(osm: Path) -> None:
    summer, winter = (
        tg.travel_times(tg.build_network(osm, season=season), [(16, 62.0)], [(16, 62.02)])[0, 0]
        for season in ("summer", "winter")
    )
    assert winter < summer / 2
    assert tg.travel_times(tg.build_network(osm), [(16, 62.0)], [(16, 62.02)])[0, 0] == summer


def test_an_unknown_season_is_told(osm: Path) -> None:
    with pytest.raises(UsageError, match="summer or winter"):
        tg.build_network(osm, season="höst")
