"""Use case: what a scenario does in a region."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.standards import Standards
from tillganglighet.scenarios.outcome import Outcome, run
from tillganglighet.scenarios.reading import read_scenario_mapping
from tillganglighet.scenarios.scenario import Scenario, composed, region_digest
from tillganglighet.scenarios.world import Baseline, World
from tillganglighet.sources.scenario_files import read_scenario_file
from tillganglighet.store.region import Region

# A file, its content as plain values, or the scenario itself.
AnyScenario = str | Path | Mapping[str, Any] | Scenario


def baseline_of(region: Region) -> Baseline:
    """Return a region as scenarios start from it; it remembers what is measured of it."""
    limits = region.provenance.parameters
    return Baseline(
        world=World(
            network=region.network,
            prepared=region.prepared,
            villages=region.villages,
            village_snapping=region.village_snapping,
            services=region.services,
            service_snapping=region.service_snapping,
            cells=region.cells,
            cell_snapping=region.cell_snapping,
        ),
        areas=region.areas,
        coverage=region.coverage,
        road_names=region.road_names,
        max_village_access_m=limits["max_village_access_m"],
        max_service_access_m=limits["max_service_access_m"],
        region=region_digest(region.provenance),
    )


def run_scenario(
    region: Region | Baseline,
    scenario: AnyScenario | Sequence[AnyScenario],
    categories: str | Sequence[str] = (),
    *,
    standards: Standards | None = None,
) -> Outcome:
    """Return what a scenario does in a region; the region stays as it is.

    Parameters
    ----------
    region : Region or Baseline
        A baseline, as from `baseline_of`, measures nothing twice.
    scenario : str, Path, mapping or Scenario, or several
        `.toml` or `.json` files, their content, or scenarios; several are made one after the
        other, as one.
    categories : sequence of str
        Keys of the catalogue; without them all that the scenario can have changed.
    standards : Standards, optional
        The shipped example if not given.

    Raises
    ------
    InputError
        With every fault of the scenario, each with its remedy; nothing has been computed.
    UsageError
        A category is unknown.
    """
    baseline = region if isinstance(region, Baseline) else baseline_of(region)
    keys = tuple(each.key for each in chosen_categories(categories)) if categories else ()
    return run(scenario_of(scenario), baseline, keys, standards=standards)


def scenario_of(given: AnyScenario | Sequence[AnyScenario]) -> Scenario:
    """Return one scenario from files, plain values or scenarios."""
    if isinstance(given, Scenario):
        return given
    if isinstance(given, Mapping):
        return read_scenario_mapping(given)
    if isinstance(given, str | Path):
        return read_scenario_file(Path(given))
    return composed([scenario_of(each) for each in given])
