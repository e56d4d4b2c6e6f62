"""Measure: `dev.py bench [routing] [GRAPH ...] [--pandana PYTHON]`, or `... people|workbook`.

Prints two tables in Markdown: each task on the largest graph with its peer and its target, and
the growth of each cost with the size of the graph. Runs for some minutes on two quiet cores.
`people` measures the cells of a country instead, and `workbook` an Excel workbook of 100 000 rows:
see bench_people.py and bench_workbook.py.
"""

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import bench_graphs
import bench_peers
import bench_people
import bench_workbook
import numpy as np

from tillganglighet.routing.changes import NearestTable
from tillganglighet.routing.ends import Ends, Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.routing.hierarchy import Hierarchy, build_hierarchy
from tillganglighet.routing.isochrones import reachable
from tillganglighet.routing.leave_one_out import leave_one_out
from tillganglighet.routing.nearest import nearest, nearest_of_each
from tillganglighet.routing.od import od_matrix
from tillganglighet.routing.order import nested_dissection
from tillganglighet.routing.stored import from_arrays, to_arrays
from tillganglighet.routing.topology import build_topology
from tillganglighet.routing.warm_up import warm_up
from tillganglighet.routing.ways import quickest_ways
from tillganglighet.units import UNREACHED

MAPS: dict[str, Callable[[], bench_graphs.Map]] = {
    "faroes": lambda: bench_graphs.from_osm("faroe-islands/faroe-islands-2017.osm.pbf"),
    "porto-alegre": lambda: bench_graphs.from_osm("porto-alegre/poa_osm.pbf"),
    "new-york": bench_graphs.new_york,
    "sweden-size": lambda: bench_graphs.tiled(bench_graphs.new_york(), columns=2, rows=3),
}
MINUTE = 60_000  # milliseconds
NETWORKX_NODES = 300_000  # beyond, its graph of dictionaries takes gigabytes


@dataclass
class Case:
    """One graph, prepared, with random services and points on it; and what was measured."""

    name: str
    graph: Graph
    hierarchy: Hierarchy
    rows: list[tuple[str, float, str, float, str]] = field(default_factory=list)
    peak_memory: str = ""

    def add(
        self, task: str, seconds: float, peer: str = "", peer_seconds: float = 0, target: str = ""
    ) -> None:
        """Keep one measurement, and tell it at once."""
        self.rows.append((task, seconds, peer, peer_seconds, target))
        print(
            f"{self.name}: {task}: {_time(seconds)} {peer} {_time(peer_seconds)}", file=sys.stderr
        )

    def seeds(self, count: int, seed: int = 1) -> Seeds:
        """Return random services."""
        random = np.random.default_rng(seed)
        node = random.integers(0, self.graph.node_count, count)
        return Seeds(node, random.integers(0, MINUTE, count), np.arange(count))

    def ends(self, count: int, seed: int) -> Ends:
        """Return random points."""
        seeds = self.seeds(count, seed)
        return Ends(seeds.label, seeds.node, seeds.impedance, count)


