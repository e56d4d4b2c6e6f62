"""Measure access: fill the access table, category by category."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.accessibility.travel.metric import (
    Entries,
    Metric,
    leaving,
    length,
    travel_time,
)
from tillganglighet.accessibility.travel.nearest import NearestServices, nearest_services
from tillganglighet.accessibility.travel.prepared import Prepared
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import Services
from tillganglighet.domain.status import Coverage, Status
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping
from tillganglighet.units import MS_PER_S

RANKS = 2  # the nearest and the second nearest
# Each holds tables of all nodes: more would take memory rather than save time.
MOST_THREADS = 4


def measure_access(
    network: Network,
    services: Services,
    service_snapping: Snapping,
    categories: Sequence[Category],
    coverage: npt.NDArray[np.int8],
    *,
    origins: Snapping,
    prepared: Prepared | None = None,
    least_visits_per_month: float = np.inf,
    on_category: Callable[[Category], None] = lambda _: None,
) -> AccessTable:
    """Return the access of every origin to every category, towards the service.

    Each category is a search of its own, so that no answer depends on what else is asked.

    Parameters
    ----------
    services, service_snapping
        The services of all categories, and where they meet the road.
    coverage : (origin_count, category_count) int8
        `Coverage` of each category where the origin lies.
    origins : Snapping
        Where villages, or cells, meet the road.
    prepared : Prepared, optional
        The network prepared for searches; the answers are the same without it.
    least_visits_per_month : float
        A mobile service counts where it comes at least so often; inf if none does, since a stop
        now and then is no place to go any day.
    on_category
        Called before each category, for progress.
    """
    shape = (len(origins), len(categories))
    table = AccessTable(
        categories=tuple(category.key for category in categories),
        coverage=coverage,
        status=np.full(shape, Status.NOT_CONNECTED, dtype=np.int8),
        travel_time_s=np.full((*shape, RANKS), np.inf),
        length_m=np.full((*shape, RANKS), np.inf),
        service=np.full((*shape, RANKS), -1, dtype=np.int32),
        via_ferry=np.zeros((*shape, RANKS), dtype=bool),
        shortest_m=np.full(shape, np.inf),
        shortest_service=np.full(shape, -1, dtype=np.int32),
    )
    search = _Search(
        _Departing.of(travel_time(network, prepared.time if prepared else None), origins),
        _Departing.of(length(network, prepared.length if prepared else None), origins),
    )
    # The kernels hold no lock: as many categories at once as there are processors. Each fills
    # its own column, so that their order is no matter.
    with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_THREADS)) as threads:
        columns: list[Future[None] | None] = []
        for column, category in enumerate(categories):
            offered = offered_by_id(services, category.key, least_visits_per_month)
            blank = _blank_status(category, network.mode, offered, coverage[:, column])
            if blank is None:
                chosen = service_snapping.chosen(offered)
                columns.append(threads.submit(search.fill, table, column, offered, chosen))
            else:
                table.status[:, column] = blank
                columns.append(None)
        for category, filled in zip(categories, columns, strict=True):
            on_category(category)
            if filled is not None:
                filled.result()
    return table


@dataclass(frozen=True)
class _Departing:
    """How the origins leave by one metric, which is the same for every category."""

    metric: Metric
    origins: Snapping
    start: Entries

    @classmethod
    def of(cls, metric: Metric, origins: Snapping) -> Self:
        return cls(metric, origins, leaving(metric, origins))

    def nearest(self, services: Snapping, k: int) -> NearestServices:
        return nearest_services(self.metric, self.origins, services, k=k, start=self.start)


@dataclass(frozen=True)
class _Search:
    """The searches for the quickest way and for the shortest road."""

    quickest: _Departing
    shortest: _Departing

    def fill(
        self,
        table: AccessTable,
        column: int,
        offered: npt.NDArray[np.int64],
        chosen: Snapping,
    ) -> None:
        """Measure one category: services `offered`, snapped as `chosen`; fill its column."""
        quickest, shortest = self.quickest.nearest(chosen, RANKS), self.shortest.nearest(chosen, 1)
        reached = quickest.service[:, 0] >= 0
        table.status[self.quickest.origins.road < 0, column] = Status.NO_ROAD
        table.status[reached, column] = Status.REACHED
        found = quickest.service >= 0
        table.travel_time_s[:, column][found] = quickest.impedance[found] / MS_PER_S
        table.length_m[:, column] = quickest.length_m
        table.service[:, column][found] = offered[quickest.service[found]]
        table.via_ferry[:, column] = quickest.via_ferry
        table.shortest_m[:, column] = shortest.length_m[:, 0]
        near = shortest.service[:, 0] >= 0
        table.shortest_service[near, column] = offered[shortest.service[near, 0]]


def offered_by_id(
    services: Services, category: str, least_visits_per_month: float = np.inf
) -> npt.NDArray[np.int64]:
    """Return the services of a category by ascending id, byte by byte, which settles ties.

    Of the mobile ones only those that come at least so often.
    """
    counts = ~services.is_mobile | (services.visits_per_month >= least_visits_per_month)
    offered = np.flatnonzero((services.category == category) & counts)
    return np.array(sorted(offered, key=lambda at: str(services.id[at]).encode()), dtype=np.int64)


def _blank_status(
    category: Category,
    mode: str,
    offered: npt.NDArray[np.int64],
    coverage: npt.NDArray[np.int8],
) -> npt.NDArray[np.int8] | None:
    """Return the statuses of a column that needs no search, by the coverage at each origin."""
    if mode not in category.modes:
        return np.full(len(coverage), Status.NOT_APPLICABLE, dtype=np.int8)
    if len(offered) == 0:
        is_unknown = coverage == Coverage.UNKNOWN
        return np.where(is_unknown, Status.UNKNOWN, Status.NO_SERVICE).astype(np.int8)
    return None
