"""A gap report by hand, small enough to check by eye, with every status in it.

Minutes to dagligvaror, complete coverage, 10 is good and 20 acceptable (apotek takes twice as
long, its coverage is incomplete, 20 is good and 30 acceptable):

    n1 Ånäs         1000 persons    0      town with the shops s1 and s2
    n2 Ödby          200 persons    5      on the end of the class 0-5; by ferry
    n3 =SUMMA(A1)      ? persons   12      a name that a spreadsheet would compute
    n4 Ärla           50 persons   45
    n5 Holmen         10 persons    -      not connected
    n6 Fjället         ? persons    -      no road
    n7 +Bortom        30 persons    -      beyond the cut-off
    n8 Tvilling       50 persons   45      ties with Ärla

A road leads from Ånäs past n3 to Ärla, a ferry to Ödby, and there is a street in Tvilling alone.

    bibliotek              complete coverage and no open service
    dagskasseinsattning    the data say nothing
    hallplats              not measured by car
"""

from functools import cache

import numpy as np
import shapely

from tillganglighet.accessibility.gaps.gaps import find_gaps
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.area_classes import AreaClasses
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.catalogue import chosen_categories
from tillganglighet.domain.ground import no_ground
from tillganglighet.domain.places import Cells, FloatArray, Services, Villages
from tillganglighet.domain.provenance import InputFile, Provenance
from tillganglighet.domain.standards import (
    example_standards,
    limits_of_cells,
    limits_of_villages,
)
from tillganglighet.domain.status import Coverage, Status
from tillganglighet.network.build import network_of
from tillganglighet.network.crs import unproject
from tillganglighet.network.extract import RoadExtract
from tillganglighet.network.findings import Findings, Problems
from tillganglighet.network.network import Network
from tillganglighet.network.rules.profile import shipped_profile

CATEGORIES = ("dagligvaror", "apotek", "dagskasseinsattning", "bibliotek", "hallplats")

REACHED, NO_ROAD, NOT_CONNECTED, BEYOND = (
    Status.REACHED,
    Status.NO_ROAD,
    Status.NOT_CONNECTED,
    Status.BEYOND_CUTOFF,
)
VILLAGE_STATUS = [REACHED, REACHED, REACHED, REACHED, NOT_CONNECTED, NO_ROAD, BEYOND, REACHED]
VILLAGE_MINUTES = [0.0, 5.0, 12.0, 45.0, np.inf, np.inf, np.inf, 45.0]
POPULATION = [1000.0, 200.0, np.nan, 50.0, 10.0, np.nan, 30.0, 50.0]

CELL_STATUS = [REACHED, REACHED, REACHED, NOT_CONNECTED]
CELL_MINUTES = [1.0, 8.0, 40.0, np.inf]
CELL_POPULATION = [900.0, 300.0, 130.0, 20.0]

# As if a town of more than 3 000 lay just outside: 0 stad, 1 mellanland, 2 land, 3 glesbygd.
AREA_CLASSES = np.array([0, 1, 1, 2, 3, 4, 3, 2], dtype=np.int8)
CELL_AREA_CLASSES = np.array([0, 1, 2, 3], dtype=np.int8)


def small_report(*, with_cells: bool = False, with_population: bool = True) -> GapReport:
    """Return the report that the module draws."""
    categories = chosen_categories(CATEGORIES)
    standards = example_standards(categories)
    keys = tuple(category.key for category in categories)
    access = _access(VILLAGE_STATUS, VILLAGE_MINUTES)
    cell_access = _access(CELL_STATUS, CELL_MINUTES) if with_cells else None
    population = np.array(POPULATION) if with_population else np.full(8, np.nan)
    villages, cells = _villages(population), _cells()
    return GapReport(
        categories=categories,
        villages=villages,
        access=access,
        gaps=find_gaps(access, limits_of_villages(standards, keys, villages)),
        cells=cells if with_cells else None,
        cell_access=cell_access,
        cell_gaps=None
        if cell_access is None
        else find_gaps(cell_access, limits_of_cells(standards, keys, cells, villages)),
        services=_services(),
        areas=small_areas(),
        ground=no_ground(),
        standards=standards,
        network=small_network(),
        problems=small_problems(),
        provenance=_provenance(),
        coverage={key: {"": _coverage(key)} for key in CATEGORIES},
        area_classes=AreaClasses(AREA_CLASSES, CELL_AREA_CLASSES if with_cells else None),
    )


