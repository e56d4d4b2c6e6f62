"""Use case: what a scenario does in a region."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.standards import Standards
from tillganglighet.errors import UsageError
from tillganglighet.scenarios.changes.reading import read_scenario_mapping
from tillganglighet.scenarios.changes.resolve import resolve
from tillganglighet.scenarios.changes.scenario import (
    Scenario,
    composed,
    region_digest,
    scenario_id,
)
from tillganglighet.scenarios.effects.outcome import run
from tillganglighet.scenarios.effects.report import ScenarioReport
from tillganglighet.scenarios.effects.world import Baseline, World
from tillganglighet.scenarios.effects.worlds import world_with
from tillganglighet.sources.scenario_files import read_scenario_file
from tillganglighet.store.region import Region

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from tillganglighet.publish.wording.columns import Language

# pandas, and what publishes, are slow to load: imported where they are needed.

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
        is_winter=region.provenance.profile.endswith(" winter"),
        max_village_access_m=limits["max_village_access_m"],
        max_service_access_m=limits["max_service_access_m"],
        region=region_digest(region.provenance),
    )


def run_scenario(
    region: Region,
    scenario: AnyScenario | Sequence[AnyScenario],
    categories: str | Sequence[str] = (),
    *,
    standards: Standards | None = None,
    baseline: Baseline | None = None,
) -> "ScenarioResult":
    """Return what a scenario does in a region; the region stays as it is.

    Parameters
    ----------
    region : Region
    scenario : str, Path, mapping or Scenario, or several
        `.toml` or `.json` files, their content, or scenarios; several are made one after the
        other, as one.
    categories : sequence of str
        Keys of the catalogue; without them all that the scenario can have changed.
    standards : Standards, optional
        The shipped example if not given.
    baseline : Baseline, optional
        As from `baseline_of`: what an earlier scenario has measured is not measured again.

    Raises
    ------
    InputError
        With every fault of the scenario, each with its remedy; nothing has been computed.
    UsageError
        A category is unknown.
    """
    keys = tuple(each.key for each in chosen_categories(categories)) if categories else ()
    start = baseline or baseline_of(region)
    outcome = run(scenario_of(scenario), start, keys, standards=standards)
    return ScenarioResult(outcome, region.ground, region.problems, region.provenance)


def compare_scenarios(
    region: Region, first: AnyScenario, second: AnyScenario
) -> tuple["ScenarioResult", "ScenarioResult"]:
    """Return what two scenarios do, both in all categories that either can have changed."""
    baseline = baseline_of(region)
    results = [run_scenario(region, each, baseline=baseline) for each in (first, second)]
    keys = {each.key for result in results for each in result.outcome.categories}
    one, other = (
        run_scenario(region, each, sorted(keys), baseline=baseline) for each in (first, second)
    )
    return one, other


class ScenarioResult(ScenarioReport):
    """What a scenario does, as tables and files."""

    def __repr__(self) -> str:
        """Return name and id; the arrays would fill the screen."""
        return f"<ScenarioResult {self.outcome.scenario.name!r} {self.outcome.id}>"

    def sentences(self, *, language: "Language" = "sv") -> tuple[str, ...]:
        """Return the findings in plain sentences."""
        from tillganglighet.publish.scenario.texts import scenario_sentences  # noqa: PLC0415

        return scenario_sentences(self, language)

    def places(self, *, language: "Language" = "sv") -> "gpd.GeoDataFrame":
        """Return one row a village and category, before and after, the most affected first."""
        from tillganglighet.publish.scenario.tables import scenario_places  # noqa: PLC0415

        return scenario_places(self, language)

    def persons(self, *, language: "Language" = "sv") -> "pd.DataFrame":
        """Return persons worse and better off, by kommun, category and age group."""
        from tillganglighet.publish.scenario.people import scenario_persons  # noqa: PLC0415

        return scenario_persons(self, language)

    def services(self, *, language: "Language" = "sv") -> "gpd.GeoDataFrame":
        """Return the services that gain or lose customers, against their capacity."""
        from tillganglighet.publish.scenario.services import scenario_services  # noqa: PLC0415

        return scenario_services(self, language)

    def write(self, path: str | Path, *, language: "Language" = "sv") -> None:
        """Write the result in the format that the suffix names; see `write_scenario`."""
        from tillganglighet.publish.scenario.report import write_scenario  # noqa: PLC0415

        write_scenario(self, path, language=language)


def region_after(region: Region, scenario: AnyScenario | Sequence[AnyScenario]) -> Region:
    """Return a region in memory as a scenario leaves it; its note names the scenario.

    Raises
    ------
    InputError
        With every fault of the scenario.
    UsageError
        The scenario moves people: who lives where is that of the region.
    """
    read, start = scenario_of(scenario), baseline_of(region)
    resolved = resolve(read, start)
    if resolved.movements:
        raise UsageError(f"{read.name}: move_people has no place here; leave it out")
    world = world_with(start, resolved.network, resolved.offer)
    name = f"Scenario: {read.name or scenario_id(read, start.region)}"
    provenance = region.provenance
    note = "; ".join(part for part in (name, provenance.note) if part)
    return replace(region, **vars(world), provenance=replace(provenance, note=note))


def scenario_of(given: AnyScenario | Sequence[AnyScenario]) -> Scenario:
    """Return one scenario from files, plain values or scenarios."""
    if isinstance(given, Scenario):
        return given
    if isinstance(given, Mapping):
        return read_scenario_mapping(given)
    if isinstance(given, str | Path):
        return read_scenario_file(Path(given))
    return composed([scenario_of(each) for each in given])
