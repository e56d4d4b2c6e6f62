"""Calls of trips at platforms, and the runs of each trip: one, or many at a headway."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table
from tillganglighet.sources.tabular.values import BoolArray, numbers
from tillganglighet.sources.timetables.joins import Ids, seconds

Int = npt.NDArray[np.intp]

_NOT_HERE = "1"  # of pickup_type and drop_off_type
_LONGEST_HEADWAY_S, _LAST_S = 86_400.0, 200_000.0


@dataclass(frozen=True)
class Calls:
    """Calls in the order of each trip; parallel arrays.

    Parameters
    ----------
    trip, platform : (call_count,) intp
    second : (call_count,) float64
        After midnight, of departure or arrival; that of the call before where none is given.
    is_for_people : (call_count,) bool
        One may get on or off.
    """

    trip: Int
    platform: Int
    second: FloatArray
    is_for_people: BoolArray

    def chosen(self, which: npt.NDArray[np.generic]) -> "Calls":
        """Return some of the calls, in their order."""
        return Calls(**{each.name: getattr(self, each.name)[which] for each in fields(self)})


@dataclass(frozen=True)
class Runs:
    """Every time that a trip goes in a day; parallel arrays.

    Parameters
    ----------
    trip : (run_count,) intp
        Ascending.
    shift_s : (run_count,) float64
        Seconds after the times of its calls.
    """

    trip: Int
    shift_s: FloatArray

    def calls(self, calls: Calls) -> tuple[Int, Int]:
        """Return run and call of every call of every run."""
        first = np.searchsorted(calls.trip, self.trip, "left")
        count = np.searchsorted(calls.trip, self.trip, "right") - first
        run = np.repeat(np.arange(len(self.trip)), count)
        within = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
        return run, np.repeat(first, count) + within


def read_calls(table: Table, trip_ids: Ids, platform_ids: Ids, findings: Findings) -> Calls:
    """Return the calls of `stop_times.txt`, bad rows left out.

    Raises
    ------
    InputError
        With every fault, if more than 5 % of the rows are bad.
    """
    faults = Faults(table)
    trip = trip_ids.found(table, "trip_id", faults, "trips.txt")
    platform = platform_ids.found(table, "stop_id", faults, "stops.txt")
    sequence = numbers(table.columns["stop_sequence"])
    faults.add(~(sequence >= 0), "stop_sequence", "a whole number of 0 or more")
    second = seconds(table, "departure_time", faults)
    if "arrival_time" in table.columns:
        second = np.where(np.isnan(second), seconds(table, "arrival_time", faults), second)
    barred = np.ones(len(table), dtype=np.bool_)
    for column in ("pickup_type", "drop_off_type"):
        barred &= column in table.columns and table.text(column) == _NOT_HERE
    good = np.flatnonzero(faults.good_rows(findings))
    order = good[np.lexsort((sequence[good], trip[good]))]
    return Calls(trip[order], platform[order], _filled(second[order], trip[order]), ~barred[order])


def _filled(second: FloatArray, trip: Int) -> FloatArray:
    """Return the times with that of the last call of the trip which has one."""
    row = np.arange(len(second))
    last = np.maximum.accumulate(np.where(np.isnan(second), -1, row))
    return np.where((last >= 0) & (trip[last] == trip), second[last], np.nan)


def runs_of(frequencies: Table | None, trip_ids: Ids, calls: Calls, findings: Findings) -> Runs:
    """Return one run of every trip that calls anywhere, many of those that go at a headway.

    Raises
    ------
    InputError
        With every fault, if more than 5 % of the rows of `frequencies.txt` are bad.
    """
    trips, first = np.unique(calls.trip, return_index=True)
    if frequencies is None:
        return Runs(trips, np.zeros(len(trips)))
    faults = Faults(frequencies)
    trip = trip_ids.found(frequencies, "trip_id", faults, "trips.txt")
    start, end = (seconds(frequencies, each, faults) for each in ("start_time", "end_time"))
    headway = numbers(frequencies.columns["headway_secs"])
    is_headway = (headway >= 1) & (headway <= _LONGEST_HEADWAY_S)
    faults.add(~is_headway, "headway_secs", "seconds, 1 to 86400")
    faults.add(~(start < end) | (end > _LAST_S), "end_time", "a time after start_time")
    rows = np.flatnonzero(faults.good_rows(findings) & np.isin(trip, trips))
    count = np.ceil((end[rows] - start[rows]) / headway[rows]).astype(np.intp)
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    leaves = np.repeat(start[rows], count) + nth * np.repeat(headway[rows], count)
    of_run = np.repeat(trip[rows], count)
    timed = np.nan_to_num(calls.second[first])[np.searchsorted(trips, of_run)]
    once = np.setdiff1d(trips, of_run)
    run_trip = np.concatenate([once, of_run])
    shift = np.concatenate([np.zeros(len(once)), leaves - timed])
    order = np.argsort(run_trip, kind="stable")
    return Runs(run_trip[order], shift[order])
