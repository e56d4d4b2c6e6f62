"""From a scenario as it is written to what it means in a region; all its faults at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from tillganglighet.errors import UsageError
from tillganglighet.network.network import Network
from tillganglighet.scenarios.changes.changes import (
    AddRoad,
    CloseRoad,
    FerryOut,
    MovePeople,
    Season,
    SlowRoad,
    SpeedFactor,
)
from tillganglighet.scenarios.changes.resolve_roads import RoadPlan
from tillganglighet.scenarios.changes.resolve_services import MobileStop, ServicePlan
from tillganglighet.scenarios.changes.scenario import Scenario
from tillganglighet.scenarios.changes.spots import Spots
from tillganglighet.scenarios.effects.offer import Offer
from tillganglighet.scenarios.effects.people import Movement, moved_people
from tillganglighet.scenarios.effects.world import Baseline

ROAD_CHANGES = (CloseRoad, SlowRoad, AddRoad, FerryOut, Season, SpeedFactor)


@dataclass(frozen=True)
class Resolved:
    """What a scenario means in a region.

    Parameters
    ----------
    network : Network
        That of the baseline, the very same, where no road changes.
    without_new, quiet : Network or None
        Where there are new roads: all other changes alone, and all changes with the new roads
        closed; both None where they are not needed or cannot be told apart.
    offer : Offer
    stops : tuple of MobileStop
    movements : tuple of Movement
    """

    network: Network
    without_new: Network | None
    quiet: Network | None
    offer: Offer
    stops: tuple[MobileStop, ...]
    movements: tuple[Movement, ...]


def resolve(scenario: Scenario, baseline: Baseline) -> Resolved:
    """Find everything that the scenario names and make its changes; nothing is measured yet.

    Roads first, since a new service may stand at a new road; then services, then people.

    Raises
    ------
    InputError
        With every fault of every change, and all that could not be read; no change is made.
    """
    faults: dict[int, str] = {}
    roads = _roads(scenario, baseline, faults)
    spots = Spots(baseline, roads.network)
    services = _services(scenario, spots, faults)
    movements = _movements(scenario, spots, services.offer, faults)
    scenario.refuse([f"{scenario.label(at)}: {faults[at]}" for at in sorted(faults)])
    splits = bool(roads.new_ways) and roads.without_new is not None
    return Resolved(
        network=roads.network,
        without_new=roads.without_new if splits else None,
        quiet=roads.quiet() if splits else None,
        offer=services.offer,
        stops=tuple(services.stops),
        movements=movements,
    )


def offer_of(baseline: Baseline) -> Offer:
    """Return the services of the baseline as an offer."""
    world = baseline.world
    rows = np.arange(len(world.services), dtype=np.int32)
    return Offer(world.services, world.service_snapping, rows)


def _roads(scenario: Scenario, baseline: Baseline, faults: dict[int, str]) -> RoadPlan:
    network = baseline.world.network
    plan = RoadPlan(baseline.road_names, network, network, baseline.is_winter)
    for at, change in enumerate(scenario.changes):
        if isinstance(change, ROAD_CHANGES):
            with _noted(at, faults):
                plan.make(change)
    return plan


def _services(scenario: Scenario, spots: Spots, faults: dict[int, str]) -> ServicePlan:
    offer = offer_of(spots.baseline)
    plan = ServicePlan(spots, offer, offer)
    for at, change in enumerate(scenario.changes):
        if not isinstance(change, (*ROAD_CHANGES, MovePeople)):
            with _noted(at, faults):
                plan.make(change, scenario.label(at))
    return plan


def _movements(
    scenario: Scenario, spots: Spots, offer: Offer, faults: dict[int, str]
) -> tuple[Movement, ...]:
    baseline, movements = spots.baseline, list[Movement]()
    world = baseline.world
    left = (world.villages if world.cells is None else world.cells).population.copy()
    groups = (
        np.zeros((len(left), 0)) if world.cells is None else world.cells.group_population.copy()
    )
    first = 0 if world.cells is None else len(world.villages)
    for at, change in enumerate(scenario.changes):
        if isinstance(change, MovePeople):
            with _noted(at, faults):
                to = spots.find(change.to, offer, baseline.max_village_access_m)
                moved = moved_people(change, baseline, to, left, groups)
                left[moved.origin - first] -= moved.persons
                groups[moved.origin - first] -= moved.groups
                movements.append(moved)
    return tuple(movements)


@contextmanager
def _noted(at: int, faults: dict[int, str]) -> Iterator[None]:
    """Note why a change cannot be made, and go on with the next one."""
    try:
        yield
    except UsageError as error:
        faults[at] = str(error)
