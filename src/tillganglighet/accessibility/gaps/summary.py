"""A gap report in a handful of numbers: people per class, averages and the places worst off."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.standards import TIME_CLASSES
from tillganglighet.domain.status import Level, Status
from tillganglighet.units import S_PER_MIN

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]

WORST_COUNT = 10
_P90 = 0.9
# Known to have no travel time; of the others the data say nothing, or nobody asks.
UNREACHED = (Status.NO_ROAD, Status.NOT_CONNECTED, Status.BEYOND_CUTOFF, Status.NO_SERVICE)
_CUT_OFF = (Status.NO_ROAD, Status.NOT_CONNECTED, Status.BEYOND_CUTOFF)


@dataclass(frozen=True)
class Tally:
    """Persons (or villages) of each category, counted in three ways.

    Parameters
    ----------
    by_class : (category_count, 4) float64
        Those who have a travel time, by `TIME_CLASSES`.
    by_status : (category_count, 7) float64
        By `Status`; each row sums to the total. The rows of `by_class` sum to `REACHED`.
    by_level : (category_count, 7) float64
        By `Level`; each row sums to the total.
    total : float
        Everybody who is counted.
    """

    by_class: FloatArray
    by_status: FloatArray
    by_level: FloatArray
    total: float


@dataclass(frozen=True)
class Summary:
    """What the first page of a report says.

    Parameters
    ----------
    persons : Tally
        From the cells where the report has cells, else from the villages with a population.
    villages : Tally
        Every village counts one.
    villages_without_population : Tally
        The villages that nobody has counted count one each, the others nothing.
    mean_min, median_min, p90_min : (category_count,) float64
        Minutes over the reached, weighted by persons (each village the same where the report has
        no persons at all); nan where nobody is reached. A quantile is the smallest travel time
        within which at least that share lives.
    cut_off : (any,) intp
        Villages by no road, or with no way to half or more of the services that others in the
        region reach, the most populous first. A shop or school that no road leads to makes
        nobody's place remote, and an island may have a school of its own. A deserted village, with
        a known population of 0, is in no list of those worst off.
    cut_off_count : float
        People who live so, in persons or villages as they are counted.
    worst : tuple of (at most `WORST_COUNT`,) intp
        Per category the villages worst off: those without a travel time first, the most populous
        of them ahead, then the longest travel time. Villages of which the data say nothing, or
        that are not measured, are no candidates; nor are those in `cut_off`, which would be the
        same in every category. Ties go to the id that is smaller byte by byte.
    worst_overall : (at most `WORST_COUNT`,) intp
        Villages with most categories out of reach, then most minutes beyond the acceptable over
        all categories, then most minutes in all; without those in `cut_off`.
    measured_count : int
        Categories that anybody in the region reaches.
    unreached_count : (village_count,) intp
        Of these, the categories in which the village has no travel time.
    over_standard_min : (village_count,) float64
        Minutes beyond the acceptable, summed over the categories that are reached.
    unknown_population : (any,) intp
        Villages without population, in the report's order.
    counts_persons : bool
        Whether people are to be counted in persons; else in villages. Shares of persons mislead
        where no cells are given and most villages lack a population.
    """

    persons: Tally
    villages: Tally
    villages_without_population: Tally
    mean_min: FloatArray
    median_min: FloatArray
    p90_min: FloatArray
    cut_off: IntArray
    cut_off_count: float
    worst: tuple[IntArray, ...]
    worst_overall: IntArray
    measured_count: int
    unreached_count: IntArray
    over_standard_min: FloatArray
    unknown_population: IntArray
    counts_persons: bool


def summarise(report: GapReport) -> Summary:
    """Count the people of a report, average their travel times and find the worst places."""
    population = report.villages.population
    is_unknown = np.isnan(population)
    everyone = np.ones(len(population))

    if report.cells is None or report.cell_access is None or report.cell_gaps is None:
        access, gaps, persons = report.access, report.gaps, np.where(is_unknown, 0.0, population)
    else:
        access, gaps, persons = report.cell_access, report.cell_gaps, report.cells.population

    unreached_count = np.isin(report.access.status[:, report.is_reached], _CUT_OFF).sum(axis=1)
    over = np.where(np.isnan(report.gaps.over_standard_min), 0.0, report.gaps.over_standard_min)
    over_standard_min = over.sum(axis=1)
    villages = _tally(report.access, report.gaps, everyone)
    is_known = report.cells is not None or 2 * is_unknown.sum() <= len(population)
    counts_persons = bool(is_known and persons.sum() > 0)
    is_cut_off = _is_cut_off(report.access, report.is_reached) & (population != 0)
    counted = (access, persons) if counts_persons else (report.access, everyone)
    averages = _averages(*counted)
    return Summary(
        persons=_tally(access, gaps, persons),
        villages=villages,
        villages_without_population=_tally(report.access, report.gaps, is_unknown.astype(float)),
        mean_min=averages[0],
        median_min=averages[1],
        p90_min=averages[2],
        cut_off=_by_population(report, np.flatnonzero(is_cut_off)),
        cut_off_count=float(counted[1][_is_cut_off(counted[0], report.is_reached)].sum()),
        worst=tuple(
            _worst(report, column, is_cut_off) for column in range(len(report.categories))
        ),
        worst_overall=_worst_overall(report, is_cut_off, unreached_count, over_standard_min),
        measured_count=int(report.is_reached.sum()),
        unreached_count=unreached_count,
        over_standard_min=over_standard_min,
        unknown_population=np.flatnonzero(is_unknown),
        counts_persons=counts_persons,
    )


def _tally(access: AccessTable, gaps: Gaps, weight: FloatArray) -> Tally:
    return Tally(
        by_class=_weight_by(gaps.time_class, weight, len(TIME_CLASSES)),
        by_status=_weight_by(access.status, weight, len(Status)),
        by_level=_weight_by(gaps.level, weight, len(Level)),
        total=float(weight.sum()),
    )


def _weight_by(codes: npt.NDArray[np.int8], weight: FloatArray, count: int) -> FloatArray:
    """Sum the weight of the origins per category and code; the code -1 is nobody's."""
    columns = [
        [weight[column == code].sum() for code in range(count)] for column in codes.transpose()
    ]
    return np.array(columns, dtype=np.float64).reshape(codes.shape[1], count)


