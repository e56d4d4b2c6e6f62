"""Use case: the sheet of one shop (butiksblad)."""

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.closing_loss import Answers, Loss, loss_of
from tillganglighet.accessibility.levels.counted_people import CountedPeople, counted_people
from tillganglighet.accessibility.levels.shop_sheet import (
    NextShop,
    ShopSheet,
    customers_of,
    only_shop,
)
from tillganglighet.accessibility.travel.measure import offered_by_id
from tillganglighet.accessibility.travel.metric import Metric, length, travel_time
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.accessibility.travel.service_villages import villages_of_services
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.standards import Standards, limits_of_cells, limits_of_villages
from tillganglighet.errors import UsageError
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.pipeline.rules import check_rules
from tillganglighet.scenarios.changes.finding import find_services
from tillganglighet.scenarios.changes.which import WhichService
from tillganglighet.store.region import Region
from tillganglighet.units import M_PER_KM, MS_PER_S, S_PER_MIN, UNREACHED

NOWHERE = np.full(2, np.nan)
GROCERIES = "dagligvaror"


def shop_sheet(
    region: Region,
    shop: str,
    *,
    kommun: str = "",
    category: str = GROCERIES,
    standards: Standards | None = None,
) -> tuple[ShopSheet, GapReport]:
    """Return the sheet of a shop, and the report of the categories of its building behind it.

    Parameters
    ----------
    region : Region
    shop : str
        Id of the service, else its name.
    kommun : str
        Code or name, where several shops go by the name.
    category : str
        What the shop is a shop of.
    standards : Standards, optional
        Of all categories; the shipped example if not given.

    Raises
    ------
    UsageError
        No service of the category, or several, go by that name; the message tells what may be
        meant.
    """
    is_id = bool((region.services.id == shop).any())
    which = WhichService(
        id=shop if is_id else "", name="" if is_id else shop, kommun=kommun, category=category
    )
    entries = find_services(region.services, region.areas, which, NOWHERE)
    own = entries[region.services.category[entries] == category]
    if len(own) == 0:
        raise UsageError(f"service {shop}: offers no {category}; name another with --category")
    at = int(own[0])
    services = region.services
    building = np.flatnonzero(services.place_key == services.place_key[at])
    keys = sorted({category, *services.category[building].tolist()})
    report = gap_report(region, keys, standards=standards)
    people = counted_people(report)
    asked = _Asked(region, report, people)
    measured = [each.key for each in report.categories]
    rules = [only_shop(each, at) for each in check_rules(region, report, people, ()).services]
    customers, places = customers_of(people, measured.index(category), [at])
    sheet = ShopSheet(
        services=report.services,
        service=at,
        category=category,
        next_quickest=asked.next_shop(at, asked.times),
        next_shortest=asked.next_shop(at, asked.lengths),
        customers=customers,
        places=places,
        village=int(villages_of_services(services, region.villages, region.cells)[at]),
        in_building=tuple(building.tolist()),
        losses=tuple(asked.loss(key, building) for key in measured),
        rules=tuple(each for each in rules if each is not None),
        counts_persons=people.counts_persons,
    )
    return sheet, report


class _Asked:
    """The region and its people, and the two ways to search it."""

    def __init__(self, region: Region, report: GapReport, people: CountedPeople) -> None:
        self.region, self.report, self.people = region, report, people
        prepared = region.prepared
        self.times = travel_time(region.network, prepared.time if prepared else None)
        self.lengths = length(region.network, prepared.length if prepared else None)

    def next_shop(self, at: int, metric: Metric) -> NextShop:
        """Return the nearest other shop of the category: another place, whatever the building."""
        services, snapping = self.region.services, self.region.service_snapping
        offered = offered_by_id(services, str(services.category[at]))
        others = offered[services.id[offered] != services.id[at]]
        here = snapping.chosen(np.array([at]))
        found = nearest_services(metric, here, snapping.chosen(others), k=1)
        if found.service[0, 0] < 0:
            return NextShop(-1, np.nan, np.nan)
        minutes = float(found.impedance[0, 0]) / MS_PER_S / S_PER_MIN
        return NextShop(
            int(others[found.service[0, 0]]),
            minutes if metric.is_time else np.nan,
            float(found.length_m[0, 0]) / M_PER_KM,
        )

    def loss(self, category: str, building: npt.NDArray[np.intp]) -> Loss:
        """Return what people lose in one category when all of the building closes."""
        people, region = self.people, self.region
        column = people.access.categories.index(category)
        is_lost = np.isin(people.access.service[:, column, 0], building)
        offered = offered_by_id(region.services, category)
        others = offered[~np.isin(offered, building)]
        lost = np.flatnonzero(is_lost)
        cells = region.cell_snapping
        origins = cells if people.are_cells and cells is not None else region.village_snapping
        found = nearest_services(
            self.times, origins.chosen(lost), region.service_snapping.chosen(others), k=1
        )
        after_s, after_m = np.full((2, len(people)), np.inf)
        impedance, service = found.impedance[:, 0], found.service[:, 0]
        after_service = np.full(len(people), -1, dtype=np.int32)
        after_service[lost] = np.where(service < 0, -1, np.append(others, -1)[service])
        after_s[lost] = np.where(impedance < UNREACHED, impedance / MS_PER_S, np.inf)
        after_m[lost] = found.length_m[:, 0]
        return loss_of(
            people,
            category,
            Answers(
                is_lost=is_lost,
                before_s=people.access.travel_time_s[:, column, 0],
                before_m=people.access.length_m[:, column, 0],
                after_s=after_s,
                after_m=after_m,
                after_service=after_service,
                acceptable_min=self._acceptable_min(category),
            ),
        )

    def _acceptable_min(self, category: str) -> FloatArray:
        report = self.report
        limits = (
            limits_of_cells(report.standards, [category], report.cells, report.villages)
            if self.people.are_cells and report.cells is not None
            else limits_of_villages(report.standards, [category], report.villages)
        )
        return np.broadcast_to(limits.acceptable_min[:, 0], len(self.people))
