"""The world that a scenario makes: its roads and services, and where everything meets the road."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.metric import length, travel_time
from tillganglighet.accessibility.travel.prepared import Prepared
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.scenarios.effects.offer import Offer
from tillganglighet.scenarios.effects.world import Baseline, World
from tillganglighet.units import UNREACHED

FloatArray = npt.NDArray[np.float64]


def world_with(baseline: Baseline, network: Network, offer: Offer) -> World:
    """Return the baseline's world with another network, perhaps, and another offer.

    Snapping is the baseline's; only what meets a road that is gone meets a road anew.
    """
    world = baseline.world
    services, home = offer.services, baseline.max_village_access_m
    snapper = Snapper(network)
    changed = replace(
        world,
        services=services,
        service_snapping=on_roads(
            snapper, offer.snapping, services.x, services.y, baseline.max_service_access_m
        ),
    )
    if network is world.network:
        return changed
    villages, cells = world.villages, world.cells
    return replace(
        changed,
        network=network,
        prepared=_prepared(world, network),
        village_snapping=on_roads(snapper, world.village_snapping, villages.x, villages.y, home),
        cell_snapping=None
        if cells is None or world.cell_snapping is None
        else on_roads(snapper, world.cell_snapping, cells.x, cells.y, home),
    )


def on_roads(
    snapper: Snapper, snapping: Snapping, x: FloatArray, y: FloatArray, limit_m: float
) -> Snapping:
    """Return where points meet the road, anew for those whose road is closed or unknown here."""
    roads = snapper.network.roads
    # One road more, open, so that the index -1 of a point without a road finds it.
    is_open = np.append((roads.travel_time_ms < UNREACHED).any(axis=1), values=True)
    known = np.where(snapping.road < len(roads), snapping.road, -1)
    rows = np.flatnonzero((known != snapping.road) | ~is_open[known])
    if len(rows) == 0:
        return snapping
    anew = snapper.snap(x[rows], y[rows], max_access_distance_m=limit_m)
    place = np.arange(len(snapping))
    place[rows] = len(snapping) + np.arange(len(rows))
    return snapping.followed_by(anew).chosen(place)


def _prepared(world: World, network: Network) -> Prepared | None:
    """Return the hierarchies under the new times; None where there are new roads, or none."""
    if world.prepared is None or network.node_count != world.network.node_count:
        return None
    time = world.prepared.time.with_impedance(travel_time(network).graph.impedance)
    length_cm, before_cm = length(network).graph.impedance, length(world.network).graph.impedance
    if np.array_equal(length_cm, before_cm):
        return Prepared(time, world.prepared.length)
    return Prepared(time, world.prepared.length.with_impedance(length_cm))
