"""Find the roads that a scenario names: by way, by name or number, or by a point."""

import re

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.errors import UsageError
from tillganglighet.network.road_names import RoadNames
from tillganglighet.network.roads import Roads
from tillganglighet.scenarios.changes.which import WhichRoad
from tillganglighet.units import M_PER_KM

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

MOST_LISTED = 8
# A point that somebody put on a road in a map.
ON_ROAD_M = 100.0
# A place along a road that has a name: "by the bridge" is no more exact than this.
NEAR_M = 2_000.0


def find_roads(
    roads: Roads, names: RoadNames, which: WhichRoad, xy: FloatArray, *, ferries: bool
) -> Int32Array:
    """Return the pieces of road, or of ferry, that are meant.

    Parameters
    ----------
    roads : Roads
    names : RoadNames
    which : WhichRoad
    xy : (2,) float64
        Its point, or the point it is near, in the region's CRS; nan where it has none.
    ferries : bool
        Whether ferries are asked for, and only they; else roads.

    Raises
    ------
    UsageError
        None or several fit; the message lists what was perhaps meant.
    """
    candidates = roads.is_ferry == ferries
    kind = "ferry" if ferries else "road"
    if which.way:
        return _of_way(roads, which.way, candidates, kind)
    if which.name:
        return _called(
            roads, names, which, xy, candidates & np.isin(roads.way_id, _ways(names, which))
        )
    if not np.isfinite(xy).all():
        raise UsageError("names nothing; give a way id, a name, or lon and lat")
    nearest = _nearest(roads, candidates, xy, ON_ROAD_M)
    if nearest < 0:
        raise UsageError(
            f"no {kind} within {ON_ROAD_M:.0f} m of the point; move it onto the {kind}"
        )
    if ferries:  # half a crossing is no ferry
        return np.flatnonzero(candidates & (roads.way_id == roads.way_id[nearest])).astype(
            np.int32
        )
    return np.array([nearest], dtype=np.int32)


def _ways(names: RoadNames, which: WhichRoad) -> npt.NDArray[np.int64]:
    if len(names) == 0:
        raise UsageError(
            f"road {which.name!r}: the region holds no road names; build it again, or give a way "
            "id or a point"
        )
    return names.ways_called(which.name)


def _of_way(roads: Roads, way: str, candidates: Mask, kind: str) -> Int32Array:
    match = re.fullmatch(r"w?(-?\d+)", way.strip())
    if match is None:
        raise UsageError(f"way {way!r}: expected an OSM way such as w123")
    own = roads.way_id == int(match[1])
    if not own.any():
        raise UsageError(f"way w{match[1]}: not among the roads of the region")
    if not (own & candidates).any():
        raise UsageError(f"way w{match[1]}: is no {kind}")
    return np.flatnonzero(own & candidates).astype(np.int32)


def _called(
    roads: Roads, names: RoadNames, which: WhichRoad, xy: FloatArray, candidates: Mask
) -> Int32Array:
    ways = np.unique(roads.way_id[candidates])
    if len(ways) == 0:
        raise UsageError(f"road {which.name!r}: none of that name or number")
    if np.isfinite(xy).all():
        nearest = _nearest(roads, candidates, xy, NEAR_M)
        if nearest < 0:
            raise UsageError(
                f"road {which.name!r}: none within {NEAR_M / M_PER_KM:g} km of the point"
            )
        ways = roads.way_id[[nearest]]
    if len(ways) > 1:
        more = len(ways) - MOST_LISTED
        listed = ", ".join(_described(roads, names, way) for way in ways[:MOST_LISTED].tolist())
        raise UsageError(
            f"road {which.name!r}: {len(ways)} ways go by it: {listed}"
            + (f" and {more} more" if more > 0 else "")
            + "; say which with near = { lon, lat }, or give a way id"
        )
    return np.flatnonzero(candidates & (roads.way_id == ways[0])).astype(np.int32)


def _described(roads: Roads, names: RoadNames, way: int) -> str:
    length = roads.length_m[roads.way_id == way].sum() / M_PER_KM
    return f"w{way} {names.label(way)} ({length:.1f} km)"


def _nearest(roads: Roads, candidates: Mask, xy: FloatArray, limit_m: float) -> int:
    """Return the road nearest to a point, -1 if none lies within the limit."""
    if not len(roads):
        return -1
    first = roads.first_point[:-1]
    near = candidates & roads.has_line
    for values, at in ((roads.x, xy[0]), (roads.y, xy[1])):
        near &= np.minimum.reduceat(values, first) <= at + limit_m
        near &= np.maximum.reduceat(values, first) >= at - limit_m
    found = np.flatnonzero(near).astype(np.int32)
    if len(found) == 0:
        return -1
    distance = shapely.distance(roads.lines(found), shapely.Point(xy))
    best = np.lexsort((roads.way_id[found], distance))[0]
    return int(found[best]) if distance[best] <= limit_m else -1
