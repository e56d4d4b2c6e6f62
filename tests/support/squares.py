"""Two kommuner and their län as squares of 10 km, with an enclave: small enough to see.

y 10 km  +-----------+-----------+
         |  0101 Å   |  0201 Ö   |
         |  +--+     |           |
         |  |E |     |           |     E = 0102, an enclave of 2 km in Å
         |  +--+     |           |
y 0      +-----------+-----------+
         x 0         10          20 km
"""

import numpy as np
import shapely

from tillganglighet.domain.areas import Areas

ENCLAVE, AKOMMUN, OKOMMUN, ALAN, OLAN, COUNTRY = range(6)


def two_kommuner(crs: str = "EPSG:3006", metres: float = 1_000.0) -> Areas:
    """Return the drawn areas; a kilometre is `metres` in the CRS."""
    boxes = [(2, 2, 4, 4), (0, 0, 10, 10), (10, 0, 20, 10), (0, 0, 10, 10), (10, 0, 20, 10)]
    boxes.append((-5, -5, 20, 10))  # the country goes on where no kommun is drawn
    return Areas(
        kind=np.array(["kommun", "kommun", "kommun", "lan", "lan", "land"]),
        code=np.array(["0102", "0101", "0201", "01", "02", "SE"]),
        name=np.array(["Enklav", "Ås kommun", "Öby", "Ås län", "Öby län", "Sverige"]),
        lan_code=np.array(["01", "01", "02", "01", "02", ""]),
        country=np.full(6, "SE"),
        source=np.full(6, "osm"),
        polygon=np.array([shapely.box(*np.multiply(box, metres)) for box in boxes], dtype=object),
        crs=crs,
    )
