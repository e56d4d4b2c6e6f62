"""Use case: measure the access of a region and judge it, ready to be published."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from tillganglighet.accessibility.gaps.gaps import Gaps, find_gaps
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.area_classes import find_area_classes
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.accessibility.travel.measure import measure_access
from tillganglighet.domain.catalogue import Category, chosen_categories
from tillganglighet.domain.coverage import coverage_at
from tillganglighet.domain.places import StrArray
from tillganglighet.domain.provenance import Provenance
from tillganglighet.domain.standards import (
    Standards,
    example_standards,
    limits_of_cells,
    limits_of_villages,
)
from tillganglighet.store.region import Region


def gap_report(
    region: Region,
    categories: str | Sequence[str] = (),
    *,
    standards: Standards | None = None,
    least_visits_per_month: float = np.inf,
    on_category: Callable[[Category], None] = lambda _: None,
) -> GapReport:
    """Measure every village, and every cell where there are cells, and judge the answers.

    Parameters
    ----------
    region : Region
    categories : sequence of str
        Keys of the catalogue; all if none is given.
    standards : Standards, optional
        The shipped example if not given.
    least_visits_per_month : float
        A mobile service (a library bus) counts where it stops at least so often; without it none
        does, since it is no equal of one that is always there.
    on_category : callable
        Called before each category is measured, for progress.

    Raises
    ------
    UsageError
        A category is not in the catalogue.
    """
    chosen = chosen_categories(categories)
    keys = tuple(category.key for category in chosen)
    standards = standards or example_standards(chosen)
    villages, cells = region.village_snapping, region.cell_snapping
    measured = measure_access(
        region.network,
        region.services,
        region.service_snapping,
        chosen,
        coverage_at(region.coverage, keys, _kommun_code(region)),
        # One search serves both: the answer of one place never depends on the others.
        origins=villages if cells is None else villages.followed_by(cells),
        prepared=region.prepared,
        least_visits_per_month=least_visits_per_month,
        on_category=on_category,
    )
    access = measured.rows(slice(len(villages)))
    cell_access = None if cells is None else measured.rows(slice(len(villages), None))
    return GapReport(
        categories=chosen,
        villages=region.villages,
        access=access,
        gaps=find_gaps(access, limits_of_villages(standards, keys, region.villages)),
        cells=region.cells,
        cell_access=cell_access,
        cell_gaps=_cell_gaps(region, cell_access, standards),
        services=region.services.for_export(),
        areas=region.areas,
        ground=region.ground,
        standards=standards,
        network=region.network,
        problems=region.problems,
        review=region.review.without(_withheld(region)),
        data_report=region.data_report,
        provenance=_asked(region.provenance, least_visits_per_month),
        coverage={key: region.coverage.get(key, {}) for key in keys},
        area_classes=find_area_classes(
            region.network,
            region.villages,
            villages,
            cells=region.cells,
            cell_snapping=cells,
            prepared=region.prepared,
        ),
    )


def _asked(provenance: Provenance, least_visits_per_month: float) -> Provenance:
    """Return the provenance with what was asked beside the ordinary."""
    if not np.isfinite(least_visits_per_month):
        return provenance
    asked = {"mobile_service_visits_per_month_at_least": least_visits_per_month}
    return replace(provenance, parameters={**provenance.parameters, **asked})


def _withheld(region: Region) -> list[str]:
    """Return the ids of services that no product may tell of."""
    ids: list[str] = region.services.id[region.services.is_restricted].tolist()
    return ids


def _kommun_code(region: Region) -> StrArray:
    """Return where the villages and then the cells lie."""
    if region.cells is None:
        return region.villages.kommun_code
    return np.concatenate([region.villages.kommun_code, region.cells.kommun_code])


def _cell_gaps(
    region: Region, cell_access: AccessTable | None, standards: Standards
) -> Gaps | None:
    if region.cells is None or cell_access is None:
        return None
    limits = limits_of_cells(standards, cell_access.categories, region.cells, region.villages)
    return find_gaps(cell_access, limits)
