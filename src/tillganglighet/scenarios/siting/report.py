"""A siting as one value: everything that a product about it is made from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.residents import Residents
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.scenarios.siting.siting import Siting


@dataclass(frozen=True)
class Sites:
    """The sites of a siting, by ascending id; parallel arrays.

    Parameters
    ----------
    id, name, kommun_code : (site_count,) str
        Name and code are empty when unknown.
    x, y : (site_count,) float64
        Metres in the region's CRS; nan where the place may not be told.
    cost_kr : (site_count,) float64
        nan when unknown.
    capacity : (site_count,) float64
        Persons; inf without a limit.
    """

    id: StrArray
    name: StrArray
    kommun_code: StrArray
    x: FloatArray
    y: FloatArray
    cost_kr: FloatArray
    capacity: FloatArray

    def __len__(self) -> int:
        """Return the number of sites."""
        return len(self.id)


@dataclass(frozen=True)
class VillageTimes:
    """The villages before and after the best choice; all (village_count,).

    Parameters
    ----------
    before_min, after_min : float64
        To the nearest; inf where there is none.
    nearest_id, nearest_name : str
        The nearest then, a site or a service; empty where there is none.
    """

    before_min: FloatArray
    after_min: FloatArray
    nearest_id: npt.NDArray[np.object_]
    nearest_name: npt.NDArray[np.object_]


@dataclass(frozen=True)
class SitingReport:
    """The answer of `site` with its places and people.

    Parameters
    ----------
    report : GapReport
        Of the one category, as of today.
    category : Category
    residents : Residents
    sites : Sites
    siting : Siting
    villages : VillageTimes
    left_out : int
        Candidates that lie off the road, and rows of their file that could not be used.
    """

    report: GapReport
    category: Category
    residents: Residents
    sites: Sites
    siting: Siting
    villages: VillageTimes
    left_out: int
