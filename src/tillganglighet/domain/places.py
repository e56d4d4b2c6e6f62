"""Where people live and where services are: parallel arrays, one entry a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

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
        Kind is the OSM place value: city, town, village or hamlet; of a file tatort, smaort,
        fritidshusomrade, anlaggningsomrade, funktionell_ort, or ort where it does not tell.
    x, y : (village_count,) float64
        Metres in the region's CRS.
    population : (village_count,) float64
        Persons; nan where nobody has said.
    kommun_code, lan_code : (village_count,) str
        Four and two digits as text; empty when unknown.
    area_codes : mapping of str to (village_count,) str
        Codes of the other areas that they lie in by kind, such as deso or fa; empty outside all.
    """

    id: StrArray
    name: StrArray
    kind: StrArray
    x: FloatArray
    y: FloatArray
    population: FloatArray
    kommun_code: StrArray
    lan_code: StrArray
    area_codes: Mapping[str, StrArray] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of villages."""
        return len(self.id)


UNSAID = -1  # of an attribute that is yes (1) or no (0)


def _left_out() -> npt.NDArray[Any]:
    return np.zeros(0)


@dataclass(frozen=True)
class Services:
    """Places that offer something; one entry for each category that a place offers.

    The attributes that follow the kommun may be left out; they are unknown then.

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
    staffed : (service_count,) int8
        1 with staff, 0 without, `UNSAID`.
    opening_hours : (service_count,) str
        As the source writes them.
    grades : (service_count,) str
        Of a school, such as "F-6"; empty when unknown.
    capacity : (service_count,) float64
        Persons, pupils or places that it has room for; nan when unknown.
    visits_per_month : (service_count,) float64
        Of a mobile service (a library bus) at this stop; nan for one that stays where it is.
    is_restricted : (service_count,) bool
        Name and place may not be exported; the travel times to it may.
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
    staffed: npt.NDArray[np.int8] = field(default_factory=_left_out)
    opening_hours: StrArray = field(default_factory=_left_out)
    grades: StrArray = field(default_factory=_left_out)
    capacity: FloatArray = field(default_factory=_left_out)
    visits_per_month: FloatArray = field(default_factory=_left_out)
    is_restricted: npt.NDArray[np.bool_] = field(default_factory=_left_out)

    def __post_init__(self) -> None:
        """Fill the attributes that are left out."""
        for name, unknown in _UNKNOWN.items():
            if len(getattr(self, name)) == 0:
                object.__setattr__(self, name, np.full(len(self.id), unknown))

    def __len__(self) -> int:
        """Return the number of services."""
        return len(self.id)

    @property
    def is_mobile(self) -> npt.NDArray[np.bool_]:
        """Return (service_count,) bool: it comes now and then, and is no place to go any day."""
        return ~np.isnan(self.visits_per_month)

    def for_export(self) -> "Services":
        """Return the services as products may tell of them.

        Those that may not be exported keep their place in the arrays, their category and their
        source; the id is a number that says nothing, all else is unknown.
        """
        if not self.is_restricted.any():
            return self
        _, number = np.unique(self.id, return_inverse=True)
        hidden = dict(_UNKNOWN)
        del hidden["is_restricted"]
        hidden |= dict.fromkeys(("name", "operator", "kommun_code"), "")
        hidden |= {"x": np.nan, "y": np.nan}
        hidden |= dict.fromkeys(
            ("id", "place_key"), np.strings.add("skyddad:", (number + 1).astype(np.str_))
        )
        return replace(
            self,
            **{
                name: np.where(self.is_restricted, value, getattr(self, name))
                for name, value in hidden.items()
            },
        )


_UNKNOWN: Mapping[str, Any] = {
    "staffed": np.int8(UNSAID),
    "opening_hours": "",
    "grades": "",
    "capacity": np.nan,
    "visits_per_month": np.nan,
    "is_restricted": False,
}


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
    area_codes : mapping of str to (cell_count,) str
        Codes of the other areas that they lie in by kind, such as deso or fa; empty outside all.
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
    area_codes: Mapping[str, StrArray] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of cells."""
        return len(self.id)
