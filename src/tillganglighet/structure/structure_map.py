"""The structure map as one value: everything that its layers and tables are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tillganglighet.accessibility.closures.critical_roads import CriticalRoads
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import CountedPeople
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.commuting import Commuting
from tillganglighet.domain.places import FloatArray
from tillganglighet.domain.timetable import Timetable
from tillganglighet.structure.catchments import Catchments
from tillganglighet.structure.corridors import Corridors
from tillganglighet.structure.flows import FlowKind
from tillganglighet.structure.labour_markets import LabourMarkets
from tillganglighet.structure.levels import NodeLevels, PlaceFacts, Verdict
from tillganglighet.structure.nodes import Nodes
from tillganglighet.structure.outside import OutsideLinks
from tillganglighet.structure.patches import Patches
from tillganglighet.structure.served import Crossings, Roles, Served
from tillganglighet.structure.settings import Settings
from tillganglighet.structure.shortfalls import FourFields, Shortfalls
from tillganglighet.structure.transit import Transit
from tillganglighet.structure.weak_links import WeakLinks


@dataclass(frozen=True)
class CatchmentLayers:
    """The catchments level by level, the highest first; each a tuple of one entry a level.

    Parameters
    ----------
    people, villages : tuple of Catchments
        Of those who are counted, and of the villages in the order of the report.
    patches : tuple of Patches
        The land, labelled by node.
    contested : tuple of Patches
        The land that is contested, labelled by the nearest node.
    """

    people: tuple[Catchments, ...]
    villages: tuple[Catchments, ...]
    patches: tuple[Patches, ...]
    contested: tuple[Patches, ...]


@dataclass(frozen=True)
class OutsideWorld:
    """What lies beyond borders: of the region, and between its kommuner.

    Parameters
    ----------
    links : OutsideLinks
    served : Served
    crossings : Crossings
    roles : Roles
    ends_at_border : bool
        No road leads well beyond the border: what lies there is not known.
    known_villages : int
        So many villages beyond the border are known.
    """

    links: OutsideLinks
    served: Served
    crossings: Crossings
    roles: Roles
    ends_at_border: bool
    known_villages: int


@dataclass(frozen=True)
class StructureMap:
    """How the places of a region hang together.

    Parameters
    ----------
    report : GapReport
        The measured region.
    people : CountedPeople
        Who is counted: cells, else villages.
    facts : PlaceFacts
    levels : NodeLevels
        Of the villages, in the order of the report.
    themes : mapping of str to Verdict
        Which villages are theme nodes: `kommersiell`, `arbete`, `kollektivtrafik`.
    nodes : Nodes
        Villages of the node levels, and nodes beyond the border.
    catchments : CatchmentLayers
    corridors : Corridors
    flow_kind : FlowKind
        What the corridors carry.
    timetable : Timetable or None
    commuting : Commuting or None
    unplaced : float
        Share of the trips or commuters of the corridors that are on no road.
    transit : Transit or None
        None without a timetable.
    outside : OutsideWorld
    weak : WeakLinks
        Its places are villages.
    critical : CriticalRoads
        Broken, they keep people from every node.
    shortfalls : Shortfalls
        Of the villages.
    four_fields : FourFields
        Of the villages.
    regions : Areas
        Functional regions of the kinds `fa` and `la`: as given, and those of `labour_markets`.
    labour_markets : LabourMarkets or None
        None without a commuting table.
    measured : (n,) intp
        Columns of the report that hold travel times.
    settings : Settings
    before : StructureMap or None
        The same villages without the scenario that this map shows; None where it shows none.
    """

    report: GapReport
    people: CountedPeople
    facts: PlaceFacts
    levels: NodeLevels
    themes: Mapping[str, Verdict]
    nodes: Nodes
    catchments: CatchmentLayers
    corridors: Corridors
    flow_kind: FlowKind
    timetable: Timetable | None
    commuting: Commuting | None
    unplaced: float
    transit: Transit | None
    outside: OutsideWorld
    weak: WeakLinks
    critical: CriticalRoads
    shortfalls: Shortfalls
    four_fields: FourFields
    regions: Areas
    labour_markets: LabourMarkets | None
    measured: npt.NDArray[np.intp]
    settings: Settings
    before: "StructureMap | None" = None

    @property
    def persons(self) -> FloatArray:
        """(origin_count,) float64: how much each origin counts."""
        return self.people.persons[:, 0]
