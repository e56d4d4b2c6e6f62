"""Nested areas as bands that do not overlap."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

Polygons = npt.NDArray[np.object_]

GRID_M = 0.1  # that the corners of areas lie on
SLIVER_M2 = 100.0  # left where arcs of neighbouring pieces meet; a house takes more


def bands(areas: Sequence[shapely.Geometry]) -> Polygons:
    """Return what each area adds to the ones before, cut up once so that borders are shared.

    Parameters
    ----------
    areas : sequence of geometry
        Each within the next but for rounding; points and lines in them are no area.

    Returns
    -------
    (area_count,) object
        Valid multi-polygons that do not overlap, with their holes; empty where nothing is added.
    """
    whole = [_multi(area) for area in areas]
    borders = shapely.union_all(shapely.boundary(whole))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    inside = shapely.point_on_surface(faces)
    band = np.full(len(faces), len(areas))
    for number in reversed(range(len(areas))):
        shapely.prepare(whole[number])
        band[shapely.contains(whole[number], inside)] = number
    band = _without_slivers(faces, band, len(areas))
    merged = [shapely.coverage_union_all(faces[band == number]) for number in range(len(areas))]
    return np.array([_multi(each) for each in merged], dtype=object)


def _without_slivers(
    faces: Polygons, band: npt.NDArray[np.int_], outside: int
) -> npt.NDArray[np.int_]:
    """Give faces too small to mean anything to what they border on most."""
    small = np.flatnonzero(shapely.area(faces) < SLIVER_M2)
    at, other = shapely.STRtree(faces).query(faces[small], predicate="touches")
    shared = shapely.length(shapely.intersection(faces[small[at]], faces[other]))
    border = np.zeros((len(small), outside + 1))
    np.add.at(border, (at, band[other]), shared)
    border[:, outside] += shapely.length(faces[small]) - border.sum(axis=1)
    settled = band.copy()
    settled[small] = border.argmax(axis=1)
    return settled


def _multi(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """Return the polygons of a geometry, where touching areas may have left lines and points."""
    parts = shapely.get_parts(geometry)
    return shapely.MultiPolygon(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
