"""How the structure map looks, on paper and in QGIS: sizes, widths and colours, said once."""

from typing import Any

# Square points by node level, the highest first: size and shape both tell the level.
MARKER_SIZES = (620.0, 300.0, 190.0, 180.0, 42.0, 14.0)
MARKED_LEVELS = 4  # so many levels have room for their number inside
OUTLINE_POINTS = 0.7
CORRIDOR_POINTS = (1.1, 2.4, 4.2, 6.8)  # by class of width
CORRIDOR_COLOUR, CASING = "#7f63ac", "#ffffff"
NUMBER_COLOUR = "#4f3a7d"
WEAK_STYLE: dict[str, Any] = {"colors": "#c21807", "linewidths": 1.4, "linestyles": (0, (1, 1.6))}
RING_STYLE: dict[str, Any] = {"facecolor": "none", "edgecolor": "#c21807", "linewidth": 0.9}
# Two rings, so that a changed place is seen on any ground, in grey too.
CHANGE_STYLES: tuple[dict[str, Any], ...] = (
    {"facecolor": "none", "edgecolor": "#ffffff", "linewidth": 5.0},
    {"facecolor": "none", "edgecolor": "#000000", "linewidth": 2.2},
)
ARROW_COLOUR = "#1b4d2b"
ARROW_STYLE: dict[str, Any] = {"arrowstyle": "-|>", "linewidth": 1.6, "mutation_scale": 14}
# Neighbouring catchments differ in tint; all are pale, so that lines and letters stand out.
TINTS = ("#f6e8c3", "#d9e8d3", "#d7e3f0", "#ecd9e6", "#e8e2d8", "#d8ecec")
CONTESTED_HATCH = "////"
OUTLINE = "#7d6b3f"
SHORT_OF = 3  # places that miss so many basic services are ringed
