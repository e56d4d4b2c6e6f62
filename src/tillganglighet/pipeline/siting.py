"""Use case: where a service does most good, or which can close with least harm."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.residents import (
    Residents,
    acceptable_min,
    access_of,
    residents_of,
)
from tillganglighet.accessibility.travel.measure import offered_by_id
from tillganglighet.accessibility.travel.metric import Metric, travel_time
from tillganglighet.accessibility.travel.nearest import NearestServices, nearest_services
from tillganglighet.accessibility.travel.od_times import od_minutes
from tillganglighet.domain.catalogue import Category, chosen_categories
from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.domain.standards import Standards
from tillganglighet.network.snapping import Snapping
from tillganglighet.pipeline.reports import gap_report
from tillganglighet.pipeline.siting_candidates import (
    Candidates,
    candidates_of,
    services_to_close,
)
from tillganglighet.pipeline.siting_question import SitingQuestion, refuse_faults
from tillganglighet.scenarios.siting.report import SitingReport, VillageTimes
from tillganglighet.scenarios.siting.siting import best_sites
from tillganglighet.scenarios.siting.task import SitingTask
from tillganglighet.store.region import Region
from tillganglighet.units import MS_PER_S, S_PER_MIN, UNREACHED

_MS_PER_MIN = MS_PER_S * S_PER_MIN


def site(
    region: Region,
    question: SitingQuestion,
    *,
    standards: Standards | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> SitingReport:
    """Find the best places for new services of a category, or those that may close.

    Everything else stays as it is. `on_step` is called before each long step, for progress.

    Raises
    ------
    UsageError
        With every fault of the question: an unknown category or id, fewer candidates than are to
        be chosen, an id that must both open and close ...
    InputError
        The file of candidates cannot be used.
    """
    category, candidates, offered = check_question(region, question)

    on_step(category.key)
    report = gap_report(region, category.key, standards=standards)
    residents = residents_of(report.villages, report.cells)
    stays = offered[~np.isin(region.services.id[offered], list(question.must_close))]
    if question.closes and candidates.service is not None:
        stays = np.setdiff1d(offered, candidates.service, assume_unique=True)
    times = _Times(region, residents, candidates.snapping, stays)
    on_step(question.goal)
    task = _task(question, candidates, report, residents, times)
    siting = best_sites(task, question.goal, most=question.alternatives, seconds=question.seconds)
    best = siting.choices[0].is_open if siting.choices else np.zeros(task.site_count, dtype=bool)
    return SitingReport(
        report=report,
        category=category,
        residents=residents,
        sites=candidates.sites,
        siting=siting,
        villages=_village_times(report, candidates, times, best),
        left_out=candidates.left_out,
    )


def check_question(
    region: Region, question: SitingQuestion
) -> tuple[Category, Candidates, npt.NDArray[np.int64]]:
    """Return what is asked about: the category, the sites, and its services of today, by id.

    Raises
    ------
    UsageError, InputError
        As `site`.
    """
    (category,) = chosen_categories(question.category)
    candidates = (
        services_to_close(region, category.key)
        if question.closes
        else candidates_of(region, question.candidates)
    )
    offered = offered_by_id(region.services, category.key)
    refuse_faults(question, category, region.network.mode, candidates, region.services)
    return category, candidates, offered


class _Times:
    """Minutes to the sites and to what stays, of the villages and of those who are counted."""

    def __init__(
        self,
        region: Region,
        residents: Residents,
        sites: Snapping,
        stays: npt.NDArray[np.int64],
    ) -> None:
        villages, cells = region.village_snapping, region.cell_snapping
        of_cells = residents.are_cells and cells is not None
        origins = villages.followed_by(cells) if of_cells and cells is not None else villages
        metric = _metric(region)
        to_sites = od_minutes(metric, origins, sites)
        nearest = nearest_services(metric, origins, region.service_snapping.chosen(stays), k=1)
        self.counted = slice(len(villages), None) if of_cells else slice(None)
        self.village = slice(len(villages))
        self.to_sites = to_sites
        self.to_stays = _minutes(nearest)
        self.stays = np.append(stays, -1)[nearest.service[:, 0]]


def _metric(region: Region) -> Metric:
    return travel_time(region.network, region.prepared.time if region.prepared else None)


def _minutes(nearest: NearestServices) -> FloatArray:
    impedance = nearest.impedance[:, 0]
    return np.where(impedance >= UNREACHED, np.inf, impedance / _MS_PER_MIN)


def _task(
    question: SitingQuestion,
    candidates: Candidates,
    report: GapReport,
    residents: Residents,
    times: _Times,
) -> SitingTask:
    count = len(candidates.sites)
    capacity = candidates.sites.capacity
    if question.capacity is not None:
        capacity = np.where(np.isfinite(capacity), capacity, question.capacity)
    now_min = access_of(report, residents).travel_time_s[:, 0, 0] / S_PER_MIN
    limit_min = np.broadcast_to(acceptable_min(report, residents)[:, 0], len(residents))
    asked = candidates.asked_id
    return SitingTask(
        weight=residents.weight,
        time_min=times.to_sites[times.counted],
        stays_min=times.to_stays[times.counted],
        now_min=now_min,
        limit_min=limit_min,
        open_count=count - question.count if question.closes else question.count,
        closes=question.closes,
        must_open=np.isin(asked, list(question.must_open)),
        must_close=np.isin(asked, list(question.must_close)) & question.closes,
        capacity=capacity,
    )


def _village_times(
    report: GapReport, candidates: Candidates, times: _Times, is_open: npt.NDArray[np.bool_]
) -> VillageTimes:
    """Return the villages before and after; capacities do not move whole villages."""
    to_sites = np.where(is_open, times.to_sites[times.village], np.inf)
    to_stays, stays = times.to_stays[times.village], times.stays[times.village]
    best = to_sites.min(axis=1, initial=np.inf)
    is_site, at = best < to_stays, to_sites.argmin(axis=1)
    services, sites = report.services, candidates.sites
    no_text = np.array([""])

    def named(of_sites: StrArray, of_services: StrArray) -> npt.NDArray[np.object_]:
        served = np.concatenate([of_services, no_text])[stays]
        nearest: npt.NDArray[np.object_] = np.where(is_site, of_sites[at], served).astype(object)
        return nearest

    return VillageTimes(
        before_min=report.access.travel_time_s[:, 0, 0] / S_PER_MIN,
        after_min=np.minimum(best, to_stays),
        nearest_id=named(sites.id, services.id),
        nearest_name=named(sites.name, services.name),
    )
