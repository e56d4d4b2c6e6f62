"""Trips of a timetable on the roads: from stop to stop, or along lines as they were drawn."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.travel.metric import Entries, Metric, arriving, leaving
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.timetable import Legs, Lines
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.pairs import carry_pairs
from tillganglighet.structure.settings import Settings
from tillganglighet.units import KPH_PER_MPS, MS_PER_S, S_PER_MIN, UNREACHED

Int32Array = npt.NDArray[np.int32]

# Of a road that a line follows these places along it lie by the line; side roads leave it.
_SEGMENTS = 50  # in a piece of a line
_PLACES_ALONG = (0.0, 0.5, 1.0)


@dataclass(frozen=True)
class RoadTrips:
    """Trips a weekday on the roads.

    Parameters
    ----------
    trips : (road_count,) float64
        In both directions together; of a road that is driven in part, so much less.
    unplaced : float
        Share of the trips between stops by the roads that no way on them fits.
    """

    trips: FloatArray
    unplaced: float


def trips_of_legs(
    times: Metric, legs: Legs, start: Snapping, end: Snapping, settings: Settings
) -> RoadTrips:
    """Send the trips of each leg along the quickest way from its first stop to the next.

    A leg whose way takes longer than a bus that is as slow as the settings say has met another
    road at one of its stops; it is left out.

    Parameters
    ----------
    times : Metric
        The network by travel time.
    legs : Legs
    start, end : Snapping
        Where the ends of the legs meet the road.
    settings : Settings
    """
    on_road, roads = np.zeros(len(times.network.roads)), times.network.roads
    meets = (start.road >= 0) & (end.road >= 0)
    stays = meets & _stays(times, start, end)
    part = np.abs(end.fraction - start.fraction)[stays]
    np.add.at(on_road, start.road[stays], part * legs.trips[stays])

    onward = np.flatnonzero(meets & ~stays)
    first, last = leaving(times, start.chosen(onward)), arriving(times, end.chosen(onward))
    found = carry_pairs(
        times.graph,
        first.as_ends(len(onward)),
        last.as_ends(len(onward)),
        legs.trips[onward],
        _longest(legs, settings)[onward],
    )
    lane = times.network.lane
    np.add.at(on_road, lane[lane >= 0] >> 1, found.edge[lane >= 0])
    for entries, chosen, points in (
        (first, found.origin_entry, start),
        (last, found.destination_entry, end),
    ):
        leg = np.flatnonzero(chosen >= 0)
        road, metres = _own_part(entries, chosen[leg], points.chosen(onward[leg]))
        driven = road >= 0
        share = metres[driven] / roads.length_m[road[driven]]
        np.add.at(on_road, road[driven], share * legs.trips[onward[leg[driven]]])
    unplaced = legs.trips[onward[found.origin_entry < 0]].sum()
    return RoadTrips(on_road, float(unplaced / max(legs.trips[meets].sum(), 1.0)))


def _stays(times: Metric, start: Snapping, end: Snapping) -> npt.NDArray[np.bool_]:
    """Return which legs stay on one road that may be driven that way; nonsense off the roads."""
    lane = 2 * start.road + (end.fraction < start.fraction)
    return np.asarray((start.road == end.road) & (times.lane[lane] < UNREACHED))


def _longest(legs: Legs, settings: Settings) -> Int32Array:
    """Return the milliseconds after which the way of a leg cannot be the one that is meant."""
    straight_m = np.hypot(*(legs.end - legs.start).T)
    slow_mps = settings.bus_least_kph / KPH_PER_MPS
    longest_s = settings.bus_slack_min * S_PER_MIN + straight_m / slow_mps
    longest: Int32Array = np.minimum(longest_s * MS_PER_S, UNREACHED - 1).astype(np.int32)
    return longest


def _own_part(
    entries: Entries, chosen: Int32Array, points: Snapping
) -> tuple[Int32Array, FloatArray]:
    """Return the road between a point and its first node, -1 for none, and its metres."""
    lane = entries.lane[chosen]
    road = np.where(lane < 0, -1, lane >> 1).astype(np.int32)
    return road, entries.length_m[chosen] - points.access_distance_m


def trips_along_lines(network: Network, lines: Lines, settings: Settings) -> FloatArray:
    """Return (road_count,) the trips of the lines that each road lies along, both directions.

    Parameters
    ----------
    network : Network
    lines : Lines
        In the CRS of the network.
    settings : Settings
        How near is along.
    """
    on_road = np.zeros(len(network.roads))
    road = np.flatnonzero(network.roads.has_line).astype(np.int32)
    if len(road) == 0 or len(lines) == 0:
        return on_road
    drawn = network.roads.lines(road)
    places = [shapely.line_interpolate_point(drawn, at, normalized=True) for at in _PLACES_ALONG]
    tree = shapely.STRtree(np.concatenate(places))
    pieces, line_of = _pieces(lines)
    piece, place = tree.query(pieces, predicate="dwithin", distance=settings.line_near_m)
    near = np.unique(line_of[piece] * tree.geometries.size + place)
    line, place = np.divmod(near, tree.geometries.size)
    pair, count = np.unique(line * len(road) + place % len(road), return_counts=True)
    line, along = np.divmod(pair[count == len(_PLACES_ALONG)], len(road))
    np.add.at(on_road, road[along], lines.trips[line])
    return on_road


def _pieces(lines: Lines) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.intp]]:
    """Return the lines in short pieces, whose boxes hold little else, and the line of each."""
    parts, line = shapely.get_parts(lines.line, return_index=True)
    xy, part = shapely.get_coordinates(parts, return_index=True)
    first = np.searchsorted(part, part)  # the first point of the part of each point
    within = np.arange(len(part)) - first
    begins = np.flatnonzero((within % _SEGMENTS == 0) & (np.append(part[1:], -1) == part))
    last = np.searchsorted(part, part[begins], side="right") - 1
    count = np.minimum(last - begins, _SEGMENTS) + 1
    piece = np.repeat(np.arange(len(begins)), count)
    point = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count) + begins[piece]
    pieces = np.asarray(shapely.linestrings(xy[point], indices=piece), dtype=np.object_)
    return pieces, line[part[begins]]
