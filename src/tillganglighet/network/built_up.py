"""Which ways lie in a built-up area: told by how close the streets lie.

Where no sign is mapped the law asks whether a road lies in a town. No tag says so everywhere, but
streets lie close together in towns, those of homes above all, and nowhere else.
"""

import numpy as np
import numpy.typing as npt

from tillganglighet.network.crs import metric_crs, project
from tillganglighet.network.extract import RoadExtract, Tags

FloatArray = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]

HOME_CLASSES = frozenset({"residential", "living_street"})
# Streets that towns have many of too, though the country has them as well.
OTHER_CLASSES = frozenset({"pedestrian", "service", "unclassified", "tertiary", "secondary"})
OTHER_SHARE = 0.4
# A place is judged by its square of 150 m and the eight around it, so by some 200 m to each side:
# a road along the edge of a town has homes on one side only.
SQUARE_M = 150.0
# So many metres of streets among nine squares make a town: 30 m to the hectare. A lone road with
# a side road and two farms counts 500. This and the share were chosen among 25 others for the
# least error on signed ways of nine extracts, see profiles/README.md.
LEAST_STREETS_M = 600.0
# Numbers of squares are packed two in one; the earth is fewer squares wide than this.
_ROWS = 1 << 20


def built_up_ways(extract: RoadExtract) -> npt.NDArray[np.bool_]:
    """Return (way_count,) bool: at least half of the way's length lies among close streets."""
    way, middle_x, middle_y, length_m = _steps(extract)
    column = np.floor(middle_x / SQUARE_M).astype(np.int64) + _ROWS // 2
    row = np.floor(middle_y / SQUARE_M).astype(np.int64) + _ROWS // 2
    square = column * _ROWS + row

    share = np.array([_share(tags) for tags in extract.tag_sets])[extract.way_tags[way]]
    counts = share > 0
    # Of a long straight step no more lies around its middle than the nine squares are wide.
    street_m = share * np.minimum(length_m, 3 * SQUARE_M)
    around = _streets_around(square, square[counts], street_m[counts])
    whole = np.bincount(way, length_m, len(extract.way_id))
    dense = np.bincount(way, length_m * (around >= LEAST_STREETS_M), len(extract.way_id))
    return np.asarray((whole > 0) & (2 * dense >= whole))


def _share(tags: Tags) -> float:
    highway = tags.get("highway")
    return 1.0 if highway in HOME_CLASSES else OTHER_SHARE * (highway in OTHER_CLASSES)


def _steps(extract: RoadExtract) -> tuple[Int64Array, FloatArray, FloatArray, FloatArray]:
    """Return way, middle x and y, and metres of every step from node to node that is known."""
    x, y = project(extract.lon, extract.lat, metric_crs(extract.lon, extract.lat))
    way = np.repeat(np.arange(len(extract.way_id)), np.diff(extract.first_ref))
    tail, head = extract.ref[:-1], extract.ref[1:]
    finite = np.isfinite(x) & np.isfinite(y)
    known = (way[:-1] == way[1:]) & (tail >= 0) & (head >= 0)
    known[known] = finite[tail[known]] & finite[head[known]]
    tail, head = tail[known], head[known]
    length_m = np.hypot(x[head] - x[tail], y[head] - y[tail])
    return way[:-1][known], (x[tail] + x[head]) / 2, (y[tail] + y[head]) / 2, length_m


def _streets_around(
    square: Int64Array, street_square: Int64Array, street_m: FloatArray
) -> FloatArray:
    """Return for each square the metres of streets in it and its eight neighbours."""
    known, place = np.unique(street_square, return_inverse=True)
    # A sentinel that no square equals stands for all squares without streets.
    known = np.append(known, np.iinfo(np.int64).max)
    metres = np.append(np.bincount(place, street_m, len(known) - 1), 0.0)
    asked, back = np.unique(square, return_inverse=True)
    around = np.zeros(len(asked))
    for step in (column * _ROWS + row for column in (-1, 0, 1) for row in (-1, 0, 1)):
        at = np.searchsorted(known, asked + step)
        around += np.where(known[at] == asked + step, metres[at], 0.0)
    return around[back]
