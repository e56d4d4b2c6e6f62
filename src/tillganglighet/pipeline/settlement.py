"""Who lives where, and what is offered where: out of an OSM file and the tables beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

import numpy as np

from tillganglighet.domain.areas import Areas
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.locating import locate
from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.errors import InputError
from tillganglighet.network.crs import project, unproject
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.offers import offered_services
from tillganglighet.pipeline.placing import (
    cells_in,
    services_located,
    villages_located,
    within_reach,
)
from tillganglighet.pipeline.study_area import StudyArea
from tillganglighet.sources.osm_places import OsmPlace, read_places
from tillganglighet.sources.osm_services import is_service, service_keys
from tillganglighet.sources.osm_villages import KINDS, villages_from_osm
from tillganglighet.sources.tables import read_cells


@dataclass(frozen=True)
class Settlement:
    """The places of a region; cells are None where no population file was given."""

    villages: Villages
    services: Services
    cells: Cells | None


def read_settlement(
    osm: Path,
    tables: Sequence[Path],
    population: Path | None,
    areas: Areas,
    findings: Findings,
    *,
    study: StudyArea | None = None,
) -> Settlement:
    """Read villages and services of an OSM file, more services and the population from tables.

    Every doubt goes into `findings`, and where each of the places lies.

    Parameters
    ----------
    osm, tables, population
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
    homes, offers = _in_and_round(places, areas, study)
    villages = villages_located(villages_from_osm(homes, crs, findings), areas, findings)
    if len(villages) == 0:
        where = "" if study is None else f" in {study.name}"
        raise InputError(
            f"{osm}: no villages{where}; expected nodes or areas with place={'|'.join(KINDS)}"
        )
    services = offered_services(offers, tables, categories, crs, findings)
    services = services_located(within_reach(services, study, crs), areas, findings)
    if len(services) == 0:
        raise InputError(
            f"{osm}: no services of any category; expected tags such as shop=supermarket or "
            "amenity=school: take a larger extract or give a table with --services"
        )
    _locate(places, services, crs, findings)
    cells = None if population is None else read_cells(population, crs, findings)
    if cells is not None and study is not None:
        cells = cells_in(study, cells, areas)
    return Settlement(villages, services, cells)


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
