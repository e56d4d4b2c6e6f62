"""The basic services that are counted together: N of M are out of reach."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def basic_services() -> tuple[str, ...]:
    """Return the categories of the basic services, keys of the catalogue."""
    text = files("tillganglighet.domain").joinpath("basic_services.toml")
    return tuple(tomllib.loads(text.read_text(encoding="utf-8"))["categories"])
