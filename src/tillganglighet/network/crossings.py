"""How fast ferries go: a duration is shared over all the ways that carry it together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.network.cut import Pieces
from tillganglighet.network.extract import FerryRoute, RoadExtract
from tillganglighet.network.findings import Findings
from tillganglighet.network.rules.ferries import ferry_seconds
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.values import parse_duration
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.units import KPH_PER_MPS

Int32Array = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]

PARTS_THAT_MEET = 2


@dataclass(frozen=True)
class FerryWays:
    """The ferries of an extract.

    Parameters
    ----------
    length_m : mapping of int to float
        By position of the way in the extract.
    duration_s : mapping of int to float or None
        What the way itself says.
    crossings : sequence of sequence of int
        The ways that are parts of one crossing.
    """

    length_m: Mapping[int, float]
    duration_s: Mapping[int, float | None]
    crossings: Sequence[Sequence[int]]


def ferry_ways(
    pieces: Pieces, uses: Sequence[WayUse], use: Int32Array, length_m: FloatArray
) -> FerryWays:
    """Return the ferries among the pieces.

    Parts of one crossing are ways that an editor has split at sea: they meet where nothing else
    does, and say the same duration or none.
    """
    is_ferry = np.array([each.is_ferry for each in uses], dtype=bool)[use]
    ways, inverse = np.unique(pieces.way[is_ferry], return_inverse=True)
    duration = {
        int(pieces.way[piece]): uses[use[piece]].duration_s for piece in np.flatnonzero(is_ferry)
    }
    metres = np.bincount(inverse, length_m[is_ferry], minlength=len(ways))
    return FerryWays(
        length_m=dict(zip(ways.tolist(), metres.tolist(), strict=True)),
        duration_s=duration,
        crossings=_crossings(pieces, is_ferry, duration),
    )


def ferry_speeds_kph(
    ferries: FerryWays, extract: RoadExtract, profile: Profile, findings: Findings
) -> dict[int, float]:
    """Return the speed of every ferry way, by position in the extract, so that its time is right.

    A duration on ways holds for their whole crossing, one on a route relation for all its
    members together: what members with a duration of their own leave over falls to the others.
    Without any, the speed follows from the length of the crossing.
    """
    seconds: dict[int, float] = {}
    for crossing in ferries.crossings:
        total = ferries.duration_s[crossing[0]]
        if total is not None:
            seconds |= _shared(crossing, total, ferries, profile, _Doubts(extract, findings))
    for route in extract.ferry_routes:
        total = parse_duration(route.tags.get("duration", ""))
        members = [way for way in route_members(route, extract) if way in ferries.length_m]
        timeless = [way for way in members if way not in seconds]
        if timeless and total is not None:
            left = total - sum(seconds[way] for way in members if way in seconds)
            seconds |= _shared(timeless, left, ferries, profile, _Doubts(extract, findings))
    for crossing in ferries.crossings:
        timeless = [way for way in crossing if way not in seconds]
        seconds |= _shared(timeless, None, ferries, profile, _Doubts(extract, findings))
    length = ferries.length_m
    return {way: length[way] / seconds[way] * KPH_PER_MPS for way in seconds if length[way] > 0}


@dataclass(frozen=True)
class _Doubts:
    extract: RoadExtract
    findings: Findings

    def add(self, kind: str, ways: Sequence[int]) -> None:
        self.findings.add_ways(kind, self.extract.way_id[sorted(ways)])


def _shared(
    ways: Sequence[int],
    duration_s: float | None,
    ferries: FerryWays,
    profile: Profile,
    doubts: _Doubts,
) -> dict[int, float]:
    """Return the seconds of each way of a crossing: its share by length."""
    total_m = sum(ferries.length_m[way] for way in ways)
    if total_m <= 0 or (duration_s is not None and duration_s <= 0):
        return {}
    seconds, doubt = ferry_seconds(total_m, duration_s, profile)
    if doubt is not None:
        doubts.add(doubt, ways)
    return {way: seconds * ferries.length_m[way] / total_m for way in ways}


def route_members(route: FerryRoute, extract: RoadExtract) -> list[int]:
    """Return the positions of the member ways that the extract has, each once."""
    wanted = np.array(list(dict.fromkeys(route.ways)), dtype=np.int64)
    at = np.searchsorted(extract.way_id, wanted)
    known = at < len(extract.way_id)
    known[known] = extract.way_id[at[known]] == wanted[known]
    return [int(position) for position in at[known]]


def _crossings(
    pieces: Pieces, is_ferry: npt.NDArray[np.bool_], duration: Mapping[int, float | None]
) -> list[list[int]]:
    meeting = np.bincount(np.concatenate([pieces.from_node, pieces.to_node]))
    ways_at: dict[int, list[int]] = {}
    for piece in np.flatnonzero(is_ferry):
        for node in (int(pieces.from_node[piece]), int(pieces.to_node[piece])):
            ways_at.setdefault(node, []).append(int(pieces.way[piece]))

    group = {way: [way] for way in duration}
    for node, ways in ways_at.items():
        if len(ways) != PARTS_THAT_MEET or meeting[node] != PARTS_THAT_MEET:
            continue
        one, other = ways
        if duration[one] == duration[other] and group[one] is not group[other]:
            group[one].extend(group[other])
            for way in group[other]:
                group[way] = group[one]
    return [crossing for way, crossing in group.items() if crossing[0] == way]
