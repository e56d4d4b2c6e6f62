"""What bends cost: no bend is driven faster than is comfortable."""

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.units import KPH_PER_MPS

FloatArray = npt.NDArray[np.float64]

# Points that stray no more than this from the line are the mapper's hand, not a bend.
HAND_M = 1.0


def bend_factors(
    x: FloatArray,
    y: FloatArray,
    first_point: npt.NDArray[np.int64],
    speed_kph: FloatArray,
    lateral_mps2: float,
) -> FloatArray:
    """Return the mean speed along each line over the speed on its straights.

    At each point the circle through it and its two neighbours gives the radius r, and the speed
    sqrt(lateral_mps2 * r) is the fastest on the half steps before and after it. Braking and
    gathering speed are left out, and so are bends at the very end of a line.

    Parameters
    ----------
    x, y : (point_count,) float64
        Metres.
    first_point : (line_count + 1,) int64
        The points of each line.
    speed_kph : (line_count, direction_count) float64
        The speed on its straights; 0 where a direction is barred.
    lateral_mps2 : float
        The lateral acceleration that people bear, metres per second squared, above 0.

    Returns
    -------
    (line_count, direction_count) float64
        Above 0, at most 1; 1 for a line without bends.
    """
    factor = np.ones(speed_kph.shape)
    points, line = _smooth(x, y, first_point)
    inner = np.flatnonzero((line[:-2] == line[1:-1]) & (line[1:-1] == line[2:])) + 1
    cap = np.full((len(points), 1), np.inf)
    radius = _radii(points[inner - 1], points[inner], points[inner + 1])
    cap[inner, 0] = np.sqrt(lateral_mps2 * radius)

    tail = np.flatnonzero(line[:-1] == line[1:])
    half = np.hypot(*(points[tail + 1] - points[tail]).T)[:, None] / 2
    straight = speed_kph[line] / KPH_PER_MPS
    slowed = np.maximum(straight / cap, 1.0)  # times as long as on the straight
    equivalent = half * (slowed[tail] + slowed[tail + 1])
    for column in range(speed_kph.shape[1]):
        length = np.bincount(line[tail], 2 * half[:, 0], len(factor))
        longer = np.bincount(line[tail], equivalent[:, column], len(factor))
        np.divide(length, longer, out=factor[:, column], where=longer > length)
    return factor


def _smooth(
    x: FloatArray, y: FloatArray, first_point: npt.NDArray[np.int64]
) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Return (n, 2) points and the line of each, of every line that can be drawn."""
    count = np.diff(first_point)
    line = np.repeat(np.arange(len(count)), count)
    finite = np.isfinite(x) & np.isfinite(y)
    drawable = (count > 1) & ~np.isin(np.arange(len(count)), line[~finite])
    shown = drawable[line]
    number = (np.cumsum(drawable) - 1)[line[shown]]
    lines = shapely.linestrings(np.column_stack([x, y])[shown], indices=number)
    smooth = shapely.simplify(lines, HAND_M, preserve_topology=False)
    points, of = shapely.get_coordinates(smooth, return_index=True)
    return points, np.flatnonzero(drawable)[of]


def _radii(before: FloatArray, at: FloatArray, after: FloatArray) -> FloatArray:
    """Return the radii of the circles through three points each; inf where they lie in line."""
    (ax, ay), (bx, by) = (at - before).T, (after - at).T
    double_area = np.abs(ax * by - ay * bx)
    product = np.hypot(ax, ay) * np.hypot(bx, by) * np.hypot(ax + bx, ay + by)
    # There and back on the same line: a turning place, half as wide as its shorter step.
    back = np.minimum(np.hypot(ax, ay), np.hypot(bx, by)) / 2
    radius = np.divide(
        product, 2 * double_area, out=np.full(len(at), np.inf), where=double_area > 0
    )
    turns_back = ax * bx + ay * by < 0
    return np.asarray(np.where(turns_back, np.minimum(radius, back), radius))
