"""The graphs of the routing benchmark: New York, and a stand-in for Sweden tiled from it."""

import gzip
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tillganglighet.pipeline.networks import build_network
from tillganglighet.routing.graph import Graph

DATA = Path(__file__).resolve().parent.parent.parent / "shared/data"
EARTH_RADIUS_M = 6_371_009  # mean radius, IUGG
MEDIAN_SPEED_MPS = 50 / 3.6  # SOURCE.md: scale the graph's times to a median of 50 km/h
JOIN_SPEED_MPS = 60 / 3.6
BORDER_STEP = 0.003  # degrees of border for one road across it
BORDER_REACH = 0.02  # degrees; no road where the nearest node is farther away

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Map:
    """Directed edges in any order, with the coordinates of their nodes, in degrees or metres."""

    tail: Ints
    head: Ints
    impedance: Ints
    x: Floats
    y: Floats

    def numbered(self, number: Ints) -> "Map":
        """Return the same map with other numbers for its nodes."""
        x, y = np.empty_like(self.x), np.empty_like(self.y)
        x[number], y[number] = self.x, self.y
        return Map(number[self.tail], number[self.head], self.impedance, x, y)

    def graph(self) -> Graph:
        """Return the edges as a graph."""
        order = np.argsort(self.tail, kind="stable")
        first_out = np.searchsorted(self.tail[order], np.arange(len(self.x) + 1))
        return Graph(first_out, self.head[order], self.impedance[order])


def from_osm(name: str) -> Map:
    """Build the car network of an extract, turn restrictions and private roads included."""
    with tempfile.TemporaryDirectory() as folder:
        # One of the files is called .pbf alone, which is not taken for an OSM file.
        network = build_network(shutil.copy(DATA / name, Path(folder) / "roads.osm.pbf"))
    graph = Graph(network.first_out, network.head, network.travel_time_ms)
    roads, xy = network.roads, np.zeros((2, len(network.roads.node_id)))
    for values, place in ((roads.x, xy[0]), (roads.y, xy[1])):
        place[roads.from_node] = values[roads.first_point[:-1]]
        place[roads.to_node] = values[roads.first_point[1:] - 1]
    x, y = xy[:, network.road_node]
    edges = (values.astype(np.int64) for values in (graph.tail, graph.head, graph.impedance))
    return Map(*edges, x, y)


def new_york() -> Map:
    """Read the DIMACS graph with travel times in milliseconds."""
    nodes = _rows("USA-road-d.NY.co.gz", "v")
    x, y = nodes[:, 1] / 1e6, nodes[:, 2] / 1e6
    edges = _rows("USA-road-t.NY.gr.gz", "a")
    tail, head, time = edges[:, 0] - 1, edges[:, 1] - 1, edges[:, 2]
    metres = _metres(x[tail], y[tail], x[head], y[head])
    order = np.argsort(metres / time)
    middle = np.searchsorted(np.cumsum(metres[order]), metres.sum() / 2)
    scale = (metres / time)[order][middle] / MEDIAN_SPEED_MPS
    return Map(tail, head, np.maximum(1, np.rint(time * scale * 1000)).astype(np.int64), x, y)


def tiled(tile: Map, columns: int, rows: int) -> Map:
    """Lay mirror images of the map beside and above each other, joined along the borders."""
    count = len(tile.x)
    width, height = tile.x.max(), tile.y.max()  # the mirrors, with the tile's corner at 0, 0
    x0, y0 = tile.x.min(), tile.y.min()
    xs, ys, tails, heads, impedances = [], [], [], [], []
    for row in range(rows):
        for column in range(columns):
            offset = count * (row * columns + column)
            xs.append(_mirrored(tile.x - x0, column, width - x0) + x0)
            ys.append(_mirrored(tile.y - y0, row, height - y0) + y0)
            joins = []
            if column + 1 < columns:
                joins.append((1, width if column % 2 == 0 else x0, tile.x, tile.y))
            if row + 1 < rows:
                joins.append((columns, height if row % 2 == 0 else y0, tile.y, tile.x))
            tails.append(tile.tail + offset)
            heads.append(tile.head + offset)
            impedances.append(tile.impedance)
            for step, border, across, along in joins:
                node = _nearest_to_border(np.abs(across - border), along)
                metres = 2 * np.abs(across[node] - border) * np.radians(1) * EARTH_RADIUS_M
                time = np.maximum(1, np.rint(metres / JOIN_SPEED_MPS * 1000)).astype(np.int64)
                tails += [node + offset, node + offset + step * count]
                heads += [node + offset + step * count, node + offset]
                impedances += [time, time]
    edges = (np.concatenate(part) for part in (tails, heads, impedances))
    return Map(*edges, np.concatenate(xs), np.concatenate(ys))


def _mirrored(values: Floats, place: int, width: float) -> Floats:
    return place * width + (values if place % 2 == 0 else width - values)


def _nearest_to_border(distance: Floats, along: Floats) -> Ints:
    step = np.floor(along / BORDER_STEP).astype(np.int64)
    order = np.lexsort((distance, step))
    _, first = np.unique(step[order], return_index=True)
    return order[first][distance[order[first]] <= BORDER_REACH]


def _metres(x1: Floats, y1: Floats, x2: Floats, y2: Floats) -> Floats:
    lon1, lat1, lon2, lat2 = (np.radians(values) for values in (x1, y1, x2, y2))
    half = (
        np.sin((lat2 - lat1) / 2) ** 2
        + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(half))


def _rows(name: str, kind: str) -> Ints:
    with gzip.open(DATA / "dimacs-ny" / name, "rt", encoding="ascii") as lines:
        rows = [line[2:] for line in lines if line.startswith(kind + " ")]
    return np.fromstring(" ".join(rows), np.int64, sep=" ").reshape(len(rows), 3)
