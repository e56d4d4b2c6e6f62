"""Names of the largest places, as many as find room."""

import matplotlib.patheffects as path_effects
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from tillganglighet.domain.places import Villages

_MOST_NAMES = 25
_TRIED = 80
_ALWAYS_NAMED = 12  # so large that their names may hide a neighbour's edge
_GAP_POINTS = 2.0
_POINTS_PER_INCH = 72
# Where a name may stand, as seen from its village, and how it is aligned there.
_PLACES = (
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
    (0.8, 0.8, "left", "bottom"),
    (0.8, -0.8, "left", "top"),
    (-0.8, 0.8, "right", "bottom"),
    (-0.8, -0.8, "right", "top"),
)


def add_names(axes: Axes, villages: Villages, marker_radius: npt.NDArray[np.float64]) -> None:
    """Name the most populous villages, largest first; a name without room is left out.

    Parameters
    ----------
    axes : Axes
        With its final limits.
    villages : Villages
    marker_radius : (village_count,) float64
        Size of each village's marker in points; its name begins beyond.
    """
    population = np.nan_to_num(villages.population, nan=-1.0)
    order = np.lexsort([villages.id, -population])[:_TRIED]
    centres = axes.transData.transform(np.column_stack([villages.x, villages.y]))
    radius = marker_radius[:, None] * axes.figure.dpi / _POINTS_PER_INCH
    markers = np.hstack([centres - radius, centres + radius])
    taken: list[Bbox] = []
    for rank, village in enumerate(order):
        if not villages.name[village] or len(taken) == _MOST_NAMES:
            continue
        others = np.delete(markers, village, axis=0)
        candidates = _candidates(axes, villages, village, marker_radius[village] + _GAP_POINTS)
        covered = [_covered(box, axes.bbox, taken, others) for _, box in candidates]
        best = int(np.argmin(covered))
        if covered[best] == 0 or (rank < _ALWAYS_NAMED and covered[best] < np.inf):
            label, box = candidates[best]
            axes.add_artist(label)
            taken.append(box)


def _candidates(
    axes: Axes, villages: Villages, village: np.intp, gap: float
) -> list[tuple[Annotation, Bbox]]:
    """Return the name at each place around its village, not yet drawn, and the room it takes."""
    candidates = []
    for right, up, horizontal, vertical in _PLACES:
        label = _label(axes, villages, village, (right * gap, up * gap))
        label.set(ha=horizontal, va=vertical)
        candidates.append((label, label.get_window_extent().padded(1)))
        label.remove()
    return candidates


def _label(
    axes: Axes, villages: Villages, village: np.intp, offset: tuple[float, float]
) -> Annotation:
    return axes.annotate(
        str(villages.name[village]),
        (villages.x[village], villages.y[village]),
        xytext=offset,
        textcoords="offset points",
        fontsize=8,
        parse_math=False,  # a name may hold a dollar sign
        zorder=40,
        path_effects=[path_effects.withStroke(linewidth=2.5, foreground="white")],
    )


def _covered(box: Bbox, sheet: Bbox, taken: list[Bbox], markers: npt.NDArray[np.float64]) -> float:
    """Return how many other villages a name hides; inf if it leaves the map or covers a name.

    `markers` has a row (x0, y0, x1, y1) in pixels for each of the other villages.
    """
    on_sheet = sheet.x0 <= box.x0 and box.x1 <= sheet.x1
    on_sheet &= sheet.y0 <= box.y0 and box.y1 <= sheet.y1
    if not on_sheet or any(box.overlaps(other) for other in taken):
        return np.inf
    hidden = (box.x0 < markers[:, 2]) & (markers[:, 0] < box.x1)
    hidden &= (box.y0 < markers[:, 3]) & (markers[:, 1] < box.y1)
    return float(hidden.sum())