def main() -> int:
    """Measure what is asked for, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    named = f"routing, {', '.join(MAPS)}, people or workbook"
    parser.add_argument("what", nargs="*", default=["routing"], help=named)
    parser.add_argument("--pandana", help="a Python that has pandana, to measure it too")
    parser.add_argument("--memory", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.what == ["people"]:
        return bench_people.measure_people()
    if options.what == ["workbook"]:
        return bench_workbook.measure_workbook()
    if options.memory:
        return _memory_of_a_query(Path(options.memory))
    names = [name for name in options.what if name != "routing"] or list(MAPS)
    warm_up()
    cases = [_measured(name, options.pandana) for name in names]
    _print_tables(cases)
    return 0


def _measured(name: str, pandana: str | None) -> Case:
    place = MAPS[name]()
    graph = place.graph()
    order, order_s = _once(lambda: nested_dissection(graph, place.x, place.y))
    graph.reversed()
    topology_s = _median(lambda: build_topology(graph, order), 1)
    case = Case(name, graph, build_hierarchy(graph, order))
    case.add("order and topology", order_s + topology_s, target="150 s")
    metric_s = _median(lambda: case.hierarchy.with_impedance(graph.impedance), 3)
    case.add("new metric", metric_s, target="2 s")
    _services(case, pandana, place)
    _numbered_by_rank(case, place, order)
    _changes(case)
    _matrices(case, order)
    _isochrones(case)
    _disk(case)
    return case


def _services(case: Case, pandana: str | None, place: bench_graphs.Map) -> None:
    seeds, many = case.seeds(300), case.seeds(3000)
    one = _median(lambda: nearest(case.hierarchy, seeds))
    bench_peers.check_scipy_nearest(case.graph, seeds, nearest(case.hierarchy, seeds).impedance)
    scipy = _median(bench_peers.scipy_nearest(case.graph, seeds), 3)
    case.add("nearest of 300, all nodes", one, "scipy", scipy, "15x")
    if pandana:
        peer = bench_peers.pandana_nearest(pandana, case.graph, place.x, place.y, seeds.node)
        case.add("nearest of 300, all nodes", one, "pandana", peer, "300x")
    if case.graph.node_count < NETWORKX_NODES:
        peer = bench_peers.networkx_nearest(case.graph, seeds)
        case.add("nearest of 300, all nodes", one, "networkx", peer)
    plain = _median(lambda: nearest(case.graph, seeds), 1)
    case.add("nearest of 300, all nodes", one, "own heap Dijkstra", plain)
    categories = [case.seeds(300, seed) for seed in range(2, 6)]
    fused = _median(lambda: nearest_of_each(case.hierarchy, categories))
    case.add("four categories in one pass", fused, "own, one category", one, "0.5x")
    five = _median(lambda: nearest(case.hierarchy, many, k=5), 3)
    plain = _median(lambda: nearest(case.graph, many, k=5), 1)
    case.add("5 nearest of 3000", five, "own heap Dijkstra", plain, "8x")


def _numbered_by_rank(case: Case, place: bench_graphs.Map, order: np.ndarray) -> None:
    """Measure again where the answers need not be put into another order."""
    rank = case.hierarchy.topology.rank
    graph = place.numbered(rank).graph()
    numbered = Case(case.name, graph, build_hierarchy(graph, rank[order]))
    one = _median(lambda: nearest(numbered.hierarchy, numbered.seeds(300)))
    scipy = _median(bench_peers.scipy_nearest(graph, numbered.seeds(300)), 3)
    case.add("nearest of 300, nodes numbered by rank", one, "scipy", scipy, "15x")
    categories = [numbered.seeds(300, seed) for seed in range(2, 6)]
    fused = _median(lambda: nearest_of_each(numbered.hierarchy, categories))
    case.add("four categories, nodes numbered by rank", fused, "own, one category", one, "0.5x")


def _changes(case: Case) -> None:
    seeds = case.seeds(3000)
    scipy = _median(bench_peers.scipy_nearest(case.graph, seeds), 3)
    table, closing = NearestTable(case.hierarchy, seeds), []
    before = table.found()
    for label in range(200):
        closing.append(_once(lambda label=label: table.close_service(label))[1])
        again = slice(label, label + 1)
        table.open_services(Seeds(seeds.node[again], seeds.impedance[again], seeds.label[again]))
    case.add("close one service of 3000", statistics.median(closing), "scipy", scipy, "1000x")

    weights = np.ones(case.graph.node_count)
    everyone = _median(
        lambda: leave_one_out(nearest(case.hierarchy, seeds, k=2), weights, 3000), 3
    )
    case.add("leave out each of 3000", everyone, target="1 s")

    closing = []
    for edge in _used_edges(case, before, seeds, 200):
        closing.append(_once(lambda edge=edge: table.change_edges([edge], [UNREACHED]))[1])
        table.change_edges([edge], case.graph.impedance[[edge]])
    case.add("close one road of 200 by use", statistics.median(closing), "scipy", scipy, "5x")
    after = table.found()
    if not (after.label == before.label).all() or (after.impedance != before.impedance).any():
        raise AssertionError("closed and opened again, the table is not what it was")


def _used_edges(case: Case, found: object, seeds: Seeds, count: int) -> list[int]:
    """Return an edge from the way of each of some random nodes: the more used, the likelier."""
    nothing = np.zeros((len(seeds.node), 1))
    ways = quickest_ways(case.graph, found, seeds, np.ones((case.graph.edge_count, 1)), nothing)
    random, edges = np.random.default_rng(6), []
    while len(edges) < count:
        node = int(random.integers(case.graph.node_count))
        way = ways.edges_from(case.graph, found, node, 0)
        edges += [int(random.choice(way))] if len(way) else []
    return edges


def _matrices(case: Case, order: np.ndarray) -> None:
    origins, destinations = case.ends(1000, 7), case.ends(1000, 8)
    full = _median(lambda: od_matrix(case.hierarchy, origins, destinations))
    matrix = od_matrix(case.hierarchy, origins, destinations)
    rows = bench_peers.routingkit_rows(case.graph, order, origins, destinations, matrix)
    case.add("OD 1000 x 1000", full, "routingkit-cch (50 rows x 20)", rows * 20, "50x")
    rows = bench_peers.scipy_rows(case.graph, origins, 3)
    case.add("OD 1000 x 1000", full, "scipy (3 rows, scaled)", rows / 3 * 1000, "3000x")
    near = _median(lambda: od_matrix(case.hierarchy, origins, destinations, cutoff=60 * MINUTE))
    case.add("OD 1000 x 1000, 60 minutes", near)


def _isochrones(case: Case) -> None:
    points, few = case.ends(200, 9), case.ends(10, 9)
    ours = _median(lambda: reachable(case.hierarchy, points, 30 * MINUTE), 3)
    plain = _median(lambda: reachable(case.graph, few, 30 * MINUTE), 1) * 20
    case.add("200 isochrones of 30 minutes", ours, "own heap Dijkstra (10 x 20)", plain, "4x")


def _disk(case: Case) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = to_arrays(case.hierarchy)
        for each in fields(kept):
            np.save(folder / f"{each.name}.npy", getattr(kept, each.name))
        for part, values in case.graph.csr._asdict().items():
            np.save(folder / f"graph_{part}.npy", values)
        case.add("open the prepared network", _median(lambda: _open(folder)), target="50 ms")
        child = [sys.executable, __file__, "--memory", name]
        out = subprocess.run(child, check=True, capture_output=True, text=True).stdout
        case.peak_memory = f"{out.strip()} MB"


def _open(folder: Path) -> Hierarchy:
    arrays = {path.stem: np.load(path, mmap_mode="c") for path in folder.glob("*.npy")}
    graph = Graph(*(arrays[f"graph_{part}"] for part in ("first_out", "head", "impedance")))
    return from_arrays(graph, arrays)


def _memory_of_a_query(folder: Path) -> int:
    import resource  # noqa: PLC0415 (not on Windows, where this row stays empty)

    case = Case("memory", (network := _open(folder)).graph, network)
    nearest(network, case.seeds(300), k=2)
    od_matrix(network, case.ends(1000, 7), case.ends(1000, 8))
    print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))
    return 0


def _print_tables(cases: list[Case]) -> None:
    print(f"\n{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    for case in cases:
        print(f"\n`{case.name}`: {case.graph.node_count} nodes, {case.graph.edge_count} edges\n")
        print("| task | ours | against | its time | ratio | must reach |")
        print("|---|---|---|---|---|---|")
        for task, seconds, peer, other, target in case.rows:
            ratio = f"{other / seconds:,.1f}x" if peer else ""
            print(f"| {task} | {_time(seconds)} | {peer} | {_time(other)} | {ratio} | {target} |")
        print("\nPeak memory of a process that opens it, finds the 2 nearest of 300 services and")
        print(f"fills a matrix of 1000 x 1000: {case.peak_memory} (must stay below 1.5 GB).")
    print(
        "\n| task |", " | ".join(f"{case.name} ({case.graph.node_count})" for case in cases), "|"
    )
    print("|---" * (len(cases) + 1) + "|")
    for task in dict.fromkeys(row[0] for row in cases[-1].rows):
        times = [next(row[1] for row in case.rows if row[0] == task) for case in cases]
        print(f"| {task} |", " | ".join(map(_time, times)), "|")


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:,.3g} s"
    return f"{seconds * 1000:.3g} ms" if seconds else ""


def _median(task: Callable[[], object], times: int = 5) -> float:
    return statistics.median(_once(task)[1] for _ in range(times))


def _once(task: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    result = task()
    return result, time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
