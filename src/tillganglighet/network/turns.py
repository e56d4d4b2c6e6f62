"""Turn restrictions as rows of lanes that no journey may drive one after the other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.network.extract import Restriction, RoadExtract
from tillganglighet.network.findings import Findings
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.turns import TurnRule, interpret_restriction
from tillganglighet.network.rules.passage import Passage

Int32Array = npt.NDArray[np.int32]
LaneRow = tuple[int, ...]


@dataclass(frozen=True)
class _Streets:
    """The roads around restrictions: lanes by way, and lanes that leave a node."""

    lanes_of_way: dict[int, list[int]]
    lanes_from: dict[int, list[int]]
    tail: Int32Array
    head: Int32Array
    node_id: npt.NDArray[np.int64]


def forbidden_rows(
    extract: RoadExtract, roads: Roads, profile: Profile, findings: Findings
) -> list[LaneRow]:
    """Return the rows of lanes (twice the road, plus one backward) that the restrictions forbid.

    A row ends with the lane that must not be taken by one who has just driven the lanes before
    it. An `only_` restriction becomes one row for every other lane at its end. Restrictions that
    are broken or do not concern the mode are counted in the findings and forbid nothing.
    """
    rules = [
        (each, rule)
        for each in extract.restrictions
        if (rule := _rule(each, profile, findings)) is not None
    ]
    if not rules:
        return []
    streets = _streets((each for each, _ in rules), roads)
    rows: set[LaneRow] = set()
    for each, rule in rules:
        found = _rows(each, rule, streets)
        if not found:
            findings.add("restriction_broken", [f"r{each.id}"])
        rows |= found
    return sorted(rows)


def _rule(each: Restriction, profile: Profile, findings: Findings) -> TurnRule | None:
    rule = interpret_restriction(each.tags, profile)
    if isinstance(rule, str):
        findings.add(f"restriction_{rule}", [f"r{each.id}"])
        return None
    return rule


def _streets(restrictions: Iterable[Restriction], roads: Roads) -> _Streets:
    tail = np.stack([roads.from_node, roads.to_node], axis=1).ravel()
    head = np.stack([roads.to_node, roads.from_node], axis=1).ravel()
    usable = (roads.passage != Passage.BARRED).ravel()
    members = {
        way for each in restrictions for way in each.from_ways + each.via_ways + each.to_ways
    }
    road = np.flatnonzero(np.isin(roads.way_id, np.fromiter(members, np.int64, len(members))))
    lanes_of_way: dict[int, list[int]] = defaultdict(list)
    for lane in np.concatenate([2 * road, 2 * road + 1]):
        if usable[lane]:
            lanes_of_way[int(roads.way_id[lane >> 1])].append(int(lane))

    ends = np.unique(head[[lane for lanes in lanes_of_way.values() for lane in lanes]])
    lanes_from: dict[int, list[int]] = defaultdict(list)
    for lane in np.flatnonzero(usable & np.isin(tail, ends)):
        lanes_from[int(tail[lane])].append(int(lane))
    return _Streets(lanes_of_way, lanes_from, tail, head, roads.node_id)


def _rows(each: Restriction, rule: TurnRule, streets: _Streets) -> set[LaneRow]:
    """Return the forbidden rows of one restriction; none if its members do not fit together."""
    via = set(each.via_nodes)
    approaches = [
        (lane,)
        for way in each.from_ways
        for lane in streets.lanes_of_way.get(way, [])
        if not via or int(streets.node_id[streets.head[lane]]) in via
    ]
    for way in each.via_ways:
        approaches = [
            row + along for row in approaches for along in _along_way(row[-1], way, streets)
        ]
    exits = {lane for way in each.to_ways for lane in streets.lanes_of_way.get(way, [])}
    meant: dict[LaneRow, set[int]] = defaultdict(set)
    for row in approaches:
        for lane in streets.lanes_from.get(int(streets.head[row[-1]]), []):
            if lane in exits and _fits(row, lane, rule, each):
                meant[row].add(lane)
    if rule.kind == "no":
        return {(*row, lane) for row, lanes in meant.items() for lane in lanes}
    return {
        (*row, lane)
        for row, lanes in meant.items()
        for lane in streets.lanes_from[int(streets.head[row[-1]])]
        if lane not in lanes
    }


def _fits(row: LaneRow, lane: int, rule: TurnRule, each: Restriction) -> bool:
    """Tell whether a turn into `lane` is one the restriction means.

    Where one way is both from and to, only the turn back on it is a U-turn; where they differ,
    turning back is not meant.
    """
    is_back = lane == row[-1] ^ 1
    same_way = bool(set(each.from_ways) & set(each.to_ways))
    if each.via_ways:
        return not is_back
    if same_way:
        return is_back == rule.is_u_turn
    return not is_back


def _along_way(lane: int, way: int, streets: _Streets) -> list[LaneRow]:
    """Return the rows of lanes of `way`, at least one, that go on from the end of `lane`.

    A way is followed in one sense without turning back; it may be left at any of its nodes, so
    every prefix is a row of its own and only those that meet the next member survive.
    """
    on_way = set(streets.lanes_of_way.get(way, []))
    rows: list[LaneRow] = []
    for first in streets.lanes_from.get(int(streets.head[lane]), []):
        row: Sequence[int] = [first] if first in on_way and first != lane ^ 1 else []
        while row:
            rows.append(tuple(row))
            following = [
                following
                for following in streets.lanes_from.get(int(streets.head[row[-1]]), [])
                if following in on_way
                and following >> 1 not in {passed >> 1 for passed in row}
                and following & 1 == row[-1] & 1
            ]
            row = [*row, following[0]] if following else []
    return rows
