"""Who lives where, and what is offered where: out of an OSM file and the tables beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress
from pathlib import Path

import numpy as np

from tillganglighet.domain.areas import Areas
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.coverage import CoverageByKommun
from tillganglighet.domain.locating import locate
from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.errors import InputError
from tillganglighet.network.crs import project, unproject
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.offers import offered_services
from tillganglighet.pipeline.placing import (
    cells_located,
    cells_of_villages,
    services_located,
    villages_located,
    within_reach,
)
from tillganglighet.pipeline.study_area import StudyArea
from tillganglighet.pipeline.tables import Tables
from tillganglighet.sources.osm_places import OsmPlace, read_places
from tillganglighet.sources.osm_services import is_service, service_keys
from tillganglighet.sources.osm_villages import KINDS, villages_from_osm
from tillganglighet.sources.people_files import read_people_file
from tillganglighet.sources.service_merging import chosen
from tillganglighet.sources.tabular.use import find_uses
from tillganglighet.sources.village_files import read_village_file
from tillganglighet.sources.village_people import village_of_cells, villages_with_people


@dataclass(frozen=True)
class Settlement:
    """The places of a region; cells are None where no population file was given.

    `coverage` is how far the data cover each category in each kommun.
    """

    villages: Villages
    services: Services
    cells: Cells | None
    coverage: CoverageByKommun


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
    villages, cells = _homes(homes, tables, areas, findings, study)
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
    open_places = np.flatnonzero(~services.is_restricted)
    _locate(places, chosen(services, open_places), crs, findings)
    return Settlement(villages, services, cells, offers.coverage)


def _cells(
    tables: Tables, areas: Areas, findings: Findings, study: StudyArea | None
) -> Cells | None:
    if tables.population is None:
        return None
    table_crs = tables.crs_of(tables.population)
    people = read_people_file(tables.population, areas.crs, findings, table_crs=table_crs)
    find_uses([people.use], findings)
    return cells_located(people.cells, areas, study)


def _homes(
    homes: Sequence[OsmPlace],
    tables: Tables,
    areas: Areas,
    findings: Findings,
    study: StudyArea | None,
) -> tuple[Villages, Cells | None]:
    """Return the villages, those of the file before those of OSM, and the cells in them."""
    if tables.villages is None:
        villages = villages_from_osm(homes, areas.crs, findings)
        polygons = np.full(len(villages), None, dtype=np.object_)
    else:
        table_crs = tables.crs_of(tables.villages)
        found = read_village_file(tables.villages, areas.crs, findings, table_crs=table_crs)
        find_uses(found.uses, findings)
        villages, polygons = found.villages, found.areas
    cells = _cells(tables, areas, findings, study)
    if cells is None:
        return villages_located(villages, areas, study, findings)[0], None
    cells = replace(cells, village=village_of_cells(villages, polygons, cells))
    villages = villages_with_people(villages, polygons, cells)
    villages, is_left = villages_located(villages, areas, study, findings)
    return villages, cells_of_villages(cells, is_left)


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
