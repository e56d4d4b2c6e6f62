"""What a region tells the structure map: its area, and what the node rules ask of places."""

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.levels.place_services import services_of_villages
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.status import Coverage
from tillganglighet.domain.village_persons import village_persons
from tillganglighet.store.region import Region
from tillganglighet.structure.levels import PlaceFacts
from tillganglighet.structure.node_rules import NodeRules

Mask = npt.NDArray[np.bool_]


def place_facts(region: Region, rules: NodeRules) -> PlaceFacts:
    """Return what the rules ask of the villages of a region.

    That a place has no service of a category is known where a file claims to hold them all, or
    where the data hold any in the kommuner that are measured.
    """
    villages, cells, services = region.villages, region.cells, region.services
    categories = rules.categories
    coverage = coverage_at(region.coverage, categories, villages.kommun_code)
    is_complete = coverage == Coverage.COMPLETE
    at_home = services.category[~is_beyond(region)]
    day = np.full(len(villages), np.nan)
    if cells is not None:
        said = (cells.village >= 0) & np.isfinite(cells.day_population)
        counted = np.bincount(cells.village[said], minlength=len(villages)) > 0
        sums = np.bincount(cells.village[said], cells.day_population[said], len(villages))
        day = np.where(counted, sums, np.nan)
    return PlaceFacts(
        services=services_of_villages(services, villages, cells, categories),
        is_known=is_complete | np.isin(categories, at_home),
        is_complete=is_complete,
        population=village_persons(villages, cells),
        day_population=day,
    )


def home_area(region: Region) -> shapely.Geometry | None:
    """Return the area that is measured, else that of the kommuner of the villages, if drawn."""
    areas, code = region.areas, region.provenance.area.partition(" ")[0]
    if code:
        chosen = np.isin(areas.kind, (AreaKind.KOMMUN, AreaKind.LAN)) & (areas.code == code)
    else:
        codes = np.unique(region.villages.kommun_code)
        chosen = (areas.kind == AreaKind.KOMMUN) & np.isin(areas.code, codes[codes != ""])
    return shapely.union_all(areas.polygon[chosen]) if chosen.any() else None


def is_beyond(region: Region) -> Mask:
    """Return (service_count,) bool: the service lies outside the area that is measured."""
    kommun, code = region.services.kommun_code, region.provenance.area.partition(" ")[0]
    if not code:
        return np.zeros(len(kommun), dtype=bool)
    return np.asarray((kommun != code) & (region.areas.lan_codes_of(kommun) != code))
