"""Turn restrictions as rows of lanes that no journey may drive one after the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.network.extract import Restriction, RoadExtract
from tillganglighet.network.findings import Findings
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.turns import TurnRule, interpret_restriction

Int32Array = npt.NDArray[np.int32]
LaneRow = tuple[int, ...]

# A sign speaks of the next few turns; relations with longer rows are slips of an editor.
LONGEST_ROW = 64


@dataclass(frozen=True)
class _Streets:
    """The roads around restrictions: lanes by way, and lanes that leave a node."""

    lanes_of_way: Mapping[int, list[int]]
    lanes_from: Mapping[int, list[int]]
    head: Int32Array
    node_id: npt.NDArray[np.int64]

    def onward(self, lane: int) -> list[int]:
        """Return the lanes that leave the end of a lane, the one straight back among them."""
        return self.lanes_from.get(int(self.head[lane]), [])

    def end_id(self, lane: int) -> int:
        """Return the OSM id of the node where a lane ends."""
        return int(self.node_id[self.head[lane]])


def forbidden_rows(
    extract: RoadExtract, roads: Roads, profile: Profile, findings: Findings
) -> list[LaneRow]:
    """Return the rows of lanes (twice the road, plus one backward) that the restrictions forbid.

    A row ends with the lane that must not be taken by one who has just driven the lanes before
    it. An `only_` restriction becomes one row for every lane that leaves the way it prescribes:
    at its first junction, at any further one along ways that it goes via, and at the last.
    Restrictions that are broken or do not concern the mode forbid nothing and are counted.
    """
    rules = [
        (each, rule)
        for each in extract.restrictions
        if (rule := _rule(each, profile, findings)) is not None
    ]
    if not rules:
        return []
    streets = _streets((each for each, _ in rules), roads)
    known = set(extract.way_id.tolist())
    rows: set[LaneRow] = set()
    for each, rule in rules:
        meant = _meant_rows(each, rule, streets)
        doubt = _doubt(each, meant, known, roads)
        if doubt is None:
            rows |= meant if rule.kind == "no" else _deviations(meant, streets)
        else:
            findings.add(doubt, [f"r{each.id}"])
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
    return _Streets(lanes_of_way, lanes_from, head, roads.node_id)


def _meant_rows(each: Restriction, rule: TurnRule, streets: _Streets) -> set[LaneRow]:
    """Return the rows of lanes that fit the members; none if they do not fit together."""
    via = set(each.via_nodes)
    approaches: set[LaneRow] = {
        (lane,)
        for way in each.from_ways
        for lane in streets.lanes_of_way.get(way, [])
        if not via or streets.end_id(lane) in via
    }
    for way in each.via_ways:
        approaches = {
            row + along
            for row in approaches
            for along in _along_way(row[-1], way, streets)
            if len(row) + len(along) < LONGEST_ROW
        }
    exits = {lane for way in each.to_ways for lane in streets.lanes_of_way.get(way, [])}
    return {
        (*row, lane)
        for row in approaches
        for lane in streets.onward(row[-1])
        if lane in exits and _is_meant(row, lane, rule, each)
    }


def _is_meant(row: LaneRow, lane: int, rule: TurnRule, each: Restriction) -> bool:
    """Tell whether a turn into `lane` is one the restriction means.

    Where one way is both from and to, only the turn back on it is a U-turn; where they differ,
    turning back is not meant.
    """
    is_back = lane == row[-1] ^ 1
    if not each.via_ways and set(each.from_ways) & set(each.to_ways):
        return is_back == rule.is_u_turn
    return not is_back


def _along_way(lane: int, way: int, streets: _Streets) -> Iterator[LaneRow]:
    """Yield the rows of lanes of `way`, at least one, that go on from the end of `lane`.

    A way is followed in one sense without turning back. It may be left at any of its nodes, so
    every prefix is a row of its own and only those that meet the next member survive.
    """
    on_way = set(streets.lanes_of_way.get(way, []))
    for first in streets.onward(lane):
        row: LaneRow = (first,) if first in on_way and first != lane ^ 1 else ()
        while row and len(row) < LONGEST_ROW:
            yield row
            ahead = [
                following
                for following in streets.onward(row[-1])
                if following in on_way and following & 1 == row[-1] & 1 and following not in row
            ]
            row = (*row, _next_drawn(row[-1], ahead)) if ahead else ()


def _next_drawn(lane: int, ahead: list[int]) -> int:
    """Return the lane that is drawn next where a way meets itself; after the last the first."""
    sense = -1 if lane & 1 else 1
    return min(ahead, key=lambda each: ((each - lane) * sense < 0, (each - lane) * sense))


def _doubt(
    each: Restriction, meant: set[LaneRow], known_ways: set[int], roads: Roads
) -> str | None:
    """Return why a restriction is ignored, None if it counts."""
    has_roles = each.from_ways and each.to_ways and (each.via_nodes or each.via_ways)
    if not has_roles or not known_ways.issuperset(each.from_ways + each.via_ways + each.to_ways):
        return "restriction_incomplete"
    if not meant:
        return "restriction_without_effect"
    if each.via_ways:
        return None
    # A way that runs on through the via node has two arms there, and nothing says which is meant.
    for place in (0, -1):
        lanes: dict[tuple[int, int], set[int]] = defaultdict(set)
        for row in meant:
            lanes[row[-1 - place], int(roads.way_id[row[place] >> 1])].add(row[place])
        is_u_turn = all(row[-1] == row[0] ^ 1 for row in meant)
        if not is_u_turn and any(len(arms) > 1 for arms in lanes.values()):
            return "restriction_ambiguous"
    return None


def _deviations(meant: set[LaneRow], streets: _Streets) -> set[LaneRow]:
    """Return the rows that leave the prescribed rows, each at its first lane off them."""
    prescribed: dict[LaneRow, set[int]] = defaultdict(set)
    for row in meant:
        for length in range(1, len(row)):
            prescribed[row[:length]].add(row[length])
    return {
        (*row, lane)
        for row, allowed in prescribed.items()
        for lane in streets.onward(row[-1])
        if lane not in allowed
    }
