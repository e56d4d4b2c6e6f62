"""Turn restrictions; rows from OSRM's features/car/restrictions.feature and the wiki page."""

import pytest

from support.tagging import tags
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.network.rules.turns import TurnRule, interpret_restriction

CAR, BICYCLE, FOOT = (shipped_profile(name) for name in ("car", "bicycle", "foot"))
NO, ONLY = TurnRule("no"), TurnRule("only")


@pytest.mark.parametrize(
    ("line", "car", "bicycle", "foot"),
    [
        ("restriction=no_left_turn", NO, NO, None),
        ("restriction=no_right_turn", NO, NO, None),
        ("restriction=no_straight_on", NO, NO, None),
        ("restriction=no_entry", NO, NO, None),
        ("restriction=no_exit", NO, NO, None),
        (
            "restriction=no_u_turn",
            TurnRule("no", is_u_turn=True),
            TurnRule("no", is_u_turn=True),
            None,
        ),
        ("restriction=no_weird_zigzags", NO, NO, None),
        ("restriction=only_right_turn", ONLY, ONLY, None),
        ("restriction=only_straight_on", ONLY, ONLY, None),
        ("restriction=Only_Left_Turn ", ONLY, ONLY, None),
        ("restriction=yield", "unknown_value", "unknown_value", None),
        ("restriction=none", None, None, None),
        ("restriction:hgv=no_straight_on", None, None, None),
        ("restriction:motorcar=no_straight_on", NO, None, None),
        ("restriction:bicycle=no_left_turn", None, NO, None),
        ("restriction:foot=no_left_turn", None, None, NO),
        ("restriction:vehicle=no_left_turn", NO, NO, None),
        ("restriction=no_left_turn, restriction:bicycle=none", NO, None, None),
        ("restriction=no_left_turn, except=motorcar", None, NO, None),
        ("restriction=no_left_turn, except=psv;bicycle", NO, None, None),
        ("restriction=no_left_turn, except=psv; motorcar", None, NO, None),
        ("restriction=only_straight_on, except=psv", ONLY, ONLY, None),
        ("restriction=no_left_turn, except=vehicle", None, None, None),
        (
            "restriction:conditional=no_left_turn @ (07:00-09:00)",
            "conditional",
            "conditional",
            None,
        ),
        ("restriction:motorcar:conditional=no_left_turn @ (Mo-Fr)", "conditional", None, None),
        ("restriction:hgv:conditional=no_left_turn @ (Mo-Fr)", None, None, None),
        (
            "restriction=no_left_turn, hour_on=07:00, hour_off=09:00",
            "conditional",
            "conditional",
            None,
        ),
        ("", None, None, None),
    ],
)
def test_a_restriction(
    line: str, car: TurnRule | str | None, bicycle: TurnRule | str | None, foot: TurnRule | None
) -> None:
    relation = tags(f"type=restriction, {line}".rstrip(", "))
    found = [interpret_restriction(relation, profile) for profile in (CAR, BICYCLE, FOOT)]
    assert found == [car, bicycle, foot]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("type=restriction:motorcar, restriction=no_left_turn", NO),
        ("type=restriction:motorcar, restriction:motorcar=only_left_turn", ONLY),
        ("type=restriction:hgv, restriction=no_left_turn", None),
        ("type=restriction:bus, restriction:bus=no_left_turn", None),
        ("type=route, restriction=no_left_turn", None),
        ("restriction=no_left_turn", None),
    ],
)
def test_the_type_of_the_relation(line: str, expected: TurnRule | None) -> None:
    assert interpret_restriction(tags(line), CAR) == expected
