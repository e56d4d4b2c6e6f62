"""How far a village reaches that is known as a point only."""

import numpy as np

from tillganglighet.domain.places import FloatArray, Villages

# The middle of a square of 1 km lies at most 0.7 km from anybody in it.
LEAST_REACH_M = 1_000.0
# Of Swedish tätorter, at the end of 2019.
# Source: SCB, "Tätorter 2018: Befolkning 2019-12-31", statistiknyhet 2020-03-24.
PERSONS_PER_KM2 = 1_437.0
# The fewest people of the kinds of OSM, where nobody has counted them; smaller ones get the least.
# Source: https://wiki.openstreetmap.org/wiki/Key:place
_FEWEST = {"city": 100_000.0, "town": 10_000.0}


def village_reach_m(villages: Villages) -> FloatArray:
    """Return the radius of each village in metres: (village_count,) float64.

    That of the circle which would hold its people at the density of Swedish tätorter, 3.0 km for
    a town of 40 000, and at least 1 km.
    """
    assumed = np.array([_FEWEST.get(kind, 0.0) for kind in villages.kind.tolist()])
    persons = np.where(np.isnan(villages.population), assumed, villages.population)
    return np.maximum(1_000.0 * np.sqrt(persons / PERSONS_PER_KM2 / np.pi), LEAST_REACH_M)
