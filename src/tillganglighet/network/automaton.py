"""Forbidden rows of lanes built into the graph: copies of nodes that remember the last turns.

The copies are the states of an Aho-Corasick automaton over the rows: one for each proper prefix of
a row, placed where the prefix ends. Only junctions with restrictions get copies, so the graph
stays small and every search a plain search.

References
----------
Aho, A. V. and Corasick, M. J. (1975), Efficient string matching, doi:10.1145/360825.360855.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tillganglighet.network.layers import LayeredGraph
from tillganglighet.network.turns import LaneRow

ROOT: LaneRow = ()


@dataclass(frozen=True)
class Automaton:
    """What the last lanes mean for the next one.

    Parameters
    ----------
    states : frozenset of LaneRow
        Every proper prefix of a forbidden row; the root is not among them.
    forbidden : frozenset of LaneRow
    """

    states: frozenset[LaneRow]
    forbidden: frozenset[LaneRow]

    def follow(self, state: LaneRow, lane: int) -> LaneRow | None:
        """Return the state after `lane`: `ROOT` remembers nothing, None is forbidden."""
        row = (*state, lane)
        suffixes = [row[start:] for start in range(len(row))]
        if any(suffix in self.forbidden for suffix in suffixes):
            return None
        return next((suffix for suffix in suffixes if suffix in self.states), ROOT)


def automaton(rows: Iterable[LaneRow]) -> Automaton:
    """Return the automaton of the forbidden rows."""
    forbidden = frozenset(rows)
    prefixes = {row[:length] for row in forbidden for length in range(1, len(row))}
    return Automaton(frozenset(prefixes), forbidden)


def with_forbidden_rows(graph: LayeredGraph, rows: Iterable[LaneRow]) -> LayeredGraph:
    """Return the graph in which no journey drives a forbidden row of lanes.

    The copies that remember nothing keep their numbers and come first. Every lane keeps the edge
    that leaves such a copy (where a journey begins on the lane), and gains one for each state at
    its tail.
    """
    turns = automaton(rows)
    if not turns.states:
        return graph
    lanes = {state[-1] for state in turns.states}
    edges_of_lane = _edges_by(graph.lane, lanes)
    node_of = _copies(graph, turns, edges_of_lane)
    outgoing = _edges_by(graph.tail, {node for _, node in node_of})

    head = graph.head.copy()
    for lane in lanes:
        state = turns.follow(ROOT, lane)
        for edge in edges_of_lane.get(lane, []):
            if state:
                head[edge] = node_of[state, int(graph.head[edge])]

    added: list[tuple[int, int, int, int]] = []
    for (state, node), copy in node_of.items():
        for edge in outgoing.get(node, []):
            lane, end = int(graph.lane[edge]), int(graph.head[edge])
            following = state if lane < 0 else turns.follow(state, lane)
            if following is not None:
                target = node_of[following, end] if following else end
                added.append((copy, target, lane, int(graph.travel_time_ms[edge])))
    extra = np.array(added, dtype=np.int32).reshape(-1, 4)
    remembering = [node for _, node in node_of]
    return replace(
        graph,
        road_node=np.concatenate([graph.road_node, graph.road_node[remembering]]),
        layer=np.concatenate([graph.layer, graph.layer[remembering]]),
        tail=np.concatenate([graph.tail, extra[:, 0]]),
        head=np.concatenate([head, extra[:, 1]]),
        lane=np.concatenate([graph.lane, extra[:, 2]]),
        travel_time_ms=np.concatenate([graph.travel_time_ms, extra[:, 3]]),
    )


def _copies(
    graph: LayeredGraph, turns: Automaton, edges_of_lane: Mapping[int, list[int]]
) -> dict[tuple[LaneRow, int], int]:
    """Return the new node for each state and each copy of the junction at which it stands.

    Also in the layers that a step reaches from there: a step between layers forgets no turn.
    """
    steps = _steps(graph)
    node_of: dict[tuple[LaneRow, int], int] = {}
    for state in sorted(turns.states):
        heads = {int(graph.head[edge]) for edge in edges_of_lane.get(state[-1], [])}
        for head in _with_steps(sorted(heads), steps):
            node_of.setdefault((state, head), graph.node_count + len(node_of))
    return node_of


def _edges_by(values: npt.NDArray[np.int32], wanted: set[int]) -> Mapping[int, list[int]]:
    edges: dict[int, list[int]] = {}
    for edge in np.flatnonzero(np.isin(values, np.fromiter(wanted, np.int64, len(wanted)))):
        edges.setdefault(int(values[edge]), []).append(int(edge))
    return edges


def _steps(graph: LayeredGraph) -> Mapping[int, int]:
    is_step = graph.lane < 0
    return dict(zip(graph.tail[is_step].tolist(), graph.head[is_step].tolist(), strict=True))


def _with_steps(nodes: Iterable[int], steps: Mapping[int, int]) -> Iterable[int]:
    for node in nodes:
        reached: int | None = node
        while reached is not None:
            yield reached
            reached = steps.get(reached)
