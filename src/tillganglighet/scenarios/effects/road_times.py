"""Roads that close or get other speeds: the same network under other travel times."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from tillganglighet.network.network import Network
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.passage import Passage
from tillganglighet.scenarios.changes.changes import Season, SlowRoad, SpeedFactor
from tillganglighet.units import KPH_PER_MPS, MS_PER_S, UNREACHED

Int32Array = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]

_UNPAVED_RULES = ("surface:", "tracktype:")


def closed(network: Network, road: Int32Array) -> Network:
    """Return the network with some roads closed both ways."""
    lane_ms = network.roads.travel_time_ms.copy()
    lane_ms[road] = UNREACHED
    return with_lane_times(network, lane_ms)


def slowed(network: Network, road: Int32Array, change: SlowRoad) -> Network:
    """Return the network with some roads at another speed."""
    if change.kph is None:
        return _sped(network, road, np.full(len(road), change.factor or 1.0))
    whole_s = network.roads.length_m[road] * KPH_PER_MPS / change.kph
    return _timed(network, road, np.repeat(whole_s[:, None] * MS_PER_S, 2, axis=1))


def sped(network: Network, change: SpeedFactor) -> Network:
    """Return the network with all roads, or some classes, at other speeds; ferries stay."""
    roads = network.roads
    concerned = ~roads.is_ferry
    if change.road_class:
        concerned &= np.isin(_of_use(roads, "highway"), change.road_class)
    road = np.flatnonzero(concerned).astype(np.int32)
    return _sped(network, road, np.full(len(road), change.factor))


def in_season(network: Network, change: Season) -> Network:
    """Return the network in winter: what is not known to be unpaved counts as paved."""
    roads = network.roads
    rules = [use.speed_rule.startswith(_UNPAVED_RULES) for use in roads.uses]
    unpaved = np.array(rules, dtype=bool)[roads.use] | (_of_use(roads, "highway") == "track")
    road = np.flatnonzero(~roads.is_ferry).astype(np.int32)
    factor = np.where(unpaved[road], change.unpaved_factor, change.paved_factor)
    return _sped(network, road, factor)


def with_lane_times(network: Network, lane_ms: Int32Array) -> Network:
    """Return the network under other (road_count, 2) milliseconds; `UNREACHED` bars a lane.

    Nodes and edges keep their numbers, and what is a fragment stays one.
    """
    roads = network.roads
    barred = lane_ms == UNREACHED
    passage = np.where(barred, np.int8(Passage.BARRED), roads.passage)
    edge_ms = np.where(network.lane < 0, network.travel_time_ms, lane_ms.ravel()[network.lane])
    return replace(
        network,
        roads=replace(roads, travel_time_ms=lane_ms, passage=passage.astype(np.int8)),
        travel_time_ms=edge_ms.astype(np.int32),
        is_target=network.is_target & ~barred.all(axis=1),
    )


def _sped(network: Network, road: Int32Array, factor: FloatArray) -> Network:
    return _timed(network, road, network.roads.travel_time_ms[road] / factor[:, None])


def _timed(network: Network, road: Int32Array, milliseconds: FloatArray) -> Network:
    """Return the network with other (n, 2) times on the lanes of some roads that are open."""
    lane_ms = network.roads.travel_time_ms.copy()
    whole = np.clip(np.rint(milliseconds), 1, UNREACHED - 1).astype(np.int32)
    lane_ms[road] = np.where(lane_ms[road] == UNREACHED, np.int32(UNREACHED), whole)
    return with_lane_times(network, lane_ms)


def _of_use(roads: Roads, attribute: str) -> npt.NDArray[Any]:
    return np.array([getattr(use, attribute) for use in roads.uses])[roads.use]