@cache
def small_network() -> Network:
    """Return the roads of the report: w1 a main road, w2 a ferry, w3 a street by itself."""
    nodes = [(0, 0), (9_000, -5_000), (30_000, 10_000), (4_000, 3_000)]
    street = [(-20_000, -9_000), (-20_300, -9_000)]
    x, y = np.array([*nodes, *street], dtype=np.float64).T
    lon, lat = unproject(500_000 + x, 6_800_000 + y, "EPSG:3006")
    extract = RoadExtract(
        way_id=np.array([1, 2, 3]),
        way_tags=np.array([0, 1, 2], dtype=np.int32),
        tag_sets=(
            {"highway": "primary", "maxspeed": "72"},
            {"route": "ferry", "motor_vehicle": "yes", "duration": "00:05"},
            {"highway": "residential", "oneway": "yes"},
        ),
        first_ref=np.array([0, 3, 5, 7]),
        ref=np.array([0, 1, 2, 0, 3, 4, 5], dtype=np.int32),
        node_id=np.arange(11, 17),
        lon=lon,
        lat=lat,
        node_tags={},
        restrictions=(),
        ferry_routes=(),
    )
    return network_of(extract, shipped_profile("car"), Findings())


def small_problems() -> Problems:
    """Return one problem without persons, one with, and one that lies nowhere known."""
    return Problems(
        kind=np.array(["dropped_access", "network_apart", "table_row_bad"]),
        osm_id=np.array(["w9", "n5", "butiker.csv:7"]),
        persons=np.array([np.nan, 10.0, np.nan]),
        x=np.array([500_000.0, 512_000.0, np.nan]),
        y=np.array([6_801_000.0, 6_815_000.0, np.nan]),
    )


def small_areas() -> Areas:
    """Return the two kommuner and one of their län."""
    return Areas(
        kind=np.array(["kommun", "kommun", "lan"]),
        code=np.array(["0180", "2039", "01"]),
        name=np.array(["Ånäs", "Fjällen", "Ånäs län"]),
        lan_code=np.array(["01", "20", "01"]),
        country=np.full(3, "SE"),
        source=np.full(3, "osm"),
        polygon=np.array([shapely.box(0, 0, 1, 1)] * 3, dtype=object),
        crs="EPSG:3006",
    )


def _villages(population: FloatArray) -> Villages:
    names = ["Ånäs", "Ödby", "=SUMMA(A1)", "Ärla", "Holmen", "Fjället", "+Bortom", "Tvilling"]
    return Villages(
        id=np.array([f"n{number}" for number in range(1, 9)]),
        name=np.array(names),
        kind=np.array(["town", "village", *["hamlet"] * 6]),
        x=500_000.0 + np.array([0, 4_000, 9_000, 30_000, 12_000, 20_000, 35_000, -20_000.0]),
        y=6_800_000.0 + np.array([0, 3_000, -5_000, 10_000, 15_000, 20_000, -14_000, -9_000.0]),
        population=population,
        kommun_code=np.array(["0180", "0180", "", "2039", "2039", "2039", "2039", ""]),
        lan_code=np.array(["01", "01", "", "20", "20", "20", "20", ""]),
    )


def _cells() -> Cells:
    return Cells(
        id=np.array(["c1", "c2", "c3", "c4"]),
        x=500_000.0 + np.array([0.0, 4_000.0, 30_000.0, 12_000.0]),
        y=6_800_000.0 + np.array([0.0, 3_000.0, 10_000.0, 15_000.0]),
        population=np.array(CELL_POPULATION),
        day_population=np.full(4, np.nan),
        groups=(),
        group_population=np.zeros((4, 0)),
        village=np.array([0, 1, 3, 4], dtype=np.int32),
        kommun_code=np.array(["0180", "0180", "2039", "2039"]),
        lan_code=np.array(["01", "01", "20", "20"]),
    )


