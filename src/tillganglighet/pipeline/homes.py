"""Who lives where: the villages, and the population cells in them and outside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from tillganglighet.domain.areas import Areas
from tillganglighet.domain.data_report import SourceRecord
from tillganglighet.domain.official_people import OfficialPeople
from tillganglighet.domain.places import NO_VILLAGE, Cells, Villages
from tillganglighet.network.findings import Findings
from tillganglighet.pipeline.official_people import compare_people
from tillganglighet.pipeline.placing import (
    cells_located,
    cells_of_villages,
    villages_located,
    villages_round,
)
from tillganglighet.pipeline.source_records import place_record, village_records
from tillganglighet.pipeline.study_area import StudyArea
from tillganglighet.pipeline.tables import Tables
from tillganglighet.sources.osm.places import OsmPlace
from tillganglighet.sources.osm.villages import villages_from_osm
from tillganglighet.sources.people.files import read_people_file
from tillganglighet.sources.people.official_people import read_official_people
from tillganglighet.sources.tabular.use import find_uses
from tillganglighet.sources.villages.files import (
    VillagesOfFile,
    joined_villages,
    read_village_file,
)
from tillganglighet.sources.villages.functional_villages import functional_villages
from tillganglighet.sources.villages.people import village_of_cells, villages_with_people


@dataclass(frozen=True)
class Homes:
    """Villages and cells; cells are None where no population file was given.

    `outer_villages` are those round the study area; None where all are inside.
    """

    villages: Villages
    outer_villages: Villages | None
    cells: Cells | None
    records: tuple[SourceRecord, ...]
    official: tuple[OfficialPeople, ...]


def read_homes(
    places: Sequence[OsmPlace],
    tables: Tables,
    areas: Areas,
    findings: Findings,
    *,
    study: StudyArea | None,
    outer_places: Sequence[OsmPlace],
) -> Homes:
    """Return the villages of the files, or of OSM where none is given, and the cells in them.

    Parameters
    ----------
    places : sequence of OsmPlace
        Those in the study area.
    tables : Tables
    areas : Areas
        In the metric CRS of the region.
    findings : Findings
    study : StudyArea or None
        Villages and cells in it alone count.
    outer_places : sequence of OsmPlace
        Those round it.
    """
    found = _villages(places, tables, areas.crs, findings)
    villages, records = found.villages, list[SourceRecord]()
    cells = _cells(tables, areas, findings, study, records)
    if cells is not None:
        cells = replace(cells, village=village_of_cells(villages, found.areas, cells))
        villages = villages_with_people(villages, found.areas, cells)
    villages, is_left = villages_located(villages, areas, study, findings)
    outer = None
    if study is not None:
        outer = villages_round(found.villages, ~is_left, areas, study)
        if len(outer) == 0:  # files may end at the border of the area
            nodes = villages_from_osm(outer_places, areas.crs, Findings())
            outer = villages_round(nodes, np.ones(len(nodes), dtype=bool), areas, study)
    records += village_records(found.uses, is_left)
    if cells is None:
        return Homes(villages, outer, None, tuple(records), ())
    cells = cells_of_villages(cells, is_left)
    outside = cells.village == NO_VILLAGE
    findings.add(
        "cell_outside_villages", cells.id[outside].tolist(), persons=cells.population[outside]
    )
    official = _official(tables, cells, areas, findings, study)
    return Homes(villages, outer, cells, tuple(records), official)


def _villages(
    places: Sequence[OsmPlace], tables: Tables, crs: str, findings: Findings
) -> VillagesOfFile:
    if not tables.villages:
        villages = villages_from_osm(places, crs, findings)
        return VillagesOfFile(villages, np.full(len(villages), None, dtype=np.object_), ())
    parts = [
        read_village_file(file, crs, findings, table_crs=tables.crs_of(file.path))
        for file in tables.villages
    ]
    found = joined_villages(parts)
    find_uses(found.uses, findings)
    return functional_villages(found) if tables.is_functional else found


def _cells(
    tables: Tables,
    areas: Areas,
    findings: Findings,
    study: StudyArea | None,
    records: list[SourceRecord],
) -> Cells | None:
    path = tables.population
    if path is None:
        return None
    box = None
    if study is not None:
        is_study = (areas.kind == study.kind) & (areas.code == study.code)
        west, south, east, north = shapely.total_bounds(areas.polygon[is_study]).tolist()
        box = (west, south, east, north)
    people = read_people_file(path, areas.crs, findings, table_crs=tables.crs_of(path), box=box)
    find_uses([people.use], findings)
    findings.add("group_unavailable", people.unavailable)
    cells = cells_located(people.cells, areas, study)
    records.append(place_record("cells", path.name, len(people.cells), len(cells), [people.use]))
    return cells


def _official(
    tables: Tables, cells: Cells, areas: Areas, findings: Findings, study: StudyArea | None
) -> tuple[OfficialPeople, ...]:
    if tables.official_people is None:
        return ()
    official = read_official_people(tables.official_people, findings)
    return compare_people(cells, official, areas, study, findings)
