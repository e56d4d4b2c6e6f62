"""The same questions put to other programs."""

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import routingkit_cch
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from tillganglighet.routing.ends import Ends, Seeds
from tillganglighet.routing.graph import Graph
from tillganglighet.units import UNREACHED

ROWS = 50  # of the OD matrix, for a peer that is slow

# pandana wants its own environment; it gets the graph as a file and prints seconds.
PANDANA = """
import sys, time
import numpy as np, pandas as pd, pandana
z = np.load(sys.argv[1])
x, y = pd.Series(z["x"]), pd.Series(z["y"])
weights = pd.DataFrame({"s": z["impedance"] / 1000})
network = pandana.Network(x, y, pd.Series(z["tail"]), pd.Series(z["head"]), weights, twoway=False)
network.set_pois("service", 1e7, 1, x[z["seeds"]], y[z["seeds"]])
begin = time.perf_counter()
network.nearest_pois(1e7, "service", num_pois=1)
print("seconds", time.perf_counter() - begin)
"""


def scipy_nearest(graph: Graph, seeds: Seeds) -> Callable[[], np.ndarray]:
    """Return scipy's search from all services at once: distances only, no labels."""
    against = _matrix(graph.reversed().graph)
    return lambda: dijkstra(against, indices=seeds.node, min_only=True)


def check_scipy_nearest(graph: Graph, seeds: Seeds, found: np.ndarray) -> None:
    """Raise AssertionError unless scipy finds the same impedances, seeds at their nodes."""
    against = graph.reversed().graph
    # One more node, from which every service is as far as its seed says.
    first = np.append(against.first_out, against.edge_count + len(seeds.node))
    head = np.concatenate([against.head, seeds.node])
    impedance = np.concatenate([against.impedance, seeds.impedance])
    matrix = _matrix(Graph(first, head, impedance))
    expected = dijkstra(matrix, indices=graph.node_count)[:-1]
    if not np.array_equal(np.where(np.isinf(expected), UNREACHED, expected), found[:, 0]):
        raise AssertionError("scipy finds other impedances")


def networkx_nearest(graph: Graph, seeds: Seeds) -> float:
    """Return the seconds of networkx's search from all services at once, distances only."""
    against = graph.reversed().graph
    network = nx.DiGraph()
    edges = zip(*(values.tolist() for values in (*against.csr[1:], against.tail)), strict=True)
    network.add_weighted_edges_from((tail, head, impedance) for head, impedance, tail in edges)
    network.add_nodes_from(range(graph.node_count))
    begin = time.perf_counter()
    nx.multi_source_dijkstra_path_length(network, set(seeds.node.tolist()))
    return time.perf_counter() - begin


def scipy_rows(graph: Graph, origins: Ends, count: int) -> float:
    """Return the seconds of some rows of an OD matrix."""
    matrix = _matrix(graph)
    begin = time.perf_counter()
    dijkstra(matrix, indices=origins.node[:count])
    return time.perf_counter() - begin


def routingkit_rows(
    graph: Graph, order: np.ndarray, origins: Ends, destinations: Ends, ours: np.ndarray
) -> float:
    """Return the seconds of `ROWS` rows of an OD matrix, checked against ours."""
    edges = order.astype(np.uint32), graph.tail.astype(np.uint32), graph.head.astype(np.uint32)
    hierarchy = routingkit_cch.CCH(*edges, filter_always_inf_arcs=False)
    metric = routingkit_cch.CCHMetric(hierarchy, graph.impedance.astype(np.uint32))
    query = routingkit_cch.CCHOneToMany(metric, destinations.node.astype(np.uint32))
    begin = time.perf_counter()
    rows = [query.distances_from(int(node)) for node in origins.node[:ROWS]]
    seconds = time.perf_counter() - begin
    partial = origins.impedance[:ROWS, None] + destinations.impedance
    expected = [[UNREACHED if value is None else value for value in row] for row in rows]
    totals = np.minimum(np.array(expected, np.int64) + partial, UNREACHED)
    if not np.array_equal(totals, ours[:ROWS]):
        raise AssertionError("routingkit-cch finds other impedances")
    return seconds


def pandana_nearest(
    python: str, graph: Graph, x: np.ndarray, y: np.ndarray, seeds: np.ndarray
) -> float:
    """Return the seconds of pandana's `nearest_pois`, its preparation not counted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.npz"
        arrays = {"tail": graph.tail, "head": graph.head, "impedance": graph.impedance}
        np.savez(path, **arrays, x=x, y=y, seeds=seeds)
        command = [python, "-c", PANDANA, str(path)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(out.rsplit("seconds", 1)[1])


def _matrix(graph: Graph) -> csr_matrix:
    open_edges = np.where(graph.impedance < UNREACHED, graph.impedance, np.inf)
    shape = graph.node_count, graph.node_count
    return csr_matrix((open_edges, graph.head, graph.first_out), shape=shape)
