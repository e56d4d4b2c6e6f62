"""What is offered where: the services of OSM and of the planners' files, each once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from tillganglighet.domain.catalogue import Category, catalogue
from tillganglighet.domain.coverage import ELSEWHERE, CoverageByKommun
from tillganglighet.domain.data_report import SourceRecord
from tillganglighet.domain.places import Services
from tillganglighet.domain.service_review import WITHOUT_EFFECT, ReviewItem
from tillganglighet.domain.status import Coverage
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.source_records import OSM, ServiceSource, service_records
from tillganglighet.pipeline.tables import Tables
from tillganglighet.sources.corrections import read_corrections
from tillganglighet.sources.osm.places import OsmPlace
from tillganglighet.sources.osm.services import services_from_osm
from tillganglighet.sources.services.buildings import with_place_keys
from tillganglighet.sources.services.corrections import correct_services
from tillganglighet.sources.services.files import read_service_file
from tillganglighet.sources.services.merging import MergedServices, merge_services
from tillganglighet.sources.tabular.use import find_uses

# Categories that a file claims to hold in full, and the kommuner; () means everywhere.
Claims = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Offers:
    """Services, how far the data cover each category in each kommun, and what became of them."""

    services: Services
    coverage: CoverageByKommun
    review: Sequence[ReviewItem]
    records: tuple[SourceRecord, ...]


def offered_services(
    places: Sequence[OsmPlace],
    tables: Tables,
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
    read = [
        read_service_file(file, crs, findings, table_crs=tables.crs_of(file.path))
        for file in tables.services
    ]
    find_uses([use for each in read for use in each.uses], findings)
    found = [services_from_osm(places, categories, crs, findings)]
    found += [each.services for each in read]
    near = [within_reach(part) for part in found]
    merged = merge_services(near, categories, findings)
    services, corrected, of_corrections = _corrected(merged, tables, categories, crs, findings)
    claims: list[Claims] = [{}, *(each.coverage for each in read)]
    offered = [set(part.category.tolist()) for part in near]
    sources = [ServiceSource(OSM, found[0], near[0])]
    sources += [
        ServiceSource(file.path.name, each.services, within, each.refused, each.uses, each.others)
        for file, each, within in zip(tables.services, read, near[1:], strict=True)
    ]
    return Offers(
        with_place_keys(services, merged.merged_into),
        coverage_of(list(zip(offered, claims, strict=True))),
        (*merged.review, *corrected),
        (*service_records(sources, merged), *of_corrections),
    )


def _corrected(
    merged: MergedServices,
    tables: Tables,
    categories: Sequence[Category],
    crs: str,
    findings: Findings,
) -> tuple[Services, Sequence[ReviewItem], Sequence[SourceRecord]]:
    """Return the services as the corrections want them, and what the corrections did."""
    path = tables.corrections
    if path is None:
        return merged.services, (), ()
    wanted = read_corrections(path, crs, findings, table_crs=tables.crs_of(path))
    services, review = correct_services(merged, wanted, categories, findings)
    days = sorted(each.when for each in wanted)
    idle = sum(item.kind == WITHOUT_EFFECT for item in review)
    record = SourceRecord(
        "corrections",
        path.name,
        read=len(wanted),
        used=len(wanted) - idle,
        refused=idle,
        reasons=(WITHOUT_EFFECT,) if idle else (),
        oldest=days[0] if days else "",
        newest=days[-1] if days else "",
    )
    return services, review, (record,)


def coverage_of(sources: Sequence[tuple[Collection[str], Claims]]) -> CoverageByKommun:
    """Return how far the sources together cover each category of the catalogue in each kommun.

    A category is complete in the kommuner for which a file claims it. Elsewhere it is as OSM has
    it, and incomplete where OSM lacks it but a source holds some of it without a bound. An OSM
    file without a single service, one of roads only, says nothing of any category.

    Parameters
    ----------
    sources : sequence of (categories, claims)
        What each source offers, and what it claims to hold in full; OSM is the first.
    """
    is_silent = not sources[0][0]
    coverage: dict[str, dict[str, Coverage]] = {}
    for key, category in catalogue().items():
        narrow = {key, *category.includes}
        is_begun = any(narrow & set(offered) - set(claims) for offered, claims in sources)
        of_osm = Coverage.UNKNOWN if is_silent else category.osm_coverage
        elsewhere = Coverage.INCOMPLETE if is_begun else of_osm
        claimed = [claims[key] for _, claims in sources if key in claims]
        coverage[key] = {ELSEWHERE: elsewhere} | {
            kommun: Coverage.COMPLETE for each in claimed for kommun in each or (ELSEWHERE,)
        }
    return coverage
