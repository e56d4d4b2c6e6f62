"""The signs of a scenario's map beside its classes: what each stands for, where it occurs."""

from dataclasses import dataclass
from typing import Any, Literal

from tillganglighet.publish.scenario.places_map import (
    CLOSED_STYLE,
    OPENED_STYLE,
    STOP_STYLE,
    WAY_STYLE,
    closed_points,
    has_ways,
    opened_points,
    stop_points,
)
from tillganglighet.publish.scenario.roads_map import (
    CLOSED_ROAD_STYLE,
    NEW_ROAD_STYLE,
    closed_roads,
    new_roads,
)
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.words import words
from tillganglighet.scenarios.effects.report import ScenarioReport


@dataclass(frozen=True)
class Sign:
    """One sign of the legend.

    Parameters
    ----------
    label : str
    kind : "point" or "line"
    style : dict
        As matplotlib draws it.
    mark : str
        The same as a letter; empty for a line.
    dash : str
        How the line is broken on paper: "solid", "dashed" or "dotted".
    """

    label: str
    kind: Literal["point", "line"]
    style: dict[str, Any]
    mark: str = ""
    dash: str = "solid"

    @property
    def colour(self) -> str:
        """Return its colour."""
        return str(self.style.get("facecolor", self.style.get("color")))


def map_signs(report: ScenarioReport, column: int, language: Language) -> list[Sign]:
    """Return the signs that occur on the map of a category."""
    text = words(language)
    signs = (
        (closed_points(report, column), Sign(text["sc_map_closed"], "point", CLOSED_STYLE, "✕")),
        (opened_points(report, column), Sign(text["sc_map_opened"], "point", OPENED_STYLE, "★")),
        (stop_points(report, column), Sign(text["sc_map_stop"], "point", STOP_STYLE, "◆")),
        (
            closed_roads(report),
            Sign(text["sc_map_closed_road"], "line", CLOSED_ROAD_STYLE, dash="dashed"),
        ),
        (new_roads(report), Sign(text["sc_map_new_road"], "line", NEW_ROAD_STYLE)),
    )
    shown = [sign for places, sign in signs if len(places)]
    if has_ways(report, column):
        shown.append(Sign(text["sc_map_way"], "line", WAY_STYLE, dash="dotted"))
    return shown
