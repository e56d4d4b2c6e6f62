"""The report by places, kommuner, län or other areas as one value, for all products about them."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.area_classes import AreaClass
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.divisions import Division
from tillganglighet.accessibility.levels.indicators import Indicators
from tillganglighet.accessibility.levels.missing_services import MissingServices
from tillganglighet.accessibility.levels.protection import Hidden
from tillganglighet.accessibility.levels.rule_outcomes import ServiceOutcomes, ShareOutcomes
from tillganglighet.accessibility.travel.averages import Averages
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.status import Coverage


@dataclass(frozen=True)
class LevelReport:
    """Everything that is counted of the units of one division.

    Parameters
    ----------
    report : GapReport
    people : CountedPeople
    division : Division
    indicators : Indicators
    missing : MissingServices
    service_counts : (unit_count, category_count) int32
        How many services of each of the report's categories each unit holds.
    by_area_class : (unit_count, 5) float64
        Everybody by `AreaClass`.
    shares : tuple of ShareOutcomes
        Rules about the share of people, for the units of the division.
    services : tuple of ServiceOutcomes
        Rules about each service.
    polygons : (unit_count,) object
        Outlines of the units in the region's CRS; points of villages; None where there is none.
    hidden : Hidden or None
        What a protected variant leaves out; None in working tables, which keep all numbers.
    """

    report: GapReport
    people: CountedPeople
    division: Division
    indicators: Indicators
    missing: MissingServices
    service_counts: npt.NDArray[np.int32]
    by_area_class: FloatArray
    shares: tuple[ShareOutcomes, ...]
    services: tuple[ServiceOutcomes, ...]
    polygons: npt.NDArray[np.object_]
    hidden: Hidden | None = None

    @property
    def area_class(self) -> npt.NDArray[np.int8]:
        """Return (unit_count,) the `AreaClass` of a village, else of most of the people.

        Unknown where nobody lives; the first of classes of equally many.
        """
        of_village = np.append(self.report.area_classes.villages, AreaClass.UNKNOWN)
        most = self.by_area_class.argmax(axis=1)
        is_empty = ~self.by_area_class.any(axis=1)
        of_people = np.where(is_empty, AreaClass.UNKNOWN, most)
        village = self.division.village
        return np.where(village >= 0, of_village[village], of_people).astype(np.int8)

    @property
    def services_unknown(self) -> npt.NDArray[np.bool_]:
        """Return (unit_count, category_count) where none is known and the data may not know any.

        Somewhere in the unit, where its people live or in its kommun, they say nothing of the
        category: there 0 services would be a guess.
        """
        keys = [category.key for category in self.report.categories]
        of_kommun = coverage_at(self.report.coverage, keys, self.division.kommun_code)
        least = np.full(of_kommun.shape, Coverage.COMPLETE, dtype=np.int8)
        np.minimum.at(least, self.division.unit, self.people.access.coverage[self.division.origin])
        is_lived_in = np.isin(np.arange(len(self.division)), self.division.unit)
        coverage = np.where(is_lived_in[:, None], least, of_kommun)
        return np.asarray((coverage == Coverage.UNKNOWN) & (self.service_counts == 0))

    @property
    def repeated(self) -> float:
        """Return how many more the units hold together than there are people, 0 but for areas.

        Areas that are given may overlap: then sums over them count some people twice.
        """
        return float(self.indicators.persons[:, 0].sum() - self.people.persons[:, 0].sum())


def count_by_area_class(
    people: CountedPeople, division: Division, area_class: npt.NDArray[np.int8]
) -> FloatArray:
    """Return (unit_count, 5) everybody of each unit by `AreaClass`, which sums to its people.

    `area_class` is that of the origins, (origin_count,).
    """
    slot = division.unit * len(AreaClass) + area_class[division.origin]
    everybody = people.persons[division.origin, 0]
    count = np.bincount(slot, everybody, len(division) * len(AreaClass))
    return count.reshape(len(division), len(AreaClass)).astype(np.float64)


def of_everybody(level: LevelReport) -> LevelReport:
    """Return the report without the groups: what a page for reading has room for."""
    found, missing, hidden = level.indicators, level.missing, level.hidden
    averages = found.averages
    return replace(
        level,
        indicators=replace(
            found,
            groups=found.groups[:1],
            persons=found.persons[:, :1],
            by_time_class=found.by_time_class[:, :, :1],
            by_status=found.by_status[:, :, :1],
            by_level=found.by_level[:, :, :1],
            by_km_class=tuple(each[:, :1] for each in found.by_km_class),
            averages=Averages(**{key: each[..., :1] for key, each in vars(averages).items()}),
        ),
        missing=replace(missing, surely=missing.surely[:, :1], perhaps=missing.perhaps[:, :1]),
        hidden=hidden
        and replace(
            hidden, by_category=hidden.by_category[..., :1], missing=hidden.missing[:, :1]
        ),
    )
