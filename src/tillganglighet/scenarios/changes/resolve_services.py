"""Make the changes of services one by one, each on what the ones before it left."""

from dataclasses import dataclass, field

import numpy as np

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.errors import UsageError
from tillganglighet.scenarios.changes.changes import (
    ChangeService,
    ClosePlace,
    CloseService,
    MergeServices,
    MobileService,
    MoveService,
    OpenService,
)
from tillganglighet.scenarios.changes.finding import every_one, find_services, known_category
from tillganglighet.scenarios.changes.spots import Spots
from tillganglighet.scenarios.changes.which import Where, WhichService
from tillganglighet.scenarios.effects.offer import (
    Offer,
    Rows,
    Spot,
    counted_as,
    opened,
    own_categories,
)

ServiceChange = (
    CloseService
    | ClosePlace
    | OpenService
    | MoveService
    | MergeServices
    | ChangeService
    | MobileService
)

# 365.25 / 7 weeks a year, a twelfth of them a month.
WEEKS_PER_MONTH = 365.25 / 7 / 12
NEW_ID = "ny:"


@dataclass(frozen=True)
class MobileStop:
    """A stop of a mobile service where it has been found, and how often the service comes."""

    service: str
    category: str
    spot: Spot
    weekday: str
    time: str
    visits_per_month: float


