"""The network as GeoDataFrames, on a town that has one of each."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from support.toy import BuiltTown, Town, ferry, private, road
from tillganglighet.publish.network.frames import network_frames

# A street a-b-c of two squares, one-way from c to d, a ferry to e, a gate at g on the way to h.
TOWN = Town(
    """
    a b c d
        g
      e h
    """,
    {
        "abc": road(),
        "cd": road(oneway="yes", maxspeed="72"),
        "be": ferry(duration="10"),
        "cgh": private(),
    },
    nodes={"g": {"barrier": "gate", "access": "private"}},
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> BuiltTown:
    return TOWN.built(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def frames(town: BuiltTown) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    return network_frames(town.network)


def test_each_road_stands_once_with_both_directions(
    frames: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame],
) -> None:
    _, roads = frames
    one_way = roads[roads["way_id"] == 2].iloc[0]
    # Two squares of 100 m at 72 km/h, 20 m/s, take 10 s.
    assert one_way[["forward", "backward"]].tolist() == ["public", "barred"]
    assert one_way["forward_kph"] == 72
    assert one_way["forward_s"] == pytest.approx(10, rel=1e-3)
    assert pd.isna(one_way[["backward_kph", "backward_s"]]).all()
    assert one_way["highway"] == "primary"
    assert one_way["speed_rule"] == "maxspeed"


def test_a_ferry_has_the_speed_that_its_duration_makes(
    frames: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame],
) -> None:
    _, roads = frames
    crossing = roads[roads["is_ferry"]].iloc[0]
    speed = crossing["length_m"] / crossing["forward_s"] * 3.6
    assert crossing["forward_kph"] == pytest.approx(speed)
    assert crossing["forward_s"] >= 600


def test_a_gate_has_no_line_and_every_other_road_has_one_of_its_length(
    frames: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame],
) -> None:
    _, roads = frames
    is_gate = roads["length_m"] == 0
    assert is_gate.any()
    assert roads.geometry[is_gate].isna().all()
    assert (roads.loc[is_gate, "forward"] == "private").all()
    # The scale of the grid on its central meridian is 0.9996.
    drawn = roads[~is_gate]
    assert drawn.length.to_numpy() == pytest.approx(
        drawn["length_m"].to_numpy() * 0.9996, rel=1e-4
    )


def test_lines_run_from_node_to_node(
    frames: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame], town: BuiltTown
) -> None:
    nodes, roads = frames
    drawn = roads[roads.geometry.notna()]
    for end, column in ((0, "from_node"), (-1, "to_node")):
        tips = [line.coords[end] for line in drawn.geometry]
        at = nodes.loc[drawn[column]].geometry
        assert np.array(tips) == pytest.approx(np.column_stack([at.x, at.y]))
    assert roads.crs == nodes.crs == town.network.crs
    # b: a-b, b-c and the ferry; the parts of the gate share one id.
    assert nodes.set_index("osm_id").loc[ord("b"), "road_ends"] == 3
    assert (nodes["osm_id"] == ord("g")).sum() > 1


def test_qgis_can_open_them(
    frames: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame], tmp_path: Path
) -> None:
    nodes, roads = frames
    path = tmp_path / "vägnät.gpkg"
    nodes.to_file(path, layer="nodes")
    roads.to_file(path, layer="roads")
    again = gpd.read_file(path, layer="roads")
    assert again["way_id"].tolist() == roads["way_id"].tolist()
    assert again.crs == roads.crs
