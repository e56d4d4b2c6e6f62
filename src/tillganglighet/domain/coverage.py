"""How far the data cover each category where: a file may hold all of one kommun and no more."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import StrArray
from tillganglighet.domain.status import Coverage

# Category -> code of a kommun, or `ELSEWHERE` for all that are not named -> coverage.
CoverageByKommun = Mapping[str, Mapping[str, Coverage]]

ELSEWHERE = ""


def coverage_at(
    coverage: CoverageByKommun, categories: Sequence[str], kommun_code: StrArray
) -> npt.NDArray[np.int8]:
    """Return (place_count, category_count) int8 `Coverage` of places by their own kommun.

    A category that the mapping lacks is unknown everywhere.
    """
    kommuner, kommun = np.unique(kommun_code, return_inverse=True)
    by_kommun = [
        [_in_kommun(coverage.get(key, {}), code) for key in categories]
        for code in kommuner.tolist()
    ]
    shape = (len(kommuner), len(categories))
    return np.array(by_kommun, dtype=np.int8).reshape(shape)[kommun]


def _in_kommun(known: Mapping[str, Coverage], kommun_code: str) -> Coverage:
    return known.get(kommun_code, known.get(ELSEWHERE, Coverage.UNKNOWN))
