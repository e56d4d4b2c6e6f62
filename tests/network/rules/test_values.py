"""Numbers out of tags; rows from the wiki pages and GraphHopper's OSMValueExtractorTest."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillganglighet.network.rules.values import (
    parse_duration,
    parse_interval,
    parse_length,
    parse_speed,
)


@pytest.mark.parametrize(
    ("value", "kph"),
    [
        ("50", 50),
        ("50 km/h", 50),
        ("40km/h", 40),
        ("40kmh", 40),
        ("19 kph", 19),
        ("50,5", 50.5),
        ("7", 7),
        ("5", 5),  # on many signs at yards
        ("30 mph", 48.28),  # 30 x 1.609344
        ("40mph", 64.374),
        ("3 mph", 4.83),  # the lowest sign there is
        ("60 mp/h", 96.56),
        ("10 knots", 18.52),  # 10 x 1.852
        ("  70 ", 70),
        ("50;70", 50),  # no promise may rest on the faster one
        ("70;50", 50),
        ("100|80|80", 80),
        ("90; signals", 90),
        ("walk", 7),
        ("none", math.inf),
        ("SE:urban", 50),
        ("SE:rural", 70),
        ("SE:motorway", 110),
        ("SE:trunk", 90),
        ("se:urban", 50),
        ("NO:rural", 80),
        ("DK:motorway", 130),
        ("FI:rural", 80),
        ("FI:living_street", 20),
        ("EE:rural", 90),
        ("LT:motorway", 130),
        ("DE:rural", 100),
        ("DE:urban", 50),
        ("DE:motorway", 130),  # the advised speed
        ("DE:living_street", 7),
        ("DE:walk", 7),
        ("CH:rural", 80),
        ("CH:motorway", 120),
        ("RO:urban", 50),  # peers.md 2c: values that engines do not read
        ("RO:trunk", 100),
        ("PL:motorway", 140),
        ("GB:nsl_single", 97),
        ("GB:nsl_dual", 113),
        ("UK:motorway", 113),
        ("BE-VLG:urban", 50),
        ("DE:zone30", 30),
        ("DE:zone:20", 20),
        ("SE:30", 30),
        ("FI:zone:40", 40),
        ("XX:rural", 90),  # a country without an entry has OSRM's default
        ("DK:motorroad", 80),
    ],
)
def test_a_speed_is_read(value: str, kph: float) -> None:
    assert parse_speed(value) == pytest.approx(kph, abs=0.01)


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "0", "-20", "3", "500", "9999", "1e9", "nan", "inf", "fast", "signals"),
        *("variable", "implicit", "sign", "SE:", ":urban", "SE:nonsense", "SE:zone999", "5O"),
        *("50 km/h wet", "\u0665\u0660", "½", "50 furlongs", ";;", "9" * 400, "50\n60"),
    ],
)
def test_no_speed_is_read_where_there_is_none(value: str) -> None:
    assert parse_speed(value) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("00:45", 2_700),
        ("0:30:00", 1_800),
        ("1:30:00", 5_400),
        ("00:01:00", 60),
        ("1:00", 3_600),
        ("10:00", 36_000),
        ("36:00", 129_600),
        ("168:00", 604_800),  # the longest line is given in hours of three digits
        ("45", 2_700),  # bare numbers are minutes
        ("5", 300),
        ("2.5", 150),
        ("PT45M", 2_700),
        ("PT1M", 60),
        ("PT1H30M", 5_400),
        ("PT71M", 4_260),
        ("PT21.2S", 21.2),
        ("P1D", 86_400),
        ("P1DT2H", 93_600),
        ("P1W", 604_800),
        ("pt20m", 1_200),
        ("45 min", 2_700),
        ("45min", 2_700),
        ("45 minutes", 2_700),
        ("1 h", 3_600),
        ("1h30", 5_400),
        ("1 h 30", 5_400),
        ("1 h 30 min", 5_400),
        ("2 hours", 7_200),
        ("1 tim 15 min", 4_500),
        ("90 s", 90),
        ("1 day 2 h", 93_600),
    ],
)
def test_a_duration_is_read(value: str, seconds: float) -> None:
    assert parse_duration(value) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "value",
    [
        *("", "0", "00:00", "-1", "-00:30", "1:75", "1:2:3:4", "P", "PT", "P3Y", "P400D", "99999"),
        *(
            "soon",
            "30 min 1 h",
            "1 h 2 h",
            "\u0664\u0665",
            "PTM",
            "45 parsecs",
            "9" * 400,
            "12:",
            ":12",
        ),
    ],
)
def test_no_duration_is_read_where_there_is_none(value: str) -> None:
    assert parse_duration(value) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("00:30", 1_800),
        ("20", 1_200),
        ("PT2H", 7_200),
        ("15-30", 1_800),  # whoever comes at any time should count on the longer one
        ("00:20;01:00", 3_600),
        ("on demand", None),
        ("-5", None),
        ("", None),
    ],
)
def test_an_interval_is_read(value: str, seconds: float | None) -> None:
    assert parse_interval(value) == seconds


@pytest.mark.parametrize(
    ("value", "metres"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("2.0 m", 2.0),
        ("1.5m", 1.5),
        ("3 m.", 3),
        ("3meters", 3),
        ("150 cm", 1.5),
        ("4 ft 11 in", 1.499),
        ("4'11''", 1.499),
        ("9'7\"", 2.921),
        ("9' 7\"", 2.921),
        ("9'", 2.743),
        ("9 feet", 2.743),
        ("6'2\"", 1.880),
    ],
)
def test_a_length_is_read(value: str, metres: float) -> None:
    assert parse_length(value) == pytest.approx(metres, abs=0.001)


@pytest.mark.parametrize(
    "value",
    ["", "default", "none", "narrow", "no-sign", "unsigned", "-2", "0", "height 1.5m", "²"],
)
def test_no_length_is_read_where_there_is_none(value: str) -> None:
    assert parse_length(value) is None


@given(st.text(max_size=30))
def test_any_text_is_survived(value: str) -> None:
    for parse in (parse_speed, parse_duration, parse_interval, parse_length):
        number = parse(value)
        assert number is None or number > 0
