"""Where people live and where services are: parallel arrays, one entry a place."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
StrArray = npt.NDArray[np.str_]

NO_VILLAGE = -1


@dataclass(frozen=True)
class Villages:
    """Places where people live: tätorter, småorter and byar.

    Parameters
    ----------
    id : (village_count,) str
        Unique; `n123` from OSM.
    name, kind : (village_count,) str
        Kind is the OSM place value: city, town, village or hamlet.
    x, y : (village_count,) float64
        Metres in the region's CRS.
    population : (village_count,) float64
        Persons; nan where nobody has said.
    kommun_code, lan_code : (village_count,) str
        Four and two digits as text; empty when unknown.
    """

    id: StrArray
    name: StrArray
    kind: StrArray
    x: FloatArray
    y: FloatArray
    population: FloatArray
    kommun_code: StrArray
    lan_code: StrArray

    def __len__(self) -> int:
        """Return the number of villages."""
        return len(self.id)


@dataclass(frozen=True)
class Services:
    """Places that offer something; one entry for each category that a place offers.

    Parameters
    ----------
    id : (service_count,) str
        The place's own id; a lanthandel that is grocery, post and cash has three entries of it.
    category : (service_count,) str
        Key of the catalogue.
    name, place_key, operator, source : (service_count,) str
        `place_key` is what shares a building, so that closing one place closes all of it.
    x, y : (service_count,) float64
        Metres in the region's CRS.
    kommun_code : (service_count,) str
        Empty when unknown.
    """

    id: StrArray
    category: StrArray
    name: StrArray
    x: FloatArray
    y: FloatArray
    place_key: StrArray
    operator: StrArray
    source: StrArray
    kommun_code: StrArray

    def __len__(self) -> int:
        """Return the number of services."""
        return len(self.id)


@dataclass(frozen=True)
class Cells:
    """Population cells (squares or points) with age groups.

    Parameters
    ----------
    id : (cell_count,) str
    x, y : (cell_count,) float64
        The point that represents the cell: metres in the region's CRS.
    population : (cell_count,) float64
        Persons who live there.
    day_population : (cell_count,) float64
        Persons who are there by day, at work or in school; nan where nobody has said.
    groups : tuple of str
        Names of the groups of ages and sexes.
    group_population : (cell_count, group_count) float64
        Persons per group who live there.
    village : (cell_count,) int32
        Index of the village whose people they are; `NO_VILLAGE`, -1, outside all of them.
    kommun_code, lan_code : (cell_count,) str
        Four and two digits as text; empty when unknown.
    """

    id: StrArray
    x: FloatArray
    y: FloatArray
    population: FloatArray
    day_population: FloatArray
    groups: tuple[str, ...]
    group_population: FloatArray
    village: npt.NDArray[np.int32]
    kommun_code: StrArray
    lan_code: StrArray

    def __len__(self) -> int:
        """Return the number of cells."""
        return len(self.id)
