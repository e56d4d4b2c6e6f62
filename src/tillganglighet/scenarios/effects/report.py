"""A scenario's outcome with what products must say of it: names, sources, the ground of maps."""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from tillganglighet.accessibility.gaps.gaps import Gaps
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.area_classes import find_area_classes
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.ground import Ground
from tillganglighet.domain.places import Services
from tillganglighet.domain.provenance import Provenance
from tillganglighet.network.findings import Problems
from tillganglighet.scenarios.effects.customers import Customers, customers
from tillganglighet.scenarios.effects.mobile import MobileAccess, mobile_access
from tillganglighet.scenarios.effects.outcome import Outcome
from tillganglighet.scenarios.effects.world import World


@dataclass(frozen=True)
class ScenarioReport:
    """Everything that a product about a scenario is made from.

    Parameters
    ----------
    outcome : Outcome
    ground : Ground
    problems : Problems
    provenance : Provenance
    """

    outcome: Outcome
    ground: Ground
    problems: Problems
    provenance: Provenance

    @cached_property
    def services_before(self) -> Services:
        """Return the services of the baseline as products may tell of them."""
        return self.outcome.baseline.world.services.for_export()

    @cached_property
    def services_after(self) -> Services:
        """Return the services after the scenario; what is withheld goes by its old number."""
        offer = self.outcome.resolved.offer
        withheld = np.flatnonzero(offer.services.is_restricted & (offer.baseline_row >= 0))
        if len(withheld) == 0:
            return offer.services
        was = offer.baseline_row[withheld]
        told = {
            each.name: getattr(self.services_before, each.name)[was] for each in fields(Services)
        }
        return offer.altered(withheld, told).services

    @cached_property
    def customers(self) -> Customers:
        """Return the services that gain or lose customers, close or open."""
        return customers(self.outcome)

    @cached_property
    def mobile(self) -> tuple[MobileAccess, ...]:
        """Return the access of villages to the mobile services of the scenario."""
        return mobile_access(self.outcome)

    @cached_property
    def before(self) -> GapReport:
        """Return the gap report of the baseline, in the categories of the outcome."""
        found = self.outcome
        return self._gap_report(
            found.baseline.world, self.services_before, found.answers.before, found.before
        )

    @cached_property
    def after(self) -> GapReport:
        """Return the gap report after the scenario."""
        found = self.outcome
        return self._gap_report(
            found.answers.after_world, self.services_after, found.answers.after, found.after
        )

    def _gap_report(
        self, world: World, services: Services, access: AccessTable, gaps: Gaps
    ) -> GapReport:
        villages, cells = world.villages, world.cells
        own, rest = slice(len(villages)), slice(len(villages), None)
        if cells is not None:
            rest = slice(len(villages), len(villages) + len(cells))
        baseline, categories = self.outcome.baseline, self.outcome.categories
        return GapReport(
            categories=categories,
            villages=villages,
            access=access.rows(own),
            gaps=_rows(gaps, own),
            cells=cells,
            cell_access=None if cells is None else access.rows(rest),
            cell_gaps=None if cells is None else _rows(gaps, rest),
            services=services,
            areas=baseline.areas,
            ground=self.ground,
            standards=self.outcome.standards,
            network=world.network,
            problems=self.problems,
            provenance=self.provenance,
            coverage={each.key: baseline.coverage.get(each.key, {}) for each in categories},
            area_classes=find_area_classes(
                world.network,
                villages,
                world.village_snapping,
                cells=cells,
                cell_snapping=world.cell_snapping,
                prepared=world.prepared,
            ),
        )


def _rows(gaps: Gaps, which: slice) -> Gaps:
    return Gaps(**{each.name: getattr(gaps, each.name)[which] for each in fields(Gaps)})
