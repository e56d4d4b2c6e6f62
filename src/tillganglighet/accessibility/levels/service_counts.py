"""Which unit of a division each service lies in, and how many areas that are given hold."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.levels.counted_places import OUTSIDE_KIND
from tillganglighet.accessibility.levels.divisions import Division
from tillganglighet.accessibility.travel.service_villages import villages_of_services
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.places import Cells, Services, Villages

Int32Array = npt.NDArray[np.int32]


def units_of_services(
    division: Division, services: Services, villages: Villages, cells: Cells | None, areas: Areas
) -> Int32Array:
    """Return the unit of one of the nested levels that each service lies in, -1 for none.

    A service belongs to the village of the people round it (`villages_of_services`), in the part
    that lies in the service's own kommun if there is one; else to what lies outside villages in
    its kommun. Services in kommuner where nobody is counted belong to no unit, at any level.
    """
    kommun = services.kommun_code
    match division.level:
        case "ort":
            village = villages_of_services(services, villages, cells)
            ids = np.append(villages.id, "")[village].tolist()
            wanted = [
                (f"{own}@{code}", own) if own else (f"{OUTSIDE_KIND}:{code}",)
                for own, code in zip(ids, kommun.tolist(), strict=True)
            ]
        case "kommun":
            wanted = [(code,) for code in kommun.tolist()]
        case "lan":
            wanted = [(code,) for code in areas.lan_codes_of(kommun).tolist()]
        case _:
            wanted = [(division.id[0],)] * len(services)
    unit_of = {each: number for number, each in enumerate(division.id.tolist())}
    found = [next((unit_of[id_] for id_ in ids if id_ in unit_of), -1) for ids in wanted]
    measured = set(villages.kommun_code.tolist())
    measured |= set() if cells is None else set(cells.kommun_code.tolist())
    is_measured = np.isin(kommun, sorted(measured))
    return np.where(is_measured, np.array(found, dtype=np.int32), -1).astype(np.int32)


def count_services_in_areas(
    polygons: npt.NDArray[np.object_], services: Services, categories: Sequence[Category]
) -> Int32Array:
    """Return (area_count + 1, category_count) int32; the last row, outside all areas, is 0."""
    points = np.asarray(shapely.points(services.x, services.y))
    area, service = shapely.STRtree(points).query(polygons, predicate="covers")
    count = np.zeros((len(polygons) + 1, len(categories)), dtype=np.int32)
    for column, category in enumerate(categories):
        is_here = (services.category == category.key) & ~services.is_mobile
        here = area[is_here[service]]
        count[:-1, column] = np.bincount(here, minlength=len(polygons))
    return count
