"""Barriers on nodes; rows from the tests of OSRM (barrier, access) and GraphHopper."""

import pytest

from support.tagging import tags
from tillganglighet.network.rules.barriers import barrier_defaults, interpret_barrier
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.profile import shipped_profile

CAR, BICYCLE, FOOT = (shipped_profile(name) for name in ("car", "bicycle", "foot"))
BARRED, PRIVATE, PUBLIC = Passage


@pytest.mark.parametrize(
    ("barrier", "car", "bicycle", "foot"),
    [
        ("bollard", BARRED, PUBLIC, PUBLIC),
        ("gate", PUBLIC, PUBLIC, PUBLIC),
        ("lift_gate", PUBLIC, PUBLIC, PUBLIC),
        ("swing_gate", PUBLIC, PUBLIC, PUBLIC),
        ("cattle_grid", PUBLIC, PUBLIC, PUBLIC),
        ("border_control", PUBLIC, PUBLIC, PUBLIC),
        ("toll_booth", PUBLIC, PUBLIC, PUBLIC),
        ("sally_port", PUBLIC, PUBLIC, PUBLIC),
        ("entrance", PUBLIC, PUBLIC, PUBLIC),
        ("kerb", PUBLIC, PUBLIC, PUBLIC),
        ("no", PUBLIC, PUBLIC, PUBLIC),
        ("cycle_barrier", BARRED, PUBLIC, PUBLIC),
        ("block", BARRED, PUBLIC, PUBLIC),
        ("wall", BARRED, BARRED, BARRED),
        ("fence", BARRED, BARRED, BARRED),
        ("stile", BARRED, BARRED, PUBLIC),
        ("turnstile", BARRED, BARRED, PUBLIC),
        # OSRM bars cars at a chain, GraphHopper lets them through: whoever lives behind has a key.
        ("chain", PRIVATE, PUBLIC, PUBLIC),
        ("some_tag", BARRED, BARRED, PUBLIC),
    ],
)
def test_kinds(barrier: str, car: Passage, bicycle: Passage, foot: Passage) -> None:
    node = {"barrier": barrier}
    found = tuple(interpret_barrier(node, profile) for profile in (CAR, BICYCLE, FOOT))
    assert found == (car, bicycle, foot)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", PUBLIC),
        ("barrier=gate, access=yes", PUBLIC),
        ("barrier=gate, access=permissive", PUBLIC),
        ("barrier=gate, access=no", BARRED),
        ("barrier=gate, access=private", PRIVATE),
        ("barrier=gate, access=destination", PRIVATE),
        ("barrier=gate, access=customers", PRIVATE),
        ("barrier=gate, access=agricultural", BARRED),
        ("barrier=gate, access=garbagetag", PUBLIC),
        ("barrier=gate, motor_vehicle=private", PRIVATE),
        ("barrier=gate, motor_vehicle=no", BARRED),
        ("barrier=gate, bicycle=no", PUBLIC),
        ("barrier=gate, locked=yes", BARRED),  # GraphHopper, testLockedGate
        ("barrier=gate, locked=yes, access=private", PRIVATE),
        ("barrier=gate, locked=yes, motor_vehicle=yes", PUBLIC),
        ("barrier=gate, locked=no", PUBLIC),
        ("barrier=wall, access=yes", PUBLIC),
        ("barrier=wall, access=private", PRIVATE),
        ("barrier=lift_gate, access=no, motorcar=yes", PUBLIC),
        ("barrier=lift_gate, access=no, psv=yes", BARRED),
        ("barrier=chain, motor_vehicle=no", BARRED),
        ("barrier=chain, motor_vehicle=yes", PUBLIC),
        ("barrier=bollard, bollard=rising", PUBLIC),
        ("barrier=bollard, bollard=removable", BARRED),
        ("barrier=bollard, motor_vehicle=yes", PUBLIC),
        ("barrier=height_restrictor, maxheight=1.9", BARRED),
        ("barrier=height_restrictor, maxheight=2.1", PUBLIC),
        ("barrier=gate, maxwidth:physical=1.5", BARRED),
        ("barrier=gate, maxwidth=2.5", PUBLIC),
        ("barrier=gate, maxheight=default", PUBLIC),
        # A node without a barrier may still be closed (OSRM, `Access tag hierarchy on nodes`).
        ("access=no", BARRED),
        ("access=private", PRIVATE),
        ("access=no, vehicle=yes", PUBLIC),
        ("vehicle=yes, motor_vehicle=no", BARRED),
        # Of other things on a road, `access` speaks of the thing.
        ("highway=crossing, bicycle=yes, motor_vehicle=no", PUBLIC),
        ("highway=traffic_signals", PUBLIC),
        ("amenity=parking_entrance, access=private", PUBLIC),
        ("entrance=yes, access=private", PUBLIC),
        ("ford=yes", PUBLIC),
    ],
)
def test_car(line: str, expected: Passage) -> None:
    assert interpret_barrier(tags(line), CAR) is expected


@pytest.mark.parametrize(
    ("line", "bicycle", "foot"),
    [
        ("barrier=bollard, access=no", BARRED, BARRED),
        ("barrier=bollard, access=private", PRIVATE, PRIVATE),
        ("barrier=gate, bicycle=no", BARRED, PUBLIC),
        ("barrier=gate, bicycle=dismount", PUBLIC, PUBLIC),
        ("barrier=gate, foot=no", PUBLIC, BARRED),
        ("barrier=gate, access=no, foot=yes", BARRED, PUBLIC),
        ("barrier=gate, motor_vehicle=no", PUBLIC, PUBLIC),
        ("barrier=gate, vehicle=no", BARRED, PUBLIC),
        ("barrier=gate, locked=yes", BARRED, BARRED),
        ("barrier=wall, access=permissive", PUBLIC, PUBLIC),
        ("barrier=gate, maxwidth=1", PUBLIC, PUBLIC),
    ],
)
def test_bicycle_and_foot(line: str, bicycle: Passage, foot: Passage) -> None:
    assert interpret_barrier(tags(line), BICYCLE) is bicycle
    assert interpret_barrier(tags(line), FOOT) is foot


def test_every_barrier_that_one_mode_knows_every_mode_knows() -> None:
    known = [set(barrier_defaults(mode)) for mode in ("car", "bicycle", "foot")]
    assert known[0] == known[1] == known[2]
