"""The frame of a map: what it shows, its scale and its north."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from tillganglighet.units import M_PER_KM

_MARGIN_SHARE = 0.06
_SMALLEST_SIDE_M = 2_000.0
_NARROWEST_SHARE = 0.45  # of the longer side: no map becomes a strip
_HALO = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 2}


@dataclass(frozen=True)
class Extent:
    """The rectangle of a map, metres in the region's CRS."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """Return metres from west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Return metres from south to north."""
        return self.north - self.south

    def widened(self, width_per_height: float) -> "Extent":
        """Return the same with room added on two sides, in these proportions."""
        width = max(self.width, self.height * width_per_height)
        height = max(self.height, self.width / width_per_height)
        more_x, more_y = (width - self.width) / 2, (height - self.height) / 2
        return Extent(
            self.west - more_x, self.south - more_y, self.east + more_x, self.north + more_y
        )


def map_extent(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Extent:
    """Return a rectangle around the points with a margin, never empty and never a strip."""
    if not len(x):
        return Extent(0.0, 0.0, _SMALLEST_SIDE_M, _SMALLEST_SIDE_M)
    sides = np.array([np.ptp(x), np.ptp(y)])
    sides = np.maximum(sides, max(sides.max() * _NARROWEST_SHARE, _SMALLEST_SIDE_M))
    half_width, half_height = sides / 2 + sides.max() * _MARGIN_SHARE
    middle_x, middle_y = (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
    return Extent(
        west=float(middle_x - half_width),
        south=float(middle_y - half_height),
        east=float(middle_x + half_width),
        north=float(middle_y + half_height),
    )


def add_scale_bar(axes: Axes, extent: Extent, fontsize: float = 8) -> Bbox:
    """Draw a bar of a round length, about a fifth of the map, in the lower left corner.

    Returns
    -------
    Bbox
        The room it takes, in pixels.
    """
    length = _round_length(extent.width / 5)
    x, y = extent.west + extent.width * 0.04, extent.south + extent.height * 0.04
    axes.plot(
        [x, x + length], [y, y], color="black", linewidth=3, solid_capstyle="butt", zorder=50
    )
    axes.annotate(
        f"{length / M_PER_KM:g} km" if length >= M_PER_KM else f"{length:g} m",
        (x + length / 2, y),
        xytext=(0, 6),
        textcoords="offset points",
        ha="center",
        fontsize=fontsize,
        bbox=_HALO,
        zorder=49,
    )
    return _corner(axes, (0.0, 0.0), (0.28, 0.11))


def add_north_arrow(axes: Axes, letter: str) -> Bbox:
    """Draw an arrow to grid north in the upper right corner and return the room it takes."""
    axes.annotate(
        letter,
        xy=(0.965, 0.98),
        xytext=(0.965, 0.9),
        xycoords="axes fraction",
        ha="center",
        va="center",
        fontsize=11,
        fontweight="bold",
        arrowprops={"facecolor": "black", "width": 3, "headwidth": 9, "headlength": 9},
        zorder=50,
    )
    return _corner(axes, (0.92, 0.87), (1.0, 1.0))


def _corner(axes: Axes, low: tuple[float, float], high: tuple[float, float]) -> Bbox:
    """Return a part of the map in pixels, given in shares of its sides."""
    return Bbox(axes.transAxes.transform([low, high]))


def _round_length(metres: float) -> float:
    """Return the largest 1, 2 or 5 times a power of ten that is not longer."""
    power = 10.0 ** np.floor(np.log10(metres))
    return float(max(step * power for step in (1, 2, 5) if step * power <= metres))
