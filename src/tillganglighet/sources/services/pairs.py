"""Pairs of services near each other that may be one and the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import FloatArray, Services
from tillganglighet.sources.services.name_likeness import are_like

# Two sources that place a service of like name so near mean the same one.
SAME_SERVICE_M = 75.0
# Farther apart, or so near by another name, it is asked rather than decided.
PERHAPS_SAME_M = 300.0
# One source that says the same thing twice says it of the same point.
SAME_POINT_M = 1.0

IntArray = npt.NDArray[np.intp]


@dataclass(frozen=True, order=True)
class Pair:
    """Two entries of one category; `first` comes before `second`.

    Parameters
    ----------
    distance_m : float
    first, second : int
        Positions of the entries.
    is_same : bool
        They are one service; else it is a question.
    """

    distance_m: float
    first: int
    second: int
    is_same: bool


def near_pairs(
    services: Services, source: IntArray, categories: Mapping[str, Category]
) -> list[Pair]:
    """Return the pairs that are or may be one service, the nearest first.

    Parameters
    ----------
    services : Services
    source : (service_count,) int
        Number of the source of each entry.
    categories : mapping of str to Category
    """
    pairs: list[Pair] = []
    # A library bus that stops at the library is a service of its own.
    kinds = zip(services.category.tolist(), services.is_mobile.tolist(), strict=True)
    for key, is_mobile in sorted(set(kinds)):
        at = np.flatnonzero((services.category == key) & (services.is_mobile == is_mobile))
        unnamed = {"", *((categories[key].name_sv,) if key in categories else ())}
        names = ["" if name in unnamed else name for name in services.name[at].tolist()]
        pairs += [
            Pair(distance_m, int(at[one]), int(at[two]), is_same)
            for one, two, distance_m in _near(services.x[at], services.y[at], source[at])
            if (
                is_same := _is_same(
                    names[one], names[two], distance_m, source[at[one]] == source[at[two]]
                )
            )
            is not None
        ]
    return sorted(pairs)


def _near(x: FloatArray, y: FloatArray, source: IntArray) -> Iterator[tuple[int, int, float]]:
    """Yield pairs within 300 m of different sources, and within 1 m of the same."""
    points = np.column_stack([x, y])
    tree = KDTree(points)
    reach = PERHAPS_SAME_M if len(np.unique(source)) > 1 else SAME_POINT_M
    pairs = tree.query_pairs(reach, output_type="ndarray")
    distance = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
    wanted = (source[pairs[:, 0]] != source[pairs[:, 1]]) | (distance <= SAME_POINT_M)
    for (one, two), distance_m in zip(
        pairs[wanted].tolist(), distance[wanted].tolist(), strict=True
    ):
        yield one, two, distance_m


def _is_same(name: str, other: str, distance_m: float, is_one_source: bool) -> bool | None:  # noqa: FBT001 (private, one caller)
    """Tell whether two are one; None if they are not."""
    are_alike = not name or not other or are_like(name, other)
    if is_one_source:
        return True if are_alike else None
    if distance_m <= SAME_SERVICE_M:
        return are_alike
    return False if are_alike else None
