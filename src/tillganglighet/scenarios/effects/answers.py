"""Access before and after a scenario: measured where it can have changed, copied elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapper, Snapping
from tillganglighet.scenarios.changes.resolve import Resolved
from tillganglighet.scenarios.effects.offer import Offer
from tillganglighet.scenarios.effects.people import Movement
from tillganglighet.scenarios.effects.world import (
    Baseline,
    World,
    arrays_of,
    column_of,
    one_above_other,
    side_by_side,
)
from tillganglighet.scenarios.effects.worlds import on_roads, world_with

Mask = npt.NDArray[np.bool_]
Int32Array = npt.NDArray[np.int32]
StrArray = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Answers:
    """Access by origin: the villages, then the cells, then the spots that people move to.

    Parameters
    ----------
    after_world : World
    before, after : AccessTable
        Their services are those of the baseline, and those of `after_world`.
    touched : tuple of str
        The categories among them that the scenario can have changed.
    """

    after_world: World
    before: AccessTable
    after: AccessTable
    touched: tuple[str, ...]


def touched_categories(resolved: Resolved, baseline: Baseline) -> set[str] | None:
    """Return the categories whose services change; None where roads change, and so all may."""
    if resolved.network is not baseline.world.network:
        return None
    services, offer = baseline.world.services, resolved.offer
    keeps = _unchanged(baseline, offer)
    gone = _gone(len(services), offer.baseline_row[keeps])
    changed = np.concatenate([services.category[gone], offer.services.category[~keeps]])
    return set(changed.tolist()) | {stop.category for stop in resolved.stops}


def answers(resolved: Resolved, baseline: Baseline, categories: Sequence[str]) -> Answers:
    """Return the access to some categories before and after.

    What the scenario cannot have changed is copied to the bit.
    """
    touched = touched_categories(resolved, baseline)
    before = _before(resolved, baseline, categories)
    after = _After(resolved, baseline)
    columns = [
        after.measured(column_of(before, at), is_touched=touched is None or key in touched)
        for at, key in enumerate(categories)
    ]
    return Answers(
        after_world=after.world,
        before=before,
        after=side_by_side(columns),
        touched=tuple(key for key in categories if touched is None or key in touched),
    )


def _before(resolved: Resolved, baseline: Baseline, categories: Sequence[str]) -> AccessTable:
    access, movements = baseline.access(categories), resolved.movements
    if not movements:
        return access
    world = baseline.world
    spots = _spots(movements, baseline.snapper, baseline.max_village_access_m)
    kommuner = np.array([each.to.kommun_code for each in movements])
    return one_above_other(access, baseline.measured(world, categories, spots, kommuner))


def _spots(movements: Sequence[Movement], snapper: Snapper, limit_m: float) -> Snapping:
    """Return where the spots that people move to meet the roads of a network."""
    parts = [each.to.snapping for each in movements]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined.followed_by(part)
    x, y = (np.array([getattr(each.to, name) for each in movements]) for name in ("x", "y"))
    return on_roads(snapper, joined, x, y, limit_m)


class _After:
    """The world after the scenario; where there are new roads, also as it is without them."""

    def __init__(self, resolved: Resolved, baseline: Baseline) -> None:
        self._resolved, self._baseline = resolved, baseline
        self.world = world_with(baseline, resolved.network, resolved.offer)
        self._quiet = self._world(resolved.quiet)
        self._without_new = self._world(resolved.without_new)
        offer = resolved.offer
        self._keeps = _unchanged(baseline, offer)
        # Index of each service of the baseline among those after; -1 for one that is gone.
        self._row = np.full(len(baseline.world.services) + 1, -1, dtype=np.int32)
        kept = offer.baseline_row >= 0
        self._row[offer.baseline_row[kept]] = np.flatnonzero(kept)
        self._gone = _gone(len(baseline.world.services), offer.baseline_row[self._keeps])

    def measured(self, before: AccessTable, *, is_touched: bool) -> AccessTable:
        """Return one category after the scenario."""
        if not is_touched:
            return self._renumbered(before)
        if self._quiet is None or self._without_new is None:
            return self._in_world(self.world, before)
        # What takes no new road is answered on the old ones: halves of a road that a new one
        # meets may differ from the whole by a millisecond.
        full = self._in_world(self.world, before)
        is_same = _same_rows(full, self._in_world(self._quiet, before))
        return _mixed(is_same, self._in_world(self._without_new, before), full)

    def _world(self, network: Network | None) -> World | None:
        if network is None:
            return None
        return world_with(self._baseline, network, self._resolved.offer)

    def _in_world(self, world: World, before: AccessTable) -> AccessTable:
        affected = self._affected(world, before)
        if not affected.any():
            return self._renumbered(before)
        origins, kommuner = self._origins(world)
        anew = self._baseline.measured(
            world,
            before.categories,
            origins.chosen(np.flatnonzero(affected)),
            kommuner[affected],
        )
        if affected.all():
            return anew
        own = {each: getattr(self._renumbered(before), each).copy() for each in arrays_of()}
        for name, values in own.items():
            values[affected] = getattr(anew, name)
        return replace(before, **own)

    def _affected(self, world: World, before: AccessTable) -> Mask:
        """Return the origins whose answer may be another: all, but where services only close."""
        everybody = np.ones(len(before.status), dtype=bool)
        if world.network is not self._baseline.world.network:
            return everybody
        services = self._resolved.offer.services
        category = (services.category == before.categories[0]) & ~services.is_mobile
        if (category & ~self._keeps).any() or not category.any():
            return everybody
        gone = np.append(self._gone, False)
        named = gone[before.service[:, 0]].any(axis=1)
        return np.asarray(named | gone[before.shortest_service[:, 0]])

    def _origins(self, world: World) -> tuple[Snapping, StrArray]:
        movements = self._resolved.movements
        if not movements:
            return world.origins, world.kommuner
        limit_m = self._baseline.max_village_access_m
        spots = _spots(movements, Snapper(world.network), limit_m)
        kommuner = np.array([each.to.kommun_code for each in movements])
        return world.origins.followed_by(spots), np.concatenate([world.kommuner, kommuner])

    def _renumbered(self, before: AccessTable) -> AccessTable:
        """Return the answers of the baseline, naming services as they are numbered after."""
        return replace(
            before,
            service=self._row[before.service],
            shortest_service=self._row[before.shortest_service],
        )


def _unchanged(baseline: Baseline, offer: Offer) -> Mask:
    """Return the entries that are in the baseline, at the same place and otherwise the same."""
    services, was = offer.services, baseline.world.services
    row = offer.baseline_row
    keeps = row >= 0
    for name in ("category", "x", "y", "operator", "name"):
        keeps &= getattr(services, name) == getattr(was, name)[row]
    same_capacity = services.capacity == was.capacity[row]
    keeps &= same_capacity | (np.isnan(services.capacity) & np.isnan(was.capacity[row]))
    for each in fields(Snapping):
        before = getattr(baseline.world.service_snapping, each.name)[row]
        keeps &= getattr(offer.snapping, each.name) == before
    return np.asarray(keeps)


def _gone(count: int, kept: Int32Array) -> Mask:
    gone = np.ones(count, dtype=bool)
    gone[kept] = False
    return gone


def _same_rows(first: AccessTable, second: AccessTable) -> Mask:
    same = np.ones(len(first.status), dtype=bool)
    for name in arrays_of():
        one, other = getattr(first, name), getattr(second, name)
        same &= (one == other).reshape(len(same), -1).all(axis=1)
    return same


def _mixed(chosen: Mask, yes: AccessTable, no: AccessTable) -> AccessTable:
    """Return the rows of one table where they are chosen, else those of the other."""
    own = {}
    for name in arrays_of():
        one, other = getattr(yes, name), getattr(no, name)
        own[name] = np.where(chosen.reshape(-1, *[1] * (one.ndim - 1)), one, other)
    return replace(no, **own)
