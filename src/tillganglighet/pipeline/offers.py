"""What is offered where: the services of OSM and of the planners' files, each once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tillganglighet.domain.catalogue import Category, catalogue
from tillganglighet.domain.places import Services
from tillganglighet.domain.status import Coverage
from tillganglighet.network.findings import Findings
from tillganglighet.sources.corrections import read_corrections
from tillganglighet.sources.osm_places import OsmPlace
from tillganglighet.sources.osm_services import services_from_osm
from tillganglighet.sources.service_buildings import with_place_keys
from tillganglighet.sources.service_corrections import correct_services
from tillganglighet.sources.service_files import ServiceFile, read_service_file
from tillganglighet.sources.service_merging import merge_services
from tillganglighet.sources.tabular.use import find_uses

# Categories that files claim to hold in full, and the kommuner; () means everywhere.
Claims = Mapping[str, Sequence[Collection[str]]]


@dataclass(frozen=True)
class Offers:
    """Services, and what their files claim to hold in full."""

    services: Services
    claims: Claims


def offered_services(
    places: Sequence[OsmPlace],
    files: Sequence[ServiceFile],
    corrections: Path | None,
    crs: str,
    findings: Findings,
    *,
    within_reach: Callable[[Services], Services],
) -> Offers:
    """Return what OSM and the files offer, merged, corrected and with who shares a building.

    Only the services that `within_reach` returns are looked at.

    Raises
    ------
    InputError, UsageError
        A file cannot be read.
    """
    categories: tuple[Category, ...] = tuple(catalogue().values())
    read = [read_service_file(file, crs, findings) for file in files]
    find_uses([use for each in read for use in each.uses], findings)
    parts = [services_from_osm(places, categories, crs, findings)]
    parts += [each.services for each in read]
    merged = merge_services([within_reach(part) for part in parts], categories, findings)
    services = merged.services
    if corrections is not None:
        wanted = read_corrections(corrections, crs, findings)
        services = correct_services(merged, wanted, categories, findings)
    claims: dict[str, list[Collection[str]]] = {}
    for each in read:
        for key, kommuner in each.coverage.items():
            claims.setdefault(key, []).append(kommuner)
    return Offers(with_place_keys(services, merged.merged_into), claims)


def coverage_of(
    services: Services, claims: Claims, kommuner: Collection[str]
) -> Mapping[str, Coverage]:
    """Return how far the data cover each category.

    It is complete where a file claims it for all the given kommuner; a file that claims nothing
    adds to OSM but completes nothing.
    """
    offered = set(services.category.tolist())
    whole = {
        key
        for key, claimed in claims.items()
        if any(not codes or set(kommuner) <= set(codes) for codes in claimed)
    }
    return {
        key: Coverage.COMPLETE
        if key in whole
        else Coverage.INCOMPLETE
        if key in offered
        else category.osm_coverage
        for key, category in catalogue().items()
    }
