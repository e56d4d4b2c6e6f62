"""Population cells for tests."""

import numpy as np

from tillganglighet.domain.places import NO_VILLAGE, Cells, FloatArray


def cells_at(x: FloatArray, y: FloatArray, population: FloatArray) -> Cells:
    """Return cells without groups, in no village and no known kommun."""
    count = len(population)
    return Cells(
        id=np.array([f"c{at}" for at in range(count)], dtype=np.str_),
        x=x,
        y=y,
        population=population,
        day_population=np.full(count, np.nan),
        groups=(),
        group_population=np.zeros((count, 0)),
        village=np.full(count, NO_VILLAGE, dtype=np.int32),
        kommun_code=np.full(count, "", dtype="U4"),
        lan_code=np.full(count, "", dtype="U2"),
    )
