"""What maps of a product lie on, as reports have it."""

from typing import Protocol

from tillganglighet.domain.areas import Areas
from tillganglighet.domain.ground import Ground
from tillganglighet.domain.provenance import Provenance
from tillganglighet.network.network import Network


class Backdrop(Protocol):
    """A report that knows its roads, its water and its borders, as `GapReport` does."""

    @property
    def network(self) -> Network:
        """The roads."""

    @property
    def ground(self) -> Ground:
        """Water."""

    @property
    def areas(self) -> Areas:
        """The kommuner, whose borders are drawn."""

    @property
    def provenance(self) -> Provenance:
        """Where the numbers come from; its area is the one that is measured."""
