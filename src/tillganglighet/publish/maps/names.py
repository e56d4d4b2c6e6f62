"""Names of the largest places, as many as find room."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from tillganglighet.domain.places import Villages

MOST_NAMES = 25
_TRIED_PER_NAME = 3
_ALWAYS_NAMED_SHARE = 0.5  # of the names: so large that they may hide a neighbour's edge
_FONT_POINTS = 8.0
_GAP_POINTS = 2.0
_POINTS_PER_INCH = 72
_NOTHING = np.empty((0, 2))
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
# How much of a text's width or height lies to the left of, or below, the point it is set at.
_BEFORE = {"left": 0.0, "bottom": 0.0, "center": 0.5, "right": 1.0, "top": 1.0}


@dataclass(frozen=True)
class Name:
    """A name on a map: metres in the region's CRS, the size of its sign and letters in points."""

    text: str
    x: float
    y: float
    radius: float
    fontsize: float = _FONT_POINTS
    is_bold: bool = False
    is_italic: bool = False
    colour: str = "black"


def village_names(villages: Villages, marker_radius: npt.NDArray[np.float64]) -> list[Name]:
    """Return the names of villages, the most populous first.

    Parameters
    ----------
    villages : Villages
    marker_radius : (village_count,) float64
        Size of each village's marker in points; its name begins beyond.
    """
    population = np.nan_to_num(villages.population, nan=-1.0)
    order = np.lexsort([villages.id, -population])
    return [
        Name(str(name), x, y, radius)
        for name, x, y, radius in zip(
            villages.name[order].tolist(),
            villages.x[order].tolist(),
            villages.y[order].tolist(),
            marker_radius[order].tolist(),
            strict=True,
        )
    ]


def add_names(
    axes: Axes,
    names: Sequence[Name],
    *,
    most: int = MOST_NAMES,
    keep_clear: Sequence[Bbox] = (),
    keep_off: npt.NDArray[np.float64] = _NOTHING,
) -> None:
    """Write names beside their signs, in the order given; one without room is left out.

    Parameters
    ----------
    axes : Axes
        With its final limits.
    names : sequence of Name
        Of all signs, the most important first; a sign without a name is kept clear all the same.
    most : int
        So many names at most.
    keep_clear : sequence of Bbox
        Where no name may stand, in pixels: the scale bar, the north arrow.
    keep_off : (n, 2) float64
        Points in pixels, such as those of broad lines, that names cover only where they must.
    """
    centres = axes.transData.transform([(each.x, each.y) for each in names] or np.empty((0, 2)))
    pixels_per_point = axes.figure.dpi / _POINTS_PER_INCH
    radius = np.array([[each.radius] for each in names]) * pixels_per_point
    markers = np.hstack([centres - radius, centres + radius]) if names else np.empty((0, 4))
    taken, named = list(keep_clear), 0
    for rank, name in enumerate(names[: _TRIED_PER_NAME * most]):
        if not name.text or named == most:
            continue
        others = np.delete(markers, rank, axis=0)
        label = _label(axes, name)
        gap = (name.radius + _GAP_POINTS) * pixels_per_point
        boxes = _boxes(label, centres[rank], gap)
        covered = [
            _covered(box, axes.bbox, taken, others) + _steered(box, keep_off) for box in boxes
        ]
        best = int(np.argmin(covered))
        is_large = rank < _ALWAYS_NAMED_SHARE * most
        if covered[best] < 1 or (is_large and covered[best] < np.inf):
            _stand(label, best, gap / pixels_per_point)
            taken.append(boxes[best])
            named += 1
        else:
            label.remove()


def _label(axes: Axes, name: Name) -> Annotation:
    """Return the name upon its sign."""
    return axes.annotate(
        name.text,
        (name.x, name.y),
        xytext=(0, 0),
        textcoords="offset points",
        fontsize=name.fontsize,
        fontweight="bold" if name.is_bold else "normal",
        fontstyle="italic" if name.is_italic else "normal",
        color=name.colour,
        parse_math=False,  # a name may hold a dollar sign
        zorder=40,
        # A stroke round the letters would turn the text of an SVG into curves.
        bbox={"facecolor": "white", "alpha": 0.65, "edgecolor": "none", "pad": 0.6},
    )


def _stand(label: Annotation, place: int, gap_points: float) -> None:
    """Put the name at one of the places around its village."""
    right, up, horizontal, vertical = _PLACES[place]
    label.set_position((right * gap_points, up * gap_points))
    label.set(ha=horizontal, va=vertical)


def _boxes(label: Annotation, centre: npt.NDArray[np.float64], gap: float) -> list[Bbox]:
    """Return the room in pixels that the name takes at each of the places.

    To measure a text costs a millisecond, so it is measured once.
    """
    size = label.get_window_extent()
    boxes = []
    for right, up, horizontal, vertical in _PLACES:
        x = centre[0] + right * gap - _BEFORE[horizontal] * size.width
        y = centre[1] + up * gap - _BEFORE[vertical] * size.height
        boxes.append(Bbox.from_bounds(x, y, size.width, size.height).padded(1))
    return boxes


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


def _steered(box: Bbox, points: npt.NDArray[np.float64]) -> float:
    """Return a cost below that of a hidden village, the more points the name would cover."""
    within = (box.x0 <= points[:, 0]) & (points[:, 0] <= box.x1)
    within &= (box.y0 <= points[:, 1]) & (points[:, 1] <= box.y1)
    count = int(within.sum())
    return count / (count + 1)
