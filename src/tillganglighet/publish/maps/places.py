"""The answers of a map: villages by travel time to one category, and where its services are."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.catalogue import Category
from tillganglighet.publish.gaps.tables import is_offered
from tillganglighet.publish.maps.ground import GROUND_ZORDER
from tillganglighet.publish.wording.classes import PublishedClass, outcome_indices, outcomes

SERVICE_STYLE: dict[str, Any] = {
    "marker": "s",
    "facecolor": "black",
    "edgecolor": "white",
    "linewidth": 0.5,
}
_SMALLEST_MARKER, _LARGEST_MARKER = 34.0, 260.0  # square points
_SERVICE_MARKER = 9.0
_CROWDED = 250  # more villages than these on a map are drawn smaller


def add_places(
    axes: Axes, report: GapReport, category: Category, *, scale: float = 1.0
) -> list[PublishedClass]:
    """Draw the villages, the worst uppermost, then the services; return the outcomes that occur.

    `scale` makes all signs larger or smaller, for a map of another size.
    """
    column = report.categories.index(category)
    outcome = outcome_indices(report.access, report.gaps)[:, column]
    sizes = marker_sizes(report.villages.population, scale)
    shown = []
    for index, look in enumerate(outcomes()):
        here = outcome == index
        if here.any():
            shown.append(look)
            axes.scatter(
                report.villages.x[here],
                report.villages.y[here],
                s=sizes[here],
                marker=look.marker,
                facecolor=look.colour,
                edgecolor="black",
                linewidth=0.8 * math.sqrt(scale),
                zorder=GROUND_ZORDER + 1 + index,
            )
    offered = is_offered(report, category)
    axes.scatter(
        report.services.x[offered],
        report.services.y[offered],
        s=_SERVICE_MARKER * scale,
        zorder=30,
        **SERVICE_STYLE,
    )
    return shown


def marker_sizes(population: npt.NDArray[np.float64], scale: float) -> npt.NDArray[np.float64]:
    """Return areas that grow with the root of the population, so that a town hides no village."""
    known = np.where(np.isnan(population), 0.0, population)
    share = np.sqrt(known / max(known.max(initial=0.0), 1.0))
    crowd = math.sqrt(min(1.0, _CROWDED / max(len(population), 1)))
    sizes: npt.NDArray[np.float64] = (
        _SMALLEST_MARKER + (_LARGEST_MARKER - _SMALLEST_MARKER) * share
    )
    return sizes * (scale * crowd)
