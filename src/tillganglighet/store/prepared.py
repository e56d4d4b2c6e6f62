"""The prepared network on disk: the topology once, and the steps of each metric."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from tillganglighet.accessibility.travel.metric import length, travel_time
from tillganglighet.accessibility.travel.prepared import Prepared
from tillganglighet.network.network import Network
from tillganglighet.routing.stored import StoredHierarchy, from_arrays, to_arrays
from tillganglighet.routing.topology import Topology
from tillganglighet.store.arrays import read_arrays, write_arrays

TIME, LENGTH = "network/time", "network/length"
SHARED = {field.name for field in fields(Topology)}


def write_prepared(prepared: Prepared | None, folder: Path) -> dict[str, Any]:
    """Write the hierarchies of a region; return what the manifest says of them."""
    if prepared is None:
        return {}
    return {
        TIME: write_arrays(to_arrays(prepared.time), folder / TIME),
        LENGTH: write_arrays(to_arrays(prepared.length), folder / LENGTH, without=SHARED),
    }


def read_prepared(network: Network, folder: Path, described: dict[str, Any]) -> Prepared | None:
    """Map the hierarchies of a region into memory; None where it has none.

    Raises
    ------
    RegionError
        An array is missing, cut off or does not fit the roads; the message names it.
    """
    if TIME not in described:
        return None
    time = read_arrays(StoredHierarchy, folder / TIME, described[TIME], beside=set())
    own = read_arrays(StoredHierarchy, folder / LENGTH, described[LENGTH], beside=SHARED)
    return Prepared(
        from_arrays(travel_time(network).graph, time),
        from_arrays(length(network).graph, time | own),
    )
