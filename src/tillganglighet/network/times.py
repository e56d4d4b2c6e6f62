"""Travel times of pieces of road and ferry, from what the rules say of speed and duration."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from tillganglighet.network.cut import Pieces
from tillganglighet.network.extract import RoadExtract
from tillganglighet.network.findings import Findings
from tillganglighet.network.rules.ferries import ferry_seconds
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.values import parse_duration
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.units import KPH_PER_MPS, MS_PER_S, UNREACHED

FloatArray = npt.NDArray[np.float64]
Int32Array = npt.NDArray[np.int32]


def travel_times_ms(
    speed_kph: FloatArray, length_m: FloatArray, passage: npt.NDArray[np.int8]
) -> Int32Array:
    """Return (piece_count, 2) whole milliseconds; `UNREACHED` where barred.

    Never less than 1 ms, so that no way round is free and every quickest way has an order.
    """
    barred = passage == Passage.BARRED
    with np.errstate(divide="ignore", invalid="ignore"):
        seconds = length_m[:, None] * KPH_PER_MPS / speed_kph
    seconds = np.where(barred, 0.0, seconds)
    whole = np.clip(np.rint(seconds * MS_PER_S), 1, UNREACHED - 1).astype(np.int32)
    return np.where(barred, np.int32(UNREACHED), whole)


def ferry_speeds_kph(
    extract: RoadExtract,
    pieces: Pieces,
    uses: Sequence[WayUse],
    use: Int32Array,
    length_m: FloatArray,
    profile: Profile,
    findings: Findings,
) -> dict[int, float]:
    """Return the speed of every ferry way, by position in the extract, so that its time is right.

    A duration holds for the whole crossing. It is shared by length over the ways of a crossing
    that an editor has split (parts that meet where nothing else does and repeat one duration),
    and over the members of a route relation that lack one of their own. Without any duration the
    speed follows from the length of the crossing.
    """
    is_ferry = np.array([each.is_ferry for each in uses], dtype=bool)[use]
    ways, inverse = np.unique(pieces.way[is_ferry], return_inverse=True)
    length = dict(zip(ways.tolist(), np.bincount(inverse, length_m[is_ferry]), strict=True))
    use_of_way = dict(zip(pieces.way[is_ferry].tolist(), use[is_ferry].tolist(), strict=True))
    duration = {way: uses[use_of_way[way]].duration_s for way in length}

    seconds: dict[int, float] = {}
    for crossing in _crossings(pieces, is_ferry, duration):
        total = duration[crossing[0]]
        if total is not None:
            seconds |= _shared(crossing, total, length, profile, extract, findings)
    position = {int(extract.way_id[way]): way for way in length}
    for route in extract.ferry_routes:
        members = [position[way_id] for way_id in dict.fromkeys(route.ways) if way_id in position]
        timeless = [way for way in members if way not in seconds]
        total = parse_duration(route.tags.get("duration", ""))
        if timeless and total is not None:
            left = total - sum(seconds[way] for way in members if way in seconds)
            seconds |= _shared(timeless, left, length, profile, extract, findings)

    timeless = sorted(set(length) - set(seconds))
    findings.add_ways("ferry_no_duration", extract.way_id[timeless])
    seconds |= {way: ferry_seconds(length[way], None, profile)[0] for way in timeless}
    return {way: length[way] / seconds[way] * KPH_PER_MPS for way in length if length[way] > 0}


def _shared(
    ways: Sequence[int],
    duration_s: float,
    length: Mapping[int, float],
    profile: Profile,
    extract: RoadExtract,
    findings: Findings,
) -> dict[int, float]:
    """Return the seconds of each way of a crossing: its share by length."""
    total_m = sum(length[way] for way in ways)
    if total_m <= 0 or duration_s <= 0:
        return {}
    seconds, doubt = ferry_seconds(total_m, duration_s, profile)
    if doubt:
        findings.add_ways(doubt, extract.way_id[sorted(ways)])
    return {way: seconds * length[way] / total_m for way in ways}


def _crossings(
    pieces: Pieces, is_ferry: npt.NDArray[np.bool_], duration: dict[int, float | None]
) -> Iterable[list[int]]:
    """Group ferry ways that are parts of one crossing: joined at sea, with the same duration."""
    ends = np.concatenate([pieces.from_node, pieces.to_node])
    meeting = np.bincount(ends)
    ways_at: dict[int, list[int]] = {}
    for piece in np.flatnonzero(is_ferry):
        for node in (int(pieces.from_node[piece]), int(pieces.to_node[piece])):
            ways_at.setdefault(node, []).append(int(pieces.way[piece]))

    group = {way: [way] for way in duration}
    for node, ways in ways_at.items():
        if len(ways) != 2 or meeting[node] != 2:  # noqa: PLR2004 (two parts meet, nothing else)
            continue
        one, other = ways
        if duration[one] == duration[other] and group[one] is not group[other]:
            group[one].extend(group[other])
            for way in group[other]:
                group[way] = group[one]
    return {id(crossing): crossing for crossing in group.values()}.values()
