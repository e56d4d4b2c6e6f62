"""The kernels of `broken_roads` that say whose way a road is, and what they lose with it."""

import numpy as np

from tillganglighet.routing.arrays import BoolArray, Int32Array
from tillganglighet.routing.broken_kernels import (
    Break,
    Entries,
    Places,
    Scratch,
    Sums,
    Tables,
    World,
    scratch_for,
    search_anew,
    take_out,
)
from tillganglighet.routing.compiled import kernel
from tillganglighet.units import UNREACHED


@kernel
def break_each(tables: Tables, places: Places, distance: Int32Array, sums: Sums) -> None:
    """Break each road in use at each of its ends, and sum up what that does.

    Parameters
    ----------
    distance : (category_count, node_count) int32
        To the nearest service of each category.
    """
    nodes, origins = distance.shape[1], len(places.weight)
    world = World(tables, places, scratch_for(nodes, len(tables.csr.head), origins), sums)
    in_use = np.zeros(len(tables.first_of_road) - 1, np.bool_)
    before = np.empty((len(distance), origins), np.int32)
    for category in range(len(distance)):
        for origin in range(origins):
            before[category, origin] = _reached(places, distance[category], category, origin)
        _mark_in_use(tables, places, distance[category], before[category], in_use)

    step, number = 0, 0
    for road in range(len(in_use)):
        if not in_use[road]:
            continue
        for end in range(2):
            if end == 1 and not _has_gates(places, road):
                _copy_end(sums, road)
                continue
            number += 1
            for category in range(len(distance)):
                step += 1
                broken = Break(category, road, 2 * road + end, step, number)
                count = take_out(world, distance[category], broken)
                search_anew(world, distance[category], broken, count)
                _sum_up(world, distance[category], before[category], broken, count)


@kernel
def _reached(places: Places, distance: Int32Array, category: int, origin: int) -> int:
    best, entries = int(places.direct[category, origin]), places.entries
    for place in range(entries.first[origin], entries.first[origin + 1]):
        best = min(best, int(distance[entries.node[place]]) + int(entries.impedance[place]))
    return min(best, UNREACHED)


@kernel
def _has_gates(places: Places, road: int) -> bool:
    origins, services = places.entries_by_gate.first, places.seeds_by_gate.first
    gate = 2 * road
    return bool(origins[gate + 2] > origins[gate] or services[gate + 2] > services[gate])


@kernel
def _copy_end(sums: Sums, road: int) -> None:
    """Let the last end of a road that nothing lies along break as the first."""
    sums.cut_off[road, 1] = sums.cut_off[road, 0]
    sums.cut_categories[road, 1] = sums.cut_categories[road, 0]
    sums.longer[road, 1] = sums.longer[road, 0]
    sums.extra[road, 1] = sums.extra[road, 0]
    sums.worst[road, 1] = sums.worst[road, 0]


@kernel
def _mark_in_use(
    tables: Tables, places: Places, distance: Int32Array, before: Int32Array, in_use: BoolArray
) -> None:
    """Mark every road that some origin's quickest way takes, begins on or ends on."""
    seen, stack = np.zeros(len(distance), np.bool_), np.empty(len(distance), np.int32)
    size, entries, csr = 0, places.entries, tables.csr
    for place in range(len(entries.node)):
        node, best = entries.node[place], before[entries.point[place]]
        if best < UNREACHED and distance[node] + entries.impedance[place] == best:
            _mark(in_use, entries.gate[place] >> 1)
            size = _enter(seen, stack, size, node)
    while size > 0:
        size -= 1
        node = stack[size]
        for place in range(places.seeds.first[node], places.seeds.first[node + 1]):
            if places.seeds.impedance[place] == distance[node]:
                _mark(in_use, places.seeds.gate[place] >> 1)
        for edge in range(csr.first_out[node], csr.first_out[node + 1]):
            if distance[csr.head[edge]] + csr.impedance[edge] == distance[node]:
                _mark(in_use, tables.road[edge])
                size = _enter(seen, stack, size, csr.head[edge])


@kernel
def _mark(in_use: BoolArray, road: int) -> None:
    if road >= 0:
        in_use[road] = True


@kernel
def _enter(seen: BoolArray, stack: Int32Array, size: int, node: int) -> int:
    if seen[node]:
        return size
    seen[node], stack[size] = True, node
    return size + 1


@kernel
def _sum_up(
    world: World, distance: Int32Array, before: Int32Array, broken: Break, count: int
) -> None:
    """Add what the break does to the origins that it touches, each once."""
    sums, scratch = world.sums, world.scratch
    road, end = broken.road, broken.gate & 1
    for turn in range(_concerned(world, distance, broken, count)):
        origin = scratch.origins[turn]
        if before[origin] >= UNREACHED:
            continue
        after, weight = _after(world, distance, broken, origin), world.places.weight[origin]
        if after > before[origin] and scratch.longer_by[origin] != broken.number:
            scratch.longer_by[origin] = broken.number
            sums.longer[road, end] += weight
        if after < UNREACHED:
            further = after - before[origin]
            sums.extra[road, end] += weight * further
            sums.worst[road, end] = max(sums.worst[road, end], further)
            continue
        sums.cut_categories[road, end] |= np.int64(1) << broken.category
        if scratch.cut_off_by[origin] != broken.number:
            scratch.cut_off_by[origin] = broken.number
            sums.cut_off[road, end] += weight


@kernel
def _after(world: World, distance: Int32Array, broken: Break, origin: int) -> int:
    """Return what an origin needs without the road."""
    best, entries = int(world.places.direct[broken.category, origin]), world.places.entries
    for place in range(entries.first[origin], entries.first[origin + 1]):
        node = entries.node[place]
        if entries.gate[place] != broken.gate:
            is_new = world.scratch.mark[node] == broken.step
            onward = world.scratch.repaired[node] if is_new else distance[node]
            best = min(best, int(onward) + int(entries.impedance[place]))
    return min(best, UNREACHED)


@kernel
def _concerned(world: World, distance: Int32Array, broken: Break, count: int) -> int:
    """List the origins that a changed node, or the broken end, serves; return how many."""
    found, scratch = 0, world.scratch
    for turn in range(count):
        node = scratch.touched[turn]
        if scratch.repaired[node] != distance[node]:
            found = _ask(world.places.entries_by_node, scratch, node, broken.step, found)
    return _ask(world.places.entries_by_gate, scratch, broken.gate, broken.step, found)


@kernel
def _ask(entries: Entries, scratch: Scratch, key: int, step: int, found: int) -> int:
    for place in range(entries.first[key], entries.first[key + 1]):
        origin = entries.point[place]
        if scratch.asked[origin] != step:
            scratch.asked[origin] = step
            scratch.origins[found] = origin
            found += 1
    return found
