"""Use case: hold the rules of law and programmes, and comparisons, against a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.accessibility.levels.divisions import WHOLE, Division
from tillganglighet.accessibility.levels.rule_outcomes import (
    ServiceOutcomes,
    ShareOutcomes,
    service_outcomes,
    share_outcomes,
)
from tillganglighet.accessibility.travel.fixed_links import lacks_fixed_link
from tillganglighet.accessibility.travel.measure import offered_by_id
from tillganglighet.accessibility.travel.metric import Metric, length
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.domain.rules import Measure, Rule, rules_with
from tillganglighet.domain.status import Coverage
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.hierarchy import Hierarchy
from tillganglighet.store.region import Region

Mask = npt.NDArray[np.bool_]

CAR = "car"
_LAN_OF_SWEDEN = 21


@dataclass(frozen=True)
class RuleReport:
    """The outcomes of every rule.

    Parameters
    ----------
    shares : tuple of ShareOutcomes
        Rules about the share of people, each for every division in turn.
    services : tuple of ServiceOutcomes
        Rules about each service and the nearest other one.
    """

    shares: tuple[ShareOutcomes, ...]
    services: tuple[ServiceOutcomes, ...]


def check_rules(
    region: Region, report: GapReport, people: CountedPeople, divisions: Sequence[Division]
) -> RuleReport:
    """Return the outcome of every rule for the units of the divisions, and for each service."""
    asked = _Asked(region, report, people, length(region.network, _prepared(region)))
    shares: list[ShareOutcomes] = []
    services: list[ServiceOutcomes] = []
    for rule in rules_with(report.standards.comparisons):
        if rule.measure == Measure.SERVICE_TO_SERVICE:
            services.append(asked.service_outcomes(rule))
        else:
            shares.extend(asked.share_outcomes(rule, divisions))
    return RuleReport(tuple(shares), tuple(services))


@dataclass(frozen=True)
class _Asked:
    """What all rules are held against."""

    region: Region
    report: GapReport
    people: CountedPeople
    lengths: Metric

    def share_outcomes(self, rule: Rule, divisions: Sequence[Division]) -> list[ShareOutcomes]:
        """Judge one rule about the share of people, for each of the divisions."""
        people, offered = self.people, self._offered(rule, rule.category)
        coverage = self._coverage(rule.category, people.kommun_code)
        group = rule.group if rule.group in people.groups else people.groups[0]
        is_straight = rule.measure == Measure.SHARE_BEYOND_STRAIGHT
        metres = self._straight_m(offered) if is_straight else self._road_m(offered)
        return [
            share_outcomes(
                rule,
                division,
                people.persons[:, people.groups.index(group)],
                metres,
                is_known=(coverage == Coverage.COMPLETE) | (len(offered) > 0),
                is_complete=coverage == Coverage.COMPLETE,
                is_comparison=self._is_comparison(rule, division),
                group=group,
            )
            for division in divisions
        ]

    def service_outcomes(self, rule: Rule) -> ServiceOutcomes:
        """Judge one rule about the nearest other service, for each one where people are."""
        services, snapping = self.region.services, self.region.service_snapping
        offered = self._offered(rule, rule.category)
        here = np.isin(services.kommun_code, np.unique(self.people.kommun_code))
        judged = offered[here[offered]]
        other, other_m = self._nearest_other(judged, offered)
        _, sure_m = self._nearest_other(judged, self._offered(rule, rule.surely))
        coverage = self._coverage(rule.category, services.kommun_code[judged])
        return service_outcomes(
            rule,
            judged,
            other,
            other_m=other_m,
            sure_m=sure_m,
            is_island=lacks_fixed_link(self.region.network, snapping.chosen(judged)),
            is_complete=coverage == Coverage.COMPLETE,
            is_comparison=not self._is_at_home(rule) or not rule.is_law,
        )

    def _offered(self, rule: Rule, category: str) -> npt.NDArray[np.int64]:
        """Return the services that count; those in no known country are no services abroad."""
        offered = offered_by_id(self.region.services, category)
        codes = self.region.services.kommun_code[offered]
        country = self.region.areas.countries_of(AreaKind.KOMMUN, codes)
        return offered[rule.abroad | np.isin(country, ["", self.home])]

    def _coverage(self, category: str, kommun_code: StrArray) -> npt.NDArray[np.int8]:
        return coverage_at(self.region.coverage, [category], kommun_code)[:, 0]

    def _origins(self) -> Snapping:
        cells = self.region.cell_snapping
        is_of_cells = self.people.are_cells and cells is not None
        return cells if is_of_cells and cells is not None else self.region.village_snapping

    def _road_m(self, offered: npt.NDArray[np.int64]) -> FloatArray:
        chosen = self.region.service_snapping.chosen(offered)
        return nearest_services(self.lengths, self._origins(), chosen, k=1).length_m[:, 0]

    def _straight_m(self, offered: npt.NDArray[np.int64]) -> FloatArray:
        services = self.region.services
        if len(offered) == 0:
            return np.full(len(self.people), np.inf)
        tree = KDTree(np.column_stack([services.x[offered], services.y[offered]]))
        metres, _ = tree.query(np.column_stack([self.people.x, self.people.y]))
        return np.asarray(metres, dtype=np.float64)

    def _nearest_other(
        self, judged: npt.NDArray[np.int64], offered: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int32], FloatArray]:
        """Return the nearest service that is not the same place, and the metres to it.

        A place has one entry for each category, so the same id is the same place.
        """
        snapping, ids = self.region.service_snapping, self.region.services.id
        found = nearest_services(
            self.lengths, snapping.chosen(judged), snapping.chosen(offered), k=2
        )
        service = np.append(offered, -1)[found.service]
        is_other = (service >= 0) & (ids[service] != ids[judged][:, None])
        rank = np.argmax(is_other, axis=1)
        at = (np.arange(len(judged)), rank)
        has_other = is_other[at]
        other = np.where(has_other, service[at], -1).astype(np.int32)
        return other, np.where(has_other, found.length_m[at], np.inf)

    def _is_comparison(self, rule: Rule, division: Division) -> Mask:
        """Return whether the rule does not judge the units: only the whole country, by car."""
        lan = np.unique(self.people.lan_code[self.people.lan_code != ""])
        is_country = division.level == WHOLE and len(lan) >= _LAN_OF_SWEDEN
        judges = rule.is_law and is_country and self._is_at_home(rule)
        return np.full(len(division), not judges)

    def _is_at_home(self, rule: Rule) -> bool:
        """Return whether people live in the country of the rule, and the roads are driven."""
        return self.region.network.mode == CAR and self.home == rule.country

    @cached_property
    def home(self) -> str:
        """The country of most people; empty where none is known."""
        country = self.region.areas.countries_of(AreaKind.KOMMUN, self.people.kommun_code)
        names, number = np.unique(country, return_inverse=True)
        persons = np.bincount(number, self.people.persons[:, 0])
        return str(names[persons.argmax()]) if len(names) else ""


def _prepared(region: Region) -> Hierarchy | None:
    return None if region.prepared is None else region.prepared.length
