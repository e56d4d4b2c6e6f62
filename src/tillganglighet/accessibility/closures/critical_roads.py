"""Critical roads: whose loss cuts people off from services, or costs them most time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tillganglighet.accessibility.travel.metric import Entries, Metric, arriving, direct, leaving
from tillganglighet.domain.places import FloatArray
from tillganglighet.network.roads import Roads
from tillganglighet.network.rules.passage import Passage
from tillganglighet.network.snapping import Snapping
from tillganglighet.routing.bridges import find_bridges
from tillganglighet.routing.broken_roads import (
    NO_GATE,
    Gated,
    GatedOrigins,
    RoadLosses,
    RoadsOfEdges,
    break_each_road,
)
from tillganglighet.units import MS_PER_S, S_PER_MIN, UNREACHED

Int32Array = npt.NDArray[np.int32]

# Sums of the same people in another order differ in their last digits.
_DIGITS = 9


@dataclass(frozen=True)
class CriticalRoads:
    """Stretches of road, each broken alone: at the worse of its ends.

    Pieces that join one another and whose loss does the same are one stretch. All arrays are
    (stretch_count,) and ordered by rank: most cut off first, then most person-minutes, then most
    behind a bridge, then the smaller road. For the rank those cut off count on the side where
    fewer people are: where the last road to a service breaks, everybody loses it, but it is the
    service that is cut off.

    Parameters
    ----------
    roads : tuple of (n,) int32
        The roads of each stretch, ascending.
    cut_off : float64
        Persons (or villages) who no longer reach any service of some category.
    cut_categories : (stretch_count, category_count) bool
        The categories that somebody no longer reaches.
    longer : float64
        Persons who have farther in some category, those cut off included.
    person_minutes : float64
        Persons times further minutes, one trip to each category, of those who still reach it.
    worst_min : float64
        The most further minutes.
    behind : float64
        Persons on the lighter side of a bridge of the network; 0 for a road that is none.
    """

    roads: tuple[Int32Array, ...]
    cut_off: FloatArray
    cut_categories: npt.NDArray[np.bool_]
    longer: FloatArray
    person_minutes: FloatArray
    worst_min: FloatArray
    behind: FloatArray

    def __len__(self) -> int:
        """Return the number of stretches."""
        return len(self.cut_off)


def critical_roads(
    metric: Metric, services: Sequence[Snapping], origins: Snapping, weight: FloatArray
) -> CriticalRoads:
    """Break every road in turn and return those whose loss anybody feels; none without services.

    Nobody passes a broken road. Those who live along it, and services along it, keep the better
    or the worse half of it: the road breaks at one of its ends, and the worse end counts.

    Parameters
    ----------
    metric : Metric
        Of travel time.
    services : sequence of Snapping
        The services of each category.
    origins : Snapping
    weight : (origin_count,) float64
        Persons, or ones.
    """
    roads = metric.network.roads
    direct = [_best_direct(metric, origins, each) for each in services]
    along = np.array(direct, dtype=np.int32).reshape(len(services), len(origins))
    losses = break_each_road(
        metric.search,
        RoadsOfEdges(metric.network.lane >> 1, len(roads)),  # a step, lane -1, is road -1
        [_gated(metric, each, arriving(metric, each)) for each in services],
        GatedOrigins(_gated(metric, origins, leaving(metric, origins)), along, weight),
    )
    behind = _behind(roads, origins, weight)
    worse = np.where(
        (losses.cut_off[:, 1] > losses.cut_off[:, 0])
        | (
            (losses.cut_off[:, 1] == losses.cut_off[:, 0])
            & (losses.extra[:, 1] > losses.extra[:, 0])
        ),
        1,
        0,
    )
    return _stretches(roads, losses, worse, behind, float(weight.sum()))


def _gated(metric: Metric, points: Snapping, entries: Entries) -> Gated:
    """Return the entries with the end of the road that each passes."""
    roads, road = metric.network.roads, points.road[entries.point]
    fraction = points.fraction[entries.point]
    end = metric.network.road_node[entries.node] == roads.to_node[road]
    is_loop = roads.from_node[road] == roads.to_node[road]
    stands_at_node = (fraction == 0.0) | (fraction == 1.0)
    gate = np.where(stands_at_node | is_loop, NO_GATE, 2 * road + end)
    return Gated(entries.point, entries.node, entries.impedance, gate.astype(np.int32))


def _best_direct(metric: Metric, origins: Snapping, services: Snapping) -> Int32Array:
    best = np.full(len(origins), UNREACHED, dtype=np.int32)
    along = direct(metric, origins, services)
    np.minimum.at(best, along.origin, along.impedance)
    return best


def _behind(roads: Roads, origins: Snapping, weight: FloatArray) -> FloatArray:
    """Return (road_count,) persons on the lighter side of each bridge.

    Who lives along a road counts at the nearer end of it.
    """
    is_open = np.flatnonzero((roads.passage != Passage.BARRED).any(axis=1))
    met = np.flatnonzero(origins.road >= 0)
    road = origins.road[met]
    node = np.where(origins.fraction[met] > 0.5, roads.to_node[road], roads.from_node[road])  # noqa: PLR2004 (the middle)
    persons = np.bincount(node, weight[met], len(roads.node_id)).astype(np.float64)
    behind = np.zeros(len(roads))
    found = find_bridges(roads.from_node[is_open], roads.to_node[is_open], persons)
    behind[is_open] = found.behind
    return behind


def _stretches(
    roads: Roads,
    losses: RoadLosses,
    worse: npt.NDArray[np.intp],
    behind: FloatArray,
    everybody: float,
) -> CriticalRoads:
    at = np.arange(len(roads)), worse
    cut_off, longer, extra = losses.cut_off[at], losses.longer[at], losses.extra[at]
    # Where nobody reaches any service, no road can take one away.
    is_asked = losses.cut_categories.shape[-1] > 0
    felt = np.flatnonzero(((longer > 0) | (behind > 0)) & is_asked).astype(np.int32)
    effects = np.column_stack([cut_off, longer, extra, behind])[felt]
    lost = losses.cut_categories[at]
    same = np.column_stack([_rounded(effects), lost[felt], roads.is_ferry[felt]])
    stretch = _joined(roads, felt, same)
    _, first = np.unique(stretch, return_index=True)
    # lexsort takes the most important key last.
    fewer = np.minimum(effects[:, 0], np.maximum(everybody - effects[:, 0], 0.0))
    keys = [felt[first], -effects[first, 3], -effects[first, 2], -fewer[first]]
    ahead = first[np.lexsort(keys)]
    chosen = felt[ahead]
    return CriticalRoads(
        roads=tuple(felt[stretch == stretch[each]] for each in ahead),
        cut_off=cut_off[chosen],
        cut_categories=lost[chosen],
        longer=longer[chosen],
        person_minutes=extra[chosen] / (MS_PER_S * S_PER_MIN),
        worst_min=losses.worst[at][chosen] / (MS_PER_S * S_PER_MIN),
        behind=behind[chosen],
    )


def _rounded(values: FloatArray) -> FloatArray:
    scale = 10.0 ** (_DIGITS - 1 - np.floor(np.log10(np.where(values == 0, 1.0, np.abs(values)))))
    return np.rint(values * scale) / scale


def _joined(roads: Roads, felt: Int32Array, effects: FloatArray) -> npt.NDArray[np.intp]:
    """Return the stretch of each road: roads of one effect that meet at a node, and so on."""
    _, effect = np.unique(effects, axis=0, return_inverse=True)
    # A meeting place is a node with an effect: roads of another effect do not meet there.
    ends = np.stack([roads.from_node[felt], roads.to_node[felt]])
    _, meeting = np.unique(
        np.stack([ends.ravel(), np.tile(effect, 2)]), axis=1, return_inverse=True
    )
    count = len(felt)
    pairs = (np.tile(np.arange(count), 2), count + meeting)
    size = count + int(meeting.max(initial=-1)) + 1
    graph = coo_array((np.ones(2 * count), pairs), shape=(size, size))
    _, part = connected_components(graph, directed=False)
    return np.asarray(part[:count], dtype=np.intp)
