"""Which services share a building, so that closing a lanthandel takes its agents with it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from tillganglighet.domain.places import Services
from tillganglighet.sources.services.name_likeness import are_like

# What is so near is under the same roof, whatever it is called.
SAME_ROOF_M = 5.0
# An agent that bears the name of the shop so near is inside it.
SAME_NAME_M = 75.0


def with_place_keys(services: Services, merged_into: Mapping[str, str]) -> Services:
    """Return the services with one `place_key` for all that share a building.

    They share one by the sources' own keys, by standing within 5 m, or, of different categories,
    by names that are alike within 75 m. The key is that of the first of them.

    Parameters
    ----------
    services : Services
    merged_into : mapping of str to str
        Ids that are gone; a key may name one of them.
    """
    own_key = np.array([merged_into.get(key, key) for key in services.place_key.tolist()])
    keys, first, number = np.unique(own_key, return_index=True, return_inverse=True)
    # A key is mostly the id of a place: that place belongs to it too.
    index_of_key = {key: at for at, key in enumerate(keys.tolist())}
    named = [index_of_key.get(each, number[at]) for at, each in enumerate(services.id.tolist())]
    count = len(services)
    entry = np.arange(count)
    together = np.vstack(
        [
            _neighbours(services),
            np.column_stack([entry, first[number]]),
            np.column_stack([entry, first[named]]),
        ]
    )
    graph = coo_array((np.ones(len(together)), together.T), shape=(count, count))
    _, building = connected_components(graph, directed=False)
    _, first_of_building = np.unique(building, return_index=True)
    return replace(services, place_key=own_key[first_of_building[building]])


def _neighbours(services: Services) -> npt.NDArray[np.intp]:
    """Return pairs of entries that share a building by their place or their names."""
    points = np.column_stack([services.x, services.y])
    pairs = KDTree(points).query_pairs(SAME_NAME_M, output_type="ndarray")
    one, two = pairs.T
    distance = np.hypot(*(points[one] - points[two]).T)
    name, category = services.name.tolist(), services.category.tolist()
    shares = [
        metres <= SAME_ROOF_M or (category[a] != category[b] and are_like(name[a], name[b]))
        for a, b, metres in zip(one.tolist(), two.tolist(), distance.tolist(), strict=True)
    ]
    return pairs[np.array(shares, dtype=np.bool_)]
