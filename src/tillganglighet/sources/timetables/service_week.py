"""The usual week of a feed, and how often each of its services runs in it.

Feeds hold several timetables: a summer and a winter, holidays, and at the end weeks for which
only some operators have published theirs. The usual week is a whole one, Monday to Sunday, with
as many trips as the median of those weeks that have at least half the trips of the busiest.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table
from tillganglighet.sources.tabular.values import BoolArray
from tillganglighet.sources.timetables.feed import Feed
from tillganglighet.sources.timetables.joins import Ids

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK, _WEEKDAYS, _SATURDAY, _SUNDAY = 7, 5, 5, 6
_LEAST_OF_BUSIEST = 0.5
_ADDED, _REMOVED = 1, 2
_THURSDAY = 3  # the day of the week of day 0, from Monday
_EPOCH = np.datetime64("1970-01-01")
_FIRST_YEAR, _LAST_YEAR = np.datetime64("1990-01-01"), np.datetime64("2100-01-01")

_Dates = tuple[npt.NDArray[np.intp], npt.NDArray[np.int64], BoolArray]
_NO_DATES: _Dates = np.empty(0, np.intp), np.empty(0, np.int64), np.empty(0, np.bool_)


@dataclass(frozen=True)
class ServiceWeek:
    """How often the services of a feed run in its usual week.

    Parameters
    ----------
    monday : date
    weekday : (service_count,) float64
        Times a weekday in the mean, 0 to 1; nan where the feed holds no weekday.
    saturday, sunday : (service_count,) float64
        0 or 1; nan where the feed holds no such day.
    """

    monday: date
    weekday: FloatArray
    saturday: FloatArray
    sunday: FloatArray


def service_week(feed: Feed, services: Ids, trips: FloatArray, findings: Findings) -> ServiceWeek:
    """Choose the usual week of a feed and count the services in it.

    Parameters
    ----------
    feed : Feed
    services : Ids
        The services that trips name.
    trips : (service_count,) float64
        How many trips go when a service runs.
    findings : Findings
        Takes the bad rows of the calendars.

    Raises
    ------
    InputError
        No service runs on any day, or too many rows are bad.
    """
    runs, monday = _running(feed, services, findings)
    weeks = (trips @ runs).reshape(-1, _WEEK)
    if not weeks.any():
        path = feed["trips"].path.parent
        raise InputError(f"{path}: no trip runs on any day; check calendar.txt and the dates")
    ends = np.flatnonzero(weeks.ravel())[[0, -1]]
    held = np.zeros_like(weeks, dtype=np.bool_)
    held.ravel()[ends[0] : ends[1] + 1] = True
    chosen = _usual(weeks.sum(axis=1), held.sum(axis=1))
    days, is_held = runs.reshape(len(runs), -1, _WEEK)[:, chosen], held[chosen]

    def mean(which: slice) -> FloatArray:
        if not is_held[which].any():
            return np.full(len(runs), np.nan)
        share: FloatArray = days[:, which][:, is_held[which]].mean(axis=1)
        return share

    return ServiceWeek(
        monday + timedelta(weeks=chosen),
        mean(slice(_WEEKDAYS)),
        mean(slice(_SATURDAY, _SATURDAY + 1)),
        mean(slice(_SUNDAY, _SUNDAY + 1)),
    )


def _usual(trips: FloatArray, days_held: npt.NDArray[np.int_]) -> int:
    """Return the week: of the most whole ones the first that has the median of the trips."""
    whole = np.flatnonzero(days_held == days_held.max())
    busy = whole[trips[whole] >= _LEAST_OF_BUSIEST * trips[whole].max()]
    median = np.sort(trips[busy])[len(busy) // 2]
    return int(busy[trips[busy] == median][0])


def _running(feed: Feed, services: Ids, findings: Findings) -> tuple[BoolArray, date]:
    """Return (service_count, day_count) bool over whole weeks, and the Monday they begin on."""
    periods = _periods(feed["calendar"], services, findings) if "calendar" in feed else []
    service, day, is_added = _NO_DATES
    if "calendar_dates" in feed:
        service, day, is_added = _dates(feed["calendar_dates"], services, findings)
    ends = [*day.tolist(), *(end for _, first, last, _ in periods for end in (first, last))]
    first, last = min(ends, default=0), max(ends, default=0)
    begin = first - (first + _THURSDAY) % _WEEK
    runs = np.zeros((len(services), (last - begin) // _WEEK * _WEEK + _WEEK), dtype=bool)
    for of_period, start, end, week in periods:
        days = np.arange(start, end + 1)
        runs[of_period, days - begin] |= week[(days + _THURSDAY) % _WEEK]
    runs[service, day - begin] = is_added
    return runs, (date(1970, 1, 1) + timedelta(days=begin))


def _periods(
    table: Table, services: Ids, findings: Findings
) -> list[tuple[int, int, int, BoolArray]]:
    """Return service, first and last day and its days of the week; unused services left out."""
    faults = Faults(table)
    start, end = (_days(table, column, faults) for column in ("start_date", "end_date"))
    faults.add(end < start, "end_date", "a day that is not before start_date")
    week = np.column_stack([table.text(column) == "1" for column in _DAYS])
    for at, column in enumerate(_DAYS):
        faults.add(~week[:, at] & (table.text(column) != "0"), column, "0 or 1")
    service = services.of(table, "service_id")
    rows = np.flatnonzero(faults.good_rows(findings) & (service >= 0) & week.any(axis=1))
    return [(int(service[at]), int(start[at]), int(end[at]), week[at]) for at in rows.tolist()]


def _dates(table: Table, services: Ids, findings: Findings) -> _Dates:
    """Return service, day, and whether it runs then; removals after additions."""
    faults = Faults(table)
    day = _days(table, "date", faults)
    kind = table.text("exception_type")
    is_added, is_removed = kind == str(_ADDED), kind == str(_REMOVED)
    faults.add(~is_added & ~is_removed, "exception_type", "1 (added) or 2 (removed)")
    service = services.of(table, "service_id")
    rows = np.flatnonzero(faults.good_rows(findings) & (service >= 0))
    rows = rows[np.argsort(is_removed[rows], kind="stable")]
    return service[rows], day[rows], is_added[rows]


def _days(table: Table, column: str, faults: Faults) -> npt.NDArray[np.int64]:
    """Return days since 1970 of a column of dates, as 20270115."""
    texts, row = np.unique(table.text(column), return_inverse=True)
    days = np.array([_day(each) for each in texts.tolist()], dtype="datetime64[D]")
    is_wrong = ~((days >= _FIRST_YEAR) & (days < _LAST_YEAR))  # true where it is no day
    faults.add(is_wrong[row], column, "a day as 20270115")
    return np.where(is_wrong, _EPOCH, days)[row].astype(np.int64)


def _day(text: str) -> np.datetime64:
    try:
        return np.datetime64(f"{text[:4]}-{text[4:6]}-{text[6:]}", "D")
    except ValueError:
        return np.datetime64("NaT", "D")
