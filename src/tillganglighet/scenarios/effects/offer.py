"""The services as the changes made so far leave them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import Services
from tillganglighet.network.snapping import Snapping
from tillganglighet.scenarios.effects.world import chosen_rows

Int32Array = npt.NDArray[np.int32]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Spot:
    """A place with its own way to the road.

    Parameters
    ----------
    x, y : float
        Metres in the region's CRS.
    snapping : Snapping
        Of this one point.
    kommun_code, lan_code : str
        Empty when unknown.
    """

    x: float
    y: float
    snapping: Snapping
    kommun_code: str
    lan_code: str


@dataclass(frozen=True)
class Offer:
    """Services, one entry for each category of each, and where they meet the road.

    Parameters
    ----------
    services : Services
    snapping : Snapping
    baseline_row : (service_count,) int32
        Which entry of the baseline it is; -1 for a new one.
    """

    services: Services
    snapping: Snapping
    baseline_row: Int32Array

    def rows_of(self, service_id: str) -> Rows:
        """Return the entries of a service; none if it is not open."""
        return np.flatnonzero(self.services.id == service_id)

    def chosen(self, which: npt.NDArray[np.bool_ | np.intp]) -> "Offer":
        """Return some of the entries."""
        return Offer(
            services=chosen_rows(self.services, which),
            snapping=self.snapping.chosen(np.arange(len(self.services))[which]),
            baseline_row=self.baseline_row[which],
        )

    def without(self, rows: Rows) -> "Offer":
        """Return the offer when these entries have closed."""
        is_open = np.ones(len(self.services), dtype=bool)
        is_open[rows] = False
        return self.chosen(is_open)

    def followed_by(self, other: "Offer") -> "Offer":
        """Return the entries of both."""
        joined = {
            each.name: np.concatenate(
                [getattr(self.services, each.name), getattr(other.services, each.name)]
            )
            for each in fields(Services)
        }
        return Offer(
            services=Services(**joined),
            snapping=self.snapping.followed_by(other.snapping),
            baseline_row=np.concatenate([self.baseline_row, other.baseline_row]),
        )

    def moved(self, rows: Rows, spot: Spot) -> "Offer":
        """Return the offer when these entries have moved to a spot, to a building of their own."""
        there = {"x": spot.x, "y": spot.y, "kommun_code": spot.kommun_code}
        keys = {"place_key": str(self.services.id[rows[0]])}
        snapping = {
            each.name: _with(
                getattr(self.snapping, each.name), rows, getattr(spot.snapping, each.name)
            )
            for each in fields(Snapping)
        }
        return replace(self.altered(rows, there | keys), snapping=Snapping(**snapping))

    def altered(self, rows: Rows, values: Mapping[str, Any]) -> "Offer":
        """Return the offer with other values of some attributes at these entries."""
        columns = {
            name: _with(getattr(self.services, name), rows, value)
            for name, value in values.items()
        }
        return replace(self, services=replace(self.services, **columns))


def opened(spot: Spot, categories: tuple[str, ...], **values: Any) -> Offer:  # noqa: ANN401 (attributes of any kind)
    """Return new entries at a spot, one for each category; `values` are of all of them."""
    shared = {"operator": "", "source": "scenario"} | values
    count = len(categories)
    columns = {name: np.full(count, value) for name, value in shared.items()}
    services = Services(
        **columns,
        category=np.array(categories),
        x=np.full(count, spot.x),
        y=np.full(count, spot.y),
        kommun_code=np.full(count, spot.kommun_code),
    )
    return Offer(
        services=services,
        snapping=spot.snapping.chosen(np.zeros(count, dtype=np.int64)),
        baseline_row=np.full(count, -1, dtype=np.int32),
    )


def counted_as(category: str) -> set[str]:
    """Return a category and those that include it: a pharmacy counts as `apoteksvaror` too."""
    found = {category}
    while True:
        wider = {key for key, each in catalogue().items() if found & set(each.includes)}
        if wider <= found:
            return found
        found |= wider


def own_categories(categories: set[str]) -> list[str]:
    """Return the categories that do not merely follow from another one among them."""
    followed = {other for key in categories for other in counted_as(key) - {key}}
    return sorted(categories - followed)


def _with(values: npt.NDArray[Any], rows: Rows, value: Any) -> npt.NDArray[Any]:  # noqa: ANN401 (a value of the array)
    """Return a copy with other values at some rows; texts may grow."""
    new = np.asarray(value)
    changed = (
        values.astype(np.promote_types(values.dtype, new.dtype))
        if new.dtype.kind == "U"
        else values.copy()
    )
    changed[rows] = new
    return changed
