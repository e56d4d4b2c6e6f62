"""How many services of each category belong to each place: the matrix of places and services."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.service_villages import villages_of_services
from tillganglighet.domain.places import Cells, Services, Villages

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class PlaceServices:
    """The services of places.

    Parameters
    ----------
    categories : tuple of str
        Keys of the columns.
    place : (service_count,) int32
        The place that each service belongs to; -1 for one that lies outside all places.
    count : (place_count, category_count) int32
        How many services of the category belong to the place; one that comes now and then, such
        as a library bus, is none.
    """

    categories: tuple[str, ...]
    place: Int32Array
    count: Int32Array


def services_of_villages(
    services: Services, villages: Villages, cells: Cells | None, categories: Sequence[str]
) -> PlaceServices:
    """Return which village each service lies in (`villages_of_services`), and how many of each."""
    return counted_services(
        services, villages_of_services(services, villages, cells), len(villages), categories
    )


def counted_services(
    services: Services, place: Int32Array, place_count: int, categories: Sequence[str]
) -> PlaceServices:
    """Count the services of places, given the place of each service."""
    stays = (place >= 0) & ~services.is_mobile
    count = np.zeros((place_count, len(categories)), dtype=np.int32)
    for column, key in enumerate(categories):
        belongs = place[stays & (services.category == key)]
        count[:, column] = np.bincount(belongs, minlength=place_count)
    return PlaceServices(tuple(categories), place, count)
