"""Compare our car times with OSRM's: `compare_engines.py EXTRACT ... --osrm PYTHON`.

PYTHON is that of an environment with `osrm-bindings` and numpy; OSRM's files are kept in --work.
Random pairs of points on public roads of the main network, at least 500 m apart, snapped by both.
Prints Markdown: times by extract, speeds by class of road, and the ways behind the worst pairs.
"""

import argparse
import subprocess
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import osmium

from tillganglighet.accessibility.travel.metric import arriving, leaving, travel_time
from tillganglighet.network.crs import project, unproject
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapper
from tillganglighet.pipeline.networks import build_network
from tillganglighet.routing.ends import Ends
from tillganglighet.routing.route import route
from tillganglighet.sources.osm.roads import read_roads
from tillganglighet.units import KPH_PER_MPS, M_PER_KM, MS_PER_S, UNREACHED

SEED = 20261122
LEAST_APART_M = 500
SAME_PLACE_M = 20
LEAST_ASTRAY_M = 60  # of a way, to be listed; less are the ends of a route
PROFILES = ("car", "bil_verklig")
HELPER = Path(__file__).with_name("compare_engines_osrm.py")


@dataclass(frozen=True)
class Routes:
    """One engine's answers to all pairs: seconds, metres, and metres by lane of each route.

    A lane of a way is `(way id, 0 along or 1 against)`.
    """

    seconds: np.ndarray
    metres: np.ndarray
    along: list[Counter]


def random_pairs(network: Network, count: int) -> np.ndarray:
    """Return (count, 2, 2) lon, lat: places on public roads of the main network, by length."""
    roads, chance = network.roads, np.random.default_rng(SEED)
    good = network.is_target & roads.is_public & (network.network_of_road == 0)
    weight = np.where(good, roads.length_m, 0.0)
    road = chance.choice(len(roads), size=(8 * count, 2), p=weight / weight.sum())
    # The middle of a step between two points, so that both engines find the very road.
    first, after = roads.first_point[road], roads.first_point[road + 1]
    point = first + (chance.random(road.shape) * (after - first - 1)).astype(int)
    x, y = ((each[point] + each[point + 1]) / 2 for each in (roads.x, roads.y))
    apart = np.hypot(*(each[:, 0] - each[:, 1] for each in (x, y))) >= LEAST_APART_M
    apart &= road[:, 0] != road[:, 1]  # a trip along one road passes no node of the graph
    lon, lat = unproject(x[apart][:count].ravel(), y[apart][:count].ravel(), network.crs)
    return np.column_stack([lon, lat]).reshape(-1, 2, 2)


def our_routes(network: Network, pairs: np.ndarray) -> Routes:
    """Route every pair on our network; inf where there is no way."""
    metric, snapper, found = travel_time(network), Snapper(network), []
    for pair in pairs:
        x, y = project(pair[:, 0], pair[:, 1], network.crs)
        start, end = (
            snapper.snap(x[[at]], y[[at]], max_access_distance_m=SAME_PLACE_M) for at in (0, 1)
        )
        out, into = leaving(metric, start), arriving(metric, end)
        way = route(
            metric.graph,
            Ends(out.point, out.node, out.impedance, 1),
            Ends(into.point, into.node, into.impedance, 1),
        )
        along: Counter = Counter()
        for lane in network.lane[way.edge]:
            if lane >= 0:
                along[int(network.roads.way_id[lane >> 1]), int(lane & 1)] += float(
                    network.roads.length_m[lane >> 1]
                )
        reached = way.impedance < UNREACHED
        legs = out.length_m[way.origin_entry] + into.length_m[way.destination_entry]
        metres = sum(along.values()) + legs if reached else np.inf
        found.append((way.impedance / MS_PER_S if reached else np.inf, metres, along))
    seconds, metres, steps = zip(*found, strict=True)
    return Routes(np.array(seconds), np.array(metres), list(steps))


def osrm_routes(
    python: str, folder: Path, extract: Path, pairs: np.ndarray
) -> tuple[Routes, np.ndarray, dict]:
    """Route every pair by OSRM; return also (n,) metres moved, and seconds by lane of way."""
    with tempfile.TemporaryDirectory() as scratch:
        if not folder.exists():
            pbf = Path(scratch) / "map.osm.pbf"
            with osmium.SimpleWriter(str(pbf)) as writer:
                for each in osmium.FileProcessor(str(extract)):
                    writer.add(each)
            subprocess.run([python, str(HELPER), "prepare", str(pbf), str(folder)], check=True)
        asked, answered = Path(scratch) / "pairs.npy", Path(scratch) / "routes.npz"
        np.save(asked, pairs)
        command = [python, str(HELPER), "route", str(folder), str(asked), str(answered)]
        subprocess.run(command, check=True)
        found = dict(np.load(answered))
    lane_of = lanes_of_steps(extract)
    along: list[Counter] = [Counter() for _ in pairs]
    driven: dict = defaultdict(lambda: np.zeros(2))
    for number, tail, head, seconds, metres in found["steps"]:
        lane = lane_of.get((int(tail), int(head)))
        if lane is not None:
            along[int(number)][lane] += metres
            driven[lane] += (seconds, metres)
    moved = found["moved"].max(axis=1)
    return Routes(found["seconds"], found["metres"], along), moved, driven


def lanes_of_steps(extract: Path) -> dict:
    """Return the lane of way for each two nodes that follow each other."""
    decoded, lane_of = read_roads(extract), {}
    for at, way in enumerate(decoded.way_id.tolist()):
        if decoded.tag_sets[decoded.way_tags[at]].get("area") == "yes":
            continue  # no road, though roads share its nodes
        refs = decoded.ref[decoded.first_ref[at] : decoded.first_ref[at + 1]]
        ids = decoded.node_id[refs].tolist()
        for tail, head in pairwise(ids):
            lane_of.setdefault((tail, head), (way, 0))
            lane_of.setdefault((head, tail), (way, 1))
    return lane_of


