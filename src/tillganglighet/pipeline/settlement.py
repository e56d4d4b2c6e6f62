"""Who lives where, and what is offered where: out of an OSM file and the tables beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress
from pathlib import Path

import numpy as np

from tillganglighet.domain.areas import Areas
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.coverage import CoverageByKommun
from tillganglighet.domain.data_report import SourceRecord
from tillganglighet.domain.locating import locate
from tillganglighet.domain.official_people import OfficialPeople
from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.domain.service_review import ServiceReview, review_of
from tillganglighet.errors import InputError
from tillganglighet.network.crs import project, unproject
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.homes import read_homes
from tillganglighet.pipeline.offers import offered_services
from tillganglighet.pipeline.placing import services_located, within_reach
from tillganglighet.pipeline.study_area import StudyArea
from tillganglighet.pipeline.tables import Tables
from tillganglighet.sources.osm.places import OsmPlace, read_places
from tillganglighet.sources.osm.services import is_service, service_keys
from tillganglighet.sources.osm.villages import KINDS
from tillganglighet.sources.services.selection import chosen


@dataclass(frozen=True)
class Settlement:
    """The places of a region; cells are None where no population file was given.

    `outer_villages` lie round the area that is measured; None where everything is measured.
    `coverage` is how far the data cover each category in each kommun; `review` and `records` tell
    what became of the data, and `official` how many people the cells should hold.
    """

    villages: Villages
    outer_villages: Villages | None
    services: Services
    cells: Cells | None
    coverage: CoverageByKommun
    review: ServiceReview
    records: tuple[SourceRecord, ...]
    official: tuple[OfficialPeople, ...]


def read_settlement(
    osm: Path,
    tables: Tables,
    areas: Areas,
    findings: Findings,
    *,
    study: StudyArea | None = None,
) -> Settlement:
    """Read villages and services of an OSM file, more services and the population from tables.

    Every doubt goes into `findings`, and where each of the places lies.

    Parameters
    ----------
    osm, tables
    areas : Areas
        The known kommuner and län, in the metric CRS of the region.
    findings : Findings
    study : StudyArea, optional
        Villages and cells in it alone count, with the services in it and round it.

    Raises
    ------
    InputError
        A file cannot be read, or there is no village or no service.
    """
    crs = areas.crs
    categories = tuple(catalogue().values())
    places = read_places(
        osm,
        service_keys(categories) | {"place"},
        lambda tags: tags.get("place") in KINDS or is_service(tags, categories),
    )
    homes, near = _in_and_round(places, areas, study)
    inside = {each.id for each in homes}
    outer = [each for each in near if each.id not in inside]
    at_home = read_homes(homes, tables, areas, findings, study=study, outer_places=outer)
    villages = at_home.villages
    if len(villages) == 0:
        where = "" if study is None else f" in {study.name}"
        raise InputError(
            f"{osm}: no villages{where}; expected nodes or areas with place={'|'.join(KINDS)}, "
            "or a table with --villages"
        )
    offers = offered_services(
        near,
        tables,
        crs,
        findings,
        within_reach=partial(within_reach, study=study, crs=crs),
    )
    services = services_located(offers.services, areas, findings)
    if len(services) == 0:
        raise InputError(
            f"{osm}: no services of any category; expected tags such as shop=supermarket or "
            "amenity=school: take a larger extract or give a table with --services"
        )
    findings.add("service_mobile", np.unique(services.id[services.is_mobile]).tolist())
    open_places = np.flatnonzero(~services.is_restricted)
    _locate(places, chosen(services, open_places), crs, findings)
    return Settlement(
        villages,
        at_home.outer_villages,
        services,
        at_home.cells,
        offers.coverage,
        review_of(offers.review),
        (*at_home.records, *offers.records),
        at_home.official,
    )


def _in_and_round(
    places: Sequence[OsmPlace], areas: Areas, study: StudyArea | None
) -> tuple[Sequence[OsmPlace], Sequence[OsmPlace]]:
    """Return the places in the study area, and those in it and round it."""
    if study is None:
        return places, places
    lon, lat = (np.array([getattr(each, name) for each in places]) for name in ("lon", "lat"))
    inside = study.holds(locate(areas, *project(lon, lat, areas.crs)))
    near = study.reaches(lon, lat)
    return list(compress(places, inside)), list(compress(places, near))


def _locate(places: Sequence[OsmPlace], services: Services, crs: str, findings: Findings) -> None:
    lon, lat = (each.tolist() for each in unproject(services.x, services.y, crs))
    findings.locate(dict(zip(services.id.tolist(), zip(lon, lat, strict=True), strict=True)))
    findings.locate({place.id: (place.lon, place.lat) for place in places})
