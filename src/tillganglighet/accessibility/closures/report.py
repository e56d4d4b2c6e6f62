"""Vulnerability as one value: everything that a product about it is made from."""

from dataclasses import dataclass

from tillganglighet.accessibility.closures.critical_roads import CriticalRoads
from tillganglighet.accessibility.closures.vulnerability import BuildingClosures, ServiceClosures
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.gaps.residents import Residents
from tillganglighet.domain.catalogue import Category
from tillganglighet.network.road_names import RoadNames


@dataclass(frozen=True)
class Vulnerability:
    """Every service, every building and every road of a report closed in turn.

    Parameters
    ----------
    report : GapReport
    residents : Residents
        Who is counted.
    services : ServiceClosures
    buildings : BuildingClosures
    roads : CriticalRoads
    road_categories : tuple of Category
        The categories that somebody reaches; roads are broken for all of them.
    road_names : RoadNames
    """

    report: GapReport
    residents: Residents
    services: ServiceClosures
    buildings: BuildingClosures
    roads: CriticalRoads
    road_categories: tuple[Category, ...]
    road_names: RoadNames
