"""Which villages reach which services, how fast, and what changes when a service closes."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tillganglighet.pipeline.bridges import (
        network_from_osmnx,
        network_to_geodataframes,
        network_to_networkx,
    )
    from tillganglighet.pipeline.networks import build_network, travel_times
    from tillganglighet.pipeline.region import Region, open_region
    from tillganglighet.pipeline.regions import build_region
    from tillganglighet.pipeline.scenarios import ScenarioResult, run_scenario
    from tillganglighet.store.register import Register

__all__ = [
    "Region",
    "Register",
    "ScenarioResult",
    "build_network",
    "build_region",
    "network_from_osmnx",
    "network_to_geodataframes",
    "network_to_networkx",
    "open_region",
    "run_scenario",
    "travel_times",
]

# Loaded when first used: the command line must answer `--help` without waiting for geometry.
_HOME = {
    "Region": "tillganglighet.pipeline.region",
    "Register": "tillganglighet.store.register",
    "ScenarioResult": "tillganglighet.pipeline.scenarios",
    "build_network": "tillganglighet.pipeline.networks",
    "build_region": "tillganglighet.pipeline.regions",
    "network_from_osmnx": "tillganglighet.pipeline.bridges",
    "network_to_geodataframes": "tillganglighet.pipeline.bridges",
    "network_to_networkx": "tillganglighet.pipeline.bridges",
    "open_region": "tillganglighet.pipeline.region",
    "run_scenario": "tillganglighet.pipeline.scenarios",
    "travel_times": "tillganglighet.pipeline.networks",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module's attributes are of any type)
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
