"""The part of a region that a scenario may change, and what has been measured of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.accessibility.travel.measure import measure_access
from tillganglighet.accessibility.travel.prepared import Prepared
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.coverage import CoverageByKommun, coverage_at
from tillganglighet.domain.places import Cells, FloatArray, Services, StrArray, Villages
from tillganglighet.domain.village_persons import village_persons
from tillganglighet.network.network import Network
from tillganglighet.network.road_names import RoadNames
from tillganglighet.network.snapping import Snapper, Snapping

Rows = TypeVar("Rows", Services, Cells, Villages)


@dataclass(frozen=True)
class World:
    """Roads, places and services, and where they meet.

    Parameters
    ----------
    network : Network
    prepared : Prepared or None
        The network prepared for searches.
    villages, village_snapping
    services, service_snapping
    cells, cell_snapping
        None where the region has no cells.
    """

    network: Network
    prepared: Prepared | None
    villages: Villages
    village_snapping: Snapping
    services: Services
    service_snapping: Snapping
    cells: Cells | None
    cell_snapping: Snapping | None

    @property
    def village_persons(self) -> FloatArray:
        """Return (village_count,) float64 who live in each village, as all products count them."""
        return village_persons(self.villages, self.cells)

    @property
    def origins(self) -> Snapping:
        """Return where the villages, then the cells, meet the road."""
        if self.cell_snapping is None:
            return self.village_snapping
        return self.village_snapping.followed_by(self.cell_snapping)

    @property
    def kommuner(self) -> StrArray:
        """Return the kommun codes of the villages, then of the cells."""
        if self.cells is None:
            return self.villages.kommun_code
        return np.concatenate([self.villages.kommun_code, self.cells.kommun_code])


@dataclass(frozen=True)
class Baseline:
    """A region as it is, and what has been asked of it so far.

    Parameters
    ----------
    world : World
    areas : Areas
    coverage : CoverageByKommun
    road_names : RoadNames
    is_winter : bool
        Whether its roads are those of winter.
    max_village_access_m, max_service_access_m : float
        How far from a road places may lie, as when the region was built.
    region : str
        Digest of the region, as from `region_digest`.
    """

    world: World
    areas: Areas
    coverage: CoverageByKommun
    road_names: RoadNames
    is_winter: bool
    max_village_access_m: float
    max_service_access_m: float
    region: str
    _measured: dict[str, AccessTable] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def snapper(self) -> Snapper:
        """Return the roads as they are, indexed for snapping."""
        return Snapper(self.world.network)

    def access(self, categories: Sequence[str]) -> AccessTable:
        """Return the access of villages, then cells; each category is measured once.

        No answer depends on another question, so one by one is as good as all at once.
        """
        for key in categories:
            if key not in self._measured:
                world = self.world
                self._measured[key] = self.measured(world, [key], world.origins, world.kommuner)
        return side_by_side([self._measured[key] for key in categories])

    def remember(self, access: AccessTable) -> None:
        """Take over what has been measured elsewhere, of villages, then cells."""
        for at, key in enumerate(access.categories):
            self._measured.setdefault(key, column_of(access, at))

    def measured(
        self, world: World, categories: Sequence[str], origins: Snapping, kommuner: StrArray
    ) -> AccessTable:
        """Return the access of some origins in a world, by the coverage of this region.

        Parameters
        ----------
        world : World
        categories : sequence of str
        origins : Snapping
        kommuner : (origin_count,) str
            Codes of the kommuner in which they lie.
        """
        return measure_access(
            world.network,
            world.services,
            world.service_snapping,
            [catalogue()[key] for key in categories],
            coverage_at(self.coverage, categories, kommuner),
            origins=origins,
            prepared=world.prepared,
        )


def column_of(access: AccessTable, at: int) -> AccessTable:
    """Return one category of an access table."""
    own = {name: getattr(access, name)[:, at : at + 1] for name in arrays_of()}
    return AccessTable(categories=(access.categories[at],), **own)


def side_by_side(tables: Sequence[AccessTable]) -> AccessTable:
    """Return one table with the categories of all; they have the same origins."""
    own = {
        name: np.concatenate([getattr(table, name) for table in tables], axis=1)
        for name in arrays_of()
    }
    return AccessTable(categories=tuple(key for each in tables for key in each.categories), **own)


def one_above_other(first: AccessTable, second: AccessTable) -> AccessTable:
    """Return one table with the origins of both; they have the same categories."""
    own = {
        name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in arrays_of()
    }
    return AccessTable(categories=first.categories, **own)


def arrays_of() -> list[str]:
    """Return the names of the arrays of an access table."""
    return [each.name for each in fields(AccessTable) if each.name != "categories"]


def chosen_rows(rows: Rows, which: npt.NDArray[np.bool_ | np.intp]) -> Rows:
    """Return some of the rows of parallel arrays."""
    arrays = {
        each.name: getattr(rows, each.name)[which]
        for each in fields(rows)
        if isinstance(getattr(rows, each.name), np.ndarray)
    }
    return replace(rows, **arrays)
