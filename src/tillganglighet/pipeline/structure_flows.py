"""What the roads of a region carry: trips, commuters, or modelled persons."""

from typing import NamedTuple

import numpy as np

from tillganglighet.domain.commuting import Commuting
from tillganglighet.domain.places import FloatArray, StrArray
from tillganglighet.domain.timetable import Timetable
from tillganglighet.network.snapping import Snapping
from tillganglighet.pipeline.structure_at_hand import AtHand
from tillganglighet.pipeline.structure_timetable import trips_on_roads
from tillganglighet.structure.flows import (
    FlowKind,
    Flows,
    commuting_flows,
    flows_to_higher_nodes,
)


class Carried(NamedTuple):
    """What the roads carry.

    Attributes
    ----------
    amount : (road_count,) float64
        Persons or trips, in both directions together.
    kind : FlowKind
    unplaced : float
        Share of the trips of a timetable that no way on the roads fits; of those who commute
        between kommuner, from or to one that has no place here.
    """

    amount: FloatArray
    kind: FlowKind
    unplaced: float = 0.0


def carried_by_roads(
    at_hand: AtHand, commuting: Commuting | None, timetable: Timetable | None
) -> Carried:
    """Return trips where a timetable tells their way, else commuters, else modelled persons."""
    if timetable is not None and timetable.has_routes:
        found = trips_on_roads(at_hand.times, timetable, at_hand.settings)
        if found.trips.any():
            return Carried(found.trips, FlowKind.TIMETABLE, found.unplaced)
    if commuting is not None:
        seats, kommun_code = _seats(at_hand)
        commuters = commuting_flows(at_hand.times, seats, kommun_code, commuting)
        unplaced = commuting.share_beyond(kommun_code)
        return Carried(commuters.persons, FlowKind.COMMUTING, unplaced)
    return Carried(_flows(at_hand).persons, FlowKind.MODELLED)


def _flows(at_hand: AtHand) -> Flows:
    people, levels = at_hand.people, at_hand.levels
    return flows_to_higher_nodes(
        at_hand.times,
        at_hand.nodes,
        origins=at_hand.origins,
        persons=people.persons[:, 0],
        level=np.append(levels.level, np.int8(levels.rules.no_level))[people.village],
        lowest_node_level=levels.rules.lowest_node_level,
    )


def _seats(at_hand: AtHand) -> tuple[Snapping, StrArray]:
    """Return the most populous village of each kommun, or the highest node outside, by code."""
    region, nodes = at_hand.region, at_hand.nodes
    outer = nodes.chosen(np.flatnonzero(nodes.is_outside))
    snapping = region.village_snapping.followed_by(outer.snapping)
    kommun = np.concatenate([region.villages.kommun_code, outer.kommun_code])
    size = np.concatenate([np.nan_to_num(region.villages.population), -outer.level])
    order = np.lexsort((-size, kommun))
    codes, first = np.unique(kommun[order], return_index=True)
    named = codes != ""
    return snapping.chosen(order[first[named]]), codes[named]
