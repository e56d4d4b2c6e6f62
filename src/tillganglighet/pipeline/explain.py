"""Use case: one published number with its way, or the reason why there is none."""

from dataclasses import replace
from difflib import get_close_matches

import numpy as np

from tillganglighet.accessibility.explanation.explained_number import ExplainedNumber
from tillganglighet.accessibility.explanation.explanation import explain
from tillganglighet.accessibility.travel.measure import measure_access, offered_by_id
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.accessibility.travel.no_way import why_no_way
from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.status import Status
from tillganglighet.errors import NotFoundError, UsageError
from tillganglighet.store.region import Region

_MOST_NAMED = 8


def explained_number(region: Region, village: str, category: str) -> ExplainedNumber:
    """Measure one village and one category, and take the answer apart.

    The published number is measured as all others are, on the prepared network; the way to it is
    searched for alone and on the plain one.

    Parameters
    ----------
    region : Region
    village : str
        Id of a village, or its name if no other one has it.
    category : str
        Key of the catalogue.

    Raises
    ------
    NotFoundError
        No village goes by that id or name, or several do.
    UsageError
        The category is unknown, or the nearest service's place is protected.
    """
    (chosen,) = chosen_categories(category)
    at = np.array([find_village(region, village)])
    snapping = region.village_snapping.chosen(at)
    access = measure_access(
        region.network,
        region.services,
        region.service_snapping,
        (chosen,),
        coverage_at(region.coverage, (category,), region.villages.kommun_code[at]),
        origins=snapping,
        prepared=region.prepared,
    )
    known = ExplainedNumber(
        category=chosen,
        village=int(at[0]),
        villages=region.villages,
        services=region.services.for_export(),
        access=access,
        network=region.network,
        road_names=region.road_names,
        ground=region.ground,
        areas=region.areas,
        provenance=region.provenance,
    )
    if known.status == Status.REACHED:
        return _with_way(region, known)
    if known.status in {Status.NO_ROAD, Status.NOT_CONNECTED}:
        return _with_reason(region, known)
    return known


def find_village(region: Region, wanted: str) -> int:
    """Return the index of the village with this id, or this name if it is the only one."""
    villages = region.villages
    by_id = np.flatnonzero(villages.id == wanted)
    if len(by_id):
        return int(by_id[0])
    names = np.array([name.casefold() for name in villages.name.tolist()])
    by_name = np.flatnonzero(names == wanted.casefold())
    if len(by_name) == 1:
        return int(by_name[0])
    if len(by_name):
        listed = ", ".join(
            f"{villages.id[at]} ({villages.kommun_code[at] or '-'})"
            for at in by_name[:_MOST_NAMED]
        )
        raise NotFoundError(f"{len(by_name)} villages are called {wanted}; give an id: {listed}")
    near = get_close_matches(wanted.casefold(), names.tolist(), _MOST_NAMED, 0.6)
    alike = [str(villages.name[np.flatnonzero(names == each)[0]]) for each in near]
    told = f"; names like it: {', '.join(alike)}" if alike else ""
    raise NotFoundError(f"no village has the id or name {wanted}{told}")


def _with_way(region: Region, known: ExplainedNumber) -> ExplainedNumber:
    service = int(known.access.service[0, 0, 0])
    villages, services = region.villages, region.services
    if services.is_restricted[service]:
        raise UsageError(
            f"the nearest {known.category.key} of {villages.name[known.village]} is protected: "
            "its travel time may be told, the way there may not"
        )
    at, to = np.array([known.village]), np.array([service])
    way = explain(
        travel_time(region.network),
        region.village_snapping.chosen(at),
        region.service_snapping.chosen(to),
        (
            np.array([villages.x[at[0]], villages.y[at[0]]]),
            np.array([services.x[service], services.y[service]]),
        ),
    )
    return replace(known, way=way)


def _with_reason(region: Region, known: ExplainedNumber) -> ExplainedNumber:
    offered = offered_by_id(region.services, known.category.key)
    villages, services, at = known.villages, known.services, known.village
    reason = why_no_way(
        region.network,
        region.village_snapping.chosen(np.array([at])),
        region.service_snapping.chosen(offered),
        np.array([villages.x[at], villages.y[at]]),
        np.stack([services.x[offered], services.y[offered]]),
    )
    nearest_at = int(offered[reason.nearest_at]) if reason.nearest_at >= 0 else -1
    return replace(known, no_way=replace(reason, nearest_at=nearest_at))
