"""The world outside: nodes beyond the border, the ways there and where they cross it."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely

from tillganglighet.accessibility.levels.place_services import counted_services
from tillganglighet.accessibility.travel.metric import Metric, arriving, leaving
from tillganglighet.accessibility.travel.nearest import nearest_services
from tillganglighet.accessibility.travel.service_villages import villages_of_services
from tillganglighet.domain.places import NO_VILLAGE, FloatArray, Services, Villages
from tillganglighet.network.network import Network
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.route import route
from tillganglighet.structure.levels import PlaceFacts, node_levels
from tillganglighet.structure.node_rules import NodeRules
from tillganglighet.structure.nodes import Nodes, village_nodes
from tillganglighet.structure.settings import Settings
from tillganglighet.units import MS_PER_S, S_PER_MIN, UNREACHED

Int32Array = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


def outside_nodes(
    villages: Villages,
    snapping: Snapping,
    services: Services,
    is_outside: Mask,
    *,
    rules: NodeRules,
    settings: Settings,
) -> Nodes:
    """Return the villages beyond the border that are nodes, by the services there.

    Parameters
    ----------
    villages, snapping
        Those beyond the border.
    services : Services
    is_outside : (service_count,) bool
        The service lies beyond the border.
    rules, settings
        Only levels that ask for no day population are given.
    """
    place = np.where(is_outside, villages_of_services(services, villages, None), NO_VILLAGE)
    offered = np.isin(rules.categories, services.category[is_outside])
    is_known = np.tile(offered, (len(villages), 1))
    facts = PlaceFacts(
        services=counted_services(
            services, place.astype(np.int32), len(villages), rules.categories
        ),
        is_known=is_known,
        is_complete=np.zeros_like(is_known),  # nobody claims to hold all beyond the border
        population=villages.population,
        day_population=np.full(len(villages), np.nan),
    )
    level = node_levels(facts, rules).level
    level = np.where(snapping.road >= 0, level, rules.no_level).astype(np.int8)
    nodes = village_nodes(villages, snapping, level, settings.outside_lowest_level)
    return replace(nodes, village=np.full(len(nodes), NO_VILLAGE, dtype=np.int32))


@dataclass(frozen=True)
class OutsideLinks:
    """The ways from the region to the nodes beyond its border; (link_count,) each.

    Parameters
    ----------
    node : int32
        Index of the node beyond the border.
    origin : int32
        Index of the node of the region from which it is quickest.
    travel_time_s : float64
        Towards the node outside.
    line : object
        The way, in the region's CRS.
    crossing : (link_count, 2) float64
        x and y where the way leaves the region for the last time; nan where no border is known.
    road : int32
        The road that it does so on; -1 where no border is known.
    """

    node: Int32Array
    origin: Int32Array
    travel_time_s: FloatArray
    line: npt.NDArray[np.object_]
    crossing: FloatArray
    road: Int32Array

    def __len__(self) -> int:
        """Return the number of links."""
        return len(self.node)


def outside_links(
    times: Metric, nodes: Nodes, home: shapely.Geometry | None, settings: Settings
) -> OutsideLinks:
    """Find the quickest way from any node of the region to each node beyond the border.

    Parameters
    ----------
    times : Metric
        The network by travel time.
    nodes : Nodes
    home : polygon, optional
        The region, whose border is crossed.
    settings : Settings
        How far to look.
    """
    inner, outer = np.flatnonzero(~nodes.is_outside), np.flatnonzero(nodes.is_outside)
    found: list[tuple[int, int, float, shapely.Geometry, FloatArray, int]] = []
    for goal in outer.tolist():
        there = nodes.snapping.chosen(np.array([goal]))
        seconds = nearest_services(times, nodes.snapping.chosen(inner), there, k=1)
        impedance = seconds.impedance[:, 0]
        if len(inner) == 0 or impedance.min() > settings.outside_min * S_PER_MIN * MS_PER_S:
            continue
        origin = int(inner[int(impedance.argmin())])
        roads = _roads(times, nodes.snapping.chosen(np.array([origin])), there)
        line = _line(times.network, roads, nodes, (origin, goal))
        crossing, road = _crossing(times.network, roads, home)
        found.append((goal, origin, impedance.min() / MS_PER_S, line, crossing, road))
    found.sort(key=lambda each: (each[2], each[0]))
    columns = list(zip(*found, strict=True)) or [()] * 6
    return OutsideLinks(
        node=np.array(columns[0], dtype=np.int32),
        origin=np.array(columns[1], dtype=np.int32),
        travel_time_s=np.array(columns[2], dtype=np.float64),
        line=np.array(columns[3], dtype=np.object_),
        crossing=np.array(columns[4], dtype=np.float64).reshape(-1, 2),
        road=np.array(columns[5], dtype=np.int32),
    )


def _roads(times: Metric, origin: Snapping, goal: Snapping) -> Int32Array:
    """Return the roads of the quickest way in the order they are driven."""
    start, end = leaving(times, origin).as_ends(1), arriving(times, goal).as_ends(1)
    found = route(times.search, start, end)
    if found.impedance == UNREACHED:
        return origin.road
    lane = times.network.lane[found.edge]
    between = lane[lane >= 0] >> 1
    return np.concatenate([origin.road, between, goal.road]).astype(np.int32)


def _line(
    network: Network, roads: Int32Array, nodes: Nodes, ends: tuple[int, int]
) -> shapely.Geometry:
    """Return the way as one line, from the node of the region to the one outside."""
    points = [(nodes.x[ends[0]], nodes.y[ends[0]])]
    for line in network.roads.lines(roads[1:-1]):
        along = shapely.get_coordinates(line)
        first, last = np.hypot(*(along[[0, -1]] - points[-1]).T)
        points += (along if first <= last else along[::-1]).tolist()
    return shapely.LineString([*points, (nodes.x[ends[1]], nodes.y[ends[1]])])


def _crossing(
    network: Network, roads: Int32Array, home: shapely.Geometry | None
) -> tuple[FloatArray, int]:
    """Return where the last of the roads that meet the border does so, and that road."""
    nowhere = np.full(2, np.nan)
    if home is None:
        return nowhere, -1
    lines, border = network.roads.lines(roads), shapely.boundary(home)
    meeting = np.flatnonzero(shapely.intersects(lines, border))
    if len(meeting) == 0:
        return nowhere, -1
    points = shapely.get_coordinates(shapely.intersection(lines[meeting[-1]], border))
    return points[-1], int(roads[meeting[-1]])


def ends_at_border(network: Network, home: shapely.Geometry | None, settings: Settings) -> bool:
    """Return whether no road leads well beyond the border, so that nothing outside is known."""
    if home is None or len(network.roads) == 0:
        return True
    beyond = shapely.buffer(shapely.simplify(home, 100.0), settings.outside_least_road_m)
    shapely.prepare(beyond)
    usable = network.is_target & network.roads.has_line
    first = network.roads.first_point[:-1][usable]
    return bool(shapely.contains_xy(beyond, network.roads.x[first], network.roads.y[first]).all())