def _services() -> Services:
    return Services(
        id=np.array(["s1", "s2", "s3", "s3"]),
        category=np.array(["dagligvaror", "dagligvaror", "apotek", "vardcentral"]),
        name=np.array(["Konsum Ånäs", "", "Älgens apotek", "Ånäs hälsocentral"]),
        x=500_000.0 + np.array([500.0, -500.0, 800.0, 800.0]),
        y=6_800_000.0 + np.array([500.0, -300.0, 100.0, 100.0]),
        place_key=np.array(["s1", "s2", "s3", "s3"]),
        operator=np.array(["Konsum", "", "", ""]),
        source=np.array(["butiker.csv", "osm", "osm", "osm"]),
        kommun_code=np.array(["0180", "0180", "0180", "0180"]),
    )


def _coverage(key: str) -> Coverage:
    known = {"dagligvaror": Coverage.COMPLETE, "bibliotek": Coverage.COMPLETE}
    return (known | {"apotek": Coverage.INCOMPLETE}).get(key, Coverage.UNKNOWN)


def _access(status: list[Status], minutes: list[float]) -> AccessTable:
    """Return the table: dagligvaror as given, apotek twice as far, the rest without answers."""
    keys = tuple(category.key for category in chosen_categories(CATEGORIES))
    count = len(status)
    column = {key: keys.index(key) for key in keys}

    statuses = np.zeros((count, len(keys)), dtype=np.int8)
    statuses[:, column["dagligvaror"]] = statuses[:, column["apotek"]] = status
    statuses[:, column["dagskasseinsattning"]] = Status.UNKNOWN
    statuses[:, column["bibliotek"]] = Status.NO_SERVICE
    statuses[:, column["hallplats"]] = Status.NOT_APPLICABLE

    seconds = np.full((count, len(keys), 2), np.inf)
    seconds[:, column["dagligvaror"], 0] = np.array(minutes) * 60
    seconds[:, column["dagligvaror"], 1] = np.array(minutes) * 60 + 90  # s2 is 1.5 min farther
    seconds[:, column["apotek"], 0] = np.array(minutes) * 120  # and there is no second pharmacy
    reached = np.isfinite(seconds)
    service = np.full(seconds.shape, -1, dtype=np.int32)
    for key, first, second in (("dagligvaror", 0, 1), ("apotek", 2, -1)):
        service[:, column[key], 0] = np.where(reached[:, column[key], 0], first, -1)
        service[:, column[key], 1] = np.where(reached[:, column[key], 1], second, -1)

    via_ferry = np.zeros(seconds.shape, dtype=np.bool_)
    via_ferry[1] = reached[1]
    return AccessTable(
        categories=keys,
        coverage=np.array([[_coverage(key) for key in keys]] * count, dtype=np.int8),
        status=statuses,
        travel_time_s=seconds,
        length_m=np.where(reached, seconds * 20.0, np.inf),  # 72 km/h
        service=service,
        via_ferry=via_ferry,
        shortest_m=np.where(reached[:, :, 0], seconds[:, :, 0] * 18.0, np.inf),
        shortest_service=service[:, :, 0].copy(),
    )


def _provenance() -> Provenance:
    return Provenance(
        program="tillganglighet 0.1.0",
        region="Påhittade kommunen",
        inputs=(
            InputFile("pahittat.osm.pbf", "ab" * 32, "2026-03-01T12:00:00Z", "roads"),
            InputFile("butiker.csv", "cd" * 32, "", "services"),
        ),
        attribution=("© OpenStreetMap contributors, ODbL",),
        profile="car SE summer",
        profile_sha256="ef" * 32,
        mode="car",
        crs="EPSG:3006",
        parameters={"village_snapping_limit_m": 1000.0, "access_leg_kph": 20.0},
        speeds={"motorway": 110.0, "residential": 40.0},
    )
