"""What a map lies on: the water of a region."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt


class GroundKind(StrEnum):
    """What a shape of the ground is."""

    SEA = "sea"
    LAKE = "lake"  # broad rivers too
    RIVER = "river"  # drawn as a line


@dataclass(frozen=True)
class Ground:
    """Water for maps: parallel arrays, one entry a shape. No answer depends on it.

    Parameters
    ----------
    kind : (shape_count,) str
        Of `GroundKind`.
    shape : (shape_count,) object
        shapely polygons and multipolygons, lines of rivers; metres in the region's CRS.
    """

    kind: npt.NDArray[np.str_]
    shape: npt.NDArray[np.object_]

    def of_kind(self, kind: GroundKind) -> npt.NDArray[np.object_]:
        """Return the shapes of one kind."""
        shapes: npt.NDArray[np.object_] = self.shape[self.kind == kind]
        return shapes


def no_ground() -> Ground:
    """Return a ground of which nothing is known."""
    return Ground(np.empty(0, dtype="U5"), np.empty(0, dtype=object))
