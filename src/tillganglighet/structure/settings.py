"""The numbers of the structure map, which are data: settings.toml tells their sources."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The numbers of settings.toml, where each is explained."""

    contested_share: float
    outside_min: float
    outside_lowest_level: int
    outside_least_road_m: float
    weak_quantile: float
    weak_least_km: float
    weak_most_km: float
    weak_longest_min: float
    corridor_share: float
    corridor_class_shares: tuple[float, ...]
    corridor_least_km: float
    corridor_simplify_share: float
    bus_stop_within_m: float
    bus_least_kph: float
    bus_slack_min: float
    line_near_m: float
    catchment_squares: int
    catchment_square_m: tuple[float, ...]
    catchment_reach_m: float
    catchment_reach_squares: float
    catchment_least_km2: float
    catchment_simplify_squares: float
    shortfall_least: int
    labour_out_share: float
    labour_out_share_to_one: float
    labour_most_links: int
    critical_least_persons: float
    critical_most: int


@cache
def shipped_settings() -> Settings:
    """Return the settings of the package."""
    text = files("tillganglighet.structure").joinpath("settings.toml").read_text(encoding="utf-8")
    given: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each
        for name, each in tomllib.loads(text).items()
    }
    return Settings(**given)
