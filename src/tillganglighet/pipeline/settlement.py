"""Who lives where, and what is offered where: out of an OSM file and the tables beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.errors import InputError
from tillganglighet.network.crs import unproject
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.offers import offered_services
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
    osm: Path, tables: Sequence[Path], population: Path | None, crs: str, findings: Findings
) -> Settlement:
    """Read villages and services of an OSM file, more services and the population from tables.

    Every doubt goes into `findings`, and where each of the places lies.

    Raises
    ------
    InputError
        A file cannot be read, or there is no village or no service.
    """
    categories = tuple(catalogue().values())
    places = read_places(
        osm,
        service_keys(categories) | {"place"},
        lambda tags: tags.get("place") in KINDS or is_service(tags, categories),
    )
    villages = villages_from_osm(places, crs, findings)
    if len(villages) == 0:
        raise InputError(
            f"{osm}: no villages; expected nodes or areas with place={'|'.join(KINDS)}"
        )
    services = offered_services(places, tables, categories, crs, findings)
    if len(services) == 0:
        raise InputError(
            f"{osm}: no services of any category; expected tags such as shop=supermarket or "
            "amenity=school: take a larger extract or give a table with --services"
        )
    _locate(places, services, crs, findings)
    cells = None if population is None else read_cells(population, crs, findings)
    return Settlement(villages, services, cells)


def _locate(places: Sequence[OsmPlace], services: Services, crs: str, findings: Findings) -> None:
    lon, lat = (each.tolist() for each in unproject(services.x, services.y, crs))
    findings.locate(dict(zip(services.id.tolist(), zip(lon, lat, strict=True), strict=True)))
    findings.locate({place.id: (place.lon, place.lat) for place in places})
