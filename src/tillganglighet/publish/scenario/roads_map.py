"""The roads that a scenario closes or builds, upon the ground of a map."""

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from tillganglighet.publish.maps.ground import GROUND_ZORDER
from tillganglighet.scenarios.effects.report import ScenarioReport
from tillganglighet.units import UNREACHED

Lines = list[npt.NDArray[np.float64]]

CLOSED_ROAD_STYLE: dict[str, Any] = {
    "color": "#7a0019",
    "linewidth": 2.4,
    "linestyle": (0, (4, 1)),
}
NEW_ROAD_STYLE: dict[str, Any] = {"color": "#0b6e3a", "linewidth": 2.4}


def closed_roads(report: ScenarioReport) -> Lines:
    """Return the lines of roads and ferries that carried traffic and no longer do."""
    was = report.outcome.baseline.world.network.roads
    now = report.outcome.resolved.network.roads
    count = len(was)
    is_closed = (now.travel_time_ms[:count] == UNREACHED).all(axis=1)
    is_closed &= (was.travel_time_ms != UNREACHED).any(axis=1)
    # Where a new road meets an old one, two pieces of the old way stand for it.
    is_closed &= ~np.isin(was.way_id, now.way_id[count:])
    return _lines(was.lines(np.flatnonzero(is_closed & was.has_line).astype(np.int32)))


def new_roads(report: ScenarioReport) -> Lines:
    """Return the lines of roads that the scenario builds."""
    was = report.outcome.baseline.world.network.roads
    now = report.outcome.resolved.network.roads
    is_new = ~np.isin(now.way_id, was.way_id) & now.has_line
    return _lines(now.lines(np.flatnonzero(is_new).astype(np.int32)))


def add_roads(axes: Axes, report: ScenarioReport, *, scale: float = 1.0) -> None:
    """Draw the roads that are closed, and those that are new."""
    for lines, style in (
        (closed_roads(report), CLOSED_ROAD_STYLE),
        (new_roads(report), NEW_ROAD_STYLE),
    ):
        width = style["linewidth"] * scale**0.5
        drawn = LineCollection(lines, zorder=GROUND_ZORDER + 1, **style | {"linewidth": width})
        axes.add_collection(drawn, autolim=False)


def _lines(shapes: npt.NDArray[np.object_]) -> Lines:
    return [shapely.get_coordinates(shape) for shape in shapes]
