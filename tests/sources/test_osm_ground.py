"""Water for maps: which side of a coast is sea, and lakes with their islands."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from support.shared import shared_data
from tillganglighet.domain.ground import GroundKind
from tillganglighet.sources.osm.ground import read_ground, sea

SHEET = shapely.box(0, 0, 100_000, 100_000)


def coasts(*lines: list[tuple[float, float]]) -> np.ndarray:
    return np.array([shapely.LineString(line) for line in lines], dtype=object)


def is_sea(shapes: np.ndarray, x: float, y: float) -> bool:
    return bool(shapely.intersects(shapes, shapely.Point(x, y)).any())


def test_an_island_has_the_land_on_its_left() -> None:
    # Counterclockwise, hence land inside.
    ring = [(40_000, 40_000), (60_000, 40_000), (60_000, 60_000), (40_000, 60_000)]
    found = sea(coasts([*ring, ring[0]]), SHEET)
    assert not is_sea(found, 50_000, 50_000)
    assert is_sea(found, 20_000, 50_000)
    # The other way round it is a bay of which only the water is drawn.
    found = sea(coasts([*ring[::-1], ring[-1]]), SHEET)
    assert is_sea(found, 50_000, 50_000)


def test_a_coast_that_the_file_cuts_off_is_led_on_to_the_edge() -> None:
    # Drawn northward: land to the west, sea to the east.
    found = sea(
        coasts([(50_000, 10_000), (52_000, 50_000)], [(52_000, 50_000), (50_000, 90_000)]), SHEET
    )
    assert not is_sea(found, 30_000, 50_000)
    assert is_sea(found, 70_000, 50_000)


def test_without_a_coast_all_is_land() -> None:
    assert len(sea(np.empty(0, dtype=object), SHEET)) == 0


OSM = """<osm version="0.6">
<node id="1" lat="61.0" lon="15.0"/><node id="2" lat="61.0" lon="15.02"/>
<node id="3" lat="61.01" lon="15.02"/><node id="4" lat="61.01" lon="15.0"/>
<node id="5" lat="61.004" lon="15.008"/><node id="6" lat="61.004" lon="15.012"/>
<node id="7" lat="61.006" lon="15.010"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/></way>
<way id="2"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="5"/></way>
<way id="3"><nd ref="1"/><nd ref="99"/><tag k="waterway" v="river"/></way>
<way id="4"><nd ref="1"/><nd ref="3"/><tag k="waterway" v="river"/></way>
<relation id="1"><member type="way" ref="1" role="outer"/><member type="way" ref="2" role="inner"/>
<tag k="type" v="multipolygon"/><tag k="natural" v="water"/></relation>
</osm>"""


def test_a_lake_keeps_its_island_and_a_river_without_nodes_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "vatten.osm"
    path.write_text(OSM, encoding="utf-8")
    ground = read_ground([path], "EPSG:3006", shapely.Polygon())
    (lake,) = ground.of_kind(GroundKind.LAKE)
    # 0.02 degrees of longitude at 61 degrees are 1 081 m, 0.01 of latitude 1 114 m.
    assert shapely.area(lake) == pytest.approx(1_081 * 1_114, rel=0.05)
    assert len(shapely.get_parts(lake)[0].interiors) == 1
    assert len(ground.of_kind(GroundKind.RIVER)) == 1
    assert len(ground.of_kind(GroundKind.SEA)) == 0


def test_the_faroes_are_islands() -> None:
    path = shared_data("faroe-islands/faroe-islands-2017.osm.pbf")
    ground = read_ground([path], "EPSG:32629", shapely.Polygon())
    (water,) = ground.of_kind(GroundKind.SEA)
    land = shapely.difference(shapely.envelope(water), water)
    # The archipelago measures 1 399 km2 (Hagstova Føroya).
    assert shapely.area(land) / 1e6 == pytest.approx(1_399, rel=0.01)
