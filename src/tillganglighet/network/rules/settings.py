"""The settings of a profile: merged over a base, and every fault in them found at once."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from tillganglighet.errors import InputError, UsageError
from tillganglighet.network.rules.limits import countries
from tillganglighet.network.rules.resources import read_shipped_profile, shipped_profile_names

Settings = dict[str, Any]

# Tables that may hold words of the user's own: classes, surfaces and so on, each a number.
_OPEN_TABLES = frozenset(
    {
        "class_kph",
        "service_kph",
        "surface_kph",
        "tracktype_kph",
        "track_kph",
        "smoothness_kph",
        "class_factor",
    }
)
_CHOICES = {"season": ("summer", "winter")}
# What a number may be, by how its key ends (the longest ending that fits).
_RANGES = {
    "_kph": (0.5, 200.0),
    "factor": (0.1, 2.0),
    "share": (0.0, 1.0),
    "_s": (0.0, 86_400.0),
    "_m": (0.0, 10.0),
    "_mps2": (0.0, 10.0),
    "_km": (0.0, 10_000.0),
}


def shipped_settings(name: str) -> Settings:
    """Return the settings of a shipped profile, its base included.

    Raises
    ------
    UsageError
        No shipped profile goes by that name; the message lists those that do.
    """
    if name not in shipped_profile_names():
        known = ", ".join(shipped_profile_names())
        raise UsageError(f"unknown profile {name!r}: expected one of {known}, or a file .toml")
    own = tomllib.loads(read_shipped_profile(name))
    base = own.pop("base", None)
    return own if base is None else merge(shipped_settings(base), own)


def merge(base: Mapping[str, Any], own: Mapping[str, Any]) -> Settings:
    """Return `base` with what `own` says put over it, table by table."""
    merged = dict(base)
    for key, value in own.items():
        inner = base.get(key)
        merged[key] = merge(inner, value) if isinstance(inner, dict) else value
    return merged


def settings_from_toml(text: str, source: str) -> Settings:
    """Return the settings of a user's own profile, which says only what differs from its `base`.

    Parameters
    ----------
    text : str
        TOML with the keys of a shipped profile, and `base`, the shipped profile to start from
        (`car` when left out).
    source : str
        The name of the file, for the messages.

    Raises
    ------
    InputError
        With every fault, each as `source:line: key=value: expected ...`.
    """
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"profile {source} is not TOML: {error}") from None
    base_name = own.pop("base", "car")
    if base_name not in shipped_profile_names():
        known = ", ".join(shipped_profile_names())
        fault = f"{source}:{_line(text, ('base',))}: base={base_name!r}: expected one of {known}"
        raise InputError("the profile cannot be used", [fault])
    base = shipped_settings(base_name)
    faults = [
        f"{source}:{_line(text, path)}: {'.'.join(path)}={value!r}: expected {expected}"
        for path, value, expected in _faults(base, own)
    ]
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise InputError(f"profile {source} cannot be used: {count}", faults)
    return merge(base | {"name": _stem(source)}, own)


def _stem(source: str) -> str:
    return re.split(r"[/\\]", source)[-1].removesuffix(".toml") or "profile"


def _faults(
    base: Mapping[str, Any], own: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    """Yield the path, the value and what was expected, for each fault in `own`."""
    for key, value in own.items():
        here = (*path, key)
        if path and path[0] in _OPEN_TABLES:
            expected = _number_fault(path[0], value)
        elif key not in base:
            expected = f"one of the keys {', '.join(sorted(base))}"
        elif isinstance(base[key], dict):
            if isinstance(value, dict):
                yield from _faults(base[key], value, here)
                continue
            expected = f"a table [{'.'.join(here)}]"
        else:
            expected = _leaf_fault(key, value, base[key])
        if expected is not None:
            yield here, value, expected
    yield from _ferry_faults(base, own, path)


def _leaf_fault(key: str, value: object, example: object) -> str | None:
    if key == "mode":
        return None if value == example else f"{example}, the mode of the base"
    if key in _CHOICES:
        return None if value in _CHOICES[key] else f"one of {', '.join(_CHOICES[key])}"
    if key == "country":
        known = isinstance(value, str) and (value == "" or value in countries())
        return None if known else f'"" or one of {", ".join(sorted(countries()))}'
    if isinstance(example, str):
        return None if isinstance(value, str) and value else "a text"
    if isinstance(example, list):
        return _list_fault(key, value)
    return _number_fault(key, value)


def _list_fault(key: str, value: object) -> str | None:
    if not isinstance(value, list):
        return "a list of numbers"
    return next((fault for fault in (_number_fault(key, item) for item in value) if fault), None)


def _number_fault(key: str, value: object) -> str | None:
    low, high = next(limits for ending, limits in _RANGES.items() if key.endswith(ending))
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
        return None
    return f"a number from {low:g} to {high:g}"


def _ferry_faults(
    base: Mapping[str, Any], own: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    """Check that the ferry's two lists belong together."""
    if path != ("ferry",):
        return
    lengths, speeds = (own.get(key, base[key]) for key in ("speed_up_to_km", "speed_kph"))
    if not isinstance(lengths, list) or not isinstance(speeds, list):
        return
    if len(speeds) != len(lengths) + 1:
        yield (*path, "speed_kph"), speeds, "one speed more than speed_up_to_km has lengths"
    if any(not isinstance(length, int | float) for length in lengths):
        return
    if sorted(set(lengths)) != lengths:
        yield (*path, "speed_up_to_km"), lengths, "lengths that rise"


def _line(text: str, path: tuple[str, ...]) -> int:
    """Return the line where a key is set, or 1 when it is written in some unusual way."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[([^\]]+)\]", line)
        if header:
            table = header[1].strip()
            if table == ".".join(path):
                return number
        key = re.match(r"\s*([\w.\"-]+)\s*=", line)
        if key and f"{table}.{key[1]}".lstrip(".").replace('"', "") == ".".join(path):
            return number
    return 1
