"""Use case: build a region from an OSM file and tables, and open it again."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tillganglighet.domain.provenance import Provenance
from tillganglighet.network.findings import Findings
from tillganglighet.network.network import Network
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.snapping import Snapper
from tillganglighet.pipeline.networks import network_with_findings, profile_for
from tillganglighet.pipeline.offers import coverage_of
from tillganglighet.pipeline.place_findings import find_apart, find_off_road
from tillganglighet.pipeline.provenance import region_provenance
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.pipeline.settlement import Settlement, read_settlement
from tillganglighet.sources.osm_file import input_file, osm_file
from tillganglighet.sources.tables import table_file
from tillganglighet.store.folder import check_replaceable
from tillganglighet.store.region import Region as StoredRegion
from tillganglighet.store.region import write_region

OSM_ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0"
MAX_VILLAGE_ACCESS_M = 1_000.0
MAX_SERVICE_ACCESS_M = 500.0

Step = Callable[[str], None]


def build_region(
    osm: str | Path,
    out: str | Path,
    *,
    services: Sequence[str | Path] = (),
    population: str | Path | None = None,
    profile: str | Path | Profile = "car",
    max_village_access_m: float = MAX_VILLAGE_ACCESS_M,
    max_service_access_m: float = MAX_SERVICE_ACCESS_M,
    attribution: str = OSM_ATTRIBUTION,
    on_step: Step = lambda _: None,
) -> Region:
    """Build a region: roads, villages and services of an OSM file, and tables beside it.

    Parameters
    ----------
    osm : str or Path
    out : str or Path
        The folder to write; an older region there is replaced whole.
    services : sequence of str or Path
        Tables of services that OSM lacks.
    population : str or Path, optional
        A table of population cells.
    profile : str, Path or Profile
    max_village_access_m, max_service_access_m : float
        Villages and cells, and services, farther than this from any road are not on it.
    attribution : str
        Whose data it is, as every product must say.
    on_step : callable
        Called with the name of each step, for progress.

    Returns
    -------
    Region
        Opened from disk.

    Raises
    ------
    InputError, UsageError
        A file cannot be read or lacks roads, villages or services.
    OutputError
        `out` is not ours or cannot be written; nothing is left half-written.
    """
    path, target = osm_file(Path(osm)), Path(out)
    check_replaceable(target)
    rules, findings = profile_for(path, profile), Findings()
    tables = [Path(table) for table in services]
    people = None if population is None else Path(population)
    limits = {
        "max_village_access_m": max_village_access_m,
        "max_service_access_m": max_service_access_m,
    }
    on_step("roads")
    network = network_with_findings(path, rules, findings)
    on_step("villages and services")
    settlement = read_settlement(path, tables, people, network.crs, findings)
    on_step("snapping to roads")
    provenance = region_provenance(
        target.name,
        [input_file(path), *(table_file(each) for each in (*tables, people) if each)],
        attribution,
        rules,
        crs=network.crs,
        limits=limits,
    )
    region = _on_roads(settlement, network, provenance, findings)
    on_step("writing the region")
    write_region(region, target)
    return open_region(target)


def _on_roads(
    settlement: Settlement, network: Network, provenance: Provenance, findings: Findings
) -> StoredRegion:
    """Snap every place to the roads, within the limits of the provenance."""
    villages, services, cells = settlement.villages, settlement.services, settlement.cells
    snapper, limits = Snapper(network), provenance.parameters
    at_home = partial(snapper.snap, max_access_distance_m=limits["max_village_access_m"])
    at_service = partial(snapper.snap, max_access_distance_m=limits["max_service_access_m"])
    village_snapping = at_home(villages.x, villages.y)
    service_snapping = at_service(services.x, services.y)
    find_off_road(villages, village_snapping, services, service_snapping, findings)
    find_apart(network, villages, village_snapping, findings)
    return StoredRegion(
        network=network,
        villages=villages,
        village_snapping=village_snapping,
        services=services,
        service_snapping=service_snapping,
        cells=cells,
        cell_snapping=None if cells is None else at_home(cells.x, cells.y),
        coverage=coverage_of(services),
        findings=findings.frozen(),
        problems=findings.problems(network.crs),
        provenance=provenance,
    )
