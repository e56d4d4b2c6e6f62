"""One published number as a value: the answer of a village, its way, or why there is none."""

from dataclasses import dataclass

from tillganglighet.accessibility.explanation.explanation import Explanation
from tillganglighet.accessibility.travel.access import AccessTable
from tillganglighet.accessibility.travel.no_way import NoWay
from tillganglighet.domain.areas import Areas
from tillganglighet.domain.catalogue import Category
from tillganglighet.domain.ground import Ground
from tillganglighet.domain.places import Services, Villages
from tillganglighet.domain.provenance import Provenance
from tillganglighet.domain.status import Status
from tillganglighet.network.network import Network
from tillganglighet.network.road_names import RoadNames


@dataclass(frozen=True)
class ExplainedNumber:
    """The answer of one village and category, taken apart.

    Parameters
    ----------
    category : Category
    village : int
        Index of the village.
    villages, services
        Services as they may be exported.
    access : AccessTable
        Of this village and category alone, as it is published.
    network, road_names, provenance
        What the answer holds on.
    ground, areas
        Water and borders, for maps.
    way : Explanation or None
        The way to the nearest service; None where there is none.
    no_way : NoWay or None
        What there is around the village, where a search finds no way; `nearest_at` is the index
        of the service.
    """

    category: Category
    village: int
    villages: Villages
    services: Services
    access: AccessTable
    network: Network
    road_names: RoadNames
    ground: Ground
    areas: Areas
    provenance: Provenance
    way: Explanation | None = None
    no_way: NoWay | None = None

    @property
    def status(self) -> Status:
        """Return the status of the answer."""
        return Status(int(self.access.status[0, 0]))