def add_class_rows(totals: dict, network: Network, column: int, driven: dict) -> None:
    """Add, by class of road, metres and the seconds of OSRM and of ours for what OSRM drove.

    Ours include what stops and bends cost; OSRM's leave out what turns cost.
    """
    roads = network.roads
    highway: dict = {}
    sums: dict = defaultdict(lambda: np.zeros(2))
    for road, (way, use) in enumerate(zip(roads.way_id.tolist(), roads.use, strict=True)):
        highway[way] = roads.uses[use].highway
        for backward, time in enumerate(roads.travel_time_ms[road]):
            if time < UNREACHED:
                sums[way, backward] += (time / MS_PER_S, roads.length_m[road])
    for lane, (seconds, metres) in driven.items():
        if lane not in sums or seconds == 0:
            continue
        row = totals.setdefault(highway[lane[0]], np.zeros(2 + len(PROFILES)))
        row[2 + column] += metres * sums[lane][0] / sums[lane][1]
        if column == 0:
            row[:2] += metres, seconds


def describe(extract: Path, ways: set) -> dict:
    """Return the tags of some ways."""
    if not ways:
        return {}
    only = osmium.FileProcessor(str(extract), osmium.osm.WAY).with_filter(
        osmium.filter.IdFilter(ways)
    )
    return {way.id: dict(way.tags) for way in only}


def print_outliers(ours: Routes, theirs: Routes, usable: np.ndarray, extract: Path) -> None:
    """Print the pairs whose ratio is farthest from the median, and the ways that differ."""
    ratio = np.full(len(usable), np.nan)
    ratio[usable] = ours.seconds[usable] / theirs.seconds[usable]
    off = np.abs(np.log(ratio / np.nanmedian(ratio)))
    for at in np.argsort(-np.nan_to_num(off, nan=-1))[:4]:
        print(
            f"- pair {at}: ours {ours.seconds[at]:.0f} s {ours.metres[at] / M_PER_KM:.1f} km,"
            f" OSRM {theirs.seconds[at]:.0f} s {theirs.metres[at] / M_PER_KM:.1f} km"
        )
        for name, one, other in (
            ("ours", ours.along[at], theirs.along[at]),
            ("OSRM", theirs.along[at], ours.along[at]),
        ):
            lanes = (one - other).most_common(4)
            lanes = [(lane, metres) for lane, metres in lanes if metres >= LEAST_ASTRAY_M]
            tags = describe(extract, {way for (way, _), _ in lanes})
            for (way, backward), metres in lanes:
                told = {k: v for k, v in tags.get(way, {}).items() if "name" not in k}
                print(f"  - {name} only: w{way} {'<>'[not backward]} {metres:.0f} m {told}")


def compare(extract: Path, python: str, work: Path, count: int, totals: dict) -> list[str]:
    """Return the table's rows of one extract, a row for each profile."""
    rows = []
    pairs = np.empty(0)
    for column, profile in enumerate(PROFILES):
        network = build_network(extract, profile)
        if column == 0:
            pairs = random_pairs(network, count)
            folder = work / extract.name.split(".")[0]
            theirs, moved, driven = osrm_routes(python, folder, extract, pairs)
        ours = our_routes(network, pairs)
        add_class_rows(totals, network, column, driven)
        usable = (moved <= SAME_PLACE_M) & np.isfinite(ours.seconds) & np.isfinite(theirs.seconds)
        ratio = ours.seconds[usable] / theirs.seconds[usable]
        longer = ours.metres[usable] / theirs.metres[usable]
        low, middle, high = np.quantile(ratio, [0.1, 0.5, 0.9])
        likeness = np.corrcoef(ours.seconds[usable], theirs.seconds[usable])[0, 1]
        rows.append(
            f"| {extract.name.split('.')[0]} | {profile} | {usable.sum()} |"
            f" {(moved > SAME_PLACE_M).sum()} | {np.isinf(ours.seconds).sum()} |"
            f" {low:.2f} | {middle:.2f} | {high:.2f} | {likeness:.3f} |"
            f" {np.median(longer):.3f} | {np.mean(np.abs(longer - 1) < 0.01):.0%} |"  # noqa: PLR2004
        )
        if column == 1:
            print(f"\n{extract.name}, {profile}: the pairs farthest from the usual ratio\n")
            print_outliers(ours, theirs, usable, extract)
    return rows


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("extract", nargs="+", type=Path)
    parser.add_argument("--osrm", required=True, metavar="PYTHON")
    parser.add_argument("--work", type=Path, default=Path("osrm"), metavar="FOLDER")
    parser.add_argument("--pairs", type=int, default=300)
    arguments = parser.parse_args()
    totals: dict = {}
    rows = []
    for extract in arguments.extract:
        rows += compare(extract, arguments.osrm, arguments.work, arguments.pairs, totals)
    print(
        "\n| extract | profile | pairs | moved | no way | p10 | median | p90 | r | km | same km |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    print("\n".join(rows))
    print("\n| class | km | OSRM km/h | car km/h | bil_verklig km/h |\n|---|---:|---:|---:|---:|")
    for name, (metres, *seconds) in sorted(totals.items(), key=lambda each: -each[1][0]):
        speeds = " | ".join(f"{KPH_PER_MPS * metres / each:.0f}" for each in seconds)
        print(f"| {name} | {metres / M_PER_KM:.0f} | {speeds} |")


if __name__ == "__main__":
    main()
