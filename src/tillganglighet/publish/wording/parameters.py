"""What people call the parameters behind the numbers, and the units that their keys end with."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tillganglighet.publish.wording.columns import Language

_UNITS = {"m": "m", "km": "km", "km2": "km²", "min": "min", "kph": "km/h"}


def parameter_name(key: str, language: Language) -> str:
    """Return what people call a parameter; its key where nobody has said."""
    return str(_names()["parameters"].get(key, {}).get(language, key))


def parameter_unit(key: str) -> str:
    """Return the unit of a parameter by the end of its key; empty for none."""
    return _UNITS.get(key.rpartition("_")[2], "")


def topic_name(key: str, language: Language) -> str:
    """Return what people call the topic of a parameter."""
    return str(_names()["topics"][key][language])


def topics() -> tuple[str, ...]:
    """Return the keys of the topics, in the order of the table."""
    return tuple(_names()["topics"])


@cache
def _names() -> Mapping[str, Any]:
    text = files(__package__).joinpath("parameters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
