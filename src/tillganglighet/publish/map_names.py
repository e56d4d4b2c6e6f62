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
_GAP_POINTS = 2.0
# Where a name may stand: right of its village, left, above, below; with its alignment there.
_PLACES = (
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
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
    markers = axes.transData.transform(np.column_stack([villages.x, villages.y]))
    taken: list[Bbox] = []
    for village in order:
        if not villages.name[village] or len(taken) == _MOST_NAMES:
            continue
        for right, up, horizontal, vertical in _PLACES:
            gap = marker_radius[village] + _GAP_POINTS
            label = _label(axes, villages, village, (right * gap, up * gap))
            label.set(ha=horizontal, va=vertical)
            box = label.get_window_extent().padded(2)
            if _is_free(box, axes.bbox, taken, np.delete(markers, village, axis=0)):
                taken.append(box)
                break
            label.remove()


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


def _is_free(box: Bbox, sheet: Bbox, taken: list[Bbox], markers: npt.NDArray[np.float64]) -> bool:
    """Return whether a box stays on the map and covers no other name and no other village."""
    on_sheet = (
        sheet.x0 <= box.x0 and box.x1 <= sheet.x1 and sheet.y0 <= box.y0 and box.y1 <= sheet.y1
    )
    covers_marker = (
        (box.x0 < markers[:, 0])
        & (markers[:, 0] < box.x1)
        & (box.y0 < markers[:, 1])
        & (markers[:, 1] < box.y1)
    ).any()
    return on_sheet and not covers_marker and not any(box.overlaps(other) for other in taken)
