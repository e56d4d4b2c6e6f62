"""The tables of rules and the shipped profiles, read from the package once."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any


@lru_cache
def read_table(name: str) -> dict[str, Any]:
    """Return a table of rules, such as `access`; callers must not change it."""
    text = resources.files("tillganglighet.network.rules").joinpath(f"tables/{name}.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


@lru_cache
def shipped_profile_names() -> tuple[str, ...]:
    """Return the names of the profiles in the package, sorted."""
    folder = resources.files("tillganglighet.network").joinpath("profiles")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@lru_cache
def read_shipped_profile(name: str) -> str:
    """Return the text of a shipped profile; `name` is one of `shipped_profile_names`."""
    folder = resources.files("tillganglighet.network").joinpath("profiles")
    return folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")
