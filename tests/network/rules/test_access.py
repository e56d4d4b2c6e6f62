"""The hierarchy of access tags, mode by mode; rows from OSRM's and GraphHopper's own tests.

OSRM: features/{car,bicycle,foot}/access.feature; GraphHopper: {Car,Foot,Bike}TagParserTest. Where
they bar what is private, we let a journey begin or end there: the row then reads `(both)`.
"""

import pytest

from support.tagging import ways_open
from tillganglighet.network.rules.profile import shipped_profile

CAR, BICYCLE, FOOT = (shipped_profile(name) for name in ("car", "bicycle", "foot"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # The most special key wins (OSRM, `Access tag hierarchy on ways`).
        ("", "both"),
        ("access=yes", "both"),
        ("access=no", "no"),
        ("vehicle=yes", "both"),
        ("vehicle=no", "no"),
        ("access=no, vehicle=yes", "both"),
        ("access=yes, vehicle=no", "no"),
        ("motor_vehicle=no", "no"),
        ("access=no, motor_vehicle=yes", "both"),
        ("access=yes, motor_vehicle=no", "no"),
        ("vehicle=no, motor_vehicle=yes", "both"),
        ("vehicle=yes, motor_vehicle=no", "no"),
        ("motorcar=no", "no"),
        ("access=no, motorcar=yes", "both"),
        ("vehicle=no, motorcar=yes", "both"),
        ("motor_vehicle=no, motorcar=yes", "both"),
        ("motor_vehicle=yes, motorcar=no", "no"),
        # Directions (OSRM, `Access tag hierarchy and forward/backward`).
        ("access=yes, access:forward=no", "backward"),
        ("access=yes, access:forward=yes, motorcar=no", "no"),
        ("access=yes, access:forward=yes, motorcar=yes, motorcar:forward=no", "backward"),
        ("access=yes, access:backward=no", "forward"),
        ("access=yes, access:backward=yes, motorcar=no", "no"),
        ("access=yes, motorcar=yes, motorcar:backward=no", "forward"),
        ("access=no, access:forward=yes", "forward"),
        ("access=no, access:forward=no, motorcar=yes", "both"),
        ("access=no, access:forward=no, motorcar=no, motorcar:forward=yes", "forward"),
        ("access=no, access:backward=yes", "backward"),
        ("access:forward=no, motorcar:forward=no", "backward"),
        ("access:forward=no, motorcar:backward=no", "no"),
        ("access:forward=no, motorcar:forward=yes", "both"),
        ("access:forward=yes, motorcar:forward=no", "backward"),
        ("vehicle:forward=no", "backward"),  # GraphHopper, testOneway
        ("vehicle:backward=no", "forward"),
        ("vehicle:backward=designated", "both"),
        ("motor_vehicle:forward=no, motor_vehicle:backward=destination", "(backward)"),
        # Values (OSRM, `Access tags on ways`; the issue for what may begin or end a journey).
        ("access=permissive", "both"),
        ("access=designated", "both"),
        ("access=private", "(both)"),
        ("access=destination", "(both)"),
        ("access=customers", "(both)"),
        ("access=delivery", "(both)"),
        ("access=permit", "(both)"),
        ("motor_vehicle=residents", "(both)"),
        ("access=agricultural", "no"),
        ("access=forestry", "no"),
        ("access=emergency", "no"),
        ("access=military", "no"),  # GraphHopper, testMilitaryAccess
        ("access=psv", "no"),  # a bus street
        ("access=no, psv=yes", "no"),
        ("access=no, bus=yes", "no"),
        ("motor_vehicle=bus", "no"),
        ("access=some_tag", "both"),
        ("access=unknown", "both"),
        ("access=Private", "(both)"),
        # Lists: the most open part (GraphHopper, testAccess).
        ("motor_vehicle=agricultural;forestry", "no"),
        ("motor_vehicle=forestry;agricultural;unknown", "no"),
        ("motor_vehicle=yes;forestry;agricultural", "both"),
        ("motor_vehicle=agricultural;destination;forestry", "(both)"),
        # A value nobody knows hides nothing (GraphHopper, testUnknownValueDoesNotShadowAccess).
        ("access=no, motor_vehicle=somethingunexpected", "no"),
        ("vehicle=no, motorcar=somethingunexpected", "no"),
        ("motor_vehicle=somethingunexpected", "both"),
        # Other modes' tags say nothing (OSRM, `Ignore access tags for other modes`).
        ("foot=no", "both"),
        ("bicycle=no", "both"),
        ("psv=no", "both"),
        ("hgv=no", "both"),
        ("bus:lanes=designated|no, lanes=2", "both"),
        ("motor_vehicle:lanes=no|yes", "both"),
        ("toll=yes", "both"),
    ],
)
def test_car_on_a_primary_road(line: str, expected: str) -> None:
    assert ways_open(f"highway=primary, {line}".rstrip(", "), CAR) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # Classes (OSRM, features/car/way.feature).
        *(
            (f"highway={name}", "both")
            for name in ("trunk", "trunk_link", "primary", "primary_link")
        ),
        *((f"highway={name}", "both") for name in ("secondary", "secondary_link", "tertiary")),
        *((f"highway={name}", "both") for name in ("tertiary_link", "residential", "service")),
        *((f"highway={name}", "both") for name in ("unclassified", "living_street", "road")),
        *(
            (f"highway={name}", "no")
            for name in ("path", "footway", "pedestrian", "steps", "pier")
        ),
        *((f"highway={name}", "no") for name in ("cycleway", "bridleway", "busway", "corridor")),
        ("highway=motorway", "forward"),
        ("highway=motorway_link", "both"),  # does not imply one way (OSRM, oneway.feature)
        # A forest track leads to a house, and is no short cut (peers.md 2c, 15).
        ("highway=track", "(both)"),
        ("highway=track, tracktype=grade1", "(both)"),
        ("highway=track, motor_vehicle=yes", "both"),
        ("highway=track, access=yes", "both"),
        ("highway=track, motor_vehicle=agricultural", "no"),
        ("highway=track, motor_vehicle=destination;agricultural", "(both)"),
        ("highway=track, motorcar=no", "no"),
        ("highway=track, access=private", "(both)"),
        # A driveway leads to one house.
        ("highway=service, service=driveway", "(both)"),
        ("highway=service, service=driveway, access=yes", "both"),
        ("highway=service, service=driveway, access=no", "no"),
        ("highway=service, service=alley", "both"),
        ("highway=service, service=parking_aisle", "both"),
        ("highway=service, access=private", "(both)"),
        ("highway=service, service=emergency_access", "no"),
        ("highway=service, motor_vehicle=service", "no"),
        ("highway=service, access=no, motorcar=yes", "both"),
        # Paths: only where a tag for vehicles says so.
        ("highway=cycleway, motor_vehicle=designated", "both"),
        ("highway=pedestrian, motorcar=destination", "(both)"),
        ("highway=pedestrian, motor_vehicle=delivery", "(both)"),
        ("highway=pedestrian, access=private", "no"),
        ("highway=footway, access=private", "no"),
        ("highway=footway, motor_vehicle:backward=destination", "(backward)"),
        ("highway=footway, access=yes", "(both)"),  # OSRM drives through; we only arrive
        ("highway=footway, access=permissive", "(both)"),
        ("highway=footway, foot=yes, bicycle=yes", "no"),
        ("highway=pedestrian, vehicle:forward=yes", "forward"),
        ("highway=busway, motor_vehicle=yes", "both"),
        ("highway=steps, access=yes", "no"),
        ("highway=steps, motor_vehicle=yes", "no"),
        ("highway=bus_guideway, access=yes", "no"),
        # Classes nobody knows open by tag alone (OSRM, `Overwriting implied access on ways`).
        ("highway=runway", "no"),
        ("highway=runway, access=yes", "both"),
        ("highway=runway, vehicle=yes", "both"),
        ("highway=runway, motorcar=yes", "both"),
        ("highway=runway, access=private, motorcar=permissive", "both"),
        ("highway=runway, foot=yes", "no"),
        ("highway=garbagetag, access=permissive", "both"),
        ("highway=trunk, access=agricultural, vehicle=designated, motorcar=no", "no"),
        ("highway=motorway, access=yes, motorcar=private", "(forward)"),
        ("highway=secondary, railway=tram", "both"),  # GraphHopper, testRailway
        ("highway=path, railway=abandoned", "no"),
        ("railway=rail", "no"),
        ("waterway=river, boat=yes", "no"),
        ("railway=platform", "no"),
        ("man_made=pier, motor_vehicle=yes", "no"),
        ("name=Storgatan", "no"),
    ],
)
def test_car_on_other_classes(line: str, expected: str) -> None:
    assert ways_open(line, CAR) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("highway=primary", "both"),
        ("highway=primary, access=no", "no"),
        ("highway=primary, vehicle=no", "no"),
        ("highway=primary, access=no, vehicle=yes", "both"),
        ("highway=primary, access=yes, vehicle=no", "no"),
        ("highway=primary, vehicle=no, bicycle=yes", "both"),
        ("highway=primary, bicycle=no", "no"),
        ("highway=primary, bicycle=use_sidepath", "no"),
        ("highway=primary, motor_vehicle=no", "both"),
        ("highway=primary, vehicle=yes, bicycle=private", "(both)"),
        ("highway=cycleway, access=yes, vehicle=designated, bicycle=no", "no"),
        ("highway=cycleway, foot=no", "both"),
        ("highway=runway", "no"),
        ("highway=runway, bicycle=yes", "both"),
        ("highway=runway, access=no, bicycle=yes", "both"),
        ("highway=motorway", "no"),
        ("highway=motorway, bicycle=yes", "forward"),
        ("highway=trunk", "both"),
        ("highway=trunk, motorroad=yes", "no"),
        ("highway=tertiary, motorroad=yes", "no"),
        ("highway=tertiary, motorroad=yes, bicycle=yes", "both"),
        ("highway=track, vehicle=forestry", "no"),
        ("highway=track, vehicle=forestry, bicycle=yes", "both"),
        ("highway=track, access=forestry, bicycle=permissive", "both"),
        ("highway=bridleway", "no"),
        ("highway=bridleway, bicycle=yes", "both"),
        ("highway=footway, bicycle=no", "no"),
        ("highway=footway, vehicle=no, bicycle=permissive", "both"),
        ("highway=service, sac_scale=hiking", "both"),
        ("highway=service, sac_scale=alpine_hiking", "no"),
        ("highway=secondary, access=no, bicycle=dismount", "both"),
        ("highway=secondary, vehicle=no, bicycle=dismount", "both"),
        ("highway=platform, bicycle=no", "no"),
        ("railway=platform", "both"),
        ("highway=construction, bicycle=yes", "no"),
    ],
)
def test_bicycle(line: str, expected: str) -> None:
    assert ways_open(line, BICYCLE) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("highway=footway", "both"),
        ("highway=footway, foot=no", "no"),
        ("highway=footway, access=no", "no"),
        ("highway=footway, access=no, foot=yes", "both"),
        ("highway=footway, access=yes, foot=no", "no"),
        ("highway=motorway", "no"),
        ("highway=motorway, foot=yes", "both"),
        ("highway=motorway, sidewalk=yes", "both"),
        ("highway=motorway, sidewalk=left", "both"),
        ("highway=motorway, sidewalk=none", "no"),
        ("highway=motorway, access=private, foot=yes", "both"),
        ("highway=tertiary, sidewalk=left, access=private", "(both)"),
        ("highway=tertiary, motorroad=yes", "no"),
        ("highway=primary, foot=private", "(both)"),
        ("highway=primary, foot=use_sidepath", "no"),
        ("highway=primary, vehicle=no", "both"),
        ("highway=primary, motor_vehicle=private", "both"),
        ("highway=track, access=forestry, foot=permissive", "both"),
        ("highway=track", "both"),
        ("highway=cycleway", "both"),
        ("highway=cycleway, foot=no, access=yes", "no"),
        ("highway=path, foot=official", "both"),
        ("highway=service, access=no, foot=somethingunexpected", "no"),
        ("highway=service, foot=somethingunexpected", "both"),
        ("highway=steps", "both"),
        ("highway=bridleway", "no"),
        ("highway=bridleway, foot=yes", "both"),
        ("highway=platform", "both"),
        ("railway=platform", "both"),
        ("man_made=pier", "both"),
        ("railway=tram", "no"),
        ("highway=via_ferrata", "no"),
        ("highway=path, foot:forward=yes", "forward"),
        ("highway=path, foot:backward=yes", "backward"),
        ("highway=pedestrian, area=yes", "both"),
    ],
)
def test_foot(line: str, expected: str) -> None:
    assert ways_open(line, FOOT) == expected
