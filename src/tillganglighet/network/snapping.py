"""Snapping: points onto roads, at the nearest point of the road.

The road for a point is decided by the network alone, never by which other points are asked about.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.network.fragments import is_short as is_short_road
from tillganglighet.network.network import Network
from tillganglighet.units import KPH_PER_MPS, MS_PER_S

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]

# Coordinates in OSM are 1e-7 degrees, about a centimetre: roads no farther apart than this are
# equally near, and the smaller way id decides.
EQUALLY_NEAR_M = 0.01
# A one-way stub or a parking aisle that is tied at one end only is a trap: a real road that is
# no farther away than this beyond it is what people use.
TRAP_GAP_M = 25.0
# Points are snapped by as many threads as there are processors, so many at a time; those of a
# square after each other, since a road that was just looked at is still at hand.
POINTS_AT_A_TIME = 50_000
MOST_THREADS = 8
SQUARE_M = 2_000.0
# Nobody lives ten centimetres from a crossing without living at it.
AT_THE_NODE_M = 0.1


@dataclass(frozen=True)
class Snapping:
    """Where points meet the road.

    Parameters
    ----------
    road : (point_count,) int32
        -1 where no road lies within the limit.
    fraction : (point_count,) float64
        Place on the road, 0 at its first and 1 at its last point: there the place is the node,
        and the journey free to take any road from it.
    access_distance_m : (point_count,) float64
        Metres, as the crow flies, from the point to the road; inf where there is none.
    access_ms : (point_count,) int32
        Milliseconds of that leg; 0 where there is none.
    """

    road: Int32Array
    fraction: FloatArray
    access_distance_m: FloatArray
    access_ms: Int32Array

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.road)

    def chosen(self, points: npt.NDArray[np.int64]) -> "Snapping":
        """Return some of the points, by index."""
        return Snapping(
            **{field.name: getattr(self, field.name)[points] for field in fields(Snapping)}
        )

    def followed_by(self, other: "Snapping") -> "Snapping":
        """Return these points, then the others."""
        return joined_snappings([self, other])


def joined_snappings(parts: Sequence[Snapping]) -> Snapping:
    """Return the points of all parts, in their order."""
    return Snapping(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Snapping)
        }
    )


# Roads by number, and the tree over them in this order.
_Indexed = tuple[Int32Array, shapely.STRtree]


class _IndexedRoads(NamedTuple):
    """Roads of real networks, the short ones among them, and those of fragments."""

    real: _Indexed
    short: _Indexed
    fragments: _Indexed


@dataclass(frozen=True)
class _Nearest:
    """The nearest of some roads for each point: -1 and inf where there is none."""

    road: Int32Array
    distance_m: FloatArray


@dataclass(frozen=True)
class Snapper:
    """The roads of a network, indexed for snapping."""

    network: Network

    def snap(self, x: FloatArray, y: FloatArray, *, max_access_distance_m: float) -> Snapping:
        """Return where points (metres, in the network's CRS) meet the nearest road.

        A road of a real network within the limit goes before any fragment, and before a road that
        one cannot both reach and leave if that is hardly nearer. Motorways, their ramps and
        ferries are never met. Of roads equally near a public one goes before a private one, then
        the smaller way id decides.
        """
        order = _by_square(x, y)
        parts = np.array_split(order, max(len(x) // POINTS_AT_A_TIME, 1))
        indexed = self._indexed_roads  # made before the threads, which share it
        snap = partial(self._snapped, indexed, max_access_distance_m)
        with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_THREADS)) as threads:
            snapped = list(threads.map(lambda part: snap(x[part], y[part]), parts))
        return joined_snappings(snapped).chosen(np.argsort(order))

    def _snapped(
        self, indexed: _IndexedRoads, limit_m: float, x: FloatArray, y: FloatArray
    ) -> Snapping:
        points = np.asarray(shapely.points(np.column_stack([x, y])))
        finite = np.isfinite(x) & np.isfinite(y)
        real = self._nearest(indexed.real, points, finite, limit_m)
        short = self._nearest(indexed.short, points, finite, limit_m)
        met = np.where(short.distance_m + TRAP_GAP_M < real.distance_m, short.road, real.road)
        fragment = self._nearest(indexed.fragments, points, finite & (met < 0), limit_m)
        return self._placed(points, np.where(met < 0, fragment.road, met), limit_m)

    def _nearest(
        self,
        roads: _Indexed,
        points: npt.NDArray[np.object_],
        asked: npt.NDArray[np.bool_],
        limit_m: float,
    ) -> _Nearest:
        candidates, tree = roads
        nearest = _Nearest(np.full(len(points), -1, np.int32), np.full(len(points), np.inf))
        open_points = np.flatnonzero(asked)
        (at, _), distance = tree.query_nearest(
            points[open_points], max_distance=limit_m, return_distance=True
        )
        nearest.distance_m[open_points[at]] = distance
        near_points = np.unique(open_points[at])
        reach = np.minimum(nearest.distance_m[near_points] + EQUALLY_NEAR_M, limit_m)
        found, near = tree.query(points[near_points], predicate="dwithin", distance=reach)
        at, chosen = self._first_choice(near_points[found], candidates[near])
        nearest.road[at] = chosen
        return nearest

    def _first_choice(
        self, point: npt.NDArray[np.intp], road: Int32Array
    ) -> tuple[npt.NDArray[np.intp], Int32Array]:
        """Return each point once, with the road that goes before its other candidates."""
        roads = self.network.roads
        order = np.lexsort((road, roads.way_id[road], ~roads.is_public[road], point))
        unique, first = np.unique(point[order], return_index=True)
        return unique, road[order][first]

    def _placed(
        self, points: npt.NDArray[np.object_], road: Int32Array, limit_m: float
    ) -> Snapping:
        fraction = np.zeros(len(road))
        distance = np.full(len(road), np.inf)
        met = np.flatnonzero(road >= 0)
        lines = self.network.roads.lines(road[met])
        along = shapely.line_locate_point(lines, points[met])
        fraction[met] = _snapped_to_ends(along, shapely.length(lines))
        distance[met] = shapely.distance(lines, points[met])
        too_far = distance > limit_m
        seconds = np.where(too_far, 0.0, distance) * KPH_PER_MPS / self.network.access_speed_kph
        return Snapping(
            road=np.where(too_far, -1, road).astype(np.int32),
            fraction=fraction,
            access_distance_m=np.where(too_far, np.inf, distance),
            access_ms=np.rint(seconds * MS_PER_S).astype(np.int32),
        )

    @cached_property
    def _indexed_roads(self) -> _IndexedRoads:
        network = self.network
        is_short = is_short_road(network.network_of_road, network.roads.length_m)
        return _IndexedRoads(
            self._indexed(network.is_target & ~is_short),
            self._indexed(network.is_target & is_short),
            self._indexed(network.roads.is_snappable & ~network.is_target),
        )

    def _indexed(self, chosen: npt.NDArray[np.bool_]) -> _Indexed:
        road = np.flatnonzero(chosen).astype(np.int32)
        return road, shapely.STRtree(self.network.roads.lines(road))


def _by_square(x: FloatArray, y: FloatArray) -> npt.NDArray[np.int64]:
    """Return the points square by square, so that one after the other asks for the same roads."""
    column, row = (np.floor(np.nan_to_num(each) / SQUARE_M) for each in (x, y))
    return np.lexsort((row, column))


def _snapped_to_ends(along_m: FloatArray, length_m: FloatArray) -> FloatArray:
    """Return the place on roads as a fraction, exactly 0 or 1 at their nodes."""
    fraction = along_m / np.where(length_m > 0, length_m, 1.0)
    fraction = np.where(length_m - along_m < AT_THE_NODE_M, 1.0, fraction)
    return np.where((along_m < AT_THE_NODE_M) & (along_m <= length_m / 2), 0.0, fraction)
