"""The values of tags as numbers: speeds, durations, lengths.

Every function takes any text, returns None for what it cannot read or what cannot be true, and
never raises.
"""

import math
import re
from functools import lru_cache

from tillganglighet.network.rules.limits import implicit_kph, walk_kph

KPH_PER_MPH = 1.609344
KPH_PER_KNOT = 1.852
M_PER_FOOT = 0.3048
M_PER_INCH = 0.0254

# Below 3 mph no sign exists, above 160 km/h no limit; such values are typing errors. GraphHopper
# draws the lower line at the same place (OSMMaxSpeedParserTest, its issue 3077).
SLOWEST_KPH = 3 * KPH_PER_MPH - 0.1
FASTEST_KPH = 160.0

# The longest ferry line of the world takes a few days; more is a typing error.
LONGEST_DURATION_S = 14 * 86_400

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_SPEED = re.compile(
    _NUMBER + r"\s*(km/h|kmh|km/hr|kph|kmph|mph|mp/h|knots|knot|kn|kt|kts)?", re.ASCII
)
_KPH_PER_UNIT = {"mph": KPH_PER_MPH, "mp/h": KPH_PER_MPH} | dict.fromkeys(
    ("knots", "knot", "kn", "kt", "kts"), KPH_PER_KNOT
)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]?\d)(?::([0-5]?\d))?", re.ASCII)
_ISO = re.compile(
    r"P(?:(\d+)W)?(?:(\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?",
    re.ASCII,
)
_ISO_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_SPELLED = re.compile(_NUMBER + r"\s*([a-zåäö]*)\.?\s*", re.ASCII | re.IGNORECASE)
_SECONDS_PER_WORD = (
    dict.fromkeys(("d", "day", "days", "dag", "dagar", "dygn"), 86_400)
    | dict.fromkeys(
        ("h", "hr", "hrs", "hour", "hours", "t", "tim", "timme", "timmar", "std"), 3_600
    )
    | dict.fromkeys(("", "m", "min", "mins", "minute", "minutes", "minut", "minuter", "mn"), 60)
    | dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek"), 1)
)
_FEET = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:'|ft|feet|foot)\s*(?:(\d+(?:[.,]\d+)?)\s*(?:\"|''|in|inch|inches)?)?",
    re.ASCII,
)
_METRES = re.compile(_NUMBER + r"\s*(m|m\.|meter|meters|metre|metres|cm|mm|km)?", re.ASCII)
_METRES_PER_UNIT = {"cm": 0.01, "mm": 0.001, "km": 1_000.0}


def _number(text: str) -> float:
    return float(text.replace(",", "."))


@lru_cache(maxsize=4_096)
def parse_speed(value: str) -> float | None:
    """Return a speed limit in km/h.

    Reads numbers with `km/h` (the default), `mph` and `knots`, `walk`, and implicit values such
    as `SE:urban` or `DE:zone30`. Of a list the lowest counts, since no promise of a time may rest
    on the faster one. `none` is infinite. Words that name no speed (`signals`, `variable`) and
    absurd numbers give None.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Key:maxspeed
    """
    speeds = [_one_speed(part.strip()) for part in re.split(r"[;|]", value) if part.strip()]
    return min((speed for speed in speeds if speed is not None), default=None)


def _one_speed(value: str) -> float | None:
    text = value.lower()
    if text == "none":
        return math.inf
    if text in {"walk", "walking"}:
        return walk_kph()
    if ":" in text:
        return implicit_kph(value)
    match = _SPEED.fullmatch(text)
    if match is None:
        return None
    kph = _number(match[1]) * _KPH_PER_UNIT.get(match[2], 1.0)
    return kph if SLOWEST_KPH <= kph <= FASTEST_KPH else None


@lru_cache(maxsize=1_024)
def parse_duration(value: str) -> float | None:
    """Return a duration in seconds, above 0 and at most 14 days.

    Reads `hh:mm`, `hh:mm:ss`, bare minutes, ISO 8601 (`PT1H30M`, `P1DT2H`) and spelled-out units
    (`1 h 30`, `45 min`).

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Key:duration
    """
    text = value.strip()
    seconds = _clock_seconds(text)
    if seconds is None:
        seconds = _iso_seconds(text.upper())
    if seconds is None:
        seconds = _spelled_seconds(text.lower())
    if seconds is None or not 0 < seconds <= LONGEST_DURATION_S:
        return None
    return seconds


def _clock_seconds(text: str) -> float | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    return int(match[1]) * 3_600 + int(match[2]) * 60 + int(match[3] or 0)


def _iso_seconds(text: str) -> float | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    parts = zip(match.groups(), _ISO_SECONDS, strict=True)
    return sum(_number(amount) * seconds for amount, seconds in parts if amount)


def _spelled_seconds(text: str) -> float | None:
    """Read `1 h 30`: a bare number is minutes; smaller units must follow larger ones."""
    total, smallest, position = 0.0, math.inf, 0
    while position < len(text):
        match = _SPELLED.match(text, position)
        unit = _SECONDS_PER_WORD.get(match[2].lower()) if match else None
        if match is None or unit is None or unit >= smallest:
            return None
        total += _number(match[1]) * unit
        smallest, position = unit, match.end()
    return total or None


def parse_interval(value: str) -> float | None:
    """Return the seconds between departures; of a list or a range (`15-30`) the longest.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Key:interval
    """
    if value.strip().startswith("-"):
        return None
    parts = [parse_duration(part) for part in re.split(r"[;/-]", value) if part.strip()]
    return max((part for part in parts if part is not None), default=None)


@lru_cache(maxsize=1_024)
def parse_length(value: str) -> float | None:
    """Return a width or height in metres, above 0.

    Reads metres (the default), `cm`, and feet with inches (`6'2"`, `9 ft 7 in`).

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Map_features/Units
    """
    text = value.strip().lower()
    feet = _FEET.fullmatch(text)
    if feet is not None:
        metres = _number(feet[1]) * M_PER_FOOT + _number(feet[2] or "0") * M_PER_INCH
    else:
        match = _METRES.fullmatch(text)
        if match is None:
            return None
        metres = _number(match[1]) * _METRES_PER_UNIT.get(match[2], 1.0)
    return metres if 0 < metres < math.inf else None
