"""The gap report as one value: everything that a product about gaps is made from."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.levels.area_classes import AreaClasses
from tillganglighet.accessibility.levels.counted_places import CountedPlaces, counted_places
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.accessibility.travel.people_times import PeopleTimes, people_times
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.coverage import CoverageByKommun
from tillganglighet.domain.data_report import DataReport
from tillganglighet.domain.ground import Ground
from tillganglighet.domain.places import Cells, FloatArray, Services, Villages
from tillganglighet.domain.provenance import Provenance
from tillganglighet.domain.service_review import ServiceReview, no_review
from tillganglighet.domain.standards import Standards
from tillganglighet.domain.status import Status
from tillganglighet.domain.village_persons import village_persons
from tillganglighet.network.findings import Problems
from tillganglighet.network.network import Network


@dataclass(frozen=True)
class GapReport:
    """Access and gaps of all villages, and of all cells where the region has cells.

    Parameters
    ----------
    categories : tuple of Category
        The columns of both access tables, in this order.
    villages, access, gaps
        The places and their answers.
    cells, cell_access, cell_gaps
        The people and their answers; None where the region has no cells.
    services : Services
        What the service indices of the access tables point at.
    areas : Areas
        The kommuner and län that places lie in, for their names.
    ground : Ground
        Water for maps.
    standards : Standards
    network : Network
        The roads that the answers hold on.
    problems : Problems
        Where those roads, and the places beside them, are in doubt.
    provenance : Provenance
    coverage : mapping of str to mapping of str to Coverage
        How far the data cover each of the categories in each kommun.
    area_classes : AreaClasses
        How near a town the villages and the cells lie.
    review : ServiceReview
        What people may want to look at among the services.
    data_report : DataReport
        What became of the data of the region.
    part_of : GapReport or None
        The report of the whole region, where this is one of a kommun or län in it.
    """

    categories: tuple[Category, ...]
    villages: Villages
    access: AccessTable
    gaps: Gaps
    cells: Cells | None
    cell_access: AccessTable | None
    cell_gaps: Gaps | None
    services: Services
    areas: Areas
    ground: Ground
    standards: Standards
    network: Network
    problems: Problems
    provenance: Provenance
    coverage: CoverageByKommun
    area_classes: AreaClasses
    review: ServiceReview = field(default_factory=no_review)
    data_report: DataReport = field(default_factory=DataReport)
    part_of: "GapReport | None" = None

    @cached_property
    def is_reached(self) -> npt.NDArray[np.bool_]:
        """Return (category_count,) whether anybody in the whole region has a travel time.

        Where nobody has, the known services lie off the roads, and the data tell nothing of how
        far people have to any other.
        """
        if self.part_of is not None:
            return self.part_of.is_reached
        tables = [self.access, *([] if self.cell_access is None else [self.cell_access])]
        found = [(table.status == Status.REACHED).any(axis=0) for table in tables]
        is_reached: npt.NDArray[np.bool_] = np.any(found, axis=0)
        return is_reached

    @cached_property
    def village_persons(self) -> FloatArray:
        """Return (village_count,) who lives in each village, of its cells where there are any."""
        return village_persons(self.villages, self.cells)

    @cached_property
    def places(self) -> CountedPlaces | None:
        """The villages, and outside them one place a kommun; None where there are no cells."""
        return None if self.cells is None else counted_places(self.villages, self.cells)

    @cached_property
    def people_times_s(self) -> PeopleTimes | None:
        """Seconds to the nearest service by place and category; None where there are no cells."""
        if self.cells is None or self.places is None or self.cell_access is None:
            return None
        return people_times(
            self.cell_access.travel_time_s[:, :, 0],
            self.cells.population,
            self.places.of_cell,
            len(self.places),
        )
