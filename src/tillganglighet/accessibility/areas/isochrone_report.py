"""An isochrone as one value: its bands, and who lives in them by travel time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.residents import Residents
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.ground import Ground
from tillganglighet.domain.places import FloatArray, Villages
from tillganglighet.domain.provenance import Provenance
from tillganglighet.network.network import Network

BEYOND, NO_WAY = 0, 1  # what follows after the bands


@dataclass(frozen=True)
class IsochroneReport:
    """Bands of travel time round a point or round all services of a category.

    Parameters
    ----------
    goal : tuple of str
        What it is about, in Swedish and in English.
    is_category : bool
        Whether that is all services of a category.
    direction : "to" or "from"
    limits_min : tuple of float
        Ascending; band `i` ends at `limits_min[i]`.
    area : (band_count,) object
        Multi-polygons in the region's CRS.
    goal_x, goal_y : (goal_count,) float64
    villages : Villages
    village_min : (village_count,) float64
        Unrounded minutes; inf where there is no way.
    residents : Residents
        Who is counted.
    resident_min : (resident_count,) float64
    network : Network
    ground : Ground
    areas : Areas
        Water and borders, for maps.
    provenance : Provenance
    """

    goal: tuple[str, str]
    is_category: bool
    direction: str
    limits_min: tuple[float, ...]
    area: npt.NDArray[np.object_]
    goal_x: FloatArray
    goal_y: FloatArray
    villages: Villages
    village_min: FloatArray
    residents: Residents
    resident_min: FloatArray
    network: Network
    ground: Ground
    areas: Areas
    provenance: Provenance

    def bands_of(self, minutes: FloatArray) -> npt.NDArray[np.intp]:
        """Return the band of each travel time, or after the last one `BEYOND` and `NO_WAY`."""
        band = np.searchsorted(self.limits_min, minutes, side="left")
        return np.where(np.isinf(minutes), len(self.limits_min) + NO_WAY, band)

    @property
    def village_count(self) -> FloatArray:
        """Return (band_count + 2,) villages by travel time; they sum to all villages."""
        return self._counted(self.village_min, np.ones(len(self.villages)))

    @property
    def village_persons(self) -> FloatArray:
        """Return (village_count,) who lives in each village, of its cells where there are any."""
        of, villages = self.residents, self.villages
        if not of.are_cells:
            return villages.population
        inside = of.village >= 0
        persons = np.bincount(of.village[inside], of.weight[inside], len(villages))
        return persons.astype(np.float64)

    @property
    def persons(self) -> FloatArray:
        """Return (band_count + 2,) residents by travel time; they sum to everybody."""
        return self._counted(self.resident_min, self.residents.weight)

    def _counted(self, minutes: FloatArray, weight: FloatArray) -> FloatArray:
        rows = len(self.limits_min) + 2
        return np.bincount(self.bands_of(minutes), weight, rows).astype(np.float64)
