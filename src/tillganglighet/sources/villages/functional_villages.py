"""Funktionella orter: places that grow together, as Region Dalarna makes them.

Tätorter, småorter, areas of holiday houses and of facilities are buffered by 300 m and dissolved;
what hangs together is one place. It catches Sälenfjällen, where few are registered, and joins
settlements that a river divides.
"""

import numpy as np
import shapely

from tillganglighet.domain.places import Villages
from tillganglighet.sources.villages.files import VillagesOfFile
from tillganglighet.sources.villages.kinds import rank

BUFFER_M = 300.0
FUNCTIONAL_KIND = "funktionell_ort"


def functional_villages(found: VillagesOfFile, *, buffer_m: float = BUFFER_M) -> VillagesOfFile:
    """Return the functional villages of tätorter, småorter and the other areas.

    A place is named by a tätort before a småort before an area of holiday houses before one of
    facilities, then by the most people; its population is the sum of those that are known.

    Parameters
    ----------
    found : VillagesOfFile
        Points count as areas without extent.
    buffer_m : float

    References
    ----------
    Region Dalarna, rumslig_strategi, funktionella_orter_klar.R (GitHub).
    """
    old = found.villages
    points = np.asarray(shapely.points(old.x, old.y), dtype=np.object_)
    areas = found.areas.copy()
    lacking = shapely.is_missing(areas)
    areas[lacking] = points[lacking]
    places = shapely.get_parts(shapely.union_all(shapely.buffer(areas, buffer_m)))
    member, place = shapely.STRtree(places).query(points, predicate="intersects")
    place_of = np.empty(len(old), dtype=np.intp)
    place_of[member] = place

    by_name = np.lexsort(
        (
            old.id,
            -np.nan_to_num(old.population),
            np.array([rank(kind) for kind in old.kind.tolist()]),
        )
    )
    _, first = np.unique(place_of[by_name], return_index=True)
    namer = by_name[first]  # of each place that holds any, in the order of the places
    persons = np.bincount(place_of, np.nan_to_num(old.population), len(places))
    known = np.bincount(place_of, np.isfinite(old.population), len(places)) > 0
    return VillagesOfFile(
        Villages(
            id=np.array([f"{FUNCTIONAL_KIND}:{each}" for each in old.id[namer].tolist()]),
            name=old.name[namer],
            kind=np.full(len(namer), FUNCTIONAL_KIND),
            x=old.x[namer],
            y=old.y[namer],
            population=np.where(known, persons, np.nan),
            kommun_code=old.kommun_code[namer],
            lan_code=old.lan_code[namer],
        ),
        places,
        found.uses,
    )
