"""The access table: for every origin and category the nearest and the second nearest service."""

from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class AccessTable:
    """Answers by origin (row), category (column) and rank (0 nearest, 1 second nearest).

    Parameters
    ----------
    categories : tuple of str
        Keys of the columns.
    coverage : (origin_count, category_count) int8
        `Coverage` of each category where the origin lies.
    status : (origin_count, category_count) int8
        `Status`; numbers exist only where it is `REACHED`.
    travel_time_s : (origin_count, category_count, 2) float64
        From the origin to the service by the quickest way, access legs included; inf if none.
    length_m : (origin_count, category_count, 2) float64
        Metres of that way; inf if none.
    service : (origin_count, category_count, 2) int32
        Index of the service; -1 if none.
    via_ferry : (origin_count, category_count, 2) bool
        Whether that way takes a ferry.
    shortest_m : (origin_count, category_count) float64
        Metres of the shortest drivable way to any service of the category, a search of its own;
        inf if none.
    shortest_service : (origin_count, category_count) int32
        The service at its end; -1 if none.
    """

    categories: tuple[str, ...]
    coverage: npt.NDArray[np.int8]
    status: npt.NDArray[np.int8]
    travel_time_s: npt.NDArray[np.float64]
    length_m: npt.NDArray[np.float64]
    service: npt.NDArray[np.int32]
    via_ferry: npt.NDArray[np.bool_]
    shortest_m: npt.NDArray[np.float64]
    shortest_service: npt.NDArray[np.int32]

    def rows(self, origins: slice | npt.NDArray[np.bool_]) -> "AccessTable":
        """Return the answers of some origins."""
        own = [field.name for field in fields(self) if field.name != "categories"]
        return replace(self, **{name: getattr(self, name)[origins] for name in own})
