"""Butiksblad: one shop, and its customers by the shortest road."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.levels.closing_loss import Loss
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.rule_outcomes import ServiceOutcomes
from tillganglighet.domain.places import FloatArray, Services
from tillganglighet.units import M_PER_KM

IntArray = npt.NDArray[np.integer]
Mask = npt.NDArray[np.bool_]

# Within 5 km, within 10 km, and beyond: a < x <= b.
# Source: Pipos on home delivery, persons 70+ at least 5 and 10 km from the nearest shop.
BAND_ENDS_KM = (5.0, 10.0)


@dataclass(frozen=True)
class NextShop:
    """Another shop, and the way to it; -1, nan and nan where there is none."""

    service: int
    minutes: float
    km: float


@dataclass(frozen=True)
class Customers:
    """People to whom the shop is the nearest of its category by the shortest road.

    Parameters
    ----------
    groups : tuple of str
    persons : (3, group_count) float64
        Within 5 km, within 10 km, and beyond.
    person_km : (3, group_count) float64
        Kilometres of the shortest road there, one way, summed over the persons.
    """

    groups: tuple[str, ...]
    persons: FloatArray
    person_km: FloatArray


@dataclass(frozen=True)
class CustomerPlaces:
    """Where the customers live: parallel arrays, one entry a cell or village with people.

    Parameters
    ----------
    x, y : (place_count,) float64
        Metres in the region's CRS.
    village : (place_count,) int32
        That they live in; -1 outside all of them.
    persons, km : (place_count,) float64
        Everybody there, and the shortest road to the shop.
    """

    x: FloatArray
    y: FloatArray
    village: npt.NDArray[np.int32]
    persons: FloatArray
    km: FloatArray


@dataclass(frozen=True)
class ShopSheet:
    """Everything on the sheet of one shop.

    Parameters
    ----------
    services : Services
        What all indices point at, as products may tell of them.
    service : int
        The shop, by its entry in `category`.
    category : str
    next_quickest, next_shortest : NextShop
        The nearest other of the category by travel time, and by the shortest road (whose minutes
        are nan).
    customers : Customers
    places : CustomerPlaces
    village : int
        That the shop lies in; -1 outside all of them.
    in_building : tuple of int
        Everything in the building, the shop's own entries among them.
    losses : tuple of Loss
        For each category that the building holds.
    rules : tuple of ServiceOutcomes
        Rules about services of its category, the shop alone.
    counts_persons : bool
        Else villages are counted.
    """

    services: Services
    service: int
    category: str
    next_quickest: NextShop
    next_shortest: NextShop
    customers: Customers
    places: CustomerPlaces
    village: int
    in_building: tuple[int, ...]
    losses: tuple[Loss, ...]
    rules: tuple[ServiceOutcomes, ...]
    counts_persons: bool


def customers_of(
    people: CountedPeople, column: int, shop: Sequence[int]
) -> tuple[Customers, CustomerPlaces]:
    """Return to whom the shop is the nearest by the shortest road, and where they live.

    Parameters
    ----------
    people : CountedPeople
    column : int
        The category, among the columns of the people's answers.
    shop : sequence of int
        Its entries among the services.
    """
    metres = people.access.shortest_m[:, column]
    is_nearest = np.isin(people.access.shortest_service[:, column], list(shop))
    km = metres[is_nearest] / M_PER_KM
    band = np.searchsorted(BAND_ENDS_KM, km, side="left")
    persons = people.persons[is_nearest]
    shape = (len(BAND_ENDS_KM) + 1, persons.shape[1])
    count, summed_km = np.zeros(shape), np.zeros(shape)
    np.add.at(count, band, persons)
    np.add.at(summed_km, band, persons * km[:, None])
    at = np.flatnonzero(is_nearest)[persons[:, 0] > 0]
    at = at[np.argsort(-people.persons[at, 0], kind="stable")]
    places = CustomerPlaces(
        x=people.x[at],
        y=people.y[at],
        village=people.village[at],
        persons=people.persons[at, 0],
        km=metres[at] / M_PER_KM,
    )
    return Customers(people.groups, count, summed_km), places


def only_shop(outcomes: ServiceOutcomes, shop: int) -> ServiceOutcomes | None:
    """Return the outcome of a rule for one shop; None where the rule does not judge it."""
    at = np.flatnonzero(outcomes.service == shop)
    if len(at) == 0:
        return None
    return ServiceOutcomes(
        rule=outcomes.rule,
        service=outcomes.service[at],
        other=outcomes.other[at],
        other_m=outcomes.other_m[at],
        sure_m=outcomes.sure_m[at],
        is_island=outcomes.is_island[at],
        outcome=outcomes.outcome[at],
        is_comparison=outcomes.is_comparison,
    )
