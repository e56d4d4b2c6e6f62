"""From plain values, as TOML and JSON give them, to a scenario; every fault is collected."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields
from difflib import get_close_matches
from sys import float_info
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.scenarios.changes.changes import CHANGE_TYPES, Change
from tillganglighet.scenarios.changes.scenario import ALONE, Assumptions, Scenario

_HEAD = ("name", "purpose", "author", "base", "assumptions", "change")
_POINT_LENGTH = 2
_KINDS = {str: "text", float: "a number", bool: "true or false"}


class _FaultyError(Exception):
    """A value that cannot be read; its faults are noted."""


def read_scenario_mapping(
    content: Mapping[str, Any], source: str = "scenario", labels: Sequence[str] = ()
) -> Scenario:
    """Return the scenario that plain values describe; what cannot be read is among its faults.

    Parameters
    ----------
    content : mapping
        As in a scenario file: `name`, `purpose`, `change` ...
    source : str
        What messages call it.
    labels : sequence of str
        Where each change is written.
    """
    faults = [
        f"{source}: {key}: unknown; expected {_expected(key, _HEAD)}"
        for key in content
        if key not in _HEAD
    ]
    head = {key: content.get(key, "") for key in ("name", "purpose", "author")}
    for key, value in head.items():
        if not isinstance(value, str):
            faults.append(f"{source}: {key}={value!r}: expected text")
            head[key] = ""
    assumptions = _read(
        content.get("assumptions", {}), Assumptions, f"{source}: assumptions", faults
    )
    changes = content.get("change", [])
    if not isinstance(changes, list):
        faults.append(f"{source}: change: expected a list; begin each with [[change]]")
        changes = []
    known = tuple(labels) or tuple(f"{source}: change {at + 1}" for at in range(len(changes)))
    read = [_change(each, label, faults) for each, label in zip(changes, known, strict=True)]
    made = [(each, label) for each, label in zip(read, known, strict=True) if each is not None]
    return Scenario(
        **head,
        assumptions=assumptions or Assumptions(),
        changes=tuple(each for each, _ in made),
        labels=tuple(label for _, label in made),
        faults=tuple(faults),
    )


def _change(given: Any, label: str, faults: list[str]) -> Change | None:  # noqa: ANN401 (as given)
    if not isinstance(given, Mapping):
        faults.append(f"{label}: expected a table with a type; begin each with [[change]]")
        return None
    kind = str(given.get("type", ""))
    if kind not in CHANGE_TYPES:
        faults.append(f"{label}: type={kind!r}: expected {_expected(kind, CHANGE_TYPES)}")
        return None
    rest = {key: value for key, value in given.items() if key != "type"}
    change: Change | None = _read(rest, CHANGE_TYPES[kind], f"{label}: {kind}", faults)
    return change


def _read(given: Any, kind: Any, label: str, faults: list[str]) -> Any:  # noqa: ANN401 (any part)
    """Return a value of the kind, None with its faults noted if it is none."""
    try:
        return _value(given, kind, label, faults)
    except _FaultyError:
        return None


def _value(given: Any, kind: Any, label: str, faults: list[str]) -> Any:  # noqa: ANN401 (any part)
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is tuple:
        # One thing may stand without its brackets.
        listed = given if isinstance(given, list) else [given]
        count = len(faults)
        read = [_read(each, get_args(kind)[0], label, faults) for each in listed]
        if len(faults) > count:
            raise _FaultyError
        return tuple(read)
    if hasattr(kind, "__dataclass_fields__"):
        return _object(given, kind, label, faults)
    if get_origin(kind) is Mapping:
        return {str(key): _number(value, f"{label}.{key}", faults) for key, value in given.items()}
    if kind is float:
        return _number(given, label, faults)
    if kind is str and isinstance(given, int) and not isinstance(given, bool):
        return str(given)  # a way id or a kommun code without its quotation marks
    if not isinstance(given, kind):
        faults.append(f"{label}={given!r}: expected {_KINDS[kind]}")
        raise _FaultyError
    return given


def _number(given: Any, label: str, faults: list[str]) -> float:  # noqa: ANN401 (as given)
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not abs(given) <= float_info.max:  # a whole number may be beyond it
        faults.append(f"{label}={given!r}: expected a number")
        raise _FaultyError
    return float(given)


def _object(given: Any, kind: Any, label: str, faults: list[str]) -> Any:  # noqa: ANN401 (any part)
    alone = ALONE.get(kind.__name__, ())
    if alone and isinstance(given, str | int):
        given = {alone[0]: str(given)}
    if isinstance(given, list) and len(given) == _POINT_LENGTH and "lon" in get_type_hints(kind):
        given = {"lon": given[0], "lat": given[1]}
    if not isinstance(given, Mapping):
        faults.append(f"{label}={given!r}: expected a table such as {{ {_example(kind)} }}")
        raise _FaultyError
    known = {each.name.rstrip("_"): each for each in fields(kind)}
    count = len(faults)
    faults += [
        f"{label}: {key}: unknown; expected {_expected(key, known)}"
        for key in given
        if key not in known
    ]
    faults += [
        f"{label}: {key} is missing"
        for key, each in known.items()
        if key not in given and each.default is MISSING and each.default_factory is MISSING
    ]
    hints = get_type_hints(kind)
    values = {
        each.name: _field(given[key], hints[each.name], each, f"{label}: {key}", faults)
        for key, each in known.items()
        if key in given
    }
    if len(faults) > count:
        raise _FaultyError
    return kind(**values)


def _field(given: Any, kind: Any, each: Field[Any], label: str, faults: list[str]) -> Any:  # noqa: ANN401 (any part)
    rules = each.metadata
    if "alone" in rules and not isinstance(given, Mapping):
        given = {rules["alone"]: given}
    value = _read(given, kind, label, faults)
    for number in value.values() if isinstance(value, Mapping) else (value,):
        if not isinstance(number, float):
            continue
        if "least" in rules and number < rules["least"]:
            faults.append(f"{label}={number:g}: expected {rules['least']:g} or more")
        if "above" in rules and number <= rules["above"]:
            faults.append(f"{label}={number:g}: expected more than {rules['above']:g}")
    if "choices" in rules and isinstance(value, str) and value.lower() not in rules["choices"]:
        faults.append(f"{label}={value!r}: expected {', '.join(rules['choices'])}")
    if "category" in rules:
        faults += [
            f"{label}={key!r}: no category; expected {_expected(key, catalogue())}"
            for key in _texts(value)
            if key and key not in catalogue() and key != rules["category"]
        ]
    return value


def _texts(value: Any) -> Sequence[str]:  # noqa: ANN401 (what a field holds)
    """Return the words of a field: one, several, or those that numbers are given for."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _expected(given: str, known: Mapping[str, Any] | Sequence[str]) -> str:
    """Return what is like the given word, or all that there is."""
    alike = get_close_matches(given, list(known), n=3)
    return f"perhaps {' or '.join(alike)}" if alike else ", ".join(known)


def _example(kind: Any) -> str:  # noqa: ANN401 (a dataclass)
    return ", ".join(f"{each.name} = ..." for each in fields(kind)[:2])
