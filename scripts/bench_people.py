"""Measure the people of a country: `dev.py bench people`.

600 000 population cells and 20 000 services are snapped, and measured in 10 categories with the
two nearest and the shortest road, on a stand-in for Sweden's roads: New York (DIMACS) tiled to
1.6 million nodes and laid over Sweden. They must take under 60 s and 3 GB on two cores. Making the
roads and preparing them belongs to `build` and is told apart, and so is reading the cells.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import bench_graphs
import numpy as np

from tillganglighet.accessibility.travel.measure import measure_access
from tillganglighet.accessibility.travel.prepared import prepared_for
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.places import Services
from tillganglighet.domain.status import Coverage, Status
from tillganglighet.network.build import network_of
from tillganglighet.network.crs import SWEREF99_TM
from tillganglighet.network.extract import RoadExtract
from tillganglighet.network.findings import Findings
from tillganglighet.network.network import Network
from tillganglighet.network.rules.profile import shipped_profile
from tillganglighet.network.snapping import Snapper
from tillganglighet.routing.warm_up import warm_up
from tillganglighet.sources.people.files import read_people_file

CELLS, SERVICES, CATEGORIES = 600_000, 20_000, 10
LON, LAT = (11.5, 23.5), (55.6, 68.5)
# How often a road of each class is met, about as in Sweden.
CLASSES = {"primary": 0.05, "secondary": 0.1, "tertiary": 0.15, "unclassified": 0.3}
OFF_ROAD_M = 150.0
AGE_CLASSES = 21
LIMIT_S, LIMIT_GB = 60.0, 3.0

Result = TypeVar("Result")


def measure_people(cell_count: int = CELLS, service_count: int = SERVICES) -> int:
    """Print what each step takes; return 1 when it is too slow or too large, else 0."""
    warm_up()
    network = timed("make the roads (part of build)", sweden)
    prepared = timed("prepare the roads (part of build)", lambda: prepared_for(network))
    print(f"{network.node_count} nodes, {len(network.head)} edges, {len(network.roads)} roads")
    random = np.random.default_rng(1)
    keys = [key for key, each in catalogue().items() if "car" in each.modes][:CATEGORIES]
    services = placed(network, random, service_count, keys)
    x, y = beside_roads(network, random, cell_count)
    timed("read the cells from CSV", lambda: read_cells(x, y))

    begin, cpu = time.perf_counter(), time.process_time()
    snapper = Snapper(network)
    cells = timed("snap cells", lambda: snapper.snap(x, y, max_access_distance_m=1_000.0))
    at = timed(
        "snap services", lambda: snapper.snap(services.x, services.y, max_access_distance_m=500.0)
    )
    table = timed(
        f"measure {len(keys)} categories",
        lambda: measure_access(
            network,
            services,
            at,
            [catalogue()[key] for key in keys],
            np.full((cell_count, len(keys)), Coverage.INCOMPLETE, dtype=np.int8),
            origins=cells,
            prepared=prepared,
        ),
    )
    seconds, gigabytes = time.perf_counter() - begin, peak_gb()
    busy = time.process_time() - cpu
    reached = float((table.status == Status.REACHED).mean())
    print(
        f"{seconds:.1f} s of {LIMIT_S:.0f} ({busy:.1f} s of processor), {gigabytes:.2f} GB of "
        f"{LIMIT_GB:.0f} at most; {reached:.1%} of the answers have a travel time"
    )
    return int(seconds > LIMIT_S or gigabytes > LIMIT_GB)


def sweden() -> Network:
    """Return New York tiled and stretched over Sweden, with classes of roads."""
    tiles = bench_graphs.tiled(bench_graphs.new_york(), columns=2, rows=3)
    one_way = tiles.tail < tiles.head  # each road stands there in both directions
    tail, head = tiles.tail[one_way], tiles.head[one_way]
    order = np.lexsort((head, tail))
    tail, head = tail[order], head[order]
    count = len(tail)
    random = np.random.default_rng(2)
    share = [*CLASSES.values(), 1 - sum(CLASSES.values())]
    extract = RoadExtract(
        way_id=np.arange(1, count + 1),
        way_tags=random.choice(len(share), count, p=share).astype(np.int32),
        tag_sets=tuple({"highway": name} for name in (*CLASSES, "residential")),
        first_ref=np.arange(0, 2 * count + 1, 2),
        ref=np.column_stack([tail, head]).ravel().astype(np.int32),
        node_id=np.arange(len(tiles.x)),
        lon=stretched(tiles.x, LON),
        lat=stretched(tiles.y, LAT),
        node_tags={},
        restrictions=(),
        ferry_routes=(),
    )
    return network_of(extract, shipped_profile("car"), Findings())


def stretched(values: np.ndarray, low_high: tuple[float, float]) -> np.ndarray:
    """Return the values spread from low to high."""
    low, high = low_high
    return low + (values - values.min()) * (high - low) / np.ptp(values)


def beside_roads(
    network: Network, random: np.random.Generator, count: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return places some way off random points of random roads, in metres."""
    roads = network.roads
    road = random.integers(0, len(roads), count)
    first, last = roads.first_point[road], roads.first_point[road + 1] - 1
    part, off = random.random(count), random.uniform(-OFF_ROAD_M, OFF_ROAD_M, (2, count))
    x = roads.x[first] + part * (roads.x[last] - roads.x[first]) + off[0]
    y = roads.y[first] + part * (roads.y[last] - roads.y[first]) + off[1]
    return x, y


def placed(network: Network, random: np.random.Generator, count: int, keys: list[str]) -> Services:
    """Return services of the categories in turn, beside random roads."""
    x, y = beside_roads(network, random, count)
    ids = np.array([f"s{number}" for number in range(count)])
    blank = np.full(count, "")
    return Services(
        id=ids,
        category=np.array(keys)[np.arange(count) % len(keys)],
        name=ids,
        x=x,
        y=y,
        place_key=ids,
        operator=blank,
        source=blank,
        kommun_code=blank,
    )


def read_cells(x: np.ndarray, y: np.ndarray) -> None:
    """Write cells with age classes and sexes as SCB does, and read them again."""
    random = np.random.default_rng(3)
    people = random.poisson(0.8, (len(x), AGE_CLASSES))
    heads = [f"ald{5 * at}_{5 * at + 4}" for at in range(AGE_CLASSES - 1)] + ["ald100w"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.csv"
        total = people.sum(axis=1)
        rows = np.column_stack([np.arange(len(x)), x, y, total, people, total // 2])
        rows = np.column_stack([rows, total - total // 2])
        head = ";".join(["id", "x", "y", "beftotalt", *heads, "man", "kvinna"])
        np.savetxt(path, rows, fmt="%d", delimiter=";", header=head, comments="")
        timed("  of this, reading", lambda: read_people_file(path, SWEREF99_TM, Findings()))


def timed(what: str, task: Callable[[], Result]) -> Result:
    """Do it, and print how long it took and the peak of memory until now."""
    begin, cpu = time.perf_counter(), time.process_time()
    result = task()
    seconds, busy = time.perf_counter() - begin, time.process_time() - cpu
    print(f"{what}: {seconds:.1f} s ({busy:.1f} s of processor), {peak_gb():.2f} GB", flush=True)
    return result


def peak_gb() -> float:
    """Return the peak of memory of this process in GB; 0 on Windows, which does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 (not on Windows)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
