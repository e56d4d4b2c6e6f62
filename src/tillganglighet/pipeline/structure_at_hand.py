"""What the layers of the structure map are made of."""

from dataclasses import dataclass

import shapely

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import CountedPeople, counted_people
from tillganglighet.accessibility.travel.metric import Metric, travel_time
from tillganglighet.network.snapping import Snapping
from tillganglighet.pipeline.structure_facts import home_area, is_beyond
from tillganglighet.store.region import Region
from tillganglighet.structure.levels import NodeLevels
from tillganglighet.structure.nodes import Nodes, joined_nodes, village_nodes
from tillganglighet.structure.outside import outside_nodes
from tillganglighet.structure.settings import Settings


@dataclass(frozen=True)
class AtHand:
    """What the layers are made of.

    Parameters
    ----------
    region : Region
    people : CountedPeople
        Who is counted: cells, else villages.
    origins : Snapping
        Where they meet the road.
    times : Metric
        The network by travel time.
    levels : NodeLevels
        Of the villages.
    nodes : Nodes
        In the region and beyond its border.
    home : polygon or None
        The area that is measured, if it is known.
    settings : Settings
    """

    region: Region
    people: CountedPeople
    origins: Snapping
    times: Metric
    levels: NodeLevels
    nodes: Nodes
    home: shapely.Geometry | None
    settings: Settings


def at_hand_of(
    region: Region, report: GapReport, levels: NodeLevels, settings: Settings
) -> AtHand:
    """Return what the layers of a measured region are made of."""
    people = counted_people(report)
    origins = region.village_snapping
    if people.are_cells and region.cell_snapping is not None:
        origins = region.cell_snapping
    nodes = village_nodes(
        region.villages, region.village_snapping, levels.level, levels.rules.lowest_node_level
    )
    outer, outer_snapping = region.outer_villages, region.outer_snapping
    if outer is not None and outer_snapping is not None:
        nodes = joined_nodes(
            nodes,
            outside_nodes(
                outer,
                outer_snapping,
                region.services,
                is_beyond(region),
                rules=levels.rules,
                settings=settings,
            ),
        )
    return AtHand(
        region=region,
        people=people,
        origins=origins,
        times=travel_time(region.network, region.prepared.time if region.prepared else None),
        levels=levels,
        nodes=nodes,
        home=home_area(region),
        settings=settings,
    )
