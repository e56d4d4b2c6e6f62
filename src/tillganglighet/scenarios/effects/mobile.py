"""Services on wheels: the nearest stop and how often they come, beside the fixed services."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.places import Services
from tillganglighet.scenarios.changes.resolve_services import MobileStop
from tillganglighet.scenarios.effects.offer import Offer, opened
from tillganglighet.scenarios.effects.outcome import Outcome

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MobileAccess:
    """The way to the nearest stop in one category.

    Parameters
    ----------
    category : str
    stops : Services
        One for each service and spot; `visits_per_month` sums the visits there.
    access : AccessTable
        Of the villages, to the stops alone.
    times : tuple of str
        Weekday and time of each stop, as people read it.
    """

    category: str
    stops: Services
    access: AccessTable
    times: tuple[str, ...]


def mobile_access(outcome: Outcome) -> tuple[MobileAccess, ...]:
    """Return the access of villages to the mobile services of a scenario, by category."""
    stops = outcome.resolved.stops
    keys = sorted({stop.category for stop in stops})
    return tuple(_of(outcome, key, [s for s in stops if s.category == key]) for key in keys)


def _of(outcome: Outcome, category: str, stops: list[MobileStop]) -> MobileAccess:
    by_spot: dict[tuple[str, float, float], list[MobileStop]] = {}
    for stop in stops:
        by_spot.setdefault((stop.service, stop.spot.x, stop.spot.y), []).append(stop)
    offers = [
        opened(
            same[0].spot,
            (category,),
            id=f"mobil:{at + 1}",
            name=same[0].service,
            place_key="",
            visits_per_month=sum(stop.visits_per_month for stop in same),
        )
        for at, same in enumerate(by_spot.values())
    ]
    offer: Offer = offers[0]
    for more in offers[1:]:
        offer = offer.followed_by(more)
    world = replace(
        outcome.answers.after_world,
        services=replace(offer.services, visits_per_month=np.full(len(offers), np.nan)),
        service_snapping=offer.snapping,
    )
    access = outcome.baseline.measured(
        world, [category], world.village_snapping, world.villages.kommun_code
    )
    times = tuple("; ".join(_when(stop) for stop in same) for same in by_spot.values())
    return MobileAccess(category, offer.services, access, times)


def _when(stop: MobileStop) -> str:
    return f"{stop.weekday} {stop.time}".strip()
