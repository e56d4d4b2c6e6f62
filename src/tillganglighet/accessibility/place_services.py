"""Which services belong to which place: the matrix of places and services."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import KDTree

from tillganglighet.domain.places import FloatArray, Services, Villages
from tillganglighet.units import M_PER_KM

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class PlaceServices:
    """The services of places.

    Parameters
    ----------
    categories : tuple of str
        Keys of the columns.
    place : (service_count,) int32
        The place that each service belongs to; -1 for one that lies outside all places.
    count : (place_count, category_count) int32
        How many services of the category belong to the place.
    """

    categories: tuple[str, ...]
    place: Int32Array
    count: Int32Array


def services_of_places(
    villages: Villages,
    services: Services,
    categories: Sequence[str],
    *,
    areas: npt.NDArray[np.object_] | None = None,
) -> PlaceServices:
    """Say which place each service belongs to, and count.

    A service inside the area of a place belongs to it. Beside that it belongs to the place whose
    middle is nearest in proportion to how far that place reaches (`extents_m`), if it is within
    that reach; as the crow flies. Ties go to the place whose id is smaller byte by byte.

    Parameters
    ----------
    villages, services
    categories : sequence of str
    areas : (village_count,) object, optional
        Polygons in the region's CRS, None for a place that is a point.
    """
    place = _within_reach(villages, services)
    if areas is not None:
        place = np.where((inside := _inside(areas, services)) >= 0, inside, place)
    count = np.zeros((len(villages), len(categories)), dtype=np.int32)
    for column, key in enumerate(categories):
        belongs = place[(services.category == key) & (place >= 0)]
        count[:, column] = np.bincount(belongs, minlength=len(villages))
    return PlaceServices(tuple(categories), place.astype(np.int32), count)


def extents_m(population: FloatArray) -> FloatArray:
    """Return how far places reach from their middles, in metres, by their population."""
    given = _given()
    km2 = np.nan_to_num(population) / given["persons_per_km2"]
    return np.maximum(given["least_m"], np.sqrt(km2 / np.pi) * M_PER_KM)


def _within_reach(villages: Villages, services: Services) -> npt.NDArray[np.intp]:
    place = np.full(len(services), -1, dtype=np.intp)
    if len(services) == 0 or len(villages) == 0:
        return place
    reach = extents_m(villages.population)
    middles = np.column_stack([villages.x, villages.y])
    tree = KDTree(np.column_stack([services.x, services.y]))
    found = tree.query_ball_point(middles, reach, return_sorted=True)
    village = np.repeat(np.arange(len(villages)), [len(each) for each in found])
    service = np.concatenate([np.array(each, dtype=np.intp) for each in found])
    distance = np.hypot(
        services.x[service] - villages.x[village], services.y[service] - villages.y[village]
    )
    by_id = np.argsort(np.argsort(np.char.encode(villages.id, "utf-8"), kind="stable"))
    order = np.lexsort((by_id[village], distance / reach[village], service))
    belongs, first = np.unique(service[order], return_index=True)
    place[belongs] = village[order][first]
    return place


def _inside(areas: npt.NDArray[np.object_], services: Services) -> npt.NDArray[np.intp]:
    points = shapely.points(services.x, services.y)
    service, area = shapely.STRtree(areas).query(points, predicate="intersects")
    place = np.full(len(services), len(areas), dtype=np.intp)
    np.minimum.at(place, service, area)
    return np.where(place == len(areas), -1, place)


@cache
def _given() -> dict[str, float]:
    text = files("tillganglighet.accessibility").joinpath("place_extents.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))
