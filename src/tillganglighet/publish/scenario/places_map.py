"""What a scenario changes, upon the ground of a map: places, and the way to their new service."""

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from tillganglighet.publish.maps.frame import Extent, map_extent
from tillganglighet.publish.maps.ground import GROUND_ZORDER, report_extent
from tillganglighet.publish.maps.places import marker_sizes
from tillganglighet.publish.scenario.roads_map import add_roads, closed_roads, new_roads
from tillganglighet.publish.scenario.sums import changed_columns
from tillganglighet.publish.scenario.tables import UNCHANGED, place_changes
from tillganglighet.publish.wording.classes import PublishedClass, published_classes
from tillganglighet.scenarios.effects.report import ScenarioReport

FloatArray = npt.NDArray[np.float64]

CLOSED_STYLE: dict[str, Any] = {"marker": "x", "color": "#7a0019", "linewidth": 2.0}
OPENED_STYLE: dict[str, Any] = {
    "marker": "*",
    "facecolor": "#ffd400",
    "edgecolor": "black",
    "linewidth": 0.8,
}
STOP_STYLE: dict[str, Any] = {
    "marker": "D",
    "facecolor": "#c51b8a",
    "edgecolor": "black",
    "linewidth": 0.8,
}
WAY_STYLE: dict[str, Any] = {"color": "#444444", "linewidth": 0.7, "linestyle": (0, (2, 2))}
_SERVICE_SIZE = 90.0
# A change that concerns so small a part of the region gets a map of that part.
_PART = 0.6


def main_column(report: ScenarioReport) -> int:
    """Return the category that concerns most people; where none does, that of a mobile service."""
    keys = [each.key for each in report.outcome.categories]
    mobile = [keys.index(each.category) for each in report.mobile]
    return [*changed_columns(report), *mobile, 0][0]


def changed_extent(report: ScenarioReport, column: int) -> Extent:
    """Return the rectangle around the places that change and their services, or the region's."""
    whole = report_extent(report.before)
    villages = report.outcome.baseline.world.villages
    changed = place_changes(report)[:, column] != UNCHANGED
    gone, new = closed_points(report, column), opened_points(report, column)
    ways = _ways(report, column, changed)
    points = np.vstack(
        [
            np.column_stack([villages.x[changed], villages.y[changed]]),
            gone,
            new,
            stop_points(report, column),
            *(way[1:] for way in ways),
            *closed_roads(report),
            *new_roads(report),
        ]
    )
    if not len(points):
        return whole
    extent = map_extent(*points.T)
    shares = extent.width / whole.width, extent.height / whole.height
    return extent if max(shares) < _PART else whole


def add_changes(
    axes: Axes, report: ScenarioReport, column: int, *, scale: float = 1.0
) -> list[PublishedClass]:
    """Draw the villages by what becomes of them, and lines to where they go now.

    Returns the looks that occur.
    """
    villages = report.outcome.baseline.world.villages
    change = place_changes(report)[:, column]
    sizes = marker_sizes(villages.population, scale)
    ways = _ways(report, column, change != UNCHANGED)
    if ways:
        lines = LineCollection(ways, zorder=GROUND_ZORDER + 1, **WAY_STYLE)
        axes.add_collection(lines, autolim=False)
    add_roads(axes, report, scale=scale)
    shown = []
    for index, look in enumerate(published_classes("scenario_change")):
        here = change == index
        if not here.any():
            continue
        shown.append(look)
        axes.scatter(
            villages.x[here],
            villages.y[here],
            s=sizes[here] * (0.5 if index == UNCHANGED else 1.0),
            marker=look.marker,
            facecolor=look.colour,
            edgecolor="#777777" if index == UNCHANGED else "black",
            linewidth=0.8 * scale**0.5,
            zorder=GROUND_ZORDER + 2 + index,
        )
    closed, opened = closed_points(report, column), opened_points(report, column)
    size = _SERVICE_SIZE * scale
    axes.scatter(closed[:, 0], closed[:, 1], s=size, zorder=31, **CLOSED_STYLE)
    axes.scatter(opened[:, 0], opened[:, 1], s=size, zorder=31, **OPENED_STYLE)
    stops = stop_points(report, column)
    axes.scatter(stops[:, 0], stops[:, 1], s=size / 2, zorder=31, **STOP_STYLE)
    return shown


def has_ways(report: ScenarioReport, column: int) -> bool:
    """Return whether a line leads from any changed village to the service it has nearest."""
    return bool(_ways(report, column, place_changes(report)[:, column] != UNCHANGED))


def stop_points(report: ScenarioReport, column: int) -> FloatArray:
    """Return where mobile services of a category stop, (n, 2) float64."""
    key = report.outcome.categories[column].key
    stops = [each.stops for each in report.mobile if each.category == key]
    return np.array([(x, y) for each in stops for x, y in zip(each.x, each.y, strict=True)],
                    dtype=np.float64).reshape(-1, 2)  # fmt: skip


def closed_points(report: ScenarioReport, column: int) -> FloatArray:
    """Return where services of a category have closed or moved from, (n, 2) float64."""
    rows, services = report.customers, report.services_before
    gone = (rows.category == column) & (rows.before_row >= 0)
    gone &= (rows.after_row < 0) | _has_moved(report)
    return _told(services.x[rows.before_row[gone]], services.y[rows.before_row[gone]])


def opened_points(report: ScenarioReport, column: int) -> FloatArray:
    """Return where services of a category have opened or moved to, (n, 2) float64."""
    rows, services = report.customers, report.services_after
    new = (rows.category == column) & (rows.after_row >= 0)
    new &= (rows.before_row < 0) | _has_moved(report)
    return _told(services.x[rows.after_row[new]], services.y[rows.after_row[new]])


def _has_moved(report: ScenarioReport) -> npt.NDArray[np.bool_]:
    rows, before, after = report.customers, report.services_before, report.services_after
    both = (rows.before_row >= 0) & (rows.after_row >= 0)
    moved = after.x[rows.after_row] != before.x[rows.before_row]
    moved |= after.y[rows.after_row] != before.y[rows.before_row]
    return np.asarray(both & moved)


def _told(x: FloatArray, y: FloatArray) -> FloatArray:
    points = np.column_stack([x, y])
    return points[np.isfinite(points).all(axis=1)]


def _ways(
    report: ScenarioReport, column: int, changed: npt.NDArray[np.bool_]
) -> list[npt.NDArray[np.float64]]:
    """Return a straight line from each changed village to the service that it has nearest now."""
    found = report.outcome
    villages, services = found.baseline.world.villages, report.services_after
    nearest = found.answers.after.service[found.villages, column, 0]
    rows = np.flatnonzero(changed & (nearest >= 0))
    ends = np.column_stack([services.x[nearest[rows]], services.y[nearest[rows]]])
    starts = np.column_stack([villages.x[rows], villages.y[rows]])
    return [
        np.vstack([start, end])
        for start, end in zip(starts, ends, strict=True)
        if np.isfinite(end).all()
    ]
