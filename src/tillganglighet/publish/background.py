"""The roads that a map lies on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Background:
    """Roads and ferries as polylines in the region's CRS, in compressed sparse row form.

    Parameters
    ----------
    first_point : (line_count + 1,) int
        The points of `line` are `first_point[line] .. first_point[line + 1] - 1`, two or more.
    x, y : (point_count,) float64
        Metres.
    importance : (line_count,) int8
        From 0 (small) to 3 (main).
    is_ferry : (line_count,) bool
    """

    first_point: npt.NDArray[np.int32] | npt.NDArray[np.int64]
    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]
    importance: npt.NDArray[np.int8]
    is_ferry: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.importance)