def _averages(access: AccessTable, weight: FloatArray) -> FloatArray:
    """Return mean, median and p90 minutes as rows, one column a category."""
    minutes = access.travel_time_s[:, :, 0] / S_PER_MIN
    averages = np.full((3, minutes.shape[1]), np.nan)
    for column in range(minutes.shape[1]):
        counted = (access.status[:, column] == Status.REACHED) & (weight > 0)
        if counted.any():
            values, weights = minutes[counted, column], weight[counted]
            averages[:, column] = (
                np.average(values, weights=weights),
                _quantile(values, weights, 0.5),
                _quantile(values, weights, _P90),
            )
    return averages


def _quantile(values: FloatArray, weights: FloatArray, share: float) -> float:
    order = np.argsort(values, kind="stable")
    reached_share = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached_share, share * reached_share[-1])])


def _is_cut_off(access: AccessTable, is_reached: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return (origin_count,) who is by no road, or without a way to half of what others reach."""
    by_no_road = (access.status == Status.NO_ROAD).any(axis=1)
    without = np.isin(access.status[:, is_reached], (Status.NO_ROAD, Status.NOT_CONNECTED))
    cut_off: npt.NDArray[np.bool_] = by_no_road | (
        without.sum(axis=1) >= max(without.shape[1] / 2, 1)
    )
    return cut_off


def _worst(report: GapReport, column: int, is_cut_off: npt.NDArray[np.bool_]) -> IntArray:
    status = report.access.status[:, column]
    unreached = np.isin(status, UNREACHED) & ~is_cut_off
    longest = np.where(unreached, 0.0, report.access.travel_time_s[:, column, 0])
    candidates = np.flatnonzero(
        (unreached | ((status == Status.REACHED) & ~is_cut_off))
        & (report.villages.population != 0)
    )
    return _first_by(report, candidates, [unreached, longest])


def _worst_overall(
    report: GapReport,
    is_cut_off: npt.NDArray[np.bool_],
    unreached_count: IntArray,
    over_standard_min: FloatArray,
) -> IntArray:
    reached = report.access.status == Status.REACHED
    longest = np.where(reached, report.access.travel_time_s[:, :, 0], 0.0).sum(axis=1)
    is_candidate = (report.villages.population != 0) & ~is_cut_off
    candidates = np.flatnonzero(((unreached_count > 0) | reached.any(axis=1)) & is_candidate)
    return _first_by(report, candidates, [unreached_count, over_standard_min, longest])


def _first_by(
    report: GapReport, candidates: IntArray, keys: list[npt.NDArray[np.generic]]
) -> IntArray:
    """Return the candidates with the largest keys; then the larger population, then the id."""
    ordered = _by_population(report, candidates)
    # A stable sort keeps that order among equals; lexsort takes the most important key last.
    order = np.lexsort([-key[ordered].astype(np.float64) for key in reversed(keys)])
    return ordered[order][:WORST_COUNT]


def _by_population(report: GapReport, villages: IntArray) -> IntArray:
    """Return the villages by falling population, unknown last, then by id."""
    population = np.nan_to_num(report.villages.population[villages], nan=-1.0)
    return villages[np.lexsort([report.villages.id[villages], -population])]