@dataclass
class ServicePlan:
    """The offer as the changes so far leave it.

    Parameters
    ----------
    spots : Spots
    baseline : Offer
    offer : Offer
        As it is now; it starts as the baseline.
    stops : list of MobileStop
    """

    spots: Spots
    baseline: Offer
    offer: Offer
    stops: list[MobileStop] = field(default_factory=list)
    _closed_by: dict[str, str] = field(default_factory=dict)
    _merged_into: dict[str, str] = field(default_factory=dict)
    _new: int = 0

    def make(self, change: ServiceChange, label: str) -> None:
        """Make one change.

        Raises
        ------
        UsageError
            It cannot be made; the offer is as it was.
        """
        match change:
            case CloseService():
                self._close(self._rows(change.service), label)
            case ClosePlace():
                self._close(self._building(change.service), label)
            case OpenService():
                self._open(change)
            case MoveService():
                rows = self._rows(change.service)
                self.offer = self.offer.moved(rows, self._spot(change.to))
            case MergeServices():
                self._merge(change, label)
            case ChangeService():
                self._change(change)
            case MobileService():
                self._drive(change)

    def _close(self, rows: Rows, label: str) -> None:
        ids = self.offer.services.id[rows].tolist()
        self.offer = self.offer.without(rows)
        self._closed_by |= {each: label for each in ids if not len(self.offer.rows_of(each))}

    def _building(self, which: WhichService) -> Rows:
        services = self.offer.services
        keys = services.place_key[self._rows(which)]
        return np.flatnonzero(np.isin(services.place_key, keys[keys != ""]))

    def _open(self, change: OpenService) -> None:
        if (change.service is None) == (change.at is None):
            raise UsageError("expected either at and category, or the service that opens again")
        if change.service is not None:
            self._reopen(change.service)
            return
        assert change.at is not None  # noqa: S101 (as found above)
        if not change.category:
            raise UsageError("category is missing")
        self._add(
            self._spot(change.at),
            change.category,
            name=change.name,
            operator=change.operator,
            capacity=np.nan if change.capacity is None else change.capacity,
        )

    def _reopen(self, which: WhichService) -> None:
        known = self.baseline
        xy = self.spots.xy(which.lon, which.lat)
        rows = find_services(known.services, self.spots.baseline.areas, which, xy)
        closed = rows[~np.isin(rows, self.offer.baseline_row)]
        if len(closed) == 0:
            raise UsageError(f"service {known.services.id[rows[0]]}: is open already")
        self.offer = self.offer.followed_by(known.chosen(closed))

    def _add(self, spot: Spot, own: tuple[str, ...], *, name: str, **values: str | float) -> str:
        """Open a new service and return its id."""
        categories = _in_catalogue_order({known_category(key) for key in own})
        self._new += 1
        new_id = f"{NEW_ID}{self._new}"
        named = name or f"Ny: {catalogue()[own[0]].name_sv.lower()}"
        values |= {"id": new_id, "place_key": new_id, "name": named}
        self.offer = self.offer.followed_by(opened(spot, categories, **values))
        return new_id

    def _merge(self, change: MergeServices, label: str) -> None:
        if (change.into is None) == (change.at is None):
            raise UsageError("expected either into, a service, or at, a spot")
        parts = every_one(self._rows, change.services)
        ids = [str(self.offer.services.id[rows[0]]) for rows in parts]
        if len(set(ids)) < len(ids):
            raise UsageError(f"services: {', '.join(ids)}: one stands there twice")
        offered = set(self.offer.services.category[np.concatenate(parts)].tolist())
        if change.at is not None:
            own = own_categories(offered)
            spot = self._spot(change.at)
            self._close(np.concatenate(parts), label)
            target = self._add(spot, tuple(own), name=change.name)
        else:
            assert change.into is not None  # noqa: S101 (as found above)
            target = self._merge_into(change.into, ids, offered)
            rows = np.flatnonzero(np.isin(self.offer.services.id, ids))
            self._close(rows, label)
        self._merged_into |= dict.fromkeys(ids, target)

    def _merge_into(self, into: WhichService, ids: list[str], offered: set[str]) -> str:
        target = self._rows(into)
        services = self.offer.services
        target_id = str(services.id[target[0]])
        if target_id in ids:
            raise UsageError(f"service {target_id}: is merged into itself; a cyclic merge")
        lacking = offered - set(services.category[target].tolist())
        one = target[:1]
        if lacking:
            kept = ("id", "name", "place_key", "operator")
            values = {name: getattr(services, name)[one[0]] for name in kept}
            spot = self._spot(Where(service=WhichService(id=target_id)))
            more = opened(spot, _in_catalogue_order(lacking), **values)
            self.offer = self.offer.followed_by(more)
        return target_id

    def _change(self, change: ChangeService) -> None:
        rows = self._rows(change.service)
        told = {
            "capacity": change.capacity,
            "operator": change.operator or None,
        }
        values = {name: value for name, value in told.items() if value is not None}
        if not values and not change.category:
            raise UsageError("changes nothing; give capacity, operator or category")
        self.offer = self.offer.altered(rows, values)
        if change.category:
            self._recategorise(rows, change)

    def _recategorise(self, rows: Rows, change: ChangeService) -> None:
        services = self.offer.services
        has = set(services.category[rows].tolist())
        own = own_categories(has)
        old = change.instead_of or (own[0] if len(own) == 1 else "")
        if old not in own:
            raise UsageError(
                f"service {services.id[rows[0]]}: offers {', '.join(own)}; say which of them "
                "category takes the place of, with instead_of"
            )
        wanted = ({*own} - {old}) | {known_category(change.category)}
        kept = set[str]().union(*map(counted_as, wanted))
        first = rows[0]
        gone = rows[~np.isin(services.category[rows], sorted(kept))]
        more = self.offer.chosen(np.full(len(kept - has), first))
        more = more.altered(
            np.arange(len(kept - has)), {"category": np.array(sorted(kept - has), dtype=np.str_)}
        )
        self.offer = self.offer.without(gone).followed_by(_as_new(more))

    def _drive(self, change: MobileService) -> None:
        known_category(change.category)
        if not change.stops:
            raise UsageError("stops: expected one or more")
        spots = every_one(self._spot, [stop.at for stop in change.stops])
        self.stops += [
            MobileStop(
                service=change.name,
                category=change.category,
                spot=spot,
                weekday=stop.weekday,
                time=stop.time,
                visits_per_month=WEEKS_PER_MONTH / stop.every_weeks,
            )
            for stop, spot in zip(change.stops, spots, strict=True)
        ]

    def _spot(self, where: Where) -> Spot:
        limit_m = self.spots.baseline.max_service_access_m
        try:
            return self.spots.find(where, self.offer, limit_m)
        except UsageError:
            if where.service is None:
                raise
            # The place of a service that has closed is a place all the same.
            return self.spots.find(where, self.baseline, limit_m)

    def _rows(self, which: WhichService) -> Rows:
        """Return the entries of an open service; of one that has closed, say by what."""
        areas = self.spots.baseline.areas
        xy = self.spots.xy(which.lon, which.lat)
        try:
            return find_services(self.offer.services, areas, which, xy)
        except UsageError:
            services = self.baseline.services
            try:
                gone = str(services.id[find_services(services, areas, which, xy)[0]])
            except UsageError:
                gone = ""
            if gone not in self._closed_by:
                raise
            told = f"service {gone}: closed already by {self._closed_by[gone]}"
            if gone in self._merged_into:
                told += f", into {self._merged_into[gone]}; a merge must not be cyclic"
            raise UsageError(told) from None


def _as_new(offer: Offer) -> Offer:
    return Offer(offer.services, offer.snapping, np.full(len(offer.services), -1, dtype=np.int32))


def _in_catalogue_order(own: set[str]) -> tuple[str, ...]:
    """Return categories with all that they count as."""
    counted = set[str]().union(*map(counted_as, own))
    return tuple(key for key in catalogue() if key in counted)
