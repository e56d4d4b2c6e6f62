"""Use case: where one building could host what is missing most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps, find_gaps
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.residents import (
    Residents,
    acceptable_min,
    access_of,
    residents_of,
)
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.accessibility.travel.measure import measure_access
from tillganglighet.accessibility.travel.metric import travel_time
from tillganglighet.accessibility.travel.od_times import od_minutes
from tillganglighet.domain.basic_services import basic_services
from tillganglighet.domain.catalogue import Category, chosen_categories
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.places import FloatArray, Villages
from tillganglighet.domain.standards import Standards, limits_of_villages
from tillganglighet.domain.status import Level
from tillganglighet.domain.village_persons import village_persons
from tillganglighet.errors import UsageError
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.pipeline.siting_candidates import Candidates, candidates_of
from tillganglighet.scenarios.siting.servicepunkt import ServicePointTask, service_points
from tillganglighet.scenarios.siting.servicepunkt_report import ServicePointReport
from tillganglighet.store.region import Region
from tillganglighet.units import M_PER_KM, S_PER_MIN

# Beyond the acceptable, surely or perhaps, or out of reach.
_MISSING = (Level.GAP, Level.UNCERTAIN, Level.UNREACHABLE)


@dataclass(frozen=True)
class ServicePointQuestion:
    """What is to be found.

    Parameters
    ----------
    categories : sequence of str
        The services that one building could host; the basic services if none is given.
    candidates : str or Path
        Empty for the villages, "butiker" for the shops of today, "noder" for every node of the
        roads, or a file of empty premises.
    least_km : float
        Only places with farther than this, by the shortest road, to the nearest service of
        `far_from`; or with no way at all.
    far_from : str
        Key of the catalogue.
    """

    categories: Sequence[str] = ()
    candidates: str | Path = ""
    least_km: float = 0.0
    far_from: str = "dagligvaror"


def servicepunkt(
    region: Region,
    question: ServicePointQuestion,
    *,
    standards: Standards | None = None,
    on_category: Callable[[Category], None] = lambda _: None,
) -> ServicePointReport:
    """Find the places where a servicepunkt with all that is missing there gives most.

    Raises
    ------
    UsageError
        A category is not in the catalogue, or the distance is below 0.
    InputError
        The file of candidates cannot be used.
    """
    categories = chosen_categories(question.categories or basic_services())
    (far_from,) = chosen_categories(question.far_from)
    if not question.least_km >= 0:
        raise UsageError(f"min-km={question.least_km:g}: expected 0 or more kilometres")
    keys = [category.key for category in categories]
    report = gap_report(region, keys, standards=standards, on_category=on_category)
    residents = residents_of(report.villages, report.cells)

    candidates = candidates_of(region, question.candidates)
    places = _as_villages(region, candidates)
    access = _access_at(region, candidates, places, (*categories, far_from))
    shortest_km = access.shortest_m[:, -1] / M_PER_KM
    is_kept = (question.least_km == 0) | (shortest_km > question.least_km)
    kept = np.flatnonzero(is_kept)
    at_places = _columns(access.rows(is_kept), len(categories))
    limits = limits_of_villages(report.standards, keys, _chosen(places, kept))
    gaps = find_gaps(at_places, limits)
    is_missing = _is_missing(gaps)
    times = _minutes_to(region, residents, candidates, kept)
    points = service_points(_task(report, residents, times, is_missing))
    return ServicePointReport(
        report=report,
        residents=residents,
        categories=categories,
        sites=candidates.chosen(kept).sites,
        population=places.population[kept],
        access=at_places,
        is_missing=is_missing,
        is_uncertain=gaps.level == Level.UNCERTAIN,
        shortest_km=shortest_km[kept],
        far_from=far_from,
        least_km=question.least_km,
        points=points,
        considered=len(places),
    )


def _as_villages(region: Region, candidates: Candidates) -> Villages:
    """Return the candidates as places that standards and coverage hold for."""
    sites = candidates.sites
    persons = village_persons(region.villages, region.cells)
    population = dict(zip(region.villages.id.tolist(), persons.tolist(), strict=True))
    return Villages(
        id=candidates.asked_id,
        name=sites.name,
        kind=np.full(len(sites), ""),
        x=sites.x,
        y=sites.y,
        population=np.array([population.get(each, np.nan) for each in candidates.asked_id]),
        kommun_code=sites.kommun_code,
        lan_code=region.areas.lan_codes_of(sites.kommun_code),
    )


def _access_at(
    region: Region, candidates: Candidates, places: Villages, categories: Sequence[Category]
) -> AccessTable:
    keys = [category.key for category in categories]
    return measure_access(
        region.network,
        region.services,
        region.service_snapping,
        categories,
        coverage_at(region.coverage, keys, places.kommun_code),
        origins=candidates.snapping,
        prepared=region.prepared,
    )


def _columns(access: AccessTable, count: int) -> AccessTable:
    """Return the answers for the first categories."""
    arrays = {
        name: values[:, :count] for name, values in vars(access).items() if name != "categories"
    }
    return replace(access, categories=access.categories[:count], **arrays)


def _chosen(villages: Villages, which: npt.NDArray[np.intp]) -> Villages:
    names = ("id", "name", "kind", "x", "y", "population", "kommun_code", "lan_code")
    return replace(villages, **{name: getattr(villages, name)[which] for name in names})


def _is_missing(gaps: Gaps) -> npt.NDArray[np.bool_]:
    return np.isin(gaps.level, _MISSING)


def _minutes_to(
    region: Region,
    residents: Residents,
    candidates: Candidates,
    kept: npt.NDArray[np.intp],
) -> FloatArray:
    cells = region.cell_snapping if residents.are_cells else None
    origins = region.village_snapping if cells is None else cells
    metric = travel_time(region.network, region.prepared.time if region.prepared else None)
    return od_minutes(metric, origins, candidates.snapping.chosen(kept))


def _task(
    report: GapReport,
    residents: Residents,
    times: FloatArray,
    is_missing: npt.NDArray[np.bool_],
) -> ServicePointTask:
    access = access_of(report, residents)
    limit_min = np.broadcast_to(acceptable_min(report, residents), access.status.shape)
    return ServicePointTask(
        weight=residents.weight,
        time_min=times,
        now_min=access.travel_time_s[:, :, 0] / S_PER_MIN,
        limit_min=limit_min,
        is_missing=is_missing,
    )
