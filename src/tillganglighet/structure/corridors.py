"""Corridors (stråk): the busiest roads as long lines between places, to be drawn."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import KDTree

from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.network.network import Network
from tillganglighet.network.road_names import RoadNames
from tillganglighet.structure.joined_roads import joined_roads, loose_ends, one_line
from tillganglighet.structure.nodes import Nodes
from tillganglighet.structure.settings import Settings
from tillganglighet.units import M_PER_KM

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Corridors:
    """Lines, the busiest first; after them those that are short.

    Parameters
    ----------
    line : (line_count,) object
        MultiLineStrings, simplified, in the region's CRS: of more than one part where the roads
        between two places run side by side, or another class of width comes between.
    amount : (line_count,) float64
        Persons, or trips a weekday, in the mean along the line.
    length_m : (line_count,) float64
        Along the ground, before the line was simplified.
    width_class : (line_count,) int8
        1 to 4, 4 the busiest.
    breaks : tuple of float
        The least amounts of the classes 2 to 4.
    name_from, name_to : (line_count,) str
        The places nearest to its ends, never the same twice; empty where there is no other.
    road_kind, road_number : (line_count,) str
        Highway class of most of it; the road number of most of it, empty where it has none.
    """

    line: npt.NDArray[np.object_]
    amount: FloatArray
    length_m: FloatArray
    width_class: npt.NDArray[np.int8]
    breaks: tuple[float, ...]
    name_from: StrArray
    name_to: StrArray
    road_kind: StrArray
    road_number: StrArray

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.line)


def corridors(
    network: Network,
    amount: FloatArray,
    places: Nodes,
    settings: Settings,
    road_names: RoadNames,
) -> Corridors:
    """Keep the roads that carry most, and join them to lines from crossing to crossing.

    Where more than two kept roads of one class of width meet the busiest two go on as one line,
    of equals those that lie straightest. Lines go by their road number and the places at their
    ends; those of one class that go by the same are one corridor.

    Parameters
    ----------
    network : Network
    amount : (road_count,) float64
        Persons or trips on each road, as `flows_to_higher_nodes` and others find.
    places : Nodes
        Who lend the lines their names.
    settings : Settings
    road_names : RoadNames
    """
    road = _busiest(network, amount, settings.corridor_share)
    breaks = _breaks(amount, settings)
    width = (1 + np.searchsorted(breaks, amount[road], side="right")).astype(np.int8)
    line_of = joined_roads(network, road, amount[road], width)
    ends_free = loose_ends(network, road, line_of)
    length = network.roads.length_m[road]
    count = line_of.max(initial=-1) + 1
    length_of = np.bincount(line_of, length, count).astype(np.float64)
    is_drawn = ~(ends_free & (length_of < settings.corridor_least_km * M_PER_KM))

    most_of = partial(_most_of, line_of=line_of, length=length, count=count)
    lines = np.array([one_line(network, road[line_of == at]) for at in np.flatnonzero(is_drawn)])
    mean = (np.bincount(line_of, length * amount[road], count) / length_of)[is_drawn]
    first = np.unique(line_of, return_index=True)[1][is_drawn]
    order = np.lexsort((road[first], -mean))
    lines = lines[order] if len(lines) else np.empty(0, dtype=object)
    starts, stops = _end_names(lines, places)
    found = Corridors(
        line=simplified(lines, settings),
        amount=mean[order],
        length_m=length_of[is_drawn][order],
        width_class=width[first][order],
        breaks=breaks,
        name_from=starts,
        name_to=stops,
        road_kind=most_of(_kind_of(network, road))[is_drawn][order],
        road_number=most_of(_number_of(network, road, road_names))[is_drawn][order],
    )
    return _one_a_name(found, settings.corridor_least_km * M_PER_KM)


def simplified(lines: npt.NDArray[np.object_], settings: Settings) -> npt.NDArray[np.object_]:
    """Return lines without the bends that are too small to be seen where all of them are."""
    if len(lines) == 0:
        return lines
    west, south, east, north = shapely.total_bounds(lines).tolist()
    tolerance = settings.corridor_simplify_share * max(east - west, north - south)
    return np.asarray(shapely.simplify(lines, tolerance), dtype=np.object_)


def _busiest(network: Network, amount: FloatArray, share: float) -> Int32Array:
    """Return the roads that carry the share of all metres times amount, ascending."""
    usable = np.flatnonzero((amount > 0) & network.roads.has_line)
    order = usable[np.lexsort((usable, -amount[usable]))]
    carried = np.cumsum(amount[order] * network.roads.length_m[order])
    if len(order) == 0:
        return order.astype(np.int32)
    enough = int(np.searchsorted(carried, share * carried[-1]))
    # Equally busy roads go together, or a line would end between two crossings.
    least = amount[order[min(enough, len(order) - 1)]]
    return np.sort(order[amount[order] >= least]).astype(np.int32)


def _breaks(amount: FloatArray, settings: Settings) -> tuple[float, ...]:
    most = amount.max(initial=0.0)
    return tuple(_round_number(share * most) for share in settings.corridor_class_shares)


def _round_number(value: float) -> float:
    """Return the number of 1, 2, 5, 10, 20 ... that is nearest in proportion."""
    if value <= 0:
        return 0.0
    ten = 10.0 ** np.floor(np.log10(value))
    steps = ten * np.array([1.0, 2.0, 5.0, 10.0])
    return float(steps[np.argmin(np.abs(np.log(steps / value)))])


def _end_names(lines: npt.NDArray[np.object_], places: Nodes) -> tuple[StrArray, StrArray]:
    """Return the places nearest to the starts and ends of lines.

    Where both ends have the same nearest place, the farther end goes by its second nearest.
    """
    name = np.append(places.name, "")
    if len(places) == 0 or len(lines) == 0:
        return np.repeat(name[-1:], len(lines)), np.repeat(name[-1:], len(lines))
    tree = KDTree(np.column_stack([places.x, places.y]))
    ends = [shapely.get_coordinates(shapely.get_point(lines, at)) for at in (0, -1)]
    found = [np.asarray(each) for end in ends for each in tree.query(end, k=[1, 2])]
    from_m, start, to_m, stop = found
    is_same = name[start[:, 0]] == name[stop[:, 0]]
    start_gives_way = is_same & (from_m[:, 0] > to_m[:, 0])
    stop_gives_way = is_same & ~start_gives_way
    return (
        name[np.where(start_gives_way, start[:, 1], start[:, 0])],
        name[np.where(stop_gives_way, stop[:, 1], stop[:, 0])],
    )


def _one_a_name(found: Corridors, short_m: float) -> Corridors:
    """Return the lines with those of one number, class and pair of places joined to one.

    What has neither number nor places stays as it is.
    """
    if len(found) == 0:
        return found
    numbers: dict[tuple[object, ...], int] = {}
    names = np.column_stack([found.road_number, found.name_from, found.name_to]).tolist()
    group = np.empty(len(found), dtype=np.intp)
    for row, (number, *ends) in enumerate(names):
        name = (number, *sorted(ends), found.width_class[row])
        is_named = number or any(ends)
        group[row] = numbers.setdefault(name if is_named else (row,), len(numbers))
    first = np.unique(group, return_index=True)[1]
    length = np.bincount(group, found.length_m).astype(np.float64)
    amount = np.bincount(group, found.length_m * found.amount) / length
    by_group = np.argsort(group, kind="stable")
    lines = shapely.multilinestrings(found.line[by_group], indices=group[by_group])
    order = np.lexsort((first, -amount, length < short_m))
    return Corridors(
        line=np.asarray(lines, dtype=np.object_)[order],
        amount=amount[order],
        length_m=length[order],
        width_class=found.width_class[first][order],
        breaks=found.breaks,
        name_from=found.name_from[first][order],
        name_to=found.name_to[first][order],
        road_kind=found.road_kind[first][order],
        road_number=found.road_number[first][order],
    )


def _kind_of(network: Network, road: Int32Array) -> StrArray:
    highway = np.array([use.highway for use in network.roads.uses], dtype=np.str_)
    return np.asarray(highway[network.roads.use[road]])


def _number_of(network: Network, road: Int32Array, road_names: RoadNames) -> StrArray:
    """Return the road number of each road, empty where it has none."""
    way = network.roads.way_id[road]
    at = np.searchsorted(road_names.way_id, way)
    known = np.append(road_names.way_id, -1)[at] == way
    return np.where(known, np.append(road_names.number, "")[at], "")


def _most_of(of_road: StrArray, line_of: Int32Array, length: FloatArray, count: int) -> StrArray:
    """Return what holds for most metres of each line."""
    known, which = np.unique(of_road, return_inverse=True)
    metres = np.zeros((count, max(len(known), 1)))
    np.add.at(metres, (line_of, which), length)
    return np.asarray(np.append(known, "")[metres.argmax(axis=1)])
