"""GTFS: trips a usual week at each stop, and by road from each stop to the next."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.timetable import Legs, Stops
from tillganglighet.network.crs import project
from tillganglighet.network.findings import Findings
from tillganglighet.sources.tabular.rows import Faults
from tillganglighet.sources.tabular.table import Table, fixed_width
from tillganglighet.sources.tabular.values import BoolArray, numbers
from tillganglighet.sources.timetables.feed import Feed, read_feed
from tillganglighet.sources.timetables.joins import Ids
from tillganglighet.sources.timetables.runs import Calls, Runs, read_calls, runs_of
from tillganglighet.sources.timetables.service_week import ServiceWeek, service_week

_S_PER_HOUR = 3600.0
_NORTHERNMOST, _EASTERNMOST = 90.0, 180.0
# Route types whose trips go by road: buses and coaches, trolleys, and taxis in the timetable.
# Source: GTFS reference (3, 11) and Google's extended route types (the hundreds).
_BY_ROAD = ((3, 4), (11, 12), (200, 300), (700, 900), (1500, 1600))

Int = npt.NDArray[np.intp]


@dataclass(frozen=True)
class FeedTrips:
    """What a feed says: its stops, the legs between them, and the Monday of the week counted."""

    stops: Stops
    legs: Legs
    monday: str


@dataclass(frozen=True)
class _Trips:
    """Trips by number: service and direction (-1 unknown), line, and whether it goes by road."""

    service: Int
    direction: Int
    line: npt.NDArray[np.str_]
    is_by_road: BoolArray


@dataclass(frozen=True)
class _Platforms:
    """Where calls are made, by number: x, y, and the number of the stop each belongs to."""

    point: FloatArray
    stop: Int
    stop_id: npt.NDArray[np.str_]
    stop_name: npt.NDArray[np.str_]


def read_gtfs(path: Path, crs: str, findings: Findings, *, evening_from_hour: float) -> FeedTrips:
    """Read a feed and count the trips of its usual week (`service_week`).

    A trip counts once at a stop, however often it calls there, and where it ends as well: seven
    buses that come and seven that go are seven double trips. Calls where nobody may get on or off
    do not count; trips that must be ordered do.

    Parameters
    ----------
    path : Path
        A zip or a folder.
    crs : str
        The metric CRS of the region.
    findings : Findings
        Takes the bad rows.
    evening_from_hour : float

    Raises
    ------
    InputError
        With every fault, if files or columns are missing or more than 5 % of any table is bad.
    """
    feed = read_feed(path)
    trip_ids, services = Ids(feed["trips"], "trip_id"), Ids(feed["trips"], "service_id")
    trips = _trips(feed, trip_ids, services)
    platform_ids = Ids(feed["stops"], "stop_id")
    platforms = _platforms(feed["stops"], platform_ids, crs, findings)
    calls = read_calls(feed["stop_times"], trip_ids, platform_ids, findings)
    calls = calls.chosen(np.isfinite(platforms.point.sum(axis=1))[calls.platform])
    runs = runs_of(feed.get("frequencies"), trip_ids, calls, findings)
    trips_a_service = np.bincount(trips.service[runs.trip], minlength=len(services))
    week = service_week(feed, services, trips_a_service.astype(np.float64), findings)
    evening_s = evening_from_hour * _S_PER_HOUR
    return FeedTrips(
        _stops(platforms, trips, calls, runs, week, evening_s=evening_s),
        _legs(platforms, trips, calls, runs, week),
        week.monday.isoformat(),
    )


def _trips(feed: Feed, trip_ids: Ids, services: Ids) -> _Trips:
    """Return the trips in the order of their ids."""
    table, routes = feed["trips"], feed.get("routes")
    _, row = np.unique(trip_ids.of(table, "trip_id"), return_index=True)
    direction = np.full(len(table), -1)
    if "direction_id" in table.columns:
        said = table.text("direction_id")
        direction = np.where(said == "0", 0, np.where(said == "1", 1, -1))
    line, is_by_road = np.full(len(table), "", dtype="U1"), np.ones(len(table), dtype=bool)
    if routes is not None:
        route = Ids(routes, "route_id").of(table, "route_id")
        _, first = np.unique(Ids(routes, "route_id").of(routes, "route_id"), return_index=True)
        kind = numbers(routes.columns["route_type"])[first]
        by_road = np.any([(kind >= low) & (kind < high) for low, high in _BY_ROAD], axis=0)
        is_by_road = np.append(by_road, True)[route]
        line = np.append(_text(routes, "route_short_name")[first], "")[route]
    service = services.of(table, "service_id")
    return _Trips(service[row], direction[row], line[row], is_by_road[row])


def _platforms(table: Table, ids: Ids, crs: str, findings: Findings) -> _Platforms:
    faults, lat, lon = (
        Faults(table),
        *(numbers(table.columns[f"stop_{e}"]) for e in ("lat", "lon")),
    )
    # Entrances and generic nodes may lie nowhere; nobody calls there.
    is_placed = ~np.isin(_text(table, "location_type"), ("2", "3", "4"))
    faults.add(is_placed & ~(np.abs(lat) <= _NORTHERNMOST), "stop_lat", "degrees, -90 to 90")
    faults.add(is_placed & ~(np.abs(lon) <= _EASTERNMOST), "stop_lon", "degrees, -180 to 180")
    x, y = project(lon, lat, crs)
    x[~faults.good_rows(findings)] = np.nan
    own, parent = _text(table, "stop_id"), _text(table, "parent_station")
    name = _text(table, "stop_name")
    _, row = np.unique(ids.of(table, "stop_id"), return_index=True)
    stop_id, first, stop = np.unique(
        np.where(parent == "", own, parent)[row], return_index=True, return_inverse=True
    )
    return _Platforms(np.column_stack([x, y])[row], stop, stop_id, name[row][first])


def _text(table: Table, column: str) -> npt.NDArray[np.str_]:
    if column not in table.columns:
        return np.full(len(table), "", dtype="U1")
    return fixed_width(table.text(column))


def _stops(
    platforms: _Platforms,
    trips: _Trips,
    calls: Calls,
    runs: Runs,
    week: ServiceWeek,
    *,
    evening_s: float,
) -> Stops:
    """Return the stops that anything calls at on any day of the week, ascending by id."""
    # One row for each run and call, then one for each run and stop.
    count, (run, call) = len(platforms.stop_id), runs.calls(calls)
    served = calls.is_for_people[call]
    run, call = run[served], call[served]
    stop = platforms.stop[calls.platform[call]]
    once, row = np.unique(run * count + stop, return_inverse=True)
    latest = np.full(len(once), -np.inf)
    np.maximum.at(latest, row, np.nan_to_num(calls.second[call], nan=-np.inf) + runs.shift_s[run])
    run, stop = np.divmod(once, count)
    trip = runs.trip[run]

    def sums(of_service: FloatArray, which: BoolArray | slice = slice(None)) -> FloatArray:
        amount = of_service[trips.service[trip[which]]]
        return np.bincount(stop[which], amount, count).astype(np.float64)

    ways = [sums(week.weekday, trips.direction[trip] == way) for way in (-1, 0, 1)]
    point, calling = platforms.point[calls.platform], platforms.stop[calls.platform]
    calls_at = np.maximum(np.bincount(calling, minlength=count), 1)
    x, y = (np.bincount(calling, axis, count) / calls_at for axis in point.T)
    names, line = np.unique(trips.line[trip], return_inverse=True)
    pairs = np.unique(np.column_stack([stop, line]), axis=0)
    of_stop = np.split(pairs[:, 1], np.searchsorted(pairs[:, 0], np.arange(1, count)))
    lines = [", ".join(filter(None, names[each].tolist())) for each in of_stop]
    found = Stops(
        id=platforms.stop_id, name=platforms.stop_name, lines=np.array(lines, dtype=np.str_),
        x=x, y=y, weekday=sums(week.weekday),
        least_direction=np.where(ways[0] > 0, np.nan, np.minimum(ways[1], ways[2])),
        evening=sums(week.weekday, latest >= evening_s),
        saturday=sums(week.saturday), sunday=sums(week.sunday),
    )  # fmt: skip
    runs_at_all = np.nansum([found.weekday, found.saturday, found.sunday], axis=0) > 0
    return found.chosen(runs_at_all)


def _legs(
    platforms: _Platforms, trips: _Trips, calls: Calls, runs: Runs, week: ServiceWeek
) -> Legs:
    """Return each pair of platforms that trips by road join, with the trips of both directions."""
    runs_of_trip = np.bincount(runs.trip, minlength=len(trips.service))
    amount = runs_of_trip * np.nan_to_num(week.weekday[trips.service]) * trips.is_by_road
    onward = np.flatnonzero((calls.trip[1:] == calls.trip[:-1]) & (amount[calls.trip[:-1]] > 0))
    pair = np.column_stack([calls.platform[onward], calls.platform[onward + 1]])
    pair, row = np.unique(pair[pair[:, 0] != pair[:, 1]], axis=0, return_inverse=True)
    moving = onward[calls.platform[onward] != calls.platform[onward + 1]]
    total = np.bincount(row.ravel(), amount[calls.trip[moving]], len(pair)).astype(np.float64)
    return Legs(platforms.point[pair[:, 0]], platforms.point[pair[:, 1]], total)
