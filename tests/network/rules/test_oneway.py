"""One-way streets; rows from OSRM's features/{car,bicycle,foot}/oneway.feature."""

import pytest

from support.tagging import tags, use, ways_open
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.network.rules.way_use import Dropped
from tillganglighet.network.rules.ways import interpret_way

CAR, BICYCLE, FOOT = (shipped_profile(name) for name in ("car", "bicycle", "foot"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", "both"),
        ("oneway=yes", "forward"),
        ("oneway=true", "forward"),
        ("oneway=1", "forward"),
        ("oneway=-1", "backward"),
        ("oneway=reverse", "backward"),
        ("oneway=no", "both"),
        ("oneway=false", "both"),
        ("oneway=0", "both"),
        ("oneway=nonsense", "both"),
        ("oneway=reversible", "no"),
        ("oneway=alternating", "both"),
        ("oneway:motorcar=yes", "forward"),
        ("oneway:motor_vehicle=yes", "forward"),
        ("oneway:vehicle=yes", "forward"),
        ("oneway:motorcar=yes, oneway:motor_vehicle=no", "forward"),
        ("oneway:motor_vehicle=yes, oneway:vehicle=no", "forward"),
        ("oneway:vehicle=yes, oneway=no", "forward"),
        ("oneway:motorcar=no, oneway:motor_vehicle=yes", "both"),
        ("oneway:vehicle=no, oneway=yes", "both"),
        ("junction=roundabout", "forward"),
        ("junction=circular", "forward"),
        ("junction=roundabout, oneway=no", "both"),
        ("junction=roundabout, oneway=-1", "backward"),
        ("junction=jughandle", "both"),
        ("oneway=yes, oneway:bicycle=no", "forward"),
        ("oneway=yes, oneway:bicycle=-1", "forward"),
        ("oneway=no, oneway:bicycle=yes", "both"),
        ("junction=roundabout, oneway:bicycle=no", "forward"),
        ("oneway=yes, cycleway=opposite", "forward"),
        ("oneway=yes, motor_vehicle:forward=no", "no"),
        ("oneway=-1, motor_vehicle:forward=no", "backward"),
    ],
)
def test_car(line: str, expected: str) -> None:
    assert ways_open(f"highway=primary, {line}".rstrip(", "), CAR) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("highway=motorway", "forward"),
        ("highway=motorway, oneway=no", "both"),
        ("highway=motorway_link", "both"),
        ("highway=motorway_link, oneway=yes", "forward"),
        ("highway=motorway_link, junction=roundabout", "forward"),
    ],
)
def test_car_on_motorways(line: str, expected: str) -> None:
    assert ways_open(line, CAR) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("oneway=yes", "forward"),  # one may push against it; the sign still holds for riders
        ("oneway=-1", "backward"),
        ("oneway=nonsense", "both"),
        ("junction=roundabout", "forward"),
        ("junction=roundabout, oneway=no", "both"),
        ("oneway:bicycle=yes", "forward"),
        ("oneway:bicycle=yes, oneway=-1", "forward"),
        ("oneway:bicycle=no, oneway=yes", "both"),
        ("oneway:bicycle=no, junction=roundabout", "both"),
        ("oneway:bicycle=-1, oneway=yes", "backward"),
        ("oneway:motorcar=yes", "both"),
        *((f"oneway=yes, cycleway=opposite{rest}", "both") for rest in ("", "_track", "_lane")),
        *((f"oneway=-1, cycleway=opposite{rest}", "both") for rest in ("", "_track", "_lane")),
        ("oneway=yes, cycleway:left=opposite_lane", "both"),
        ("oneway=yes, cycleway:right=track", "forward"),
        ("oneway=yes, cycleway:left=track", "both"),
        ("oneway=yes, cycleway:left:oneway=-1", "both"),
        ("oneway=yes, cycleway=lane", "forward"),
        ("oneway=yes, bicycle:backward=yes", "both"),
    ],
)
def test_bicycle(line: str, expected: str) -> None:
    assert ways_open(f"highway=primary, {line}", BICYCLE) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("highway=primary, oneway=yes", "both"),
        ("highway=primary, oneway=-1", "both"),
        ("highway=primary, oneway=reversible", "both"),
        ("highway=primary, junction=roundabout", "both"),
        ("highway=footway, oneway:foot=yes", "forward"),
        ("highway=footway, oneway:foot=-1, oneway=yes", "backward"),
        ("highway=footway, oneway:foot=no, oneway=yes", "both"),
        ("highway=motorway, oneway:foot=no", "no"),  # a direction is not a permission
        ("highway=steps, conveying=forward", "forward"),
        ("highway=steps, conveying=backward", "backward"),
        ("highway=steps, conveying=yes", "both"),
    ],
)
def test_foot(line: str, expected: str) -> None:
    assert ways_open(line, FOOT) == expected


def test_a_barred_direction_has_no_speed() -> None:
    road = use("highway=primary, oneway=-1, maxspeed=80", CAR)
    assert (road.forward_kph, road.backward_kph) == (0, 80)


def test_a_reversible_street_is_told() -> None:
    found = interpret_way(tags("highway=primary, oneway=reversible"), CAR)
    assert found == Dropped("reversible", "oneway=reversible")


def test_an_unread_value_is_told() -> None:
    assert use("highway=primary, oneway=nonsense", CAR).doubts == ("oneway_unparsed",)
