"""Use case: build a region from an OSM file and tables, and open it again."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.catalogue import Category, catalogue
from tillganglighet.domain.places import Services
from tillganglighet.domain.provenance import Provenance
from tillganglighet.domain.status import Coverage
from tillganglighet.errors import InputError
from tillganglighet.network.findings import Findings
from tillganglighet.network.network import Network
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.network.rules.ways import interpret_way
from tillganglighet.network.snapping import Snapper
from tillganglighet.pipeline.networks import network_with_findings, profile_for
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.sources.osm_file import input_file, osm_file
from tillganglighet.sources.osm_places import OsmPlace, read_places
from tillganglighet.sources.osm_services import is_service, service_keys, services_from_osm
from tillganglighet.sources.osm_villages import KINDS, villages_from_osm
from tillganglighet.sources.tables import read_cells, read_services, table_file
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

    on_step("roads")
    network = network_with_findings(path, rules, findings)
    on_step("villages and services")
    categories = tuple(catalogue().values())
    places = _places(path, categories)
    villages = villages_from_osm(places, network.crs, findings)
    if len(villages) == 0:
        raise InputError(
            f"{path}: no villages; expected nodes or areas with place={'|'.join(KINDS)}"
        )
    offered = _services(places, tables, categories, network, findings)
    if len(offered) == 0:
        raise InputError(
            f"{path}: no services of any category; expected tags such as shop=supermarket or "
            "amenity=school: take a larger extract or give a table with --services"
        )
    cells = None if population is None else read_cells(Path(population), network.crs, findings)

    on_step("snapping to roads")
    snapper = Snapper(network)
    village_snapping = snapper.snap(
        villages.x, villages.y, max_access_distance_m=max_village_access_m
    )
    service_snapping = snapper.snap(
        offered.x, offered.y, max_access_distance_m=max_service_access_m
    )
    findings.add("village_no_road", villages.id[village_snapping.road < 0].tolist())
    findings.add("service_no_road", np.unique(offered.id[service_snapping.road < 0]).tolist())
    region = StoredRegion(
        network=network,
        villages=villages,
        village_snapping=village_snapping,
        services=offered,
        service_snapping=service_snapping,
        cells=cells,
        cell_snapping=None
        if cells is None
        else snapper.snap(cells.x, cells.y, max_access_distance_m=max_village_access_m),
        coverage={category.key: _coverage(category, offered) for category in categories},
        findings=findings.frozen(),
        provenance=Provenance(
            program=f"tillganglighet {version('tillganglighet')}",
            region=target.name,
            inputs=(
                input_file(path),
                *(table_file(table) for table in tables),
                *([table_file(Path(population))] if population is not None else []),
            ),
            attribution=(attribution,),
            profile=f"{rules.name} {rules.country} {rules.season}",
            profile_sha256=rules.digest,
            mode=rules.mode,
            crs=network.crs,
            parameters={
                "max_village_access_m": max_village_access_m,
                "max_service_access_m": max_service_access_m,
                "access_speed_kph": rules.access_speed_kph,
            },
            speeds=_assumed_speeds(rules),
        ),
    )
    on_step("writing the region")
    write_region(region, target)
    return open_region(target)


def _assumed_speeds(profile: Profile) -> dict[str, float]:
    """Return the km/h of each class of road that says nothing of its speed."""
    uses = {highway: interpret_way({"highway": highway}, profile) for highway in profile.class_kph}
    return {highway: use.forward_kph for highway, use in uses.items() if isinstance(use, WayUse)}


def _places(path: Path, categories: Sequence[Category]) -> list[OsmPlace]:
    return read_places(
        path,
        service_keys(categories) | {"place"},
        lambda tags: tags.get("place") in KINDS or is_service(tags, categories),
    )


def _services(
    places: Sequence[OsmPlace],
    tables: Sequence[Path],
    categories: Sequence[Category],
    network: Network,
    findings: Findings,
) -> Services:
    parts = [services_from_osm(places, categories, network.crs, findings)]
    parts += [read_services(table, network.crs, findings) for table in tables]
    joined = _joined(parts)
    wider = [
        replace(_chosen(joined, joined.category == narrow), category=_repeated(category.key, n))
        for category in categories
        for narrow in category.includes
        for n in [int((joined.category == narrow).sum())]
    ]
    return _without_repeats(_joined([joined, *wider]))


def _joined(parts: Sequence[Services]) -> Services:
    return Services(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Services)
        }
    )


def _chosen(services: Services, which: npt.NDArray[np.bool_ | np.intp]) -> Services:
    return Services(
        **{field.name: getattr(services, field.name)[which] for field in fields(Services)}
    )


def _repeated(key: str, count: int) -> npt.NDArray[np.str_]:
    return np.full(count, key, dtype=np.str_)


def _without_repeats(services: Services) -> Services:
    """Keep the first entry of each id and category: wider categories repeat what tags gave."""
    pairs = np.array([services.id, services.category])
    _, first = np.unique(pairs, axis=1, return_index=True)
    return _chosen(services, np.sort(first))


def _coverage(category: Category, services: Services) -> Coverage:
    """Return how far the data cover a category: a file adds to OSM, but completes nothing."""
    if (services.category == category.key).any():
        return Coverage.INCOMPLETE
    return category.osm_coverage
