"""The area that a region is about, and the surroundings that count with it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.domain.areas import AreaKind, Areas
from tillganglighet.domain.locating import Located
from tillganglighet.network.crs import metric_crs, project

FloatArray = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

BUFFER_M = 100_000.0
# A buffer of 100 km needs no border truer than this.
_SIMPLER_M = 100.0


@dataclass(frozen=True)
class StudyArea:
    """A kommun or a län whose villages are measured, and how far round it services count.

    Parameters
    ----------
    kind, code, name : str
    reach : shapely geometry
        The area and its surroundings, in `crs`.
    crs : str
        A metric CRS.
    """

    kind: str
    code: str
    name: str
    reach: shapely.Geometry
    crs: str

    def holds(self, located: Located) -> Mask:
        """Return (place_count,) bool: the place lies in the area."""
        codes = located.kommun_code if self.kind == AreaKind.KOMMUN else located.lan_code
        return np.asarray(codes == self.code)

    def reaches(self, lon: FloatArray, lat: FloatArray) -> Mask:
        """Return (point_count,) bool: the point in degrees lies in the area or round it."""
        x, y = project(lon, lat, self.crs)
        return np.asarray(shapely.contains_xy(self.reach, x, y))


def study_area(areas: Areas, wanted: str, buffer_m: float) -> StudyArea:
    """Return the kommun or län with this code or name, and `buffer_m` metres round it.

    Parameters
    ----------
    areas : Areas
        In degrees.

    Raises
    ------
    UsageError
        No area goes by that name, or several do.
    """
    at = areas.find(wanted)
    lon, lat = shapely.get_coordinates(areas.polygon[at]).T
    crs = metric_crs(lon, lat)
    outline = shapely.transform(
        areas.polygon[at], lambda point: np.column_stack(project(point[:, 0], point[:, 1], crs))
    )
    reach = shapely.buffer(shapely.simplify(outline, _SIMPLER_M), buffer_m)
    shapely.prepare(reach)
    return StudyArea(str(areas.kind[at]), str(areas.code[at]), str(areas.name[at]), reach, crs)
