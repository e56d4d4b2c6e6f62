"""Protection."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Hidden:
    """What the protected variant of a report by level leaves out, unit by unit.

    Parameters
    ----------
    least : float
        Counts below it, but for 0, are protected.
    by_category : (unit_count, category_count, group_count) bool
        All numbers of the unit, category and group.
    missing : (unit_count, group_count) bool
        How many basic services its people lack.
    by_area_class : (unit_count,) bool
        Its people, and by area class.
    shares : tuple of (unit_count,) bool
        The outcome of each rule about the share of people.
    """

    least: float
    by_category: Mask
    missing: Mask
    by_area_class: Mask
    shares: tuple[Mask, ...]
