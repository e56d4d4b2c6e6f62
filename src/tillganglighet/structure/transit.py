"""Nodes of public transport: places whose stops are served often, in the evening and at weekends.

Region Dalarna takes the stop of a place with most trips, and asks for seven double trips a
weekday, or fourteen trips where all go the same way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.domain.places import StrArray
from tillganglighet.domain.timetable import Stops
from tillganglighet.structure.levels import Verdict
from tillganglighet.structure.node_rules import TransitRule

Int32Array = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Transit:
    """How places stand to what is asked of a node of public transport.

    Parameters
    ----------
    stops : Stops
    village : (stop_count,) int32
        The place that each stop belongs to; -1 outside all of them.
    busiest : (place_count,) int32
        The stop of each place where most trips call a weekday; -1 without a stop.
    conditions : mapping of str to Verdict
        `trips`, `evening` and `weekend`, each met by any stop of the place.
    """

    stops: Stops
    village: Int32Array
    busiest: Int32Array
    conditions: Mapping[str, Verdict]

    @property
    def node(self) -> Verdict:
        """Which places are nodes: all of the conditions."""
        met = np.all([each.met for each in self.conditions.values()], axis=0)
        failed = np.any([each.failed for each in self.conditions.values()], axis=0)
        return Verdict(met, ~met & ~failed)


def transit_nodes(
    stops: Stops, village: Int32Array, kommun_code: StrArray, rule: TransitRule
) -> Transit:
    """Compare the stops of each place with the rule.

    A place without a stop is known to have none if the timetable has stops in any place of its
    kommun; else it says nothing of it.

    Parameters
    ----------
    stops : Stops
    village : (stop_count,) int32
        Index of the place, -1 outside all of them.
    kommun_code : (place_count,) str
        Of the places.
    rule : TransitRule
    """
    count, inside = len(kommun_code), np.flatnonzero(village >= 0)
    covered = np.isin(kommun_code, kommun_code[village[inside]])
    one_way = np.isnan(stops.least_direction) | (stops.least_direction == 0)
    enough = (stops.least_direction >= rule.double_trips) | (
        one_way & (stops.weekday >= rule.one_way_trips)
    )
    asked = {
        "trips": (enough, np.zeros(len(stops), dtype=bool)),
        "evening": (stops.evening >= rule.evening_trips, np.isnan(stops.evening)),
        "weekend": (stops.weekend >= rule.weekend_trips, np.isnan(stops.weekend)),
    }
    conditions = {}
    for key, (is_met, is_unknown) in asked.items():
        met, unknown = np.zeros(count, dtype=bool), ~covered
        unknown[village[inside[is_unknown[inside]]]] = True
        met[village[inside[is_met[inside]]]] = True
        conditions[key] = Verdict(met, unknown & ~met)
    busiest = np.full(count, -1, dtype=np.int32)
    order = inside[np.lexsort((-inside, stops.weekday[inside]))]
    busiest[village[order]] = order  # of several the last one written stays: the busiest
    return Transit(stops, village, busiest, conditions)
