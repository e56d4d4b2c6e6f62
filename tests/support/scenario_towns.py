"""Toy towns as baselines of scenarios: villages and services at the letters of a drawing."""

from collections.abc import Mapping, Sequence

import numpy as np

from support.toy import BuiltTown, Town
from tillganglighet.accessibility.travel.metric import length, travel_time
from tillganglighet.accessibility.travel.prepared import Prepared
from tillganglighet.domain.areas import no_areas
from tillganglighet.domain.places import Cells, Services, Villages
from tillganglighet.domain.status import Coverage
from tillganglighet.network.build import network_of
from tillganglighet.network.crs import project
from tillganglighet.network.extract import RoadExtract
from tillganglighet.network.findings import Findings
from tillganglighet.network.network import Network
from tillganglighet.network.road_names import RoadNames, no_road_names
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.network.snapping import Snapper
from tillganglighet.routing.hierarchy import build_hierarchy
from tillganglighet.scenarios.effects.world import Baseline, World

LIMIT_M = 1_000.0
Offers = Mapping[str, tuple[str, str]]


def town_baseline(
    town: BuiltTown,
    villages: Sequence[str],
    offers: Offers,
    *,
    persons: Sequence[float] = (),
    groups: Mapping[str, Sequence[float]] | None = None,
    names: RoadNames | None = None,
    is_prepared: bool = False,
) -> Baseline:
    """Return a town ready for scenarios.

    Parameters
    ----------
    town : BuiltTown
    villages : sequence of str
        Letters or digits; each is the id of its village, and of its cell.
    offers : mapping
        Services by id: category and letter; `id/category` where one offers several things.
    persons : sequence of float
        Of each village; 10 each if left out.
    groups : mapping, optional
        Persons of age groups in a cell at each village; without them there are no cells.
    names : RoadNames, optional
    is_prepared : bool
        Whether searches run on hierarchies, as in large regions.
    """
    count = np.array(persons or [10] * len(villages), dtype=np.float64)
    x, y = places(town, "".join(villages))
    snapper = Snapper(town.network)
    snapping = snapper.snap(x, y, max_access_distance_m=LIMIT_M)
    text = np.array(list(villages), dtype=np.str_)
    blank = np.full(len(villages), "", dtype=np.str_)
    services = town_services(town, offers)
    cells = None
    if groups is not None:
        cells = Cells(
            id=text,
            x=x,
            y=y,
            population=count,
            day_population=np.full(len(count), np.nan),
            groups=tuple(groups),
            group_population=np.array(list(groups.values()), dtype=np.float64).T,
            village=np.arange(len(count), dtype=np.int32),
            kommun_code=blank,
            lan_code=blank,
        )
    return Baseline(
        world=World(
            network=town.network,
            prepared=_prepared(town.network) if is_prepared else None,
            villages=Villages(
                id=text,
                name=text,
                kind=blank,
                x=x,
                y=y,
                population=count,
                kommun_code=blank,
                lan_code=blank,
            ),
            village_snapping=snapping,
            services=services,
            service_snapping=snapper.snap(services.x, services.y, max_access_distance_m=LIMIT_M),
            cells=cells,
            cell_snapping=None if cells is None else snapping,
        ),
        areas=no_areas(town.network.crs),
        coverage={key: {"": Coverage.COMPLETE} for key in ("dagligvaror", "apotek")},
        road_names=names or no_road_names(),
        is_winter=False,
        max_village_access_m=LIMIT_M,
        max_service_access_m=LIMIT_M,
        region="town",
    )


def _prepared(network: Network) -> Prepared:
    order = np.arange(network.node_count, dtype=np.int32)
    time = build_hierarchy(travel_time(network).graph, order)
    return Prepared(time, time.with_impedance(length(network).graph.impedance))


def built_at_once(town: Town) -> BuiltTown:
    """Return a town of plain roads with its network: without a file, for many random ones."""
    signs = sorted(sign for sign in town.places if sign.isalpha())
    lon, lat = np.array([town.places[sign] for sign in signs]).T
    refs = [[signs.index(sign) for sign in way] for way in town.ways]
    count = [len(each) for each in refs]
    order = [town.way_ids.get(way, at) for at, way in enumerate(town.ways, start=1)]
    extract = RoadExtract(
        way_id=np.array(order, dtype=np.int64),
        way_tags=np.arange(len(order), dtype=np.int32),
        tag_sets=tuple(town.ways.values()),
        first_ref=np.concatenate([[0], np.cumsum(count)]).astype(np.int64),
        ref=np.concatenate(refs).astype(np.int32),
        node_id=np.array([ord(sign) for sign in signs], dtype=np.int64),
        lon=lon,
        lat=lat,
        node_tags={},
        restrictions=(),
        ferry_routes=(),
    )
    findings = Findings()
    network = network_of(extract, shipped_profile("car"), findings)
    return BuiltTown(town, network, dict(findings.frozen()))


def town_services(town: BuiltTown, offers: Offers) -> Services:
    """Return services at the letters of a town."""
    ids = [key.partition("/")[0] for key in offers]
    x, y = places(town, "".join(place for _, place in offers.values()))
    blank = np.full(len(offers), "", dtype=np.str_)
    return Services(
        id=np.array(ids, dtype=np.str_),
        category=np.array([category for category, _ in offers.values()], dtype=np.str_),
        name=np.array([f"Service {each}" for each in ids], dtype=np.str_),
        x=x,
        y=y,
        place_key=np.array([place for _, place in offers.values()], dtype=np.str_),
        operator=blank,
        source=blank,
        kommun_code=blank,
    )


def places(town: BuiltTown, signs: str) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of letters and digits in the town's CRS."""
    lon, lat = np.array([town.town.places[sign] for sign in signs]).reshape(-1, 2).T
    return project(lon, lat, town.network.crs)


def at(town: BuiltTown, sign: str) -> dict[str, float]:
    """Return a letter or digit as a scenario names a point."""
    lon, lat = town.town.places[sign]
    return {"lon": lon, "lat": lat}
