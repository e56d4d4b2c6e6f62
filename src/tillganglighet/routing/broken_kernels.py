"""The kernels of `broken_roads`: take out what came over a road, and search it anew."""

from typing import NamedTuple

import numpy as np

from tillganglighet.routing.arrays import Float64Array, Int32Array, Int64Array
from tillganglighet.routing.compiled import kernel
from tillganglighet.routing.graph import Csr
from tillganglighet.routing.heap import pop, push
from tillganglighet.units import UNREACHED


class Entries(NamedTuple):
    """Entries by a key: those of `key` are `first[key] .. first[key + 1] - 1`."""

    first: Int32Array
    point: Int32Array
    node: Int32Array
    impedance: Int32Array
    gate: Int32Array


class Places(NamedTuple):
    """Services (`point` is their category) and origins, in the orders that are asked for."""

    seeds: Entries
    seeds_by_gate: Entries
    entries: Entries
    entries_by_node: Entries
    entries_by_gate: Entries
    direct: Int32Array
    weight: Float64Array


class Tables(NamedTuple):
    """The graph both ways, and the roads that its edges are part of."""

    csr: Csr
    tail: Int32Array
    against: Csr
    against_edge: Int32Array
    road: Int32Array
    edges_by_road: Int32Array
    first_of_road: Int32Array


class Sums(NamedTuple):
    """What is summed up, as in `RoadLosses`."""

    cut_off: Float64Array
    cut_categories: Int64Array
    longer: Float64Array
    extra: Float64Array
    worst: Int64Array


class Scratch(NamedTuple):
    """Room to work in: `mark` and `asked` hold the number of the last step that touched them."""

    mark: Int32Array
    repaired: Int32Array
    touched: Int32Array
    keys: Int64Array
    items: Int32Array
    asked: Int32Array
    origins: Int32Array
    cut_off_by: Int32Array
    longer_by: Int32Array


class World(NamedTuple):
    """All that the kernels share."""

    tables: Tables
    places: Places
    scratch: Scratch
    sums: Sums


class Break(NamedTuple):
    """One road broken at one end, seen by one category.

    `step` numbers breaks and categories, `number` breaks alone.
    """

    category: int
    road: int
    gate: int
    step: int
    number: int


@kernel
def scratch_for(node_count: int, edge_count: int, origin_count: int) -> Scratch:
    """Return room for every break, clean."""
    room = edge_count + node_count + 1
    return Scratch(
        np.zeros(node_count, np.int32),
        np.empty(node_count, np.int32),
        np.empty(node_count, np.int32),
        np.empty(room, np.int64),
        np.empty(room, np.int32),
        np.zeros(origin_count, np.int32),
        np.empty(origin_count, np.int32),
        np.zeros(origin_count, np.int32),
        np.zeros(origin_count, np.int32),
    )


@kernel
def take_out(world: World, distance: Int32Array, broken: Break) -> int:
    """Mark the nodes that may have come over the road; return how many.

    Nodes with another way as quick are marked too; the search finds it again.
    """
    tables, count = world.tables, 0
    for place in range(tables.first_of_road[broken.road], tables.first_of_road[broken.road + 1]):
        edge = tables.edges_by_road[place]
        node, beyond = tables.tail[edge], distance[tables.csr.head[edge]]
        if distance[node] < UNREACHED and distance[node] == beyond + tables.csr.impedance[edge]:
            count = _touch(world.scratch, node, broken.step, count)
    seeds = world.places.seeds_by_gate
    for place in range(seeds.first[broken.gate], seeds.first[broken.gate + 1]):
        node = seeds.node[place]
        if seeds.point[place] == broken.category and distance[node] == seeds.impedance[place]:
            count = _touch(world.scratch, node, broken.step, count)
    done, against = 0, tables.against
    while done < count:
        node = world.scratch.touched[done]
        done += 1
        for edge in range(against.first_out[node], against.first_out[node + 1]):
            reached = distance[against.head[edge]]
            if reached < UNREACHED and reached == distance[node] + against.impedance[edge]:
                count = _touch(world.scratch, against.head[edge], broken.step, count)
    return count


@kernel
def _touch(scratch: Scratch, node: int, step: int, count: int) -> int:
    if scratch.mark[node] == step:
        return count
    scratch.mark[node] = step
    scratch.touched[count] = node
    return count + 1


@kernel
def search_anew(world: World, distance: Int32Array, broken: Break, count: int) -> None:
    """Fill `repaired` for the nodes that were taken out, without the road."""
    keys, items, repaired = world.scratch.keys, world.scratch.items, world.scratch.repaired
    against, size = world.tables.against, 0
    for turn in range(count):
        node = world.scratch.touched[turn]
        repaired[node] = _onward(world, distance, broken, node)
        if repaired[node] < UNREACHED:
            size = push(keys, items, size, repaired[node], node)
    while size > 0:
        reached, node = keys[0], items[0]
        size = pop(keys, items, size)
        if reached > repaired[node]:
            continue
        for edge in range(against.first_out[node], against.first_out[node + 1]):
            behind, beyond = against.head[edge], reached + against.impedance[edge]
            if (
                world.scratch.mark[behind] == broken.step
                and world.tables.road[world.tables.against_edge[edge]] != broken.road
                and beyond < repaired[behind]
            ):
                repaired[behind] = beyond
                size = push(keys, items, size, beyond, behind)


@kernel
def _onward(world: World, distance: Int32Array, broken: Break, node: int) -> int:
    """Return the best way on over nodes that were not taken out, or to a service here."""
    csr, seeds, best = world.tables.csr, world.places.seeds, UNREACHED
    for edge in range(csr.first_out[node], csr.first_out[node + 1]):
        is_open = world.tables.road[edge] != broken.road
        if is_open and world.scratch.mark[csr.head[edge]] != broken.step:
            best = min(best, distance[csr.head[edge]] + csr.impedance[edge])
    for place in range(seeds.first[node], seeds.first[node + 1]):
        if seeds.point[place] == broken.category and seeds.gate[place] != broken.gate:
            best = min(best, seeds.impedance[place])
    return best
