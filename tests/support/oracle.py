"""A slow, independent judge of travel times on small towns.

It walks states (the last lanes driven, how far the journey has come in `private* public*
private*`) with plain Python and knows nothing of layers, copies or automata: every restriction is
looked up in the list of lanes behind it.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, pairwise, product

import networkx as nx

SPEED_MPS = 10.0


@dataclass(frozen=True)
class Street:
    """A straight way of two nodes, driven at 10 m/s."""

    ends: str
    length_m: float
    is_private: bool = False
    is_oneway: bool = False


@dataclass(frozen=True)
class Ban:
    """A turn restriction between streets (by their ends); `via` is a node, or streets."""

    kind: str
    from_street: str
    via: tuple[str, ...]
    to_street: str


@dataclass(frozen=True)
class Lane:
    """A street in one direction, or the passage of a gate (`street` is then None)."""

    street: Street | None
    tail: str
    head: str
    is_private: bool
    seconds: float

    def is_back_of(self, other: "Lane") -> bool:
        """Tell whether this is the other one driven back."""
        return self.street is other.street and (self.tail, self.head) == (other.head, other.tail)


@dataclass(frozen=True)
class OracleTown:
    """Streets, barriers on nodes (`bollard` or `gate`) and bans."""

    streets: Sequence[Street]
    barriers: dict[str, str] = field(default_factory=dict)
    bans: Sequence[Ban] = ()

    @cached_property
    def lanes(self) -> list[Lane]:
        """Return every lane, told whether it is private in the end."""
        lanes = list(self._lanes())
        private = self._enclosed(lanes)
        return [
            Lane(lane.street, lane.tail, lane.head, lane.street in private, lane.seconds)
            if lane.street is not None
            else lane
            for lane in lanes
        ]

    def _lanes(self) -> Iterator[Lane]:
        """Yield all lanes; a barrier has a node of its own for each street that meets it."""
        for street in self.streets:
            a, b = (f"{end}|{street.ends}" if end in self.barriers else end for end in street.ends)
            seconds = street.length_m / SPEED_MPS
            yield Lane(street, a, b, street.is_private, seconds)
            if not street.is_oneway:
                yield Lane(street, b, a, street.is_private, seconds)
            for end, part in zip(street.ends, (a, b), strict=True):
                if self.barriers.get(end) == "gate":
                    yield Lane(None, part, end, is_private=True, seconds=0.0)
                    yield Lane(None, end, part, is_private=True, seconds=0.0)

    def _enclosed(self, lanes: Sequence[Lane]) -> set[Street]:
        """Return the private streets, and the public ones that private roads alone tie on."""
        private = {street for street in self.streets if street.is_private}
        for parts_of in (nx.weakly_connected_components, nx.strongly_connected_components):
            public_lanes = [
                lane for lane in lanes if lane.street is not None and lane.street not in private
            ]
            own = _part_of_node(public_lanes, parts_of)
            whole = _part_of_node(lanes, parts_of)
            streets: dict[frozenset[str], set[Street]] = {}
            for lane in public_lanes:
                assert lane.street is not None
                if own[lane.tail] is own[lane.head]:
                    streets.setdefault(own[lane.tail], set()).add(lane.street)
                elif whole[lane.tail] is whole[lane.head]:
                    private.add(lane.street)
            length = {each: sum(street.length_m for street in streets[each]) for each in streets}
            for component in set(whole.values()):
                parts = sorted(
                    (each for each in length if each <= component), key=length.__getitem__
                )
                for part in parts[:-1]:
                    private |= streets[part]
        return private

    def seconds(self, origin: tuple[str, float], target: tuple[str, float]) -> float:
        """Return the time between two places: the ends of a street and the part from its first."""
        lanes = self.lanes
        rows, rules = self._rows
        turn = count()  # settles ties, since lanes have no order
        memory = max(map(len, rows), default=1)
        best = float("inf")
        seen: set[tuple[tuple[Lane, ...], int]] = set()
        heap: list[tuple[float, int, tuple[Lane, ...], int]] = []
        for lane in lanes:
            if lane.street is not None and lane.street.ends == origin[0]:
                part = _part(lane, origin[1])
                phase = 0 if lane.is_private else 1
                if origin[0] == target[0] and _part(lane, target[1]) >= part:
                    best = min(best, (_part(lane, target[1]) - part) * lane.seconds)
                heapq.heappush(heap, ((1 - part) * lane.seconds, next(turn), (lane,), phase))
        while heap:
            time, _, history, phase = heapq.heappop(heap)
            if (history, phase) in seen or time >= best:
                continue
            seen.add((history, phase))
            for lane in lanes:
                following = _phase(phase, lane)
                if lane.tail != history[-1].head or following is None:
                    continue
                if _is_banned((*history, lane), rules):
                    continue
                if lane.street is not None and lane.street.ends == target[0]:
                    best = min(best, time + _part(lane, target[1]) * lane.seconds)
                new = (*history, lane)[-memory:]
                heapq.heappush(heap, (time + lane.seconds, next(turn), new, following))
        return best

    @cached_property
    def _rows(self) -> tuple[set[tuple[Lane, ...]], list[tuple[str, set[tuple[Lane, ...]]]]]:
        """Return all rows that a ban means, and by ban its kind and rows."""
        by_ends: dict[str, list[Lane]] = {}
        for lane in self.lanes:
            if lane.street is not None:
                by_ends.setdefault(lane.street.ends, []).append(lane)
        rules: list[tuple[str, set[tuple[Lane, ...]]]] = []
        for ban in self.bans:
            via_node = ban.via[0] if len(ban.via[0]) == 1 else ""
            members = [ban.from_street, *(() if via_node else ban.via), ban.to_street]
            rows = {
                row
                for row in product(*(by_ends.get(each, []) for each in members))
                if all(one.head == other.tail for one, other in pairwise(row))
                and (not via_node or row[0].head == via_node)
                and _fits(row, ban)
            }
            rules.append((ban.kind, rows))
        return set().union(*(rows for _, rows in rules)), rules


def _part_of_node(
    lanes: Sequence[Lane], parts_of: Callable[[nx.DiGraph], Iterable[set[str]]]
) -> dict[str, frozenset[str]]:
    """Return the nodes that hang together with each node."""
    graph = nx.DiGraph((lane.tail, lane.head) for lane in lanes)
    return {node: part for part in map(frozenset, parts_of(graph)) for node in part}


def _fits(row: tuple[Lane, ...], ban: Ban) -> bool:
    backs = [other.is_back_of(one) for one, other in pairwise(row)]
    if len(row) == 2 and ban.from_street == ban.to_street:
        return backs[0] == ban.kind.endswith("u_turn")
    return not any(backs)


def _part(lane: Lane, fraction: float) -> float:
    assert lane.street is not None
    return fraction if lane.tail.startswith(lane.street.ends[0]) else 1 - fraction


def _phase(phase: int, lane: Lane) -> int | None:
    if lane.is_private:
        return 0 if phase == 0 else 2
    return 1 if phase < 2 else None


def _is_banned(
    history: tuple[Lane, ...],
    rules: Sequence[tuple[str, set[tuple[Lane, ...]]]],
) -> bool:
    for kind, meant in rules:
        if kind.startswith("no"):
            if any(history[-len(row) :] == row for row in meant):
                return True
            continue
        for row in meant:
            for length in range(1, len(row)):
                begun = row[:length]
                if history[-length - 1 : -1] == begun and not any(
                    other[:length] == begun and other[length] == history[-1] for other in meant
                ):
                    return True
    return False
